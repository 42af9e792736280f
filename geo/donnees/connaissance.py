"""What is known of the contracts of a territory, subject by subject, place by place.

A signature or an end is not expected of a contract that is still in preparation: it counts in
neither the known nor the expected of these subjects.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from data.model import Contrat
from geo.certitude.dates import est_en_preparation
from geo.contrats.actions import STATUT_INCONNU, statut_au
from geo.couverture.moteur import Moteur, taux
from geo.territoires.territoire import Territoire, departements_of, regions_of

SUJETS = ("perimetre", "signature", "fin", "axes", "actions", "statuts")
DATES = ("signature", "fin")


@dataclass(frozen=True, eq=False)
class Connaissance:
    """Known facts by group (a région, a département, a contract) and by subject (SUJETS).

    Attributes
    ----------
    groupes : codes of the rows; ``noms``: their names.
    connus, attendus : int arrays (groups x subjects): contracts of which the fact is known, and of
        which it is expected.
    contrats : int array, contracts of each group.
    territoire, niveau : what is looked at, and what its rows are.
    total_connus, total_attendus, total : the same for the whole territory: a contract that lies in
        two départements is a contract of both, and counts once here.
    """

    territoire: Territoire
    niveau: str
    groupes: tuple[str, ...]
    noms: tuple[str, ...]
    connus: np.ndarray
    attendus: np.ndarray
    contrats: np.ndarray
    total_connus: np.ndarray
    total_attendus: np.ndarray
    total: int

    @cached_property
    def parts(self) -> np.ndarray:
        """Percent of the expected facts that are known; NaN where none is expected."""
        return taux(self.connus, self.attendus)


def build_connaissance(moteur: Moteur, territoire: Territoire, jour: date) -> Connaissance:
    """Count what is known of the contracts led in a territory, on a day.

    Rows: the régions of the country, the départements of a région, the contracts of a département.
    """
    contrats = contrats_menes(moteur, territoire)
    known = {one.id: connus(moteur, one, jour) for one in contrats}
    expected = {one.id: attendus(one) for one in contrats}
    niveau, groups = _groups(moteur, territoire, contrats)

    def somme(facts: dict[str, np.ndarray], members: Sequence[Contrat]) -> np.ndarray:
        return sum((facts[one.id] for one in members), np.zeros(len(SUJETS), dtype=np.int64))

    return Connaissance(
        territoire,
        niveau,
        tuple(code for code, _, _ in groups),
        tuple(nom for _, nom, _ in groups),
        np.array([somme(known, members) for *_, members in groups]).reshape(-1, len(SUJETS)),
        np.array([somme(expected, members) for *_, members in groups]).reshape(-1, len(SUJETS)),
        np.array([len(members) for *_, members in groups], dtype=np.int64),
        somme(known, contrats),
        somme(expected, contrats),
        len(contrats),
    )


def contrats_menes(moteur: Moteur, territoire: Territoire) -> list[Contrat]:
    """Return the contracts led in a territory, as their source says, in the registre's order.

    By the ARS of a région; on a département that the row of the contract names.
    """
    contrats = moteur.registre.contrats.values()
    if territoire.niveau == "region":
        return [one for one in contrats if one.region == territoire.code]
    if territoire.niveau == "departement":
        return [one for one in contrats if territoire.code in one.departements]
    return list(contrats)


def connus(moteur: Moteur, contrat: Contrat, jour: date) -> np.ndarray:
    """Return 1 for each subject (SUJETS) that a source tells of a contract, 0 otherwise."""
    actions = moteur.registre.actions_du_contrat(contrat.id)
    dated = not est_en_preparation(contrat)
    facts = (
        moteur.a_un_perimetre(contrat.id),
        dated and contrat.date_signature is not None,
        dated and (contrat.date_fin is not None or contrat.duree_ans is not None),
        bool(moteur.registre.axes_du_contrat(contrat.id)),
        bool(actions),
        any(statut_au(one, jour) != STATUT_INCONNU for one in actions),
    )
    return np.array(facts, dtype=np.int64)


def attendus(contrat: Contrat) -> np.ndarray:
    """Return 1 for each subject (SUJETS) that is expected of a contract, 0 otherwise."""
    in_preparation = est_en_preparation(contrat)
    return np.array([not (one in DATES and in_preparation) for one in SUJETS], dtype=np.int64)


Groupe = tuple[str, str, list[Contrat]]


def _groups(
    moteur: Moteur, territoire: Territoire, contrats: Sequence[Contrat]
) -> tuple[str, list[Groupe]]:
    if territoire.niveau == "france":
        return "region", _places(
            regions_of(moteur.referentiel), lambda place, one: one.region == place.code, contrats
        )
    if territoire.niveau == "region":
        return "departement", _places(
            departements_of(moteur.referentiel, territoire),
            lambda place, one: place.code in one.departements,
            contrats,
        )
    return "contrat", [(one.id, one.nom, [one]) for one in contrats]


def _places(
    places: Sequence[Territoire],
    belongs: Callable[[Territoire, Contrat], bool],
    contrats: Sequence[Contrat],
) -> list[Groupe]:
    return [
        (place.code, place.nom, [one for one in contrats if belongs(place, one)])
        for place in places
    ]
