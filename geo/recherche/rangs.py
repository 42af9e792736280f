"""Which names a text may mean: that very name, then those near it, ranked by écart and residents.

What starts with the text, holds its words or resembles it (one or two typing errors) has an
*écart* to it, a number of errors, and an error more is worth RAPPORT_PAR_ERREUR times as many
inhabitants. So ``lile`` is Lille before L'Île-Saint-Denis, and ``tarb`` Tarbes before the Tarn.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from geo.recherche.fautes import ECART_DES_FAUTES, mots_ressemblants
from geo.recherche.index import IndexDeRecherche, Vocabulaire
from geo.territoires.normalisation import coller, sans_articles

MOTS_AU_PLUS = 12
RAPPORT_PAR_ERREUR = 20
POPULATION_MINIMALE = 100  # so that a hamlet is not pushed away by any distant namesake
UP_TO_ARTICLES = 2
ARTICLE_GLUED = 3  # l'Ain is the Ain before Lain
ECART_DEBUT = 0.0
ECART_MOTS = -0.5  # a whole word as typed is worth more: brehat is in Île-de-Bréhat, not Bréhal
ECART_DEBUTS_DE_MOTS = 1.0


@dataclass(frozen=True, eq=False)
class Proches:
    """Positions of names at an écart of a text; ``fautes``: typing errors alone explain them."""

    ecart: float
    positions: np.ndarray
    fautes: bool = False


def gardees(positions: np.ndarray, masque: np.ndarray) -> np.ndarray:
    """Return the positions that a mask keeps."""
    return positions[masque[positions]]


def exactes(index: IndexDeRecherche, nom: str, masque: np.ndarray) -> np.ndarray:
    """Return the positions of a code, of a postcode, then of a name, within a mask.

    Among those of a name: the very words first, then up to spaces, then up to articles.
    """
    code = nom.replace(" ", "").upper().zfill(len("01"))
    codes = index.par_code.get(code, ()) + index.par_code_postal.get(code, ())
    named = index.formes.menant_a({coller(nom), coller(sans_articles(nom))}).tolist()
    named.sort(key=lambda position: ecart_du_nom(index, nom, position))
    return gardees(np.array([*codes, *named], dtype=np.int64), masque)


def ecart_du_nom(index: IndexDeRecherche, nom: str, position: int) -> int:
    """Tell how the own name of an entry equals a normalised name; the lower, the better."""
    own = index.noms[position]
    if own == nom:
        return 0
    if coller(own) != coller(nom):
        return UP_TO_ARTICLES
    head = nom.split()[0]
    glued = sans_articles(head + " x") == "x" and own.split()[0] != head
    return ARTICLE_GLUED if glued else 1


def proches(index: IndexDeRecherche, nom: str, masque: np.ndarray, fautes: bool) -> list[Proches]:
    """Return the positions of the names near a normalised one, within a mask, by écart.

    ``fautes``: whether typing errors are forgiven.
    """
    forms = {coller(nom), coller(sans_articles(nom))}
    starting = chain.from_iterable(map(index.formes.commencant_par, forms))
    words = _words(nom)
    groups = [
        Proches(ECART_DEBUT, index.formes.menant_a(starting)),
        Proches(ECART_MOTS, _with_words(index.mots, words, _word_itself)),
        Proches(ECART_DEBUTS_DE_MOTS, _with_words(index.mots, words, _words_starting)),
    ]
    if fautes:
        near = [mots_ressemblants(index.formes, form) for form in forms]
        for errors, gap in ECART_DES_FAUTES.items():
            found = (form for some in near for form in some if some[form] == errors)
            groups.append(Proches(gap, index.formes.menant_a(found), True))
    return [replace(one, positions=gardees(one.positions, masque)) for one in groups]


def classees(index: IndexDeRecherche, groupes: list[Proches]) -> np.ndarray:
    """Put positions in order of population, divided by RAPPORT_PAR_ERREUR for each error."""
    positions = np.concatenate([one.positions for one in groupes])
    errors = np.concatenate([np.full(len(one.positions), one.ecart) for one in groupes])
    population = np.maximum(index.poids[positions], POPULATION_MINIMALE)
    score = population / RAPPORT_PAR_ERREUR**errors
    ranked: np.ndarray = positions[np.lexsort((positions, -score))]
    return ranked


def avec_mots_ressemblants(index: IndexDeRecherche, nom: str) -> np.ndarray:
    """Return the positions of the names that hold words like those of a normalised text."""
    return _with_words(index.mots, _words(nom), _words_resembling)


def _words(nom: str) -> list[str]:
    """Return the words of a normalised name, articles left out, each once."""
    return list(dict.fromkeys(sans_articles(nom).split()))[:MOTS_AU_PLUS]


def _with_words(
    vocabulary: Vocabulaire, words: list[str], expand: Callable[[Vocabulaire, str], list[str]]
) -> np.ndarray:
    """Return the positions of the names that hold every word, as ``expand`` understands it."""
    found: np.ndarray | None = None
    for word in words:
        positions = vocabulary.menant_a(expand(vocabulary, word))
        found = positions if found is None else np.intersect1d(found, positions)
        if not len(found):
            break
    return np.empty(0, dtype=np.int64) if found is None else found


def _word_itself(vocabulary: Vocabulaire, word: str) -> list[str]:
    return [word]


def _words_starting(vocabulary: Vocabulaire, word: str) -> list[str]:
    """A number is whole: ``1`` does not start ``13``."""
    return [word] if word.isdigit() else vocabulary.commencant_par(word)


def _words_resembling(vocabulary: Vocabulaire, word: str) -> list[str]:
    return [*_words_starting(vocabulary, word), *mots_ressemblants(vocabulary, word)]
