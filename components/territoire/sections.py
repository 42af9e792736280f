"""The page of a territory, section by section."""

from collections.abc import Callable

import streamlit as st

from components.carte.carte import publish_contrats
from components.commun.adresse.parametres import write_params
from components.commun.adresse.retour import open_fiche
from components.commun.contrats import contract_rows
from components.commun.mots.formats import slug
from components.documents.telechargements import download_buttons
from components.tableaux.contrats import contracts_section, export_contrats
from components.tableaux.tableaux import export_table
from components.territoire import reponse as entete
from components.territoire.autour import chiffres_publies, communes_non_couvertes, voisins
from components.territoire.carte import carte_du_lieu
from components.territoire.comparaison import comparaison
from components.territoire.contrats import autres_contrats, carte_contrat, themes
from components.territoire.demarche import a_qui_ecrire, demarche
from components.territoire.emporter import RAPPORT_DE_LA_CARTE, emporter
from components.territoire.etat import EtatTerritoire
from components.territoire.evolution import evolution_compacte
from components.territoire.export import export_situation
from components.territoire.fichiers import carte_sur_papier, exports_of
from components.territoire.navigation import Ouvrir
from components.territoire.phrases import CONTRATS_DECRITS
from geo.emporter.fichiers import Fichiers
from geo.evolution.evolution import Evolution
from geo.territoire.vue import VueDuTerritoire
from geo.territoires.territoire import Territoire

EN_VIGUEUR = ("signe", "projet")


def carte(vue: VueDuTerritoire, ouvrir: Callable[[Territoire], None]) -> None:
    """Draw the map around the place; a click opens the territory clicked."""
    carte, place = vue.carte, vue.situation.territoire
    if carte is None:
        st.info(
            "Aucun contour n'est disponible pour ce territoire\u00a0: il n'y a pas de carte.",
            icon=":material/map:",
        )
        return
    st.caption(f"{place.nom}, en trait épais, et ce qui l'entoure.")
    names = publish_contrats([contrat.nom for contrat in vue.moteur.registre.contrats.values()])
    clicked = carte_du_lieu(carte, names)
    found = vue.territoire_sous(clicked) if clicked else None
    if found is not None:
        ouvrir(found)
        st.rerun()


def contrats(vue: VueDuTerritoire, etat: EtatTerritoire, sources: dict[str, str]) -> None:
    """Draw the contracts in force or in project in detail when they are few, else as a table.

    Without any, the last ones known.
    """
    situation = vue.situation
    current = situation.de_statut(*EN_VIGUEUR)
    shown = current or situation.de_statut("echu")
    if len(shown) <= CONTRATS_DECRITS:
        if shown:
            what = "contrat" if current else "dernier contrat connu"
            several = "contrats" if current else "derniers contrats connus"
            title = f"Le {what}" if len(shown) == 1 else f"Les {several}"
            st.header(title, anchor="contrats")
        for one in shown:
            carte_contrat(one, situation.jour)
        others = [one for one in situation.contrats if one not in shown]
        autres_contrats(others, situation.jour)
        return
    contrats = [one.contrat for one in situation.contrats]
    rows = contract_rows(vue.couverture, [contrat.id for contrat in contrats])
    name = f"cls-contrats_{slug(situation.territoire.nom)}_{situation.jour.isoformat()}"
    chosen = contracts_section(
        rows,
        situation.jour,
        sources,
        name,
        lambda: export_contrats(contrats, rows, vue.noms_des_regions),
    )
    if chosen is not None:
        open_fiche(situation.contrats[chosen].contrat.id, situation.jour, write_params(etat))
    themes(current)


def communes(
    vue: VueDuTerritoire,
    ouvrir: Callable[[Territoire], None],
    sources: dict[str, str],
    nom: str,
) -> None:
    """List its communes under no contract; a row opens its territory. ``nom``: of the PDF."""
    chosen = communes_non_couvertes(
        vue.situation,
        lambda table: download_buttons(
            lambda: export_table(table),
            sources,
            nom.replace("cls-territoire_", "cls-non-couvertes_"),
            key="export-non-couvertes",
        ),
    )
    if chosen is not None:
        ouvrir(Territoire("commune", chosen, vue.moteur.referentiel.nom("commune", chosen)))
        st.rerun()


def page(
    vue: VueDuTerritoire,
    etat: EtatTerritoire,
    ouvrir: Ouvrir,
    evolution: Evolution,
    sources: dict[str, str],
) -> None:
    """Draw the page of a place, the answer first."""
    situation = vue.situation
    place = situation.territoire
    name = f"cls-territoire_{slug(place.nom)}_{place.code}_{etat.jour.isoformat()}"
    fichiers = Fichiers(vue.couverture, place, [one.contrat.id for one in situation.contrats])
    exports = exports_of(vue, evolution, fichiers, sources)
    entete.answer(situation, vue.certitude)
    entete.certitudes(vue.certitude, vue.certitude_du_departement)
    emporter(
        situation,
        lambda: carte_sur_papier(vue, vue.carte, RAPPORT_DE_LA_CARTE) if vue.carte else None,
        lambda: export_situation(situation),
        write_params(etat),
        sources,
        name,
        exports,
    )
    entete.reserve(situation, vue.certitude)
    picture, facts = st.columns([3, 2], gap="medium")
    with picture:
        carte(vue, ouvrir)
    with facts:
        entete.reperes(situation)
        comparaison(situation.comparaison)
    contrats(vue, etat, sources)
    evolution_compacte(evolution)
    demarche(situation, ouvrir)
    a_qui_ecrire(situation, vue.mairie)
    voisins(situation)
    communes(vue, ouvrir, sources, name)
    chiffres_publies(situation)
