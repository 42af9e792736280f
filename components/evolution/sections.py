"""The page Évolution, section by section."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from components.carte.vue import carte_de_la_vue
from components.commun import evolution as phrases
from components.commun.adresse import filtres
from components.commun.adresse.evolution import lien_couverture
from components.commun.adresse.navigation import go
from components.commun.adresse.parametres import write_params
from components.commun.adresse.retour import open_fiche
from components.documents.emporter import Export, emporter
from components.evolution.echeances import section_chaines, section_echeances
from components.evolution.emporter import lieu_et_jour
from components.evolution.etat import EtatEvolution
from components.evolution.lecture import lecteur
from components.evolution.tables import table_evolution
from components.figures.ecran.courbe import (
    draw_courbe,
    figure_evolution,
    lecture_de_la_courbe,
)
from geo.certitude.vue import VueDeCouverture
from geo.couverture.moteur import Couverture
from geo.evolution.chaines import Chaine
from geo.evolution.echeances import Echeancier
from geo.evolution.evolution import Evolution, annees_de
from geo.evolution.sorties import territoires_a_echeance
from geo.territoires.territoire import Territoire


def courbe(evolution: Evolution, sans_perimetre: int, exports: list[Export]) -> None:
    """Draw the curve, how it reads and what it owes to its sources; the pictures of the page."""
    st.header("Mois par mois", anchor="courbe")
    phrases.reserve_principale(evolution)
    draw_courbe(figure_evolution(evolution), key="evolution-courbe")
    phrases.notes(evolution, lecture_de_la_courbe(evolution), sans_perimetre)
    emporter(exports, "evolution")


def annees(
    vue_de: Callable[[EtatEvolution], VueDeCouverture],
    etat: EtatEvolution,
    evolution: Evolution,
    aujourd_hui: date,
) -> None:
    """Draw the map that plays year by year; ``vue_de``: the coverage of a year."""
    st.header("Année par année sur la carte", anchor="carte")
    filtres.choix_niveau(etat)

    def draw(at: EtatEvolution) -> None:
        vue = vue_de(at)
        jour, rows = vue.couverture.jour, evolution.annees
        phrases.annee(rows[rows["date"] == jour].iloc[0])
        found = carte_de_la_vue(vue, at, "carte-evolution", "evolution-cadre")
        if vue.couches.couches:
            lien_couverture(replace(at, jour=jour))
        if found is not None:
            go(at.vers(found))
            st.rerun()

    lecteur(etat, annees_de(etat.jour, aujourd_hui), draw)


def chiffres(evolution: Evolution, sources: dict[str, str]) -> None:
    """Draw the history as a table, by year or by month."""
    st.header("En chiffres", anchor="chiffres")
    table_evolution(evolution, sources, f"cls-evolution_{lieu_et_jour(evolution)}")


def _open(etat: EtatEvolution, territoire: Territoire) -> None:
    go(etat.vers(territoire))
    st.rerun()


def a_venir(
    couverture: Couverture,
    etat: EtatEvolution,
    echeancier: Echeancier,
    chaines: tuple[Chaine, ...],
    aujourd_hui: date,
    sources: dict[str, str],
) -> None:
    """Draw what comes to an end, and the chains of renewals; a row opens a contract's sheet."""
    chosen = section_echeances(
        echeancier,
        lambda niveau: territoires_a_echeance(couverture, etat.territoire, niveau),
        sources,
        couverture.moteur.registre.date_releve,
        etat.theme,
        lambda territoire: _open(etat, territoire),
    )
    followed = section_chaines(
        chaines,
        etat.jour,
        echeancier.horizon,
        aujourd_hui,
        sources,
        etat.territoire.nom,
    )
    open_fiche(chosen or followed, etat.jour, write_params(etat))
