"""The map of a contract at a date: the status of its perimeter and of what is around."""

from dataclasses import dataclass

import numpy as np

from geo.certitude.carte import contrats_classes
from geo.certitude.classes import classes_de_certitude, classes_des_contrats
from geo.contrat.formes import FormesFiche, build_formes
from geo.couverture.carte import EtatCouches
from geo.couverture.moteur import Couverture, calcule_taux

# Those that are drawn in their own perimeter; the others take the class of each territory.
STATUTS_PROPRES = ("signe", "projet", "echu")


@dataclass(frozen=True, eq=False)
class FicheCarte:
    """What the map of a contract shows: shapes, and the state of each feature, in their order."""

    formes: FormesFiche
    etat: EtatCouches


def _own_statuses(couverture: Couverture, contrat_id: str, formes: FormesFiche) -> np.ndarray:
    """Return the class of the contract for each feature of its perimeter.

    A feature that the contract covers in part is ``partielle`` when the contract is in force.
    """
    engine = couverture.moteur
    classe = classes_des_contrats(couverture)[contrat_id]
    level = engine.referentiel.niveaux[formes.niveau]
    covered = np.zeros(len(level.appartenance), dtype=bool)
    covered[engine.perimetres.par_contrat[contrat_id]] = True
    ones = np.ones(len(covered), dtype=np.int64)
    whole = level.somme(ones, covered) == level.somme(ones, np.ones(len(covered), dtype=bool))
    in_part = "partielle" if couverture.statuts[contrat_id] == "signe" else classe
    return np.where(whole[formes.positions[formes.dans_le_perimetre]], classe, in_part)


def _contracts(couverture: Couverture, formes: FormesFiche) -> list[list[tuple[int, str]]]:
    """Return the contracts that touch each feature shown, signed ones first."""
    territories, owners = couverture.moteur.paires[formes.niveau]
    ranks = np.full(len(couverture.moteur.referentiel.niveaux[formes.niveau].codes), -1)
    shown = np.flatnonzero(formes.dans_la_vue)
    ranks[formes.positions[shown]] = shown
    found: list[list[tuple[int, str]]] = [[] for _ in formes.positions]
    for statut in STATUTS_PROPRES:
        kept = couverture.masque_des_contrats(statut)[owners] & (ranks[territories] >= 0)
        pairs = zip(ranks[territories[kept]].tolist(), owners[kept].tolist(), strict=True)
        for rank, owner in pairs:
            found[rank].append((owner, statut))
    return found


def build_carte(couverture: Couverture, contrat_id: str) -> FicheCarte | None:
    """Return what the map of a contract shows at a date; None when no layer draws it.

    The perimeter has the status of the contract, whatever else covers it; the rest has its own.
    """
    formes = build_formes(couverture.moteur, contrat_id)
    if formes is None:
        return None
    statuts = classes_de_certitude(couverture, formes.niveau)[formes.positions]
    if couverture.statuts[contrat_id] in STATUTS_PROPRES:
        statuts = statuts.astype(object)
        statuts[formes.dans_le_perimetre] = _own_statuses(couverture, contrat_id, formes)
    etat = EtatCouches(
        formes.couches,
        formes.niveau,
        formes.positions,
        formes.dans_la_vue,
        statuts,
        calcule_taux(couverture, formes.niveau)["taux_signe"][formes.positions],
        contrats_classes(couverture, _contracts(couverture, formes)),
    )
    return FicheCarte(formes, etat)
