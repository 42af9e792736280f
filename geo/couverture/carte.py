"""What the map shows: one class, one rate and the contracts of each feature of a layer.

Layers are files of data/referentiel/couches; their features are in the order of the codes of a
level, so that a layer's state is a string with one character per feature.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from data.memoire import VUES_GARDEES, une_fois
from geo.couverture.moteur import Couverture, decoupe_du_territoire, taux
from geo.territoires.couches import NIVEAU_DE_COUCHE, couches_for, feature_positions
from geo.territoires.decoupe import Decoupe, decoupe
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire

STATUTS_DESSINES = ("signe", "projet", "echu")


@dataclass(frozen=True, eq=False)
class EtatCouches:
    """The features of the layers in view, in order, and what is known of each.

    Attributes
    ----------
    couches : names of the layers; features are their concatenation.
    positions : int array, position of each feature in its level.
    dans_la_vue : bool array, whether the feature is in the territory looked at.
    statuts : status of each feature (signe, partielle, projet, projet_partie, echu, aucun_recense).
    taux : rate retained for the display (signed, or signed or in project), percent, NaN if none.
    contrats : for each feature, positions of the contracts touching it with their status; lists
        that several features share, not to be written in.
    """

    couches: tuple[str, ...]
    niveau: str
    positions: np.ndarray
    dans_la_vue: np.ndarray
    statuts: np.ndarray
    taux: np.ndarray
    contrats: list[list[tuple[int, str]]]


def statuts_des_territoires(
    couverture: Couverture, niveau: str, within: np.ndarray | None = None
) -> np.ndarray:
    """Return the status of each territory of a level, as the map and the tables show it.

    signe: every resident is under a signed contract; partielle: some are, or a contract in force
    covers a quartier or a former commune; projet: nobody is, every resident lives where a contract
    is in project; projet_partie: only some do; echu: none of these, a contract is over and nothing
    took over; else aucun_recense.

    ``within``: bool mask of cells; only the part of each territory inside it is looked at.
    """
    cut = decoupe(couverture.moteur.referentiel, niveau, within)
    return cut.etale(statuts_de(couverture, cut), "aucun_recense")


def statuts_de(couverture: Couverture, cut: Decoupe) -> np.ndarray:
    """The same for the territories of a cut, and no other."""
    signe = cut.poids_sous(couverture.signe)
    return np.select(
        [
            (signe == cut.poids) & (cut.poids > 0),
            (signe > 0) | cut.touche(couverture.partielle),
            (cut.poids_sous(couverture.projet) == cut.poids) & (cut.poids > 0),
            cut.touche(couverture.projet),
            cut.touche(couverture.echu),
        ],
        ["signe", "partielle", "projet", "projet_partie", "echu"],
        "aucun_recense",
    )


def statuts_des_contrats(couverture: Couverture) -> list[str]:
    """Return the status of each contract of the engine, '' for one left out of the count."""
    names = couverture.moteur.perimetres.contrats
    return [couverture.statuts.get(name, "") for name in names]


@dataclass(frozen=True)
class Vocabulaire:
    """The words in which a map is told: one for each territory of a cut, one for each contract."""

    territoires: Callable[[Couverture, Decoupe], np.ndarray]
    contrats: Callable[[Couverture], Sequence[str]]


EN_STATUTS = Vocabulaire(statuts_de, statuts_des_contrats)


@dataclass(frozen=True, eq=False)
class FormesEnVue:
    """The features of some layers, whatever the day; the fields are those of EtatCouches."""

    couches: tuple[str, ...]
    niveau: str
    positions: np.ndarray
    dans_la_vue: np.ndarray


@une_fois(VUES_GARDEES)
def formes_en_vue(referentiel: Referentiel, territoire: Territoire, niveau: str) -> FormesEnVue:
    """Return the features that a map shows of a territory at a level."""
    couches = couches_for(referentiel, territoire, niveau)
    level_name = NIVEAU_DE_COUCHE.get(niveau, "commune")
    empty = np.empty(0, dtype=np.int64)  # Saint-Martin: no layer draws it
    positions = np.concatenate(
        [empty, *(feature_positions(referentiel, couche) for couche in couches)]
    )
    cut = decoupe_du_territoire(referentiel, territoire, level_name)
    in_view = np.isin(positions, cut.positions)
    return FormesEnVue(couches, level_name, positions, in_view)


def build_etat(
    couverture: Couverture,
    territoire: Territoire,
    niveau: str,
    avec_projet: bool,
    mots: Vocabulaire = EN_STATUTS,
) -> EtatCouches:
    """Return what the map shows of a territory at a level.

    ``avec_projet``: the rate retained is signed or in project, instead of signed.
    """
    formes = formes_en_vue(couverture.moteur.referentiel, territoire, niveau)
    return etat_des_formes(couverture, formes, avec_projet, mots)


def etat_des_formes(
    couverture: Couverture, formes: FormesEnVue, avec_projet: bool, mots: Vocabulaire = EN_STATUTS
) -> EtatCouches:
    """Return what the map shows of the features of some layers; the rest as in ``build_etat``."""
    cut = decoupe(couverture.moteur.referentiel, formes.niveau)
    covered = couverture.signe | couverture.projet if avec_projet else couverture.signe
    rate = taux(cut.habitants_sous(covered), cut.habitants)
    words = mots.contrats(couverture)
    return EtatCouches(
        formes.couches,
        formes.niveau,
        formes.positions,
        formes.dans_la_vue,
        mots.territoires(couverture, cut)[formes.positions],
        rate[formes.positions],
        contrats_des_formes(couverture, formes.niveau, formes.positions, words),
    )


def contrats_des_formes(
    couverture: Couverture, niveau: str, positions: np.ndarray, mots: Sequence[str]
) -> list[list[tuple[int, str]]]:
    """Return the contracts signed, in project or over that touch each feature, signed first.

    ``positions``: of the features, in their level; ``mots``: the word that tells each contract of
    the engine. Each contract is (position, word). Features that the same contracts touch share
    their list: 35,000 communes have a few hundred.
    """
    told = list(enumerate(mots))
    lists: dict[tuple[int, ...], list[tuple[int, str]]] = {}
    found: dict[int, list[tuple[int, str]]] = {}
    for position, owners in _contracts_by_territory(couverture, niveau, positions):
        if owners not in lists:
            lists[owners] = [told[owner] for owner in owners]
        found[position] = lists[owners]
    nothing: list[tuple[int, str]] = []
    return [found.get(position, nothing) for position in positions.tolist()]


def _contracts_by_territory(
    couverture: Couverture, niveau: str, positions: np.ndarray
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield some territories, by position, with the contracts of a status drawn, signed first."""
    drawn = np.zeros(len(couverture.moteur.referentiel.niveaux[niveau].codes), dtype=bool)
    drawn[positions] = True
    territories, owners = couverture.moteur.paires[niveau]
    here = drawn[territories]
    kept = [
        np.flatnonzero(here & couverture.masque_des_contrats(name)[owners])
        for name in STATUTS_DESSINES
    ]
    by_status = np.concatenate(kept)
    order = by_status[np.argsort(territories[by_status], kind="stable")]
    places, numbers = territories[order], owners[order].tolist()
    starts = np.flatnonzero(np.diff(places, prepend=-1)).tolist()
    for start, end in pairwise([*starts, len(numbers)]):
        yield int(places[start]), tuple(numbers[start:end])
