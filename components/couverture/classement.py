"""The parts of the territory as a chart: which ones, under which title, by which rate."""

import numpy as np
import pandas as pd

from components.commun.adresse.vue import EtatVue
from components.commun.mots.formats import jour_en_lettres
from components.commun.mots.libelles import NIVEAUX_PLURIEL, PEUPLES
from components.figures.classement import BARRES_MAX, graphique_classement
from components.figures.figure import Graphique
from data.memoire import VUES_GARDEES, une_fois_par_objet

COLONNES = ("nom", "population", "taux_signe", "taux_signe_ou_projet")  # what the chart says
LIBELLES_RATE = {
    "taux_signe": "contrats signés",
    "taux_signe_ou_projet": "contrats signés ou en projet",
}


def taux_retenu(etat: EtatVue) -> str:
    """Return the column of the rate that the reader asks for."""
    return "taux_signe" if etat.compte == "signe" else "taux_signe_ou_projet"


def lignes_du_classement(table: pd.DataFrame, etat: EtatVue) -> tuple[pd.DataFrame, str, str]:
    """Return the rows of the chart of the sub-territories, its title and its rate."""
    plural = NIVEAUX_PLURIEL[etat.niveau]
    rate = taux_retenu(etat)
    which = plural
    if len(table) > BARRES_MAX:
        which = f"{BARRES_MAX} {plural} les plus {PEUPLES[etat.niveau]}"
    title = f"Population sous un contrat recensé des {which} ({LIBELLES_RATE[rate]})"
    return _plus_peuples(table), title, rate


@une_fois_par_objet(VUES_GARDEES)
def _plus_peuples(table: pd.DataFrame) -> pd.DataFrame:
    first = np.argsort(-table["population"].to_numpy(), kind="stable")[:BARRES_MAX].tolist()
    columns = ((name, table[name].tolist()) for name in COLONNES)
    return pd.DataFrame({name: [values[row] for row in first] for name, values in columns})


def classement_en_figure(table: pd.DataFrame, etat: EtatVue) -> Graphique:
    """Return the chart of the sub-territories as data: its title says where and when."""
    rows, title, rate = lignes_du_classement(table, etat)
    where = f"{etat.territoire.nom}, au {jour_en_lettres(etat.jour)}"
    return graphique_classement(rows, f"{where}\u00a0: {title[:1].lower()}{title[1:]}", rate)
