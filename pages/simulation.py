"""Simulation: what the coverage would be if these territories signed, those contracts ended."""

from dataclasses import replace
from datetime import date

import streamlit as st

from components import simulation_edition as edition
from components import simulation_entete as entete
from components.carte import draw_carte, publish_contrats
from components.fiche_liens import nom_et_generation
from components.legende import legende
from components.libelles import NIVEAUX_PLURIEL
from components.simulation_carte import aspects_de_la_carte, etat_carte
from components.simulation_edition import Garde
from components.simulation_etat import EtatSimulation
from components.simulation_navigation import search_box, search_results, toggle
from components.simulation_url import Connus, read_etat
from components.sources import foot, source_lines
from data.referentiel_loading import load_provenance
from geo.couches import feature_at
from geo.couverture import Couverture, Moteur, load_moteur, mask_of
from geo.recherche import Resultat, chercher
from geo.scenario import Modification, Scenario, find_ajoutable
from geo.simulation import Simulation, simule
from geo.simulation_carte import build_carte
from geo.synthese import build_synthese
from geo.territoires import (
    FRANCE,
    Territoire,
    find_territoire,
    region_of,
    regions_of,
    territoire_of_feature,
)

NIVEAUX_CHERCHES = ("epci", "ept", "commune", "arrondissement_municipal")
CHERCHES = 80  # among which those of the base are kept
PROPOSES = 5


def touches(moteur: Moteur, base: Territoire, territoire: Territoire) -> bool:
    """Tell whether a territory lies in a base, even in part."""
    within = mask_of(moteur.referentiel, base.niveau, base.code)
    cells = moteur.referentiel.cellules(territoire.niveau, territoire.code)
    return bool(within[cells].any())


def connus_of(moteur: Moteur) -> Connus:
    """Return what an address may name."""
    referentiel = moteur.referentiel
    return Connus(
        find=lambda niveau, code: find_territoire(referentiel, niveau, code),
        region=lambda territoire: region_of(referentiel, territoire),
        ajoutable=lambda code: find_ajoutable(referentiel, code),
        touche=lambda base, territoire: touches(moteur, base, territoire),
        contrats=moteur.registre.contrats,
    )


def keeper(moteur: Moteur) -> Garde:
    """Return what a scenario keeps when its base changes: what touches the new one."""

    def inside(base: Territoire, territoires: tuple[Territoire, ...]) -> tuple[Territoire, ...]:
        return tuple(one for one in territoires if touches(moteur, base, one))

    def keep(base: Territoire, scenario: Scenario) -> Scenario:
        changes = (
            Modification(m.contrat_id, inside(base, m.ajoutes), inside(base, m.retires))
            for m in scenario.perimetres
        )
        return replace(
            scenario,
            ajouts=inside(base, scenario.ajouts),
            perimetres=tuple(m for m in changes if not m.est_vide),
        )

    return keep


def draw_base(moteur: Moteur, etat: EtatSimulation, aujourd_hui: date) -> None:
    """Draw where and when, in the sidebar."""
    referentiel = moteur.referentiel
    region = region_of(referentiel, etat.base) or FRANCE
    table = referentiel.tables.departements
    inside = table[table["region"] == region.code]
    departements = [
        Territoire("departement", code, nom)
        for code, nom in zip(inside["code"], inside["nom"], strict=True)
    ]
    with st.sidebar:
        edition.choix_de_la_base(
            etat, regions_of(referentiel), departements, region, keeper(moteur)
        )
        edition.choix_du_jour(etat, aujourd_hui)


def draw_reserve(couverture: Couverture, base: Territoire) -> None:
    """Say how incomplete the registre is for the base."""
    synthese = build_synthese(couverture, base)
    annonce = None
    if base.niveau == "region":
        annonce = couverture.moteur.registre.regions.get(base.code)
    estimated = {
        *synthese.signature_inconnue.contrats,
        *synthese.echeance_estimee.contrats,
    }
    entete.reserve(
        len(synthese.contrats_signes), annonce.nb_cls_annonces if annonce else "", len(estimated)
    )


def draw_search(moteur: Moteur, etat: EtatSimulation) -> None:
    """Draw the search of the territories to add, those of the base alone."""
    texte = search_box()
    if not texte:
        return
    referentiel = moteur.referentiel

    def territoire_of(result: Resultat) -> Territoire:
        return find_ajoutable(referentiel, result.code)

    found = chercher(texte, CHERCHES, NIVEAUX_CHERCHES, referentiel)
    inside = [one for one in found if touches(moteur, etat.base, territoire_of(one))]
    search_results(etat, inside[:PROPOSES], territoire_of)


def draw_map(simulation: Simulation, etat: EtatSimulation) -> None:
    """Draw the map; a click adds the territory clicked, or takes it off."""
    moteur = simulation.avant.moteur
    carte = build_carte(simulation, etat.niveau, etat.carte == "scenario")
    with st.container():
        edition.choix_de_la_carte(etat)
    shown = etat_carte(etat, carte)
    names = publish_contrats([contrat.nom for contrat in moteur.registre.contrats.values()])
    legende(aspects_de_la_carte(etat), shown.classes, NIVEAUX_PLURIEL[etat.niveau])
    clicked = draw_carte(shown, names, cle="carte-simulation", hauteur=560)
    if clicked is None:
        return
    feature = feature_at(carte.etat.couches, *clicked)
    if feature is not None:
        toggle(etat, territoire_of_feature(moteur.referentiel, etat.niveau, feature))
        st.rerun()


def contracts_in_force(couverture: Couverture, base: Territoire) -> list[str]:
    """Return the contracts signed or in project that touch a base, in order of name."""
    synthese = build_synthese(couverture, base)
    contrats = couverture.moteur.registre.contrats
    found = (*synthese.contrats_signes, *synthese.contrats_projet)
    return sorted(found, key=lambda name: contrats[name].nom.casefold())


def draw_panel(simulation: Simulation, etat: EtatSimulation) -> None:
    """Draw the figures, and what the scenario is made of."""
    moteur = simulation.avant.moteur
    entete.chiffres(simulation)
    draw_search(moteur, etat)
    edition.territoires_ajoutes(etat)
    edition.contrats_retires(
        etat,
        contracts_in_force(simulation.avant, etat.base),
        lambda name: nom_et_generation(moteur.registre.contrats[name]),
    )


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        moteur = load_moteur()
    etat, messages = read_etat(st.query_params, connus_of(moteur), aujourd_hui)
    couverture = moteur.couverture(etat.jour)
    simulation = simule(couverture, etat.base, etat.scenario)
    sources = source_lines(
        load_provenance(),
        moteur.registre.date_releve,
        etat.jour,
        moteur.referentiel.annee_population,
    )
    st.set_page_config(
        page_title=f"Simulation, {etat.base.nom} – Atlas des contrats locaux de santé"
    )
    draw_base(moteur, etat, aujourd_hui)
    with st.container():  # one element, whatever it holds: the map below keeps its frame
        st.title(f"Simulation\u00a0: {etat.base.nom}")
        entete.marque(etat.jour)
        for message in messages:
            st.warning(message, icon=":material/link_off:")
        entete.answer(simulation, etat.scenario.nom)
        draw_reserve(couverture, etat.base)
        edition.choix_du_scenario(etat)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            edition.choix_du_nom(etat)
            edition.actions(etat)
    picture, panel = st.columns([5, 3], gap="medium")
    with picture:
        draw_map(simulation, etat)
    with panel:
        draw_panel(simulation, etat)
    foot(sources, "pages/methode.py")


main()
