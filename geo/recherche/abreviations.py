"""Words cut short or contracted: ``clermont fd``, ``boulogne bt``, ``aix en pce``.

A word is abbreviated by some of its letters in their order, the first one included. At least one
word of the query must be whole, and every word of the name but the small ones must be there.
"""

from collections.abc import Iterable

import numpy as np

from geo.recherche.index import IndexDeRecherche

LETTRES_D_UN_MOT_ENTIER = 3
CANDIDATS_AU_PLUS = 3000
PETITS_MOTS = {"le", "la", "les", "l", "d", "de", "du", "des", "et", "en", "sur", "sous", "a"}


def abrege(court: str, mot: str) -> bool:
    """Tell whether a word abbreviates another, or is that very word."""
    if court[0] != mot[0] or len(court) > len(mot):
        return False
    letters = iter(mot)
    return all(letter in letters for letter in court)


def nomme(mots: list[str], nom: list[str]) -> bool:
    """Tell whether abbreviated words name a name, word for word and in order."""
    rest = iter(nom)
    for word in mots:
        for own in rest:
            if abrege(word, own):
                break
            if own not in PETITS_MOTS:
                return False
        else:
            return False
    return all(own in PETITS_MOTS for own in rest)


def _est_contracte(mot: str, connus: Iterable[str]) -> bool:
    """Tell whether a word is the beginning of no known one: it can only be a contraction."""
    return not any(known.startswith(mot) for known in connus)


def positions_abregees(index: IndexDeRecherche, nom: str) -> np.ndarray:
    """Return the positions of the names that a normalised query abbreviates, in order.

    Empty when every word is whole or a beginning: other readings find these.
    """
    words = nom.split()
    whole = [
        word
        for word in words
        if len(word) >= LETTRES_D_UN_MOT_ENTIER
        and word not in PETITS_MOTS
        and word in index.mots.positions
    ]
    if not whole or len(whole) == len(words):
        return np.empty(0, dtype=np.int64)
    candidates = index.mots.menant_a(whole[:1])
    for word in whole[1:]:
        candidates = np.intersect1d(candidates, index.mots.menant_a([word]))
    found = [
        position
        for position in candidates[:CANDIDATS_AU_PLUS].tolist()
        if nomme(words, own := index.noms[position].split())
        and any(_est_contracte(word, own) for word in words)
    ]
    return np.array(found, dtype=np.int64)
