"""Sheet of a contract: where it stands, whom it covers, what it does, who signed it."""

import os
from datetime import date

import streamlit as st

from components.commun.adresse.liens import choix_du_contrat, choix_du_jour, liens_de_retour
from components.commun.adresse.messages import avertir
from components.commun.adresse.registre import registre_lu
from components.commun.compte import compte_en_cours
from components.commun.sources import foot, sources_de
from components.commun.style_fiche import apply_fiche_style
from components.contrat.absente import contrat_absent
from components.contrat.adresse import read_etat
from components.contrat.emporter import exports_of
from components.contrat.sections import fiche
from components.contrat.signaler import CONTACT, GestesDuLecteur
from data.depot.droits import PUBLIER, peut
from data.depot.ouverture import depot_en_usage
from data.depot.territoires import territoire_d_un_contrat
from data.lecture.referentiel import load_provenance
from geo.contrat.noms_proches import contrats_proches
from geo.contrat.vue import build_vue
from geo.couverture.moteur import Moteur, load_moteur_de
from geo.emporter.fichiers import Fichiers
from geo.saisie.signalement import signale_erreur
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import FRANCE


def draw_absent(moteur: Moteur, demande: str, jour: date) -> None:
    """Say that no such contract is known, and name the nearest."""
    with st.container(horizontal=True, gap="small"):
        liens_de_retour((FRANCE,), jour)
    contrats = moteur.registre.contrats
    near = [contrats[name] for name in contrats_proches(moteur.registre, demande)]
    contrat_absent(demande, near, jour)
    choix_du_contrat(list(contrats.values()), "", jour)


def send(contrat: str, texte: str, source: str, contact: str) -> str:
    """Report an error on a contract; return why it is not taken, '' when it is."""
    return signale_erreur(depot_en_usage(), contrat, texte, source, contact)


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    apply_fiche_style()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        etat, messages = read_etat(st.query_params, aujourd_hui)
        jour, demande = etat.jour, etat.demande
        reference = Reference.au(jour, perimetre=etat.perimetre)
        moteur = load_moteur_de(reference, registre=registre_lu())
    contrats = moteur.registre.contrats
    if demande not in contrats:
        st.set_page_config(page_title="Contrat inconnu – Atlas des contrats locaux de santé")
        avertir(messages)
        draw_absent(moteur, demande, jour)
        return
    nom = contrats[demande].nom
    st.set_page_config(page_title=f"{nom} – Atlas des contrats locaux de santé")
    vue = build_vue(moteur.couverture(jour), demande, reference)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        liens_de_retour(vue.fiche.territoires, jour)
        with st.popover("Autre contrat, autre date", icon=":material/tune:", type="tertiary"):
            choix_du_contrat(list(contrats.values()), demande, jour)
            choix_du_jour(demande, jour, aujourd_hui)
    avertir(messages)
    sources = sources_de(moteur, load_provenance(), jour, reference)
    shaped = [demande] if vue.fiche.perimetre.est_connu else []
    fichiers = Fichiers(vue.couverture, vue.region, shaped, demande)
    contact = os.environ.get(CONTACT, "").strip()
    place = territoire_d_un_contrat(contrats[demande])
    now = registre_lu() is None  # what was known earlier is not written again
    modifiable = now and peut(compte_en_cours(os.environ), PUBLIER, place)
    exports = exports_of(vue, fichiers, sources)
    gestes = GestesDuLecteur(
        None if depot_en_usage().lecture_seule else lambda *told: send(demande, *told),
        modifiable,
    )
    fiche(vue, exports, sources, aujourd_hui, contact, gestes)
    foot(sources)


main()
