"""Search of a territory by its name, its postcode or its INSEE or SIREN code.

The territory of that very code or name comes first. What follows starts with the text, holds its
words or resembles it (one or two typing errors): each has an *écart* to the text, a number of
errors, and an error more is worth RAPPORT_PAR_ERREUR times as many inhabitants. So ``lile`` is
Lille before L'Île-Saint-Denis, and ``tarb`` Tarbes before the Tarn.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.recherche.entrees import NIVEAUX_DE_RECHERCHE
from geo.recherche.index import IndexDeRecherche, Vocabulaire, build_index
from geo.territoires.normalisation import (
    coller,
    niveau_demande,
    normaliser,
    sans_articles,
    sans_mot_de_niveau,
)
from geo.territoires.referentiel import Referentiel, load_referentiel

LIMITE_PAR_DEFAUT = 5
LONGUEUR_MAXIMALE = 120  # the longest name of the referentiel has 59 characters
MOTS_AU_PLUS = 12
BALISE = re.compile("[<>]")
LETTRES_POUR_UNE_FAUTE = 4
LETTRES_POUR_DEUX_FAUTES = 6
RAPPORT_PAR_ERREUR = 20
POPULATION_MINIMALE = 100  # so that a hamlet is not pushed away by any distant namesake
UP_TO_ARTICLES = 2
ECART_DEBUT = 0.0
ECART_MOTS = 0.5
ECART_DEBUTS_DE_MOTS = 1.0
ECART_DES_FAUTES = {1: 1.0, 2: 2.3}  # two errors in one name are more than twice as rare as one


@dataclass(frozen=True)
class Resultat:
    """A territory found.

    Attributes
    ----------
    rang : 1 for the best match.
    niveau : commune, arrondissement_municipal, epci, ept, departement or region.
    code, nom : of the territory; for a commune déléguée or associée, those of its commune.
    departement : name and code, ``Finistère (29)``; for an EPCI astride several, the one with most
        of its residents; empty for a région.
    population : population municipale, in inhabitants.
    precision : what was found when it leads to another territory, for example
        ``Pierrefitte-sur-Seine, commune déléguée``; else empty.
    """

    rang: int
    niveau: str
    code: str
    nom: str
    departement: str
    population: int
    precision: str


def chercher(
    texte: str,
    limite: int = LIMITE_PAR_DEFAUT,
    niveaux: Collection[str] | None = None,
    referentiel: Referentiel | None = None,
) -> list[Resultat]:
    """Return the territories that ``texte`` may mean, best first, each territory once.

    Parameters
    ----------
    texte : name, postcode or code as typed; a département may follow (``Saint-Denis 974``) and a
        level come first (``CC``, ``département``). A text that no name can match (empty, too long,
        with markup) finds nothing.
    limite : number of results at most.
    niveaux : levels to search, all by default.
    referentiel : territories and populations, the default vintage by default.

    Raises ValueError when ``limite`` is not positive or a level does not exist.
    """
    if limite < 1:
        raise ValueError(f"limite must be a positive integer, not {limite}")
    if unknown := set(niveaux or ()) - set(NIVEAUX_DE_RECHERCHE):
        raise ValueError(f"unknown level: {', '.join(sorted(unknown))}")
    if len(texte) > LONGUEUR_MAXIMALE or BALISE.search(texte):
        return []
    nom = normaliser(" ".join(texte.split()))
    if not nom:
        return []
    index = build_index(referentiel or load_referentiel())
    mask = np.zeros(len(index.noms), dtype=bool)
    for niveau in NIVEAUX_DE_RECHERCHE if niveaux is None else niveaux:
        mask |= index.par_niveau[niveau]
    groups = (group[mask[group]] for group in _candidates(index, nom, mask))
    return _results(index, _first_territories(index, groups, limite))


def _first_territories(
    index: IndexDeRecherche, groups: Iterator[np.ndarray], limite: int
) -> list[int]:
    """Return the first positions that lead to ``limite`` different territories."""
    chosen: dict[int, int] = {}
    for position in chain.from_iterable(groups):
        chosen.setdefault(int(index.territoires[position]), int(position))
        if len(chosen) == limite:
            break
    return list(chosen.values())


def _results(index: IndexDeRecherche, positions: list[int]) -> list[Resultat]:
    columns = ["niveau", "code", "nom", "departement", "population", "precision"]
    rows = index.entrees[columns].iloc[positions].itertuples(index=False)
    return [
        Resultat(rang, niveau, code, nom, departement, int(population), precision)
        for rang, (niveau, code, nom, departement, population, precision) in enumerate(rows, 1)
    ]


def _candidates(index: IndexDeRecherche, nom: str, mask: np.ndarray) -> Iterator[np.ndarray]:
    """Yield groups of positions, best first; a position may come several times."""
    others = list(chain(_within_a_place(index, nom), _within_a_level(index, nom)))
    readings = [(nom, mask), *((rest, mask & inside) for rest, inside in others)]
    exact = [_exactly(index, rest, inside) for rest, inside in readings]
    yield from exact

    own_name = any(_gap(index, nom, position) < UP_TO_ARTICLES for position in exact[0][:1])
    typos = not own_name and not any(map(len, exact[1:]))
    near = [gap for rest, inside in readings for gap in _nearly(index, rest, inside, typos)]
    yield _ranked(index, near)
    if any(map(len, exact)) or any(len(positions) for _, positions in near):
        return
    for rest, _ in reversed(others):  # nothing there: look elsewhere
        yield _exactly(index, rest, mask)
        yield _ranked(index, _nearly(index, rest, mask, True))
    yield _kept(_with_words(index.mots, _words(nom), _words_resembling), mask)


def _within_a_place(index: IndexDeRecherche, nom: str) -> Iterator[tuple[str, np.ndarray]]:
    """Yield a name without the postcode or département beside it, and the mask of that place.

    ``29000 quimper``, ``saint denis 974`` and ``saint denis reunion`` each name a place.
    """
    words = nom.split()
    for code, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if rest and code in index.par_code_postal:
            inside = np.zeros(len(index.noms), dtype=bool)
            inside[list(index.par_code_postal[code])] = True
            yield " ".join(rest), inside
    for cut in range(1, len(words)):
        code = index.departements.get(sans_articles(" ".join(words[cut:])), "")
        if code:
            yield " ".join(words[:cut]), index.codes_departement == code


def _within_a_level(index: IndexDeRecherche, nom: str) -> Iterator[tuple[str, np.ndarray]]:
    """Yield a name without the word that says its level, and the mask of that level."""
    niveau, rest = niveau_demande(nom), sans_mot_de_niveau(nom)
    if niveau and rest:
        yield rest, index.par_niveau[niveau]


def _exactly(index: IndexDeRecherche, nom: str, mask: np.ndarray) -> np.ndarray:
    """Return the positions of a code, of a postcode, then of a name.

    Among those of a name: the very words first, then up to spaces, then up to articles.
    """
    code = nom.replace(" ", "").upper().zfill(len("01"))
    codes = index.par_code.get(code, ()) + index.par_code_postal.get(code, ())
    named = index.formes.menant_a({coller(nom), coller(sans_articles(nom))}).tolist()
    named.sort(key=lambda position: _gap(index, nom, position))
    return _kept(np.array([*codes, *named], dtype=np.int64), mask)


def _gap(index: IndexDeRecherche, nom: str, position: int) -> int:
    """Tell how the own name of an entry equals a normalised name; the lower, the better."""
    own = index.noms[position]
    return 0 if own == nom else 1 if coller(own) == coller(nom) else UP_TO_ARTICLES


def _nearly(
    index: IndexDeRecherche, nom: str, mask: np.ndarray, typos: bool
) -> list[tuple[float, np.ndarray]]:
    """Return the positions of the names near a normalised one, within a mask, by écart."""
    forms = {coller(nom), coller(sans_articles(nom))}
    starting = chain.from_iterable(map(index.formes.commencant_par, forms))
    groups = [
        (ECART_DEBUT, index.formes.menant_a(starting)),
        (ECART_MOTS, _with_words(index.mots, _words(nom), _word_itself)),
        (ECART_DEBUTS_DE_MOTS, _with_words(index.mots, _words(nom), _words_starting)),
    ]
    if typos:
        near = [_resembling(index.formes, form) for form in forms]
        for errors, gap in ECART_DES_FAUTES.items():
            found = (form for some in near for form in some if some[form] == errors)
            groups.append((gap, index.formes.menant_a(found)))
    return [(gap, _kept(positions, mask)) for gap, positions in groups]


def _ranked(index: IndexDeRecherche, groups: list[tuple[float, np.ndarray]]) -> np.ndarray:
    """Put positions in order of population, divided by RAPPORT_PAR_ERREUR for each error."""
    positions = np.concatenate([group for _, group in groups])
    errors = np.concatenate([np.full(len(group), gap) for gap, group in groups])
    population = np.maximum(index.poids[positions], POPULATION_MINIMALE)
    score = population / RAPPORT_PAR_ERREUR**errors
    ranked: np.ndarray = positions[np.lexsort((positions, -score))]
    return ranked


def _kept(positions: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return positions[mask[positions]]


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
    return [*_words_starting(vocabulary, word), *_resembling(vocabulary, word)]


@lru_cache(maxsize=64)
def _resembling(vocabulary: Vocabulaire, word: str) -> dict[str, int]:
    """Return the words within one or two typing errors of ``word``, with their number of errors.

    An error is a letter added, left out, replaced, or exchanged with its neighbour (optimal
    string alignment distance). Short words are forgiven none or one. Cached: one query asks
    several times for the same word.
    """
    allowed = _errors_allowed(word)
    if not allowed:
        return {}
    lengths = range(len(word) - allowed, len(word) + allowed + 1)
    known = list(chain.from_iterable(vocabulary.par_longueur.get(n, ()) for n in lengths))
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return {form: int(errors) for form, errors, _ in near}


def _errors_allowed(word: str) -> int:
    if word.isdigit() or len(word) < LETTRES_POUR_UNE_FAUTE:
        return 0
    return 1 if len(word) < LETTRES_POUR_DEUX_FAUTES else 2
