"""Who steers an action, in a file that leaves the atlas: organisations, never a person."""

from collections.abc import Container

import pandas as pd

from components.commun.mots.formats import NON_RENSEIGNE
from data.lecture.structures import noms_publics

PILOTE = "Pilote"
NON_PUBLIC = "non public"


def sans_personnes(table: pd.DataFrame, connues: Container[str]) -> pd.DataFrame:
    """Return a table of actions whose column PILOTE names organisations alone (DESIGN section 11).

    ``connues``: names of organisations (``data.lecture.structures.structures_du_registre``).
    """
    if PILOTE not in table:
        return table

    def public(name: str) -> str:
        return name if name == NON_RENSEIGNE else noms_publics(name, connues) or NON_PUBLIC

    return table.assign(**{PILOTE: table[PILOTE].map(public)})
