"""The simulation page, section by section."""

from collections.abc import Callable

import streamlit as st

from components.carte.carte import draw_carte, publish_contrats
from components.carte.comptee import classes_des_territoires
from components.commun.adresse.liens import nom_et_generation
from components.commun.legende import legende
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.documents.emporter import emporter
from components.documents.telechargements import download_buttons
from components.simulation import edition, entete
from components.simulation.carte import aspects_de_la_carte, etat_carte
from components.simulation.changements import (
    ailleurs,
    tableau_des_changements,
)
from components.simulation.classement import (
    choix_de_l_objectif,
    objectif,
    tableau_du_classement,
)
from components.simulation.comparaison import comparaison
from components.simulation.emporter import exports_of
from components.simulation.etat import EtatSimulation, nom_de
from components.simulation.export import (
    NATURE,
    export_classement,
    export_simulations,
    nom_de_fichier,
)
from components.simulation.navigation import (
    search_box,
    search_results,
    toggle,
)
from components.simulation.perimetre import choix_du_contrat, perimetre
from geo.certitude.attestation import attestations
from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.couverture.synthese import Synthese
from geo.simulation.carte import CarteSimulation
from geo.simulation.classement import atteindre, autres_territoires, classement
from geo.simulation.perimetre import places_du_perimetre
from geo.simulation.scenario import cherche_dans, find_ajoutable
from geo.simulation.simulation import Simulation
from geo.territoires.couches import territoire_at
from geo.territoires.territoire import (
    Territoire,
)

HAUTEUR_CARTE = 560
PROPOSES = 5


def contract_namer(moteur: Moteur) -> Callable[[str], str]:
    """Return what gives the name of a contract, with its generation."""
    return lambda name: nom_et_generation(moteur.registre.contrats[name])


def contracts_in_force(moteur: Moteur, synthese: Synthese) -> list[str]:
    """Return the contracts signed or in project on the base, in order of name."""
    found = (*synthese.contrats_signes, *synthese.contrats_projet)
    return sorted(found, key=lambda name: moteur.registre.contrats[name].nom.casefold())


def reserve(moteur: Moteur, synthese: Synthese) -> None:
    """Say how incomplete the registre is for the base."""
    base = synthese.territoire
    annonce = moteur.registre.regions.get(base.code) if base.niveau == "region" else None
    estimated = {*synthese.signature_inconnue.contrats, *synthese.echeance_estimee.contrats}
    within = mask_of(moteur.referentiel, base.niveau, base.code)
    attested = attestations(moteur, within, synthese.jour)
    entete.reserve(len(synthese.contrats_signes), annonce, len(estimated), attested)


def carte(
    simulation: Simulation,
    shown_map: CarteSimulation,
    etat: EtatSimulation,
    sources: dict[str, str],
) -> None:
    """Draw the map; a click adds the territory clicked, or takes it off."""
    moteur = simulation.avant.moteur
    shown = etat_carte(etat, shown_map)
    with st.container():
        edition.choix_de_la_carte(etat)
        emporter(exports_of(simulation, etat, shown_map, shown, sources), "simulation")
    names = publish_contrats([contrat.nom for contrat in moteur.registre.contrats.values()])
    legende(
        aspects_de_la_carte(etat),
        classes_des_territoires(shown_map.codes, shown.classes),
        NIVEAUX_PLURIEL[etat.niveau],
    )
    clicked = draw_carte(shown, names, cle="carte-simulation", hauteur=HAUTEUR_CARTE)
    if clicked is None:
        return
    place = territoire_at(moteur.referentiel, shown_map.etat.couches, etat.niveau, clicked)
    if place is not None:
        toggle(etat, place)
        st.rerun()


def panneau(simulation: Simulation, etat: EtatSimulation, synthese: Synthese) -> None:
    """Draw the figures, and what the scenario is made of."""
    moteur = simulation.avant.moteur
    entete.chiffres(simulation)
    texte = search_box()
    if texte:
        search_results(etat, cherche_dans(moteur.referentiel, etat.base, texte, PROPOSES))
    edition.territoires_ajoutes(etat)
    options = contracts_in_force(moteur, synthese)
    edition.contrats_retires(etat, options, contract_namer(moteur))


def changements(
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
        st.header("Changements du scénario", anchor="changements")
        tableau_des_changements(simulation, namer)
        ailleurs(autres_territoires(simulation))
    if any(not one.scenario.est_vide for one in compared.values()):
        download_buttons(
            lambda: export_simulations(compared, namer, sources),
            {"Nature": NATURE} | sources,
            nom_de_fichier(simulation, etat.nom),
            key="export-simulation",
        )


def classement_des_apports(
    simulation: Simulation, etat: EtatSimulation, sources: dict[str, str]
) -> None:
    """Draw how few EPCI reach a rate, then the territories that would bring most."""
    referentiel = simulation.avant.moteur.referentiel

    def territoire_of(code: str) -> Territoire:
        return find_ajoutable(referentiel, code)

    st.header("Atteindre un taux", anchor="atteindre")
    reached = atteindre(simulation, etat.objectif)
    choix_de_l_objectif(etat)
    objectif(reached, etat, territoire_of)
    table = classement(simulation, etat.niveau)
    st.header("Qui apporterait le plus d'habitants", anchor="classement")
    if table.empty:
        st.success(
            "Chaque habitant de la zone est couvert par un contrat signé recensé.",
            icon=":material/check_circle:",
        )
        return
    st.caption(
        f"{NIVEAUX_PLURIEL[etat.niveau].capitalize() if etat.niveau != 'epci' else 'EPCI'} de la "
        "zone, du plus grand nombre d'habitants sans contrat signé recensé au plus petit, avec ce "
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


def perimetres(couverture: Couverture, etat: EtatSimulation, synthese: Synthese) -> None:
    """Draw the change of a perimeter."""
    moteur = couverture.moteur
    st.header("Changer le périmètre d'un contrat", anchor="perimetre")
    options = contracts_in_force(moteur, synthese)
    chosen = choix_du_contrat(etat, options, contract_namer(moteur))
    if chosen is not None:
        perimetre(etat, chosen, *places_du_perimetre(couverture, etat.base, chosen))
