"""Dates whose precision stands in columns of their own, as the files of the atlas write them.

"2023-01-01" beside "Signature (précision)" = "année" says 2023; "oui" in "Fin (estimée)" says that
nobody wrote that end. The two are put back into the date, which is then read like any other.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from data.atelier.tableau.corps import Rangee, Tableau
from data.atelier.valeurs.mots import aplatir

_A_COTE = re.compile(r"(?P<date>.+) \((?P<quoi>precision|estimee)\)")
_JOUR = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?|(\d{2})/(\d{2})/(\d{4})")
_GARDE = {"jour": 3, "mois": 2, "annee": 1}  # parts of a date that are known


def rejoin_precisions(tableau: Tableau) -> Tableau:
    """Return a table whose dates say their own precision; the columns beside them are not read."""
    beside = list(_beside(tableau))
    if not beside:
        return tableau
    told = {rank: date for date, rank, _ in beside}
    columns = tuple(
        replace(one, cible=None, pourquoi=f"dit la précision de la colonne {told[one.rang] + 1}")
        if one.rang in told
        else one
        for one in tableau.colonnes
    )
    rows = tuple(_rejoined(row, beside) for row in tableau.rangees)
    return replace(tableau, colonnes=columns, rangees=rows)


def _beside(tableau: Tableau) -> Iterator[tuple[int, int, str]]:
    """Yield the column of a date, a column beside it, and what this one says."""
    headers = {aplatir(text): rank for rank, text in enumerate(tableau.entete.textes) if text}
    for text, rank in headers.items():
        found = _A_COTE.fullmatch(text)
        if found and found["date"] in headers:
            yield headers[found["date"]], rank, found["quoi"]


def _rejoined(row: Rangee, beside: list[tuple[int, int, str]]) -> Rangee:
    texts = dict(row.textes)
    for date, rank, what in beside:
        said = aplatir(texts.get(rank, ""))
        if what == "precision":
            texts[date] = _cut(texts.get(date, ""), _GARDE.get(said, 3))
        elif said == "oui":
            texts[date] = f"{texts.get(date, '')} (estimée)"
    return replace(row, textes=texts)


def _cut(texte: str, parts: int) -> str:
    found = _JOUR.fullmatch(texte.strip())
    if found is None or parts == 3:
        return texte
    year, month = found[1] or found[6], found[2] or found[5]
    return year if parts == 1 else f"{year}-{month}"
