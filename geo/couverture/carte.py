"""What the map shows: one class, one rate and the contracts of each feature of a layer.

Layers are files of data/referentiel/couches; their features are in the order of the codes of a
level, so that a layer's state is a string with one character per feature.
"""

from dataclasses import dataclass

import numpy as np

from geo.couverture.moteur import Couverture, calcule_taux
from geo.territoires.couches import NIVEAU_DE_COUCHE, couches_for, feature_positions
from geo.territoires.decoupe import Decoupe, decoupe
from geo.territoires.territoire import Territoire


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
    contrats : for each feature, positions of the contracts touching it with their status.
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


def build_etat(
    couverture: Couverture, territoire: Territoire, niveau: str, avec_projet: bool
) -> EtatCouches:
    """Return what the map shows of a territory at a level.

    ``avec_projet``: the rate retained is signed or in project, instead of signed.
    """
    referentiel = couverture.moteur.referentiel
    couches = couches_for(referentiel, territoire, niveau)
    level_name = NIVEAU_DE_COUCHE.get(niveau, "commune")
    level = referentiel.niveaux[level_name]
    empty = np.empty(0, dtype=np.int64)  # Saint-Martin: no layer draws it
    positions = np.concatenate(
        [empty, *(feature_positions(referentiel, couche) for couche in couches)]
    )

    within = np.zeros(len(referentiel.codes), dtype=bool)
    within[referentiel.cellules(territoire.niveau, territoire.code)] = True
    in_view = np.zeros(len(level.codes) + 1, dtype=bool)
    in_view[level.appartenance[within]] = True

    return etat_des_couches(
        couverture, couches, level_name, positions, in_view[positions], avec_projet
    )


def etat_des_couches(
    couverture: Couverture,
    couches: tuple[str, ...],
    niveau: str,
    positions: np.ndarray,
    dans_la_vue: np.ndarray,
    avec_projet: bool,
) -> EtatCouches:
    """Return what the map shows of the features of some layers.

    ``positions``: of each feature in ``niveau``; the rest as in ``build_etat`` and EtatCouches.
    """
    figures = calcule_taux(couverture, niveau)
    statuts = statuts_des_territoires(couverture, niveau)
    rate = figures["taux_signe_ou_projet" if avec_projet else "taux_signe"]
    return EtatCouches(
        couches,
        niveau,
        positions,
        dans_la_vue,
        statuts[positions],
        rate[positions],
        contrats_des_formes(couverture, niveau, positions),
    )


def contrats_des_formes(
    couverture: Couverture, niveau: str, positions: np.ndarray
) -> list[list[tuple[int, str]]]:
    """Return the contracts signed, in project or over that touch each feature of a layer.

    ``positions``: of the features, in their level. Each contract is (position, status).
    """
    by_territory = _contracts_by_territory(couverture, niveau, positions)
    return [by_territory.get(position, []) for position in positions.tolist()]


def _contracts_by_territory(
    couverture: Couverture, niveau: str, positions: np.ndarray
) -> dict[int, list[tuple[int, str]]]:
    """Contracts signed, in project or over that touch each of some territories, signed first."""
    drawn = np.zeros(len(couverture.moteur.referentiel.niveaux[niveau].codes), dtype=bool)
    drawn[positions] = True
    territories, owners = couverture.moteur.paires[niveau]
    found: dict[int, list[tuple[int, str]]] = {}
    for wanted in ("signe", "projet", "echu"):
        kept = couverture.masque_des_contrats(wanted)[owners] & drawn[territories]
        for territory, owner in zip(territories[kept].tolist(), owners[kept].tolist(), strict=True):
            found.setdefault(territory, []).append((owner, wanted))
    return found
