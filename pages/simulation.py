"""Simulation: what the coverage would be if these territories signed, those contracts ended."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from components.carte.carte import EtatCarte, draw_carte, publish_contrats
from components.carte.comptee import classes_des_territoires
from components.commun.adresse.liens import nom_et_generation
from components.commun.adresse.reference import membres
from components.commun.adresse.vue import read_jour
from components.commun.legende import legende
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.sources import foot, source_lines
from components.commun.style_fiche import apply_fiche_style
from components.documents.emporter import Export, emporter
from components.documents.images import exports_de_carte, exports_de_graphique
from components.documents.telechargements import download_buttons
from components.figures.carte_a_imprimer import carte_a_imprimer
from components.simulation import edition, entete
from components.simulation.adresse import Connus, read_etat, repetes
from components.simulation.base import changements_laisses, choix_de_la_base
from components.simulation.carte import aspects_de_la_carte, etat_carte
from components.simulation.changements import (
    ailleurs,
    sans_apport,
    tableau_des_changements,
)
from components.simulation.classement import (
    choix_de_l_objectif,
    objectif,
    tableau_du_classement,
)
from components.simulation.comparaison import comparaison
from components.simulation.etat import EtatSimulation, nom_de
from components.simulation.export import (
    NATURE,
    export_classement,
    export_simulations,
    nom_de_fichier,
)
from components.simulation.images import (
    graphique_des_taux,
    graphique_du_classement,
    titre_de_la_carte,
)
from components.simulation.navigation import (
    search_box,
    search_results,
    take_last_addition,
    toggle,
)
from components.simulation.perimetre import choix_du_contrat, perimetre
from components.simulation.style import apply_simulation_style
from data.lecture.referentiel import load_provenance
from geo.couverture.moteur import Couverture, Moteur, load_moteur_de
from geo.couverture.synthese import Synthese, build_synthese
from geo.simulation.carte import CarteSimulation, build_carte
from geo.simulation.classement import atteindre, autres_territoires, classement
from geo.simulation.perimetre import places_du_perimetre
from geo.simulation.scenario import cherche_dans, find_ajoutable, restreint, touche
from geo.simulation.simulation import Simulation, simule
from geo.territoires.couches import feature_at
from geo.territoires.fond_image import load_fond
from geo.territoires.lieux import find_lieu
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import (
    FRANCE,
    Territoire,
    departements_of,
    region_of,
    regions_of,
    territoire_of_feature,
)

PROPOSES = 5
HAUTEUR_CARTE = 560


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


def contract_namer(moteur: Moteur) -> Callable[[str], str]:
    """Return what gives the name of a contract, with its generation."""
    return lambda name: nom_et_generation(moteur.registre.contrats[name])


def contracts_in_force(moteur: Moteur, synthese: Synthese) -> list[str]:
    """Return the contracts signed or in project on the base, in order of name."""
    found = (*synthese.contrats_signes, *synthese.contrats_projet)
    return sorted(found, key=lambda name: moteur.registre.contrats[name].nom.casefold())


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


def draw_reserve(moteur: Moteur, synthese: Synthese) -> None:
    """Say how incomplete the registre is for the base."""
    base = synthese.territoire
    annonce = moteur.registre.regions.get(base.code) if base.niveau == "region" else None
    estimated = {*synthese.signature_inconnue.contrats, *synthese.echeance_estimee.contrats}
    entete.reserve(len(synthese.contrats_signes), annonce, len(estimated))


def exports_of(
    simulation: Simulation,
    etat: EtatSimulation,
    carte: CarteSimulation,
    shown: EtatCarte,
    sources: dict[str, str],
) -> list[Export]:
    """Return the pictures of the page: the map, and who would bring most residents."""
    name, said = nom_de_fichier(simulation, etat.nom), {"Nature": NATURE} | sources
    exports = exports_de_carte(
        lambda: carte_a_imprimer(
            titre_de_la_carte(simulation, etat),
            shown,
            load_fond(carte.etat.couches, shown.contours),
            NIVEAUX_PLURIEL[etat.niveau],
        ),
        said,
        f"{name}_carte-{etat.niveau}",
    )
    exports += exports_de_graphique(
        lambda: graphique_des_taux(simulation, etat.nom),
        said,
        f"{name}_taux",
        "Taux avant et après",
    )
    if simulation.bilan_apres.signe == simulation.bilan_apres.population:
        return exports  # nobody is left to bring
    return exports + exports_de_graphique(
        lambda: graphique_du_classement(
            classement(simulation, etat.niveau), simulation, etat.nom, etat.niveau
        ),
        said,
        f"{name}_classement",
        "Qui apporterait le plus d'habitants",
    )


def draw_map(simulation: Simulation, etat: EtatSimulation, sources: dict[str, str]) -> None:
    """Draw the map; a click adds the territory clicked, or takes it off."""
    moteur = simulation.avant.moteur
    carte = build_carte(simulation, etat.niveau, etat.carte == "scenario")
    shown = etat_carte(etat, carte)
    with st.container():
        edition.choix_de_la_carte(etat)
        emporter(exports_of(simulation, etat, carte, shown, sources), "simulation")
    names = publish_contrats([contrat.nom for contrat in moteur.registre.contrats.values()])
    legende(
        aspects_de_la_carte(etat),
        classes_des_territoires(carte.codes, shown.classes),
        NIVEAUX_PLURIEL[etat.niveau],
    )
    clicked = draw_carte(shown, names, cle="carte-simulation", hauteur=HAUTEUR_CARTE)
    if clicked is None:
        return
    feature = feature_at(carte.etat.couches, *clicked)
    if feature is not None:
        toggle(etat, territoire_of_feature(moteur.referentiel, etat.niveau, feature))
        st.rerun()


def draw_panel(simulation: Simulation, etat: EtatSimulation, synthese: Synthese) -> None:
    """Draw the figures, and what the scenario is made of."""
    moteur = simulation.avant.moteur
    entete.chiffres(simulation)
    texte = search_box()
    if texte:
        search_results(etat, cherche_dans(moteur.referentiel, etat.base, texte, PROPOSES))
    edition.territoires_ajoutes(etat)
    options = contracts_in_force(moteur, synthese)
    edition.contrats_retires(etat, options, contract_namer(moteur))


def draw_changes(
    simulation: Simulation, other: Simulation | None, etat: EtatSimulation, sources: dict[str, str]
) -> None:
    """Draw what the scenario is made of, what it does, and the files to take away."""
    namer = contract_namer(simulation.avant.moteur)
    if other is not None:
        pair = [simulation, other] if etat.actif == "a" else [other, simulation]
        scenarios = {"a": etat.a, "b": etat.b or etat.a}
        named = {f"{key.upper()} – {nom_de(one, key)}": one for key, one in scenarios.items()}
        compared = dict(zip(named, pair, strict=True))
        comparaison(compared, namer)
    else:
        compared = {etat.nom: simulation}
    if not simulation.scenario.est_vide:
        st.subheader("Changements du scénario", anchor="changements")
        tableau_des_changements(simulation, namer)
        ailleurs(autres_territoires(simulation))
    if any(not one.scenario.est_vide for one in compared.values()):
        download_buttons(
            lambda: export_simulations(compared, namer, sources),
            {"Nature": NATURE} | sources,
            nom_de_fichier(simulation, etat.nom),
            key="export-simulation",
        )


def draw_ranking(simulation: Simulation, etat: EtatSimulation, sources: dict[str, str]) -> None:
    """Draw how few EPCI reach a rate, then the territories that would bring most."""
    referentiel = simulation.avant.moteur.referentiel

    def territoire_of(code: str) -> Territoire:
        return find_ajoutable(referentiel, code)

    st.subheader("Atteindre un taux", anchor="atteindre")
    reached = atteindre(simulation, etat.objectif)
    choix_de_l_objectif(etat)
    objectif(reached, etat, territoire_of)
    table = classement(simulation, etat.niveau)
    st.subheader("Qui apporterait le plus d'habitants", anchor="classement")
    if table.empty:
        st.success(
            "Chaque habitant de la zone est couvert par un contrat signé.",
            icon=":material/check_circle:",
        )
        return
    st.caption(
        f"{NIVEAUX_PLURIEL[etat.niveau].capitalize() if etat.niveau != 'epci' else 'EPCI'} de la "
        "zone, du plus grand nombre d'habitants sans contrat signé au plus petit, avec ce "
        "scénario. Ceux en projet sont les suites naturelles. Changez «\u00a0Découper par\u00a0» "
        "au-dessus de la carte pour classer les communes ou les EPCI."
    )
    tableau_du_classement(table, etat, territoire_of)
    download_buttons(
        lambda: export_classement(table, simulation, etat.nom, sources),
        {"Nature": NATURE} | sources,
        f"{nom_de_fichier(simulation, etat.nom)}_classement",
        key="export-classement",
    )


def draw_perimeters(couverture: Couverture, etat: EtatSimulation, synthese: Synthese) -> None:
    """Draw the change of a perimeter."""
    moteur = couverture.moteur
    st.subheader("Changer le périmètre d'un contrat", anchor="perimetre")
    options = contracts_in_force(moteur, synthese)
    chosen = choix_du_contrat(etat, options, contract_namer(moteur))
    if chosen is not None:
        perimetre(etat, chosen, *places_du_perimetre(couverture, etat.base, chosen))


def main() -> None:
    """Read the address, compute with what is in force at its date, draw."""
    aujourd_hui = date.today()
    apply_fiche_style()
    apply_simulation_style()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        reference = Reference.au(read_jour(st.query_params.get("date"), aujourd_hui, []))
        moteur = load_moteur_de(reference)
    etat, messages = read_etat(st.query_params, connus_of(moteur), aujourd_hui)
    couverture = moteur.couverture(etat.jour)
    simulation = simule(couverture, etat.base, etat.scenario)
    synthese = build_synthese(couverture, etat.base)
    sources = source_lines(
        load_provenance(),
        moteur.registre.date_releve,
        etat.jour,
        moteur.referentiel.annee_population,
        membres(reference),
    )
    title = f"Simulation, {etat.base.nom} – Atlas des contrats locaux de santé"
    st.set_page_config(page_title=title)
    draw_base(moteur, etat, aujourd_hui)
    with st.container():  # one element, whatever it holds: the map below keeps its frame
        st.title(f"Simulation\u00a0: {etat.base.nom}")
        entete.marque(etat.jour)
        for message in (*repetes(st.query_params.get_all), *messages):
            st.warning(message, icon=":material/link_off:")
        changements_laisses()
        entete.answer(simulation, etat.scenario.nom, reference)
        sans_apport(simulation, take_last_addition())
        draw_reserve(moteur, synthese)
        edition.choix_du_scenario(etat)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            edition.choix_du_nom(etat)
            edition.actions(etat)
    picture, panel = st.columns([5, 3], gap="medium")
    with picture:
        draw_map(simulation, etat, sources)
    with panel:
        draw_panel(simulation, etat, synthese)
    other = None
    if etat.b is not None:
        other = simule(couverture, etat.base, etat.b if etat.actif == "a" else etat.a)
    draw_changes(simulation, other, etat, sources)
    draw_ranking(simulation, etat, sources)
    draw_perimeters(couverture, etat, synthese)
    foot(sources, "pages/methode.py")


main()
