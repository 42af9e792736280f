"""What is no more: the names and codes of communes and EPCI of the past, and what they became.

Two sources: the vintages, compared one with the next (since 2019), and the events of communes of
package 0.7.0 (from 1943 to 1 January 2019). What a territory became is read off its pieces, the
one that holds most of its residents of today first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from data.construction.cellules import SUFFIXE_SOLDE
from data.construction.millesimes import Millesime

COLONNES = ["niveau", "code", "nom", "fin", "evenement", "devenus"]
PART_MINIMALE = 0.1
"""Of the residents: an EPCI of today that took over less is not what the former one became."""
EVENEMENTS = {
    "changement de nom": "renommage",
    "renommage suite à création d’une commune fille": "renommage",
    "changement de chef lieu": "renommage",
    "changement de département": "code",
    "dé-fusion": "partage",
    "dissolution ou élargissement de la commune nouvelle": "partage",
    "dissolution de la fusion-association dans une commune nouvelle": "partage",
    "suppression": "suppression",
}
"""Kind of event by the reason that INSEE gives for an end; any other one is a merger."""


@dataclass(frozen=True, eq=False)
class _Pieces:
    """Who owns each piece, at a level, in each vintage, and how many live there today.

    ``proprietaires``: by vintage, the territory of each piece, '' when it has none.
    """

    proprietaires: dict[int, dict[str, str]]
    habitants: dict[str, int]

    @cached_property
    def _par_territoire(self) -> dict[int, dict[str, set[str]]]:
        found: dict[int, dict[str, set[str]]] = {}
        for year, owners in self.proprietaires.items():
            groups = found.setdefault(year, {})
            for piece, owner in owners.items():
                groups.setdefault(owner, set()).add(piece)
        return found

    def de(self, annee: int, code: str) -> set[str]:
        """Return the pieces of a territory of a vintage."""
        return self._par_territoire[annee][code]

    def devenus(self, pieces: Iterable[str], annee: int) -> dict[str, float]:
        """Return the territories of a vintage that hold some pieces, with their share of residents.

        The largest first; where nobody lives, shares are those of the pieces.
        """
        kept = [piece for piece in pieces if self.proprietaires[annee][piece]]
        weights = {piece: self.habitants.get(piece, 0) for piece in kept}
        if not sum(weights.values()):
            weights = dict.fromkeys(kept, 1)
        totals = Counter[str]()
        for piece, weight in weights.items():
            totals[self.proprietaires[annee][piece]] += weight
        ranked = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
        return {owner: total / totals.total() for owner, total in ranked}


def _inhabitants(populations: pd.Series) -> dict[str, int]:
    """Return the inhabitants of each piece, those whom no source places with the chef-lieu."""
    found: dict[str, int] = {}
    for code, number in populations.items():
        piece = str(code).removesuffix(SUFFIXE_SOLDE)
        found[piece] = found.get(piece, 0) + int(number)
    return found


def _of_communes(
    appartenances: pd.DataFrame, annees: Iterable[int], habitants: dict[str, int]
) -> _Pieces:
    pieces = appartenances.index.tolist()
    owners = {year: dict(zip(pieces, appartenances[year].tolist(), strict=True)) for year in annees}
    return _Pieces(owners, habitants)


def _of_epci(communes: _Pieces, millesimes: Mapping[int, Millesime]) -> _Pieces:
    owners = {}
    for year, pieces in communes.proprietaires.items():
        table = millesimes[year].communes
        epci = dict(zip(table["code"], table["epci"], strict=True))
        owners[year] = {piece: epci[commune] for piece, commune in pieces.items()}
    return _Pieces(owners, communes.habitants)


def _event(pieces: _Pieces, code: str, last: int, share: float) -> str:
    """Return what happened to a territory between its last vintage under a name and the next.

    ``share``: see ``_gone``.
    """
    mine = pieces.de(last, code)
    shares = pieces.devenus(mine, last + 1)
    heir = code if code in shares else next(iter(shares))
    if heir == code and share:
        return "renommage"  # an EPCI keeps its SIREN when a commune joins it or leaves it
    if shares[heir] < 1 - share:
        return "partage"
    if pieces.de(last + 1, heir) - mine:
        return "fusion"
    return "renommage" if heir == code else "code"


def _names(millesimes: Mapping[int, Millesime], table: str) -> dict[tuple[str, str], int]:
    """Return the last vintage of each pair of a code and a name."""
    last: dict[tuple[str, str], int] = {}
    for year, one in sorted(millesimes.items()):
        rows: pd.DataFrame = getattr(one, table)
        last |= dict.fromkeys(zip(rows["code"], rows["nom"], strict=True), year)
    return last


def _gone(
    niveau: str, names: dict[tuple[str, str], int], pieces: _Pieces, share: float
) -> Iterator[dict[str, str]]:
    """Yield a row for each code and name of the vintages that no territory of today bears.

    ``share``: least share of the residents that a territory of today must have taken over.
    """
    today = max(pieces.proprietaires)
    for (code, nom), last in sorted(names.items()):
        if last == today:
            continue
        heirs = pieces.devenus(pieces.de(last, code), today)
        kept = [heir for heir, part in heirs.items() if part >= share] or list(heirs)[:1]
        yield {
            "niveau": niveau,
            "code": code,
            "nom": nom,
            "fin": str(last + 1),
            "evenement": _event(pieces, code, last, share),
            "devenus": " ".join(kept),
        }


def _gone_parts(
    millesimes: Mapping[int, Millesime], communes: _Pieces, known: set[tuple[str, str]]
) -> Iterator[dict[str, str]]:
    """Yield a row for each commune déléguée or associée of the vintages that is no more one."""
    today = max(millesimes)
    for (code, nom), last in sorted(_names(millesimes, "deleguees").items()):
        if last == today or (code, nom) in known:
            continue
        table = millesimes[last].deleguees
        parent = str(table.loc[table["code"] == code, "commune"].iloc[0])
        pieces = {code} if code in communes.habitants else communes.de(last, parent)
        yield {
            "niveau": "commune_deleguee",
            "code": code,
            "nom": nom,
            "fin": str(last + 1),
            "evenement": "suppression",
            "devenus": next(iter(communes.devenus(pieces, today))),
        }


def _before(
    events: Iterable[dict[str, Any]], today: dict[str, str], successors: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """Yield a row for each commune of 1943 to 2018 whose code or name is no more.

    ``today``: name of each commune by code; ``successors``: commune that took over an older code.
    """
    for event in events:
        if event["type"] != "COM" or "dateFin" not in event:
            continue
        code = event["code"]
        heir = code if code in today else successors[code]
        if (heir, today[heir]) == (code, event["nom"]):
            continue
        yield {
            "niveau": "commune",
            "code": code,
            "nom": event["nom"],
            "fin": event["dateFin"],
            "evenement": EVENEMENTS.get(event["raisonFin"], "fusion"),
            "devenus": heir,
        }


def build_anciens(
    millesimes: Mapping[int, Millesime],
    appartenances: pd.DataFrame,
    populations: pd.Series,
    evenements: Iterable[dict[str, Any]],
) -> pd.DataFrame:
    """Return the codes and names of communes, communes déléguées and EPCI that are no more.

    Columns niveau, code, nom; ``fin``: first vintage without it (2020…) or, before 2019, the day
    it ended; ``evenement``: renommage, code, fusion, partage or suppression; ``devenus``: codes of
    today, the one with most of its residents first.

    Parameters
    ----------
    populations : inhabitants of today by cell.
    evenements : those of communes since 1943, as the package of the first vintage has them.
    """
    communes = _of_communes(appartenances, millesimes, _inhabitants(populations))
    newest = millesimes[max(millesimes)]
    today = dict(zip(newest.communes["code"], newest.communes["nom"], strict=True))
    rows = list(_gone("commune", _names(millesimes, "communes"), communes, 0))
    known = {(row["code"], row["nom"]) for row in rows} | set(today.items())
    rows += _gone_parts(millesimes, communes, known)
    rows += _gone("epci", _names(millesimes, "epci"), _of_epci(communes, millesimes), PART_MINIMALE)
    known |= set(zip(newest.deleguees["code"], newest.deleguees["nom"], strict=True))
    older = _before(evenements, today, newest.anciens_codes)
    rows += [row for row in older if (row["code"], row["nom"]) not in known]
    table = pd.DataFrame(rows, columns=COLONNES)
    return table.sort_values(["niveau", "code", "fin", "nom"]).drop_duplicates(
        ["niveau", "code", "nom"], keep="last"
    )
