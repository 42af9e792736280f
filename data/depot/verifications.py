"""Which publication last looked at each contract: an import or an entry, never a delivery."""

import json

from sqlalchemy import Connection, func, select

from data.depot.base.structure import modification, publication
from data.depot.cles import colonnes_de_la_cle

CONTRATS, CONTRAT_ID = "contrats", "contrat_id"
NATURES_QUI_VERIFIENT = ("import", "saisie")


def read_verifications(connection: Connection, jusqu_a: int) -> dict[str, int]:
    """Return the last publication that wrote a row of each contract, until a number.

    A delivery takes files in, an undo takes back: neither says that somebody looked.
    """
    question = (
        select(modification.c.ressource, modification.c.cle, func.max(modification.c.publication))
        .join(publication, publication.c.numero == modification.c.publication)
        .where(
            publication.c.nature.in_(NATURES_QUI_VERIFIENT), modification.c.publication <= jusqu_a
        )
        .group_by(modification.c.ressource, modification.c.cle)
    )
    found: dict[str, int] = {}
    for ressource, cle, numero in connection.execute(question):
        name = contrat_de_la_cle(ressource, cle)
        if name:
            found[name] = max(numero, found.get(name, 0))
    return found


def contrat_de_la_cle(ressource: str, cle: str) -> str:
    """Return the contract that the key of a row names, "" when it names none."""
    if ressource == CONTRATS:
        return cle
    names = colonnes_de_la_cle(ressource)
    if CONTRAT_ID not in names or not cle.startswith("["):
        return ""
    values = json.loads(cle)
    return str(values[names.index(CONTRAT_ID)])
