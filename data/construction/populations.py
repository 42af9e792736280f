"""Population municipale of each reference year, by piece of commune, with nobody lost.

The years were read off the equalities between versions (the members of version N+1 are the
communes of version N) and INSEE's calendar; ``check_recoupements`` verifies them to the person.
Three facts make the plain reading of a file wrong:

- the communes of version 0.7.0 (year 2016) have lost the inhabitants of the communes merged on
  1 January 2019, and have none for Mayotte: its EPCI hold both, and give them back;
- the communes of version 3.1.1 (year 2020) have lost those merged in 2023: version 2.3.1 has them;
- 2018 and 2021 are published for the members of EPCI only: the four islands in no EPCI and
  Saint-Martin take the figure of the communes of the same version, which is of the next year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from data.construction.cellules import SUFFIXE_SOLDE
from data.construction.millesimes import Millesime

SOURCES = {
    2016: ((2019, "communes"),),
    2018: ((2021, "membres"),),
    2019: ((2021, "communes"), (2022, "membres")),
    2020: ((2022, "communes"), (2023, "membres")),
    2021: ((2024, "membres"),),
    2022: ((2024, "communes"), (2025, "membres")),
    2023: ((2026, "communes"),),
}
"""Where each reference year is: vintage of the package, and communes or members of EPCI.

The first is the one whose total is kept; the others tell pieces apart, and cross-check it.
"""

EXACTE = ""
DERNIERE_CONNUE = "derniere_connue"
SOLDE = "solde"
PROPORTION = "proportion"
SUIVANTE = "annee_suivante"


class PopulationIncoherente(ValueError):
    """Two sources of one reference year disagree, or inhabitants cannot be placed."""


@dataclass(frozen=True)
class Piece:
    """Inhabitants of a piece, and how they are known."""

    population: int
    estimation: str = EXACTE


def share_out(total: int, weights: Sequence[int]) -> list[int]:
    """Share ``total`` in proportion to ``weights``, in whole inhabitants, none lost.

    Largest remainders; equal shares when every weight is zero.
    """
    if not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def published(millesime: Millesime, kind: str) -> dict[str, int]:
    """Return the inhabitants of every commune of a vintage, as its package publishes them."""
    if kind == "communes":
        return dict(millesime.population_communes)
    return millesime.population_communes | millesime.population_membres


def complete_2016(
    millesime: Millesime, later: Mapping[str, int]
) -> tuple[dict[str, int], set[str]]:
    """Give their lost inhabitants back to the communes of 2019, from the totals of their EPCI.

    Returns the inhabitants of every commune, and the communes whose figure is a share.

    ``later``: inhabitants of each commune in 2018. The lack of an EPCI goes to its communes that
    merged that year, in proportion of what they gained since.
    """
    found = published(millesime, "communes")
    shared: set[str] = set()
    members_of: dict[str, list[str]] = {}
    for code, siren in zip(millesime.communes["code"], millesime.communes["epci"], strict=True):
        if siren:
            members_of.setdefault(siren, []).append(code)
    for siren, members in members_of.items():
        lack = millesime.population_epci[siren] - sum(found.get(code, 0) for code in members)
        if lack < 0:
            raise PopulationIncoherente(f"EPCI {siren}: {-lack} inhabitants too many in 2016")
        if not lack:
            continue
        merged = [c for c in members if c not in found or c in millesime.fusions]
        growth = [max(later[code] - found.get(code, 0), 0) for code in merged]
        if not merged:
            raise PopulationIncoherente(f"EPCI {siren}: {lack} inhabitants belong to no commune")
        for code, part in zip(merged, share_out(lack, growth), strict=True):
            found[code] = found.get(code, 0) + part
        shared.update(merged if len(merged) > 1 else ())
    return found, shared


def published_by_year(
    millesimes: Mapping[int, Millesime],
) -> tuple[dict[int, list[dict[str, int]]], dict[int, dict[str, str]]]:
    """Return the inhabitants of the communes in each source of each year, and what is estimated.

    The second value names, by year and commune, how the figure of the first source is estimated.
    """
    counts = {
        year: [
            published(millesimes[sources[0][0]], sources[0][1]),
            *(millesimes[vintage].population_membres for vintage, _ in sources[1:]),
        ]
        for year, sources in SOURCES.items()
    }
    first = {year: millesimes[sources[0][0]] for year, sources in SOURCES.items()}
    estimated = {
        year: dict.fromkeys(set(counts[year][0]) - set(first[year].population_membres), SUIVANTE)
        for year, sources in SOURCES.items()
        if sources[0][1] == "membres"
    }
    complete, shared = complete_2016(
        millesimes[2019], _in_vintage_2019(counts[2018][0], millesimes)
    )
    counts[2016] = [complete]
    estimated[2016] = dict.fromkeys(shared, PROPORTION)
    return counts, estimated


def _in_vintage_2019(
    population: Mapping[str, int], millesimes: Mapping[int, Millesime]
) -> dict[str, int]:
    """Return the inhabitants of the communes of 2019 from those of 2021, 0 when merged since."""
    codes = millesimes[2019].communes["code"]
    return {code: population.get(code, 0) for code in codes}


def check_recoupements(
    appartenances: pd.DataFrame, by_year: Mapping[int, list[dict[str, int]]]
) -> None:
    """Check that the sources of one year agree, to the person, on every group of communes.

    Raises PopulationIncoherente with the first commune that differs.
    """
    for year, sources in SOURCES.items():
        first = sources[0][0]
        for (vintage, _), counts in zip(sources[1:], by_year[year][1:], strict=True):
            links = appartenances[[first, vintage]].drop_duplicates()
            for group in _connected(links[links[vintage].isin(counts)]):
                here = sum(by_year[year][0][code] for code in group[0])
                there = sum(counts[code] for code in group[1])
                if here != there:
                    raise PopulationIncoherente(
                        f"{year}: {here} inhabitants in {first} for {sorted(group[0])}, "
                        f"{there} in {vintage}"
                    )


def _connected(links: pd.DataFrame) -> list[tuple[set[str], set[str]]]:
    """Return the groups of communes of two vintages that share pieces."""
    pairs = list(links.itertuples(index=False, name=None))
    group_of: dict[tuple[int, str], int] = {}
    groups: dict[int, tuple[set[str], set[str]]] = {}
    for number, (left, right) in enumerate(pairs):
        known = {group_of[key] for key in ((0, left), (1, right)) if key in group_of}
        merged = ({left}, {right})
        for old in known:
            merged[0].update(groups[old][0])
            merged[1].update(groups[old][1])
            del groups[old]
        groups[number] = merged
        for side in (0, 1):
            group_of.update({(side, code): number for code in merged[side]})
    return list(groups.values())


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
