"""The candidates of a search, in groups, best first: what names them, then what is near."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from geo.recherche.abreviations import positions_abregees
from geo.recherche.contrats import sans_mot_de_contrat
from geo.recherche.index import IndexDeRecherche
from geo.recherche.lectures import Lecture
from geo.recherche.rangs import (
    UP_TO_ARTICLES,
    Proches,
    avec_mots_ressemblants,
    classees,
    ecart_du_nom,
    exactes,
    gardees,
    proches,
)
from geo.territoires.normalisation import coller

LE_CONTRAT = -1
"""Position that stands for the contract whose territory the text names."""
LETTRES_D_UN_NOM_D_AVANT = 8  # shorter, a name of before 2019 is more likely a typing error
SIGLE = "sigle"
ABREGE = "nom abrégé"
APPROCHANT = "nom approchant"


@dataclass(frozen=True, eq=False)
class Groupe:
    """Positions of the index, in order, and why they are there ('' by their plain name)."""

    positions: np.ndarray
    pourquoi: str = ""


def est_plein(groupe: Groupe) -> bool:
    """Tell whether a group has a position."""
    return bool(len(groupe.positions))


def exacts(index: IndexDeRecherche, lectures: Iterable[Lecture]) -> list[Groupe]:
    """Return what bears the very name or code of each reading, today or in a vintage held."""
    return [
        Groupe(exactes(index, one.nom, one.masque & ~index.d_avant), one.pourquoi)
        for one in lectures
    ]


def candidats(
    index: IndexDeRecherche,
    nom: str,
    masque: np.ndarray,
    lectures: list[Lecture],
    codes: list[Groupe],
    exacts: list[Groupe],
    contrat: list[Groupe],
) -> Iterator[Groupe]:
    """Yield groups of positions, best first; a position may come several times.

    Parameters
    ----------
    nom : the normalised text; ``masque``: the entries among which to look.
    lectures : its readings, the text itself first; ``exacts``: what bears the name of each.
    codes : what the text is the code of.
    contrat : the contract that the text names, and the territories of its perimeter.
    """
    yield from codes
    yield from exacts
    before = [Groupe(exactes(index, one.nom, one.masque & index.d_avant)) for one in lectures]
    others = [*(_of_acronym(index, one) for one in lectures), *contrat]
    if len(coller(nom)) >= LETTRES_D_UN_NOM_D_AVANT:
        others = [*before, *others]
    yield from others

    known = any(map(est_plein, [*codes, *exacts, *others]))
    if not known:
        short = Groupe(gardees(positions_abregees(index, nom), masque), ABREGE)
        others.append(short)
        yield short
    sure = any(map(est_plein, [*codes, *exacts[1:], *others])) or _is_own_name(index, nom, exacts)
    near = [gap for one in lectures for gap in proches(index, one.nom, one.masque, not sure)]
    yield from _ranked(index, near)
    yield from before
    if known or any(len(one.positions) for one in near):
        return
    yield from _elsewhere(index, nom, masque, lectures)


def _of_acronym(index: IndexDeRecherche, lecture: Lecture) -> Groupe:
    found = np.array(index.sigles.get(coller(lecture.nom), ()), dtype=np.int64)
    return Groupe(gardees(found, lecture.masque), SIGLE)


def _is_own_name(index: IndexDeRecherche, nom: str, exacts: list[Groupe]) -> bool:
    """Tell whether an entry bears the text as its own name, articles included."""
    first = exacts[0].positions[:1].tolist()
    return any(ecart_du_nom(index, nom, position) < UP_TO_ARTICLES for position in first)


def _ranked(index: IndexDeRecherche, near: list[Proches]) -> Iterator[Groupe]:
    """Yield near names in order; those that a typing error alone explains say so."""
    plain = np.zeros(len(index.noms), dtype=bool)
    for one in near:
        plain[one.positions] |= not one.fautes
    ranked = classees(index, near)
    changes = np.flatnonzero(np.diff(plain[ranked])) + 1
    for start, end in pairwise([0, *changes.tolist(), len(ranked)]):
        run = ranked[start:end]
        yield Groupe(run, "" if plain[run[:1]].all() else APPROCHANT)


def _as_near(groups: Iterator[Groupe]) -> Iterator[Groupe]:
    """Yield groups that are near at best: their place or level is not the one that is said."""
    return (Groupe(one.positions, APPROCHANT) for one in groups)


def _elsewhere(
    index: IndexDeRecherche, nom: str, masque: np.ndarray, lectures: list[Lecture]
) -> Iterator[Groupe]:
    """Yield what the readings name out of the place or the level that they say."""
    for one in reversed(lectures[1:]):
        yield Groupe(exactes(index, one.nom, masque), APPROCHANT)
    for one in lectures:
        yield Groupe(gardees(np.array(one.autour, dtype=np.int64), masque), one.pourquoi)
    for one in reversed(lectures[1:]):
        yield from _as_near(_ranked(index, proches(index, one.nom, masque, True)))
    for one in lectures:
        bare = sans_mot_de_contrat(one.nom)
        if bare not in ("", one.nom):
            yield Groupe(exactes(index, bare, one.masque), APPROCHANT)
            yield from _as_near(_ranked(index, proches(index, bare, one.masque, True)))
    yield Groupe(gardees(avec_mots_ressemblants(index, nom), masque), APPROCHANT)
