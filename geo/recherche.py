"""Search of a territory by its name, its postcode or its INSEE or SIREN code.

What matches best comes first: the code, the very name, what starts with the text, what holds its
words, and at last what resembles it (one or two typing errors). At equal quality the most
populous comes first (see geo.recherche_entrees).
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.normalisation import (
    coller,
    niveau_demande,
    normaliser,
    sans_articles,
    sans_mot_de_niveau,
)
from geo.recherche_entrees import NIVEAUX_DE_RECHERCHE
from geo.recherche_index import IndexDeRecherche, Vocabulaire, build_index
from geo.referentiel import Referentiel, load_referentiel

LONGUEUR_MAXIMALE = 120  # the longest name of the referentiel has 59 characters
MOTS_AU_PLUS = 12
BALISE = re.compile("[<>]")
SEPARATEURS_DE_CODE = re.compile(r"[\s.-]+")
LETTRES_POUR_UNE_FAUTE = 4
LETTRES_POUR_DEUX_FAUTES = 6


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
    limite: int = 5,
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
    nom = "" if len(texte) > LONGUEUR_MAXIMALE or BALISE.search(texte) else normaliser(texte)
    if not nom:
        return []
    index = build_index(referentiel or load_referentiel())
    mask = np.ones(len(index.noms), dtype=bool)
    if niveaux is not None:
        mask = np.isin(index.entrees["niveau"], list(niveaux))
    groups = (group[mask[group]] for group in _candidates(index, texte, nom, mask))
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


def _candidates(
    index: IndexDeRecherche, texte: str, nom: str, mask: np.ndarray
) -> Iterator[np.ndarray]:
    """Yield groups of positions, best first; a position may come several times."""
    yield _by_code(index, texte)
    exact = _same_name(index, nom, mask)
    yield exact
    typos = not len(exact)
    for rest, inside in _within_a_place(index, nom):
        yield from _by_name(index, rest, mask & inside, typos)
    niveau, rest = niveau_demande(nom), sans_mot_de_niveau(nom)
    if niveau and rest:
        yield _by_code(index, rest)[index.par_niveau[niveau][_by_code(index, rest)]]
        yield from _by_name(index, rest, mask & index.par_niveau[niveau], typos)
    yield from _by_name(index, nom, mask, typos)
    if niveau and rest:
        yield from _by_name(index, rest, mask, typos)


def _by_code(index: IndexDeRecherche, texte: str) -> np.ndarray:
    """Return the positions of a code (INSEE or SIREN), then those of a postcode."""
    code = SEPARATEURS_DE_CODE.sub("", texte).upper()
    found = index.par_code.get(code, []) + index.par_code_postal.get(code, [])
    return np.array(found, dtype=np.int64)


def _within_a_place(index: IndexDeRecherche, nom: str) -> Iterator[tuple[str, np.ndarray]]:
    """Yield a name without the postcode or département beside it, and the mask of that place.

    ``29000 quimper``, ``saint denis 974`` and ``saint denis reunion`` each name a place.
    """
    words = nom.split()
    for code, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if rest and code in index.par_code_postal:
            inside = np.zeros(len(index.noms), dtype=bool)
            inside[index.par_code_postal[code]] = True
            yield " ".join(rest), inside
    for cut in range(1, len(words)):
        place = sans_articles(" ".join(words[cut:]))
        code = index.departements.get(place) or index.departements.get(place.zfill(2), "")
        if code:
            yield " ".join(words[:cut]), index.codes_departement == code


def _by_name(
    index: IndexDeRecherche, nom: str, mask: np.ndarray, typos: bool
) -> Iterator[np.ndarray]:
    """Yield groups of positions for a normalised name, within a mask; typing errors if asked."""
    forms = {coller(nom), coller(sans_articles(nom))}
    near = _resembling(index.formes, forms) if typos else {}
    exact = _same_name(index, nom, mask)
    yield exact

    likely = set(chain.from_iterable(index.formes.commencant_par(form) for form in forms))
    if not len(exact):
        initials = {form[0] for form in forms}
        likely |= {form for form, errors in near.items() if errors < 2 and form[0] in initials}
    beginning = _kept(index.formes.menant_a(likely), mask)
    yield beginning

    words = list(dict.fromkeys(sans_articles(nom).split()))[:MOTS_AU_PLUS]
    holding = _kept(_with_words(index.mots, words, _word_itself), mask)
    yield holding
    starting = _kept(_with_words(index.mots, words, _words_starting), mask)
    yield starting

    if not typos or len(exact):
        return
    for errors in (1, 2):
        found = (form for form, distance in near.items() if distance <= errors)
        resembling = _kept(index.formes.menant_a(found), mask)
        yield resembling
    if not any(map(len, (beginning, holding, starting, resembling))):
        yield _kept(_with_words(index.mots, words, _words_resembling), mask)


def _kept(positions: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return positions[mask[positions]]


def _same_name(index: IndexDeRecherche, nom: str, mask: np.ndarray) -> np.ndarray:
    """Return the positions of a name: the very words first, then up to spaces, then articles."""
    whole = coller(nom)
    positions = _kept(index.formes.menant_a({whole, coller(sans_articles(nom))}), mask)

    def gap(position: int) -> int:
        own = index.noms[position]
        return 0 if own == nom else 1 if coller(own) == whole else 2

    return np.array(sorted(positions.tolist(), key=gap), dtype=np.int64)


def _with_words(
    vocabulary: Vocabulaire, words: list[str], expand: Callable[[Vocabulaire, str], list[str]]
) -> np.ndarray:
    """Return the positions of the names that hold every word, as ``expand`` understands it."""
    found: np.ndarray | None = None
    for word in words:
        positions = vocabulary.menant_a(expand(vocabulary, word))
        found = positions if found is None else np.intersect1d(found, positions, True)
        if not len(found):
            break
    return np.empty(0, dtype=np.int64) if found is None else found


def _word_itself(vocabulary: Vocabulaire, word: str) -> list[str]:
    return [word]


def _words_starting(vocabulary: Vocabulaire, word: str) -> list[str]:
    """A number is whole: ``1`` does not start ``13``."""
    return [word] if word.isdigit() else vocabulary.commencant_par(word)


def _words_resembling(vocabulary: Vocabulaire, word: str) -> list[str]:
    return [*_words_starting(vocabulary, word), *_resembling(vocabulary, {word})]


def _resembling(vocabulary: Vocabulaire, words: Collection[str]) -> dict[str, int]:
    """Return the words within one or two typing errors of any of ``words``, with that number.

    An error is a letter added, left out, replaced, or exchanged with its neighbour (optimal
    string alignment distance). Short words are forgiven none or one.
    """
    near: dict[str, int] = {}
    for word in words:
        allowed = _errors_allowed(word)
        lengths = range(len(word) - allowed, len(word) + allowed + 1) if allowed else ()
        known = list(chain.from_iterable(vocabulary.par_longueur.get(n, ()) for n in lengths))
        for form, errors, _ in process.extract(
            word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None
        ):
            near[form] = min(int(errors), near.get(form, int(errors)))
    return near


def _errors_allowed(word: str) -> int:
    if word.isdigit() or len(word) < LETTRES_POUR_UNE_FAUTE:
        return 0
    return 1 if len(word) < LETTRES_POUR_DEUX_FAUTES else 2
