"""Simulation: what the coverage would be if these territories signed, those contracts ended."""

from datetime import date

import streamlit as st

from components.commun.adresse.messages import avertir
from components.commun.adresse.partage import deplie_l_adresse
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import registre_lu
from components.commun.adresse.sortes import read_jour
from components.commun.adresse.suivi import suivre
from components.commun.sources import foot, sources_de
from components.commun.style_fiche import apply_fiche_style
from components.simulation import edition, entete, sections
from components.simulation.adresse import Connus, read_etat, repetes
from components.simulation.base import changements_laisses, choix_de_la_base
from components.simulation.changements import (
    sans_apport,
)
from components.simulation.etat import EtatSimulation
from components.simulation.navigation import (
    take_last_addition,
)
from components.simulation.style import apply_simulation_style
from data.lecture.referentiel import load_provenance
from geo.couverture.moteur import Moteur, load_moteur_de
from geo.couverture.synthese import build_synthese
from geo.simulation.carte import build_carte
from geo.simulation.scenario import find_ajoutable, restreint, touche
from geo.simulation.simulation import simule
from geo.territoires.lieux import find_lieu
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import (
    FRANCE,
    departements_of,
    parents_of,
    region_of,
    regions_of,
)


def connus_of(moteur: Moteur) -> Connus:
    """Return what an address may name."""
    referentiel = moteur.referentiel
    return Connus(
        find=lambda niveau, code: find_lieu(referentiel, niveau, code).territoire,
        region=lambda territoire: region_of(referentiel, territoire),
        ajoutable=lambda code: find_ajoutable(referentiel, code),
        touche=lambda base, territoire: touche(referentiel, base, territoire),
        contrats=moteur.registre.contrats,
    )


def draw_base(moteur: Moteur, etat: EtatSimulation, aujourd_hui: date) -> None:
    """Draw where and when, in the sidebar."""
    referentiel = moteur.referentiel
    region = region_of(referentiel, etat.base) or FRANCE
    with st.sidebar:
        choix_de_la_base(
            etat,
            regions_of(referentiel),
            departements_of(referentiel, region),
            region,
            lambda base, scenario: restreint(moteur, base, scenario),
        )
        edition.choix_du_jour(etat, aujourd_hui)


def main() -> None:
    """Read the address, compute with what is in force at its date, draw."""
    aujourd_hui = date.today()
    apply_fiche_style()
    apply_simulation_style()
    abimes = deplie_l_adresse()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        reference = Reference.au(read_jour(st.query_params.get("date"), aujourd_hui, []))
        moteur = load_moteur_de(reference, registre=registre_lu())
    etat, messages = read_etat(st.query_params, connus_of(moteur), aujourd_hui)
    couverture = moteur.couverture(etat.jour)
    simulation = simule(couverture, etat.base, etat.scenario)
    synthese = build_synthese(couverture, etat.base)
    sources = sources_de(moteur, load_provenance(), etat.jour, reference)
    title = f"Simulation, {etat.base.nom} – Atlas des contrats locaux de santé"
    st.set_page_config(page_title=title)
    draw_base(moteur, etat, aujourd_hui)
    suivre((*parents_of(moteur.referentiel, etat.base), etat.base), etat.jour)
    with st.container():  # one element, whatever it holds: the map below keeps its frame
        draw_titre(f"Simulation\u00a0: {etat.base.nom}")
        entete.marque(etat.jour)
        avertir((*abimes, *repetes(st.query_params.get_all), *messages))
        changements_laisses()
        entete.answer(simulation, etat.scenario.nom, reference)
        sans_apport(simulation, take_last_addition())
        sections.reserve(moteur, synthese)
        edition.choix_du_scenario(etat)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            edition.choix_du_nom(etat)
            edition.actions(etat)
    picture, panel = st.columns([5, 3], gap="medium")
    with picture:
        shown = build_carte(simulation, etat.niveau, etat.carte == "scenario")
        sections.carte(simulation, shown, etat, sources)
    with panel:
        sections.panneau(simulation, etat, synthese)
    other = None
    if etat.b is not None:
        other = simule(couverture, etat.base, etat.b if etat.actif == "a" else etat.a)
    sections.changements(simulation, other, etat, sources)
    sections.classement_des_apports(simulation, etat, sources)
    sections.perimetres(couverture, etat, synthese)
    foot(sources)


main()
