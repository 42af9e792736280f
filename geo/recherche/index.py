"""The index of territory search: every name and code of the referentiel, prepared once.

A *position* is the place of an entry in the table of geo.recherche.entrees, which is in order of
preference: between two entries that match as well as each other, the lower position wins.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import pandas as pd

from data.memoire import une_fois
from geo.recherche.entrees import NIVEAUX_DE_RECHERCHE, build_entrees
from geo.recherche.sigles import sigles
from geo.territoires.autres_noms import load_autres_noms
from geo.territoires.normalisation import (
    PARENTHESE,
    coller,
    normaliser,
    sans_articles,
    sans_mot_de_niveau,
)
from geo.territoires.referentiel import Referentiel

# An island goes by its own name: Bréhat is the Île-de-Bréhat.
ILE = re.compile(r"^(?:cc (?:de )?)?(?:l )?iles? (?:de |d |du )?(?:la |l |aux )?", re.MULTILINE)
MONTREES = ["niveau", "code", "nom", "departement", "population", "precision", "pourquoi"]
CHIFFRES_ROMAINS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
AFTER_ANY_WORD = "\uffff"

# Tuples of integers, and not lists: the garbage collector leaves them alone.
Index = dict[str, tuple[int, ...]]


@dataclass(frozen=True, eq=False)
class Vocabulaire:
    """Words (or names in one piece) and the positions that each leads to, in order."""

    positions: Index

    @cached_property
    def tries(self) -> list[str]:
        """All the words, sorted."""
        return sorted(self.positions)

    @cached_property
    def par_longueur(self) -> dict[int, list[str]]:
        """The words by number of letters."""
        groups: dict[int, list[str]] = {}
        for word in self.tries:
            groups.setdefault(len(word), []).append(word)
        return groups

    def commencant_par(self, debut: str) -> list[str]:
        """Return the words that start with ``debut``; a number is whole: t1 does not start t12."""
        start = bisect_left(self.tries, debut)
        found = self.tries[start : bisect_left(self.tries, debut + AFTER_ANY_WORD)]
        if debut[-1:].isdigit():
            return [word for word in found if not word[len(debut) :][:1].isdigit()]
        return found

    def menant_a(self, mots: Iterable[str]) -> np.ndarray:
        """Return the positions that any of these words leads to, in order of preference."""
        found = chain.from_iterable(self.positions.get(mot, ()) for mot in mots)
        return np.unique(np.fromiter(found, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class IndexDeRecherche:
    """The entries and the ways that lead to them.

    Attributes
    ----------
    entrees : table of geo.recherche.entrees, one row per position.
    territoires : int array; positions that lead to the same territory have the same number.
    noms : normalised own name of each entry.
    par_code, par_code_postal : positions by INSEE or SIREN code, and by postcode.
    formes : names in one piece, with and without articles.
    sigles : acronyms, those that are known or spell every word first; no other name is near them.
    mots : words of the names.
    departements : codes of the départements of each place that may stand beside a name, normalised:
        a département by its code, its name and both; a région by its name; their other names.
    """

    entrees: pd.DataFrame
    territoires: np.ndarray
    noms: list[str]
    par_code: Index
    par_code_postal: Index
    formes: Vocabulaire
    sigles: Index
    mots: Vocabulaire
    departements: dict[str, tuple[str, ...]]

    @cached_property
    def par_niveau(self) -> dict[str, np.ndarray]:
        """Mask of the entries of each level."""
        column = self.entrees["niveau"].to_numpy(dtype=object)
        return {niveau: column == niveau for niveau in NIVEAUX_DE_RECHERCHE}

    @cached_property
    def poids(self) -> np.ndarray:
        """Population by which each entry is ranked."""
        return self.entrees["poids"].to_numpy(dtype=np.float64)

    @cached_property
    def d_avant(self) -> np.ndarray:
        """Mask of the names that no vintage held has."""
        return self.entrees["d_avant"].to_numpy(dtype=bool)

    @cached_property
    def montrees(self) -> pd.DataFrame:
        """What a search shows of each entry: the columns of MONTREES."""
        return self.entrees[MONTREES]

    def position_de(self, niveau: str, code: str) -> int | None:
        """Return the position of a territory of today under its own name, None without one."""
        for position in self.par_code.get(code, ()):
            row = self.montrees.iloc[position]
            if (row["niveau"], row["code"], row["precision"]) == (niveau, code, ""):
                return position
        return None

    @cached_property
    def _rangs_des_departements(self) -> tuple[dict[str, int], np.ndarray]:
        ranks, codes = pd.factorize(self.entrees["code_departement"])
        return {code: rank for rank, code in enumerate(codes)}, ranks

    def dans(self, departements: Iterable[str]) -> np.ndarray:
        """Return the mask of the entries of some départements."""
        known, ranks = self._rangs_des_departements
        chosen = np.zeros(len(known), dtype=bool)
        chosen[[known[code] for code in departements if code in known]] = True
        inside: np.ndarray = chosen[ranks]
        return inside


def regroupe(pairs: Iterable[tuple[str, int]]) -> Index:
    """Gather the positions of each key, in the order given, each once."""
    index: dict[str, list[int]] = {}
    for key, position in pairs:
        index.setdefault(key, []).append(position)
    index.pop("", None)
    return {key: tuple(dict.fromkeys(positions)) for key, positions in index.items()}


def _index_codes(entries: pd.DataFrame) -> Index:
    """Positions by own code: where 75 is a département and a région, the département first."""
    order = entries["niveau"].map({name: rank for rank, name in enumerate(NIVEAUX_DE_RECHERCHE)})
    keys = entries["cle"].iloc[order.to_numpy().argsort(kind="stable")]
    return regroupe(zip(keys.tolist(), keys.index.tolist(), strict=True))


def _index_postcodes(entries: pd.DataFrame) -> Index:
    """Positions by postcode: where it is that of an arrondissement, the arrondissement first."""
    is_commune = entries["niveau"] == "commune"
    codes = entries["codes_postaux"].iloc[is_commune.to_numpy().argsort(kind="stable")]
    pairs = zip(codes.tolist(), codes.index.tolist(), strict=True)
    return regroupe((code, position) for several, position in pairs for code in several.split())


def _other_names(entries: pd.DataFrame) -> list[tuple[int, str]]:
    """Names an entry also goes by: without its level or its parenthesis, or its acronym alone."""
    others: list[tuple[int, str]] = []
    named = entries["niveau"].isin(["epci", "ept", "arrondissement_municipal"])
    written = entries.loc[named | entries["ecrit"].str.contains("(", regex=False), "ecrit"]
    for position, name in zip(written.index.tolist(), written.tolist(), strict=True):
        others.append((position, PARENTHESE.sub("", name)))
        others.extend((position, text) for text in PARENTHESE.findall(name))
    return others


def _names_of_arrondissements(entries: pd.DataFrame) -> list[tuple[int, str]]:
    """Names of arrondissements on an envelope and in Roman figures: 69003 Lyon, Paris XIIIe."""
    others: list[tuple[int, str]] = []
    chosen = entries[entries["niveau"] == "arrondissement_municipal"]
    rows = zip(chosen.index.tolist(), chosen["ecrit"], chosen["codes_postaux"], strict=True)
    for position, name, postcodes in rows:
        city, number = name.split()[:2]
        roman = _roman(int(re.sub(r"\D", "", number)))
        others += [(position, f"{city} {figure}") for figure in (roman, f"{roman}e")]
        for code in postcodes.split():
            others += [(position, f"{code} {city}"), (position, f"{city} {code}")]
    return others


def _roman(number: int) -> str:
    tens, units = divmod(number, 10)
    return "x" * tens + (CHIFFRES_ROMAINS[units - 1] if units else "")


def _names_of_islands(entries: pd.DataFrame, short: str) -> list[tuple[int, str]]:
    """Names of islands without the word that says it: Bréhat, Sein, Yeu, Oléron."""
    lines = zip(entries["niveau"], short.split("\n"), strict=True)
    return [
        (position, ILE.sub("", line))
        for position, (niveau, line) in enumerate(lines)
        if niveau in ("commune", "epci") and ILE.match(line)
    ]


def _index_forms(entries: pd.DataFrame, names: str, short: str) -> Index:
    """Positions by name in one piece: whole, without articles, and as it is also called."""
    whole = enumerate(coller(names).split("\n"))
    without_articles = enumerate(coller(short).split("\n"))
    others = _other_names(entries) + _names_of_arrondissements(entries)
    others += _names_of_islands(entries, names)
    bare = sans_articles(sans_mot_de_niveau(normaliser("\n".join(name for _, name in others))))
    positions = (position for position, _ in others)
    also = zip(positions, coller(bare).split("\n"), strict=True)
    acronym = entries["sigle"].to_numpy(dtype=bool)
    pairs = chain(whole, without_articles, also)
    return regroupe((form, position) for position, form in pairs if not acronym[position])


def _index_acronyms(entries: pd.DataFrame, names: list[str]) -> Index:
    """Positions by acronym: known ones, then those of EPCI and EPT, of today or since 2019.

    Among the latter, those that spell every word first.
    """
    is_known = entries["sigle"].to_numpy(dtype=bool)
    known = [(coller(names[position]), position) for position in np.flatnonzero(is_known).tolist()]
    groups = np.flatnonzero(entries["niveau"].isin(["epci", "ept"]) & ~is_known)
    plain = normaliser(
        "\n".join(PARENTHESE.sub("", name) for name in entries["ecrit"].iloc[groups])
    )
    written = dict(zip(groups.tolist(), plain.split("\n"), strict=True))
    whole: list[tuple[str, int]] = []
    loose: list[tuple[str, int]] = []
    for position in groups.tolist():
        for acronym, strict in sigles(written[position]).items():
            (whole if strict else loose).append((acronym, position))
    return regroupe([*known, *whole, *loose])


def _index_departements(referentiel: Referentiel) -> dict[str, tuple[str, ...]]:
    """Codes of départements by what stands beside a name, as search results show it or not.

    A département wins over the région of its name; what both were called comes last.
    """
    table = referentiel.tables.departements
    own = {code: (code,) for code in table["code"].tolist()}
    regions = {code: tuple(rows) for code, rows in table.groupby("region")["code"]}
    pairs: list[tuple[str, tuple[str, ...]]] = []
    for names in (table["code"], table["nom"], table["nom"] + " " + table["code"]):
        pairs += zip(names.tolist(), own.values(), strict=True)
    named = referentiel.tables.regions
    pairs += [(nom, regions[code]) for code, nom in zip(named["code"], named["nom"], strict=True)]
    others: dict[str, tuple[str, ...]] = {}
    for autre in load_autres_noms():
        codes = {"departement": own, "region": regions}.get(autre.niveau, {}).get(autre.code, ())
        others[autre.nom] = others.get(autre.nom, ()) + codes
    pairs += others.items()
    keys = sans_articles(normaliser("\n".join(name for name, _ in pairs))).split("\n")
    found = dict(zip(reversed(keys), (codes for _, codes in reversed(pairs)), strict=True))
    out = set(referentiel.tables.communes["departement"]) - set(table["code"])
    return found | {code: (code,) for code in out}  # Saint-Martin is in none


@une_fois(8)
def build_index(referentiel: Referentiel) -> IndexDeRecherche:
    """Index the names and codes of a referentiel (cached)."""
    entries = build_entrees(referentiel)
    names = normaliser("\n".join(entries["ecrit"]))
    short = sans_articles(names)
    acronym = entries["sigle"].to_numpy(dtype=bool)
    lines = [one for one in enumerate(short.split("\n")) if not acronym[one[0]]]
    words = regroupe((word, position) for position, line in lines for word in line.split())
    own_names = names.split("\n")
    return IndexDeRecherche(
        entries,
        entries.groupby(["niveau", "code"]).ngroup().to_numpy(),
        own_names,
        _index_codes(entries),
        _index_postcodes(entries),
        Vocabulaire(_index_forms(entries, names, short)),
        _index_acronyms(entries, own_names),
        Vocabulaire(words),
        _index_departements(referentiel),
    )
