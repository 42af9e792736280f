"""The pieces that communes are made of: the finest partition that every vintage respects.

A piece (cellule) is a commune of 2019, or a commune restored since. Each vintage's communes are
unions of pieces, so that a population known by piece is known by commune of any vintage, and
nobody is lost or counted twice between two vintages.
"""

from itertools import pairwise

import pandas as pd

from data.construction.millesimes import Millesime

SUFFIXE_SOLDE = "-S"
"""Code of the inhabitants whom no source places in one of the former communes of a merger."""


class EvenementInconnu(ValueError):
    """A commune appears or disappears between two vintages, and no source says why."""


def _successor(commune: str, later: Millesime, codes: set[str]) -> str:
    """Return the commune of the next vintage that a commune became."""
    if commune in codes:
        return commune
    if commune not in later.anciens_codes:
        raise EvenementInconnu(f"commune {commune} is no more in {later.annee}")
    return later.anciens_codes[commune]


def _restored(earlier: Millesime, later: Millesime) -> dict[str, str]:
    """Return the communes restored between two vintages: code, and the commune it left.

    A commune under a new code that takes over communes of the earlier vintage is not restored.
    """
    before = set(earlier.communes["code"])
    taking_over = {later.anciens_codes[code] for code in before if code in later.anciens_codes}
    chef_lieu = dict(zip(earlier.deleguees["code"], earlier.deleguees["commune"], strict=True))
    found = {}
    for code in sorted(set(later.communes["code"]) - before - taking_over):
        if code not in chef_lieu:
            raise EvenementInconnu(f"commune {code} appears in {later.annee}")
        found[code] = chef_lieu[code]
    return found


def build_appartenances(millesimes: dict[int, Millesime]) -> pd.DataFrame:
    """Return, for each piece (index, sorted), its commune in each vintage (one column each).

    Raises EvenementInconnu when a commune cannot be followed from one vintage to the next.
    """
    years = sorted(millesimes)
    first = millesimes[years[0]]
    owners: dict[int, dict[str, str]] = {years[0]: {code: code for code in first.communes["code"]}}
    for year, following in pairwise(years):
        earlier, later = millesimes[year], millesimes[following]
        restored = _restored(earlier, later)
        for code, parent in restored.items():
            if code not in owners[year]:  # a piece of that commune since the first vintage
                for past in years[: years.index(following)]:
                    owners[past][code] = owners[past][parent]
        codes = set(later.communes["code"])
        owners[following] = {
            piece: piece if piece in restored else _successor(commune, later, codes)
            for piece, commune in owners[year].items()
        }
    table = pd.DataFrame(owners).sort_index()
    for year in years:
        if set(table[year]) != set(millesimes[year].communes["code"]):
            raise EvenementInconnu(f"pieces do not cover the communes of {year}")
    return table


def _deleguees(appartenances: pd.DataFrame, millesimes: dict[int, Millesime]) -> set[str]:
    """Return the pieces that are the very territory of a commune déléguée or associée of today.

    A code may name two territories: 12076 was Conques-en-Rouergue, commune nouvelle of 2016, and
    is Conques, a part of it. A piece that had communes déléguées of its own is therefore not one.
    """
    sizes = {year: appartenances[year].value_counts().to_dict() for year in appartenances}
    heads = {year: set(one.deleguees["commune"]) for year, one in millesimes.items()}
    today = max(millesimes)
    found = set()
    for code in set(millesimes[today].deleguees["code"]) & set(appartenances.index):
        alone = [
            year
            for year in millesimes
            if appartenances.at[code, year] == code and sizes[year][code] == 1
        ]
        if alone and max(alone) != today and code not in heads[max(alone)]:
            found.add(code)
    return found


def build_cellules(
    appartenances: pd.DataFrame, millesimes: dict[int, Millesime], soldes: dict[str, str]
) -> pd.DataFrame:
    """Return the pieces that are not one and the same commune, whole, in every vintage.

    ``soldes``: for each code of inhabitants placed nowhere else, the chef-lieu they go with.
    Columns code, nom (in the last vintage where it was a commune), deleguee ("1" when it is the
    territory of a commune déléguée or associée of today), then its commune in each vintage.
    """
    kept = pd.Series(False, index=appartenances.index)
    for year in appartenances:
        column = appartenances[year]
        kept |= column.duplicated(keep=False) | (column != column.index)
    names: dict[str, str] = {}
    for one in millesimes.values():  # oldest first: the last name stays
        names |= dict(zip(one.communes["code"], one.communes["nom"], strict=True))
    extra = appartenances.loc[list(soldes.values())].set_axis(list(soldes), axis=0)
    table = pd.concat([appartenances[kept], extra]).sort_index().rename_axis("code").reset_index()
    deleguees = _deleguees(appartenances, millesimes)
    heads = table["code"].map(lambda code: soldes.get(code, code))
    table.insert(1, "nom", heads.map(names))
    table.insert(2, "deleguee", table["code"].map(lambda code: "1" if code in deleguees else ""))
    return table
