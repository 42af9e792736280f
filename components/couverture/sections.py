"""The coverage page, section by section."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.carte.vue import carte_de_la_vue
from components.commun.adresse import filtres
from components.commun.adresse.navigation import go
from components.commun.adresse.parametres import write_params
from components.commun.adresse.retour import open_fiche
from components.commun.adresse.simulation import lien_simulation
from components.commun.adresse.vue import EtatVue
from components.commun.contrats import contract_rows
from components.commun.mots.formats import slug
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.couverture import entete
from components.couverture.classement import lignes_du_classement, taux_retenu
from components.documents.emporter import Export, emporter
from components.documents.telechargements import download_buttons
from components.figures.ecran.classement import classement
from components.tableaux.contrats import contracts_section, export_contrats
from components.tableaux.tableaux import (
    export_table,
    phrase_ou_agir,
    tableau_ou_agir,
    tableau_territoires,
)
from geo.couverture.vue import VueDeCouverture
from geo.territoires.territoire import Territoire

EPCI_MONTRES = 15
CLE_CARTE = "carte-couverture"


def _open(etat: EtatVue, territoire: Territoire) -> None:
    go(etat.vers(territoire))
    st.rerun()


def completude(vue: VueDeCouverture, etat: EtatVue) -> None:
    """Say how complete the registre is for the territory."""
    if etat.territoire.niveau == "france":
        found = vue.synthese
        signed, in_project = len(found.contrats_signes), len(found.contrats_projet)
        entete.completude_france(signed, in_project, vue.nb_regions_annoncees)
        return
    if vue.completude is not None:
        entete.completude_region(vue.completude, etat.jour)
    if etat.territoire.niveau != "region":
        entete.completude_locale()


def carte(vue: VueDeCouverture, etat: EtatVue, exports: Callable[[], Sequence[Export]]) -> None:
    """Draw the map and its legend; a click opens the territory clicked."""
    with st.container():
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            filtres.choix_niveau(etat)
            filtres.choix_affichage(etat)
            emporter(exports(), "couverture")
        if vue.dessine != etat.territoire:
            st.caption(
                f"{etat.territoire.nom}, en trait épais, parmi les communes de\u00a0: "
                f"{vue.dessine.nom}"
            )
    found = carte_de_la_vue(vue, etat, CLE_CARTE, "couverture-cadre")
    if found is not None:
        _open(etat, found)


def territoires(vue: VueDeCouverture, etat: EtatVue, sources: Mapping[str, str]) -> None:
    """Draw the sub-territories: chart, table and downloads; a row opens its territory."""
    if etat.territoire.niveau == "commune":
        return
    table, plural = vue.table, NIVEAUX_PLURIEL[etat.niveau]
    st.subheader(f"Par territoire\u00a0: {len(table)} {plural}", anchor="territoires")
    key = f"table-{etat.territoire.code}-{etat.niveau}"
    chosen = tableau_territoires(table, taux_retenu(etat), key=key)
    if chosen is not None:
        _open(etat, vue.partie(str(table.iloc[chosen]["code"])))
    name = f"cls-couverture_{slug(etat.territoire.nom)}_{etat.niveau}_{etat.jour.isoformat()}"
    download_buttons(lambda: export_table(table), sources, name, key="export-territoires")
    classement(*lignes_du_classement(table, etat))


def ou_agir(vue: VueDeCouverture, etat: EtatVue) -> None:
    """List where most residents are under no contract, signed or in project."""
    if etat.territoire.niveau not in ("france", "region", "departement"):
        return
    st.subheader("Où agir", anchor="ou-agir")
    bare = vue.ou_agir
    if bare.empty:
        st.success(
            "Chaque habitant du territoire est sous un contrat signé ou en projet.",
            icon=":material/check_circle:",
        )
        return
    phrase_ou_agir(bare, EPCI_MONTRES)
    tableau_ou_agir(bare, EPCI_MONTRES)
    lien_simulation(etat.territoire, etat.jour)


def contrats(vue: VueDeCouverture, etat: EtatVue, sources: dict[str, str]) -> None:
    """List the contracts of the territory, each with its source; a row opens its sheet."""
    found = vue.synthese
    rows = contract_rows(vue.couverture, found.contrats)
    listed = [vue.moteur.registre.contrats[name] for name in found.contrats]
    name = f"cls-contrats_{slug(found.territoire.nom)}_{found.jour.isoformat()}"
    chosen = contracts_section(
        rows,
        found.jour,
        sources,
        name,
        lambda: export_contrats(listed, rows, vue.noms_des_regions),
    )
    if chosen is not None:
        open_fiche(found.contrats[chosen], found.jour, write_params(etat))
