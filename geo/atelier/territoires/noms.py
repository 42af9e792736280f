"""Names as keys: what two spellings of one name share, and no more."""

from collections.abc import Iterable

import pandas as pd

from data.lecture.referentiel import load_table_commune
from geo.territoires.normalisation import coller, normaliser, sans_articles
from geo.territoires.referentiel import Referentiel


def cle_du_nom(normalise: str) -> str:
    """Return the key of a normalised name: in one piece, without its articles."""
    return coller(sans_articles(normalise))


def cles_des_noms(names: Iterable[str]) -> list[str]:
    """Return the keys of many names at once."""
    lines = "\n".join(name.replace("\n", " ") for name in names)
    return cle_du_nom(normaliser(lines)).split("\n")


def departements_nommes(referentiel: Referentiel) -> dict[str, str]:
    """Return the code of each département by the key of its name."""
    return _named(referentiel.tables.departements)


def regions_nommees(referentiel: Referentiel) -> dict[str, str]:
    """Return the code of each région by the key of its name, former names and acronyms included."""
    others = load_table_commune("autres_noms")
    return _named(others[others["niveau"] == "region"]) | _named(referentiel.tables.regions)


def _named(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(cles_des_noms(table["nom"].tolist()), table["code"].tolist(), strict=True))
