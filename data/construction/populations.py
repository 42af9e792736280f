"""Population municipale of each reference year by piece of commune: the sum loses nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from data.construction.cellules import SUFFIXE_SOLDE
from data.construction.millesimes import Millesime
from data.construction.populations_publiees import (
    PROPORTION,
    SOURCES,
    check_recoupements,
    published_by_year,
    share_out,
)

EXACTE = ""
DERNIERE_CONNUE = "derniere_connue"
SOLDE = "solde"


@dataclass(frozen=True)
class Piece:
    """Inhabitants of a piece, and how they are known."""

    population: int
    estimation: str = EXACTE


class Pieces:
    """What every year says of every piece: exactly, or from the years that know it apart."""

    def __init__(
        self,
        appartenances: pd.DataFrame,
        by_year: Mapping[int, list[dict[str, int]]],
        estimated: Mapping[int, dict[str, str]],
    ) -> None:
        self.estimated = estimated
        self.appartenances = appartenances
        self.by_year = by_year
        self.exact = {year: self._exact(year) for year in SOURCES}

    @lru_cache(maxsize=8)  # noqa: B019 - lives as long as the build
    def _groups(self, vintage: int) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for piece, commune in self.appartenances[vintage].items():
            found.setdefault(commune, []).append(str(piece))
        return found

    def _exact(self, year: int) -> dict[str, int]:
        """Return the pieces that are a whole commune in one of the sources of the year."""
        found: dict[str, int] = {}
        for (vintage, _), counts in zip(SOURCES[year], self.by_year[year], strict=True):
            for commune, pieces in self._groups(vintage).items():
                if len(pieces) == 1 and commune in counts:
                    found.setdefault(pieces[0], counts[commune])
        return found

    def _nearest(self, piece: str, year: int, *, before_only: bool) -> int | None:
        years = [y for y in SOURCES if piece in self.exact[y] and (y < year or not before_only)]
        if not years:
            return None
        return self.exact[min(years, key=lambda y: (abs(y - year), y))][piece]

    def of_year(self, year: int) -> dict[str, Piece]:
        """Return every piece of a reference year; their sum is that year's total."""
        vintage = SOURCES[year][0][0]
        counts = self.by_year[year][0]
        found: dict[str, Piece] = {}
        for commune, pieces in self._groups(vintage).items():
            found |= self._share(year, commune, counts[commune], pieces)
        return dict(sorted(found.items()))

    def _share(self, year: int, commune: str, total: int, pieces: list[str]) -> dict[str, Piece]:
        exact = [self.exact[year].get(piece) for piece in pieces]
        if None not in exact and sum(p for p in exact if p is not None) == total:
            how = self.estimated.get(year, {}).get(commune, EXACTE)
            return {p: Piece(n, how) for p, n in zip(pieces, exact, strict=True) if n is not None}
        last = [self._nearest(piece, year, before_only=True) for piece in pieces]
        if None not in last:
            known = [number for number in last if number is not None]
            rest = total - sum(known)
            if rest >= 0:
                found = {p: Piece(n, DERNIERE_CONNUE) for p, n in zip(pieces, known, strict=True)}
                head = (
                    commune if commune in pieces else max(found, key=lambda p: found[p].population)
                )
                return found | {head + SUFFIXE_SOLDE: Piece(rest, SOLDE)}
        weights = [self._nearest(piece, year, before_only=False) or 0 for piece in pieces]
        shares = share_out(total, weights)
        return {p: Piece(n, PROPORTION) for p, n in zip(pieces, shares, strict=True)}


def share_arrondissements(
    pieces: dict[str, Piece], millesime: Millesime, parents: Mapping[str, str]
) -> dict[str, Piece]:
    """Replace Paris, Lyon and Marseille by their arrondissements.

    ``parents``: commune of each arrondissement. Where the arrondissements are published for
    another year than the commune, they share its inhabitants in the same proportions.
    """
    found = dict(pieces)
    for commune in sorted(set(parents.values())):
        total = found.pop(commune).population
        parts = sorted(code for code, parent in parents.items() if parent == commune)
        weights = [millesime.population_arrondissements[code] for code in parts]
        same = sum(weights) == total
        shares = weights if same else share_out(total, weights)
        how = EXACTE if same else PROPORTION
        found |= {code: Piece(n, how) for code, n in zip(parts, shares, strict=True)}
    return dict(sorted(found.items()))


def _table(pieces: dict[str, Piece]) -> pd.DataFrame:
    ordered = sorted(pieces.items())
    return pd.DataFrame(
        {
            "code": [code for code, _ in ordered],
            "population": [piece.population for _, piece in ordered],
            "estimation": [piece.estimation for _, piece in ordered],
        }
    )


def build_populations(
    millesimes: Mapping[int, Millesime],
    appartenances: pd.DataFrame,
    arrondissements: pd.DataFrame,
) -> tuple[dict[int, pd.DataFrame], dict[str, str]]:
    """Return the table of each reference year, and the piece that each remainder goes with.

    Columns code, population, estimation (empty when published as such). Every table has the same
    codes. Raises PopulationIncoherente when two sources of a year disagree.
    """
    by_year, estimated = published_by_year(millesimes)
    check_recoupements(appartenances, by_year)
    pieces = Pieces(appartenances, by_year, estimated)
    parents = dict(zip(arrondissements["code"], arrondissements["commune"], strict=True))
    found = {
        year: share_arrondissements(pieces.of_year(year), millesimes[sources[0][0]], parents)
        for year, sources in SOURCES.items()
    }
    heads = sorted({code for year in found for code in found[year] if SUFFIXE_SOLDE in code})
    tables = {year: _table(dict.fromkeys(heads, Piece(0)) | known) for year, known in found.items()}
    return tables, {code: code.removesuffix(SUFFIXE_SOLDE) for code in heads}
