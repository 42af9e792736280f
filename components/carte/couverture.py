"""The coverage map: what geo computed, put in the form that the map component draws."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from components.carte.carte import EtatCarte
from components.carte.compact import pack_contrats, pack_taux
from components.commun.adresse.vue import EtatVue
from components.commun.statuts import (
    CLASSES_TAUX,
    EFFET,
    HORS_VUE,
    PERIMETRE,
    SIMULATION,
    STATUTS,
    Aspect,
    aspect_de,
)
from data.memoire import tant_qu_il_dure
from geo.couverture.carte import EtatCouches
from geo.territoires.territoire import FRANCE

# The classes that a mode adds to those of the statuses, and lays over them.
CLASSES_EN_PLUS = {"simulation": SIMULATION, "effet": EFFET, "perimetre": PERIMETRE}
BORNES_DES_CLASSES = (25, 50, 75, 100)
CONTOURS: dict[str, str | None] = {
    "region": "region",
    "departement": "region",
    "epci": "departement",
    "commune": "departement",
    "ept": None,  # drawn finer than the départements, which would not follow them
    "arrondissement_municipal": None,
}


def classe_de_taux(taux: np.ndarray) -> np.ndarray:
    """Return the code of the class of each rate (percent): 0 and 100 are classes of their own."""
    number = 1 + np.searchsorted(BORNES_DES_CLASSES, np.nan_to_num(taux), side="right")
    number = np.where(np.nan_to_num(taux) <= 0, 0, number)
    codes = np.array([aspect.code for aspect in CLASSES_TAUX])
    return codes[number]


@tant_qu_il_dure
def classes_of(etat: EtatCouches, affichage: str) -> str:
    """Return one character per feature: its class, or HORS_VUE outside the territory."""
    if affichage == "taux":
        codes = classe_de_taux(etat.taux)
    else:
        over = CLASSES_EN_PLUS.get(affichage, {})
        names = etat.statuts.tolist()
        code_of = {name: (over.get(name) or aspect_de(name)).code for name in set(names)}
        codes = np.array([code_of[name] for name in names])
    return "".join(np.where(etat.dans_la_vue, codes, HORS_VUE).tolist())


def classes_de_la_table(table: pd.DataFrame, vue: EtatVue) -> str:
    """Return one character per row of ``sous_territoires``: its class, for the legend.

    The map draws an EPCI astride two départements in two parts; a legend counts it once.
    """
    counted = "taux_signe" if vue.compte == "signe" else "taux_signe_ou_projet"
    return _classes(table, counted if vue.affichage == "taux" else "statut")


@tant_qu_il_dure
def _classes(table: pd.DataFrame, colonne: str) -> str:
    if colonne != "statut":
        return "".join(classe_de_taux(table[colonne].to_numpy()).tolist())
    return "".join(aspect_de(name).code for name in table[colonne].tolist())


def classes_comptees(vue: EtatVue, classes: str, epci: Callable[[], pd.DataFrame]) -> str:
    """Return what the legend counts: each territory once, an EPCI drawn in two parts too.

    ``classes``: those of the features drawn; ``epci``: returns the rows of ``sous_territoires`` at
    the level of EPCI, asked for only there.
    """
    return classes_de_la_table(epci(), vue) if vue.niveau == "epci" else classes


def aspects_of(affichage: str) -> tuple[Aspect, ...]:
    """Return the classes of the legend of a map, in order; ``affichage``: one of its modes."""
    if affichage == "taux":
        return CLASSES_TAUX
    return (*CLASSES_EN_PLUS.get(affichage, {}).values(), *STATUTS.values())


@tant_qu_il_dure
def _taux_of(etat: EtatCouches) -> str:
    return pack_taux((etat.taux / 100).tolist())


@tant_qu_il_dure
def _contrats_of(etat: EtatCouches) -> str:
    return pack_contrats(
        [
            [(number, aspect_de(status).code) for number, status in contracts]
            for contracts in etat.contrats
        ]
    )


def carte_des_couches(
    etat: EtatCouches,
    mode: str,
    vue: str,
    *,
    encarts: bool = False,
    contours: str | None = None,
    selection: tuple[str, ...] = (),
) -> EtatCarte:
    """Return what the map component draws of some layers, in the classes of a mode (EtatCarte)."""
    return EtatCarte(
        couches=etat.couches,
        classes=classes_of(etat, mode),
        taux=_taux_of(etat),
        contrats=_contrats_of(etat),
        vue=vue,
        encarts=encarts,
        contours=contours,
        mode=mode,
        selection=selection,
    )


def etat_carte(vue: EtatVue, etat: EtatCouches) -> EtatCarte:
    """Return what the map component draws of a view of the coverage page."""
    territoire = vue.territoire
    drawn = carte_des_couches(
        etat,
        vue.affichage,
        f"{territoire.niveau}-{territoire.code}",
        encarts=territoire == FRANCE,
        contours=CONTOURS.get(vue.niveau),
        selection=(territoire.code,) if territoire.niveau == vue.niveau else (),
    )
    return replace(drawn, fond_ign=vue.fond_ign, compte=vue.compte)
