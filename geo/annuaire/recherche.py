"""Search of contracts by a name, a porteur or a commune of the perimeter, typing errors forgiven.

An *écart* tells how far an entrée is from the query: 0 for the very text, then its words, words
that they begin, and typing errors. Errors are looked for only when nothing holds the very words,
and then only the nearest texts are kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from data.memoire import une_fois
from geo.annuaire.index import CHAMPS, IndexAnnuaire, formes, mots_utiles
from geo.recherche.fautes import ECART_DES_FAUTES, mots_ressemblants
from geo.recherche.index import Vocabulaire
from geo.territoires.normalisation import normaliser, sans_mot_de_niveau

LONGUEUR_MAXIMALE = 120
LETTRES = re.compile("[a-z]+")
MOTS_AU_PLUS = 12
LETTRES_POUR_UN_DEBUT = 2
ECART_MOTS = 0.25
ECART_DEBUT_DE_MOT = 0.5
ECART_TOLERE = 0.5


@dataclass(frozen=True, eq=False)
class Trouvailles:
    """What a query finds, one entry per contract in the registre's order.

    Attributes
    ----------
    ecarts : float array, inf for a contract that is not found.
    entrees : int array, the entrée of the index by which it is found best, -1 without one.
    approche : nothing holds the words as typed, even begun; these are the nearest, if any.
    """

    ecarts: np.ndarray
    entrees: np.ndarray
    approche: bool


def requete_normalisee(texte: str) -> str:
    """Return a query as it is looked for: one line, at most LONGUEUR_MAXIMALE characters.

    '' when there is nothing to look for: no letter, no digit.
    """
    return normaliser(" ".join(texte.split())[:LONGUEUR_MAXIMALE])


def chercher_textes(index: IndexAnnuaire, texte: str, nombre_de_contrats: int) -> Trouvailles:
    """Return the contracts that a query may mean."""
    query = requete_normalisee(texte)
    bare = sans_mot_de_niveau(query)  # mairie de Guilers: the commune is what is looked for
    readings = [query] if bare in ("", query) else [query, bare]
    gaps = _gaps(index, readings, errors=False)
    if gaps.min(initial=np.inf) > ECART_MOTS:
        gaps = _gaps(index, readings, errors=True)
        gaps = np.where(gaps <= gaps.min(initial=np.inf) + ECART_TOLERE, gaps, np.inf)
    typed_otherwise = bool(gaps.min(initial=np.inf) >= ECART_DES_FAUTES[1])
    return _best_by_contract(index, gaps, nombre_de_contrats, typed_otherwise)


def _gaps(index: IndexAnnuaire, readings: list[str], errors: bool) -> np.ndarray:
    """Return the écart of each entrée to the nearest of the readings of a query."""
    gaps = [
        np.minimum(_gaps_by_words(index, reading, errors), _gaps_by_form(index, reading, errors))
        for reading in readings
    ]
    nearest: np.ndarray = np.minimum.reduce(gaps)
    return nearest


def _gaps_by_words(index: IndexAnnuaire, query: str, errors: bool) -> np.ndarray:
    """Add up the écarts of the words of a query; inf where one of them is missing."""
    total = np.full(len(index.champs), ECART_MOTS)
    for word in mots_utiles(query)[:MOTS_AU_PLUS]:
        known = {word: 0.0} | _words_starting(index.mots, word)
        if errors:
            known = _errors(index.mots, word) | known
        total += _spread(index.mots, known, len(total))
    return total


def _words_starting(vocabulary: Vocabulaire, word: str) -> dict[str, float]:
    """Words that a word begins. A number is whole: 2 does not begin 29000."""
    if word.isdigit() or len(word) < LETTRES_POUR_UN_DEBUT:
        return {}
    starting = vocabulary.commencant_par(word)
    return {found: ECART_DEBUT_DE_MOT for found in starting if found != word}


def _gaps_by_form(index: IndexAnnuaire, query: str, errors: bool) -> np.ndarray:
    gaps = np.full(len(index.champs), np.inf)
    for form in dict.fromkeys(formes(query)):
        known = {form: 0.0}
        if errors:
            known = _errors(index.formes, form) | known
        gaps = np.minimum(gaps, _spread(index.formes, known, len(gaps)))
    return gaps


def _spread(vocabulary: Vocabulaire, known: dict[str, float], size: int) -> np.ndarray:
    """Return, by entrée, the least écart of the words that lead to it."""
    gaps = np.full(size, np.inf)
    by_gap: dict[float, list[str]] = {}
    for word, gap in known.items():
        by_gap.setdefault(gap, []).append(word)
    for gap, words in sorted(by_gap.items(), reverse=True):
        gaps[_positions(vocabulary, words)] = gap
    return gaps


def _positions(vocabulary: Vocabulaire, words: Iterable[str]) -> np.ndarray:
    found = chain.from_iterable(vocabulary.positions.get(word, ()) for word in words)
    return np.fromiter(found, dtype=np.int64)


@une_fois(256)
def _errors(vocabulary: Vocabulaire, word: str) -> dict[str, float]:
    """Return the words within one or two typing errors of a word, with their écart.

    An error is a letter added, left out, replaced, or exchanged with its neighbour; numbers are
    right or they are others: Paris 14 is not Paris.
    """
    number = LETTRES.sub("", word)
    return {
        found: ECART_DES_FAUTES[errors]
        for found, errors in mots_ressemblants(vocabulary, word).items()
        if errors and LETTRES.sub("", found) == number
    }


def _best_by_contract(
    index: IndexAnnuaire, gaps: np.ndarray, nombre_de_contrats: int, approche: bool
) -> Trouvailles:
    entries, contracts = index.liens
    kept = np.isfinite(gaps[entries])
    entries, contracts = entries[kept], contracts[kept]
    order = np.lexsort((entries, index.champs[entries], gaps[entries], contracts))
    found, first = np.unique(contracts[order], return_index=True)
    best = entries[order][first]
    result_gaps = np.full(nombre_de_contrats, np.inf)
    result_entries = np.full(nombre_de_contrats, -1)
    result_gaps[found] = gaps[best]
    result_entries[found] = best
    return Trouvailles(result_gaps, result_entries, approche)


def trouve_par(index: IndexAnnuaire, entree: int) -> tuple[str, str]:
    """Return the field (one of CHAMPS) and the text by which a contract was found."""
    return CHAMPS[int(index.champs[entree])], index.textes[entree]
