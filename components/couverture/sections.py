"""The coverage page, section by section."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.carte.vue import carte_de_la_vue
from components.commun.adresse import filtres
from components.commun.adresse.navigation import go
from components.commun.adresse.parametres import write_params
from components.commun.adresse.retour import open_fiche
from components.commun.adresse.simulation import lien_simulation
from components.commun.adresse.vue import EtatVue
from components.commun.contrats import contract_rows
from components.commun.mots.certitude import titre_ou_chercher
from components.commun.mots.formats import nombre, slug
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.mots.ou_agir import lieux, phrase
from components.commun.tableau import choose_row
from components.couverture.classement import lignes_du_classement, taux_retenu
from components.documents.telechargements import download_buttons
from components.figures.ecran.classement import classement
from components.tableaux.contrats import contracts_section, export_contrats
from components.tableaux.tableaux import (
    export_table,
    tableau_ou_agir,
    tableau_territoires,
)
from data.memoire import tant_qu_il_dure
from geo.certitude.ou_chercher import OuChercher
from geo.certitude.vue import VueDeCouverture
from geo.couverture.moteur import Moteur
from geo.territoires.territoire import Territoire

EPCI_MONTRES = 15
CLE_CARTE = "carte-couverture"
HAUTEUR_CARTE = 420  # pixels: the whole of France stands on the first screen of a laptop


def _open(etat: EtatVue, territoire: Territoire) -> None:
    go(etat.vers(territoire))
    st.rerun()


def choix_de_la_carte(etat: EtatVue) -> None:
    """Draw what the map is cut into, and what its colours say."""
    filtres.choix_niveau(etat)
    filtres.choix_affichage(etat)


def carte(vue: VueDeCouverture, etat: EtatVue) -> None:
    """Draw the map with its legend; a click opens the territory clicked."""
    note = st.empty()  # always there: the map below keeps its place in the page, hence its frame
    if vue.dessine != etat.territoire:
        note.caption(
            f"{etat.territoire.nom}, en trait épais, parmi les {NIVEAUX_PLURIEL[etat.niveau]} "
            f"de\u00a0: {vue.dessine.nom}"
        )
    found = carte_de_la_vue(
        vue, etat, CLE_CARTE, "couverture-cadre", HAUTEUR_CARTE, legende_dessus=True
    )
    if found is not None:
        _open(etat, found)


def territoires(vue: VueDeCouverture, etat: EtatVue, sources: Mapping[str, str]) -> None:
    """Draw the sub-territories: chart, table and downloads; a row opens its territory."""
    if etat.territoire.niveau == etat.niveau:
        return
    table, plural = vue.table, NIVEAUX_PLURIEL[etat.niveau]
    st.header(f"Par territoire\u00a0: {len(table)} {plural}", anchor="territoires")
    key = f"table-{etat.territoire.code}-{etat.niveau}"
    chosen = tableau_territoires(table, taux_retenu(etat), key=key)
    if chosen is not None:
        _open(etat, vue.partie(str(table.iloc[chosen]["code"])))
    name = f"cls-couverture_{slug(etat.territoire.nom)}_{etat.niveau}_{etat.jour.isoformat()}"
    download_buttons(lambda: export_table(table), sources, name, key="export-territoires")
    classement(*lignes_du_classement(table, etat))


def ou_chercher(vue: VueDeCouverture, etat: EtatVue, found: OuChercher | None) -> None:
    """List where most residents are under no contract recorded, then the places to check.

    ``found``: None for a territory that is not cut into such places.
    """
    if found is None:
        return
    st.header(titre_ou_chercher(found.est_attestee), anchor="ou-agir")
    if found.lieux.empty and found.a_verifier.empty:
        st.success(
            "Chaque habitant du territoire est sous un contrat signé ou en projet recensé.",
            icon=":material/check_circle:",
        )
        return
    st.caption(phrase(found, EPCI_MONTRES))
    if not found.lieux.empty:
        _ouvre(etat, vue, found.lieux, tableau_ou_agir(found.lieux, EPCI_MONTRES, "ou-agir"))
    if not found.a_verifier.empty:
        _lieux_a_verifier(etat, vue, found.a_verifier)
    lien_simulation(etat.territoire, etat.jour)


def _lieux_a_verifier(etat: EtatVue, vue: VueDeCouverture, found: pd.DataFrame) -> None:
    label = (
        f"À vérifier d'abord\u00a0: {lieux(found)} dont le registre tient un contrat passé, "
        "partiel, de statut inconnu ou sans périmètre connu"
    )
    with st.expander(label, key="lieux-a-verifier", on_change="rerun") as a_verifier:
        if a_verifier.open:
            view = _a_verifier(found, vue.moteur)
            alt = "Territoires à vérifier d'abord"
            chosen = choose_row(view, alt, {"Hab. sous aucun contrat": nombre}, key="a-verifier")
            _ouvre(etat, vue, found, chosen)


@tant_qu_il_dure
def _a_verifier(lieux: pd.DataFrame, moteur: Moteur) -> pd.DataFrame:
    """Return the first places to check, in words, with the names of their contracts."""
    first, names = lieux.head(EPCI_MONTRES), moteur.registre.contrats
    return pd.DataFrame(
        {
            "Territoire": first["nom"].tolist(),
            "Hab. sous aucun contrat": first["population_sans_contrat"].tolist(),
            "Contrats recensés": [
                ", ".join(names[name].nom for name in row) for row in first["contrats"]
            ],
        }
    )


def _ouvre(etat: EtatVue, vue: VueDeCouverture, lieux: pd.DataFrame, chosen: int | None) -> None:
    """Open the place of the row chosen, if one was."""
    if chosen is not None:
        row = lieux.iloc[chosen]
        _open(etat, vue.lieu(str(row["niveau"]), str(row["code"])))


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
