"""The names that the maps of a seminar write: of the EPCI outlined, of the places of a contract."""

import re
from collections.abc import Iterable

import numpy as np
import shapely

from geo.contrat.carte import FicheCarte
from geo.couverture.moteur import Moteur
from geo.presentation.cartes import VueCarte
from geo.territoires.contours import Contours

Nom = tuple[str, float, float]
"""A name, and the longitude and latitude of the place that it names."""

NOMMES = 10
EN_PARTIE = " (en partie)"
_SORTE = re.compile(r"^C[ACU] (?:du |des |de la |de l'|de |d')?(?=\w)")
PARTIE = " (partie "  # begins what tells the parts of an EPCI astride départements


def noms_des_epci(vue: VueCarte, codes: Iterable[str]) -> tuple[Nom, ...]:
    """Return the names of some EPCI in view, in their order.

    One that is drawn in parts is named once, on the largest of them.
    """
    layer = vue.fond.formes
    parts: dict[str, list[int]] = {code: [] for code in codes}
    for rank in np.flatnonzero(vue.etat.dans_la_vue).tolist():
        code = str(layer.codes[rank]).split("-")[0]
        if code in parts:
            parts[code].append(rank)
    largest = (
        max(ranks, key=lambda one: float(shapely.area(layer.formes[one])))
        for ranks in parts.values()
        if ranks
    )
    return tuple(
        _named(nom_sur_la_carte(str(layer.noms[one]).split(PARTIE)[0]), layer, one)
        for one in largest
    )


def noms_du_perimetre(
    moteur: Moteur, contrat_id: str, carte: FicheCarte, layer: Contours
) -> tuple[Nom, ...]:
    """Return the EPCI of a contract, those covered in part being said so.

    A contract within one EPCI names its communes when they are few. ``layer``: the features of
    the map, in its order.
    """
    within = np.flatnonzero(carte.formes.dans_le_perimetre)
    owners = _epci_of(moteur, contrat_id, carte, within)
    groups: dict[int, list[int]] = {}
    for rank, owner in zip(within.tolist(), owners.tolist(), strict=True):
        groups.setdefault(owner, []).append(rank)
    epci = moteur.referentiel.niveaux["epci"]
    if (len(groups) == 1 and len(within) <= NOMMES) or set(groups) == {-1}:
        return tuple(_named(str(layer.noms[one]), layer, one) for one in within[:NOMMES].tolist())
    whole = np.bincount(epci.appartenance[epci.appartenance >= 0], minlength=len(epci.codes))
    cells = moteur.perimetres.par_contrat[contrat_id]
    held = epci.appartenance[cells]
    mine = np.bincount(held[held >= 0], minlength=len(epci.codes))
    people = np.bincount(
        held[held >= 0],
        moteur.referentiel.population[cells[held >= 0]],
        minlength=len(epci.codes),
    )
    largest = sorted((one for one in groups if one >= 0), key=lambda one: -people[one])
    return tuple(
        _named(
            nom_sur_la_carte(moteur.referentiel.nom("epci", str(epci.codes[owner])))
            + ("" if mine[owner] == whole[owner] else EN_PARTIE),
            layer,
            _central(layer, groups[owner]),
        )
        for owner in largest[:NOMMES]
    )


def _epci_of(moteur: Moteur, contrat_id: str, carte: FicheCarte, within: np.ndarray) -> np.ndarray:
    """Return the position of the EPCI of some features, -1 for those of none."""
    referentiel = moteur.referentiel
    level, epci = referentiel.niveaux[carte.formes.niveau], referentiel.niveaux["epci"]
    cells = moteur.perimetres.cellules_de(contrat_id)
    owner = np.full(len(level.codes) + 1, -1)
    owner[level.appartenance[cells]] = epci.appartenance[cells]
    found: np.ndarray = owner[carte.formes.positions[within]]
    return found


def _central(layer: Contours, ranks: list[int]) -> int:
    """Return the one of some features that is nearest to the middle of all."""
    points = layer.points[ranks]
    return ranks[int(((points - points.mean(axis=0)) ** 2).sum(axis=1).argmin())]


def nom_sur_la_carte(nom: str) -> str:
    """Return the name of an EPCI without its kind, which would hide its neighbours on a map."""
    return _SORTE.sub("", nom)


def _named(nom: str, layer: Contours, rank: int) -> Nom:
    longitude, latitude = layer.points[rank].tolist()
    return nom, longitude, latitude
