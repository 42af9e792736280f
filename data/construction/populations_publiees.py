"""Population municipale of each reference year as the packages publish it, with nobody lost.

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

import pandas as pd

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

PROPORTION = "proportion"
SUIVANTE = "annee_suivante"


class PopulationIncoherente(ValueError):
    """Two sources of one reference year disagree, or inhabitants cannot be placed."""


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
