"""My territory: what an elected official wants to know of a commune, an EPCI, a département."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from components.carte.carte import publish_contrats
from components.carte.couverture import CONTOURS
from components.commun.adresse.reference import membres
from components.commun.adresse.retour import open_fiche
from components.commun.adresse.vue import read_jour
from components.commun.contrats import contract_rows
from components.commun.evolution import reserve_en_bref
from components.commun.mots.formats import slug
from components.commun.sources import foot, source_lines
from components.commun.style_fiche import apply_fiche_style
from components.diaporama.emporter import exports_du_diaporama
from components.documents.donnees import (
    export_du_registre,
    export_xlsx,
    exports_des_perimetres,
)
from components.documents.emporter import Export
from components.documents.images import exports_de_carte, exports_de_graphique
from components.documents.telechargements import download_buttons
from components.figures.evolution import graphique_evolution
from components.tableaux.contrats import contracts_section, export_contrats
from components.tableaux.tableaux import export_table
from components.territoire import accueil
from components.territoire import reponse as entete
from components.territoire.autour import (
    chiffres_publies,
    communes_non_couvertes,
    comparaison,
    graphique_comparaison,
    voisins,
)
from components.territoire.carte import carte_du_lieu, carte_du_lieu_a_imprimer
from components.territoire.contrats import autres_contrats, carte_contrat, themes
from components.territoire.demarche import demarche
from components.territoire.emporter import emporter
from components.territoire.etat import EtatTerritoire, read_adresse, write_params
from components.territoire.evolution import evolution_compacte, is_drawn
from components.territoire.export import export_situation
from components.territoire.phrases import CONTRATS_DECRITS
from components.territoire.recherche import recherche
from data.lecture.referentiel import load_provenance
from data.lecture.registre_archive import registre_zip
from geo.couverture.moteur import Couverture, Moteur, load_moteur_de
from geo.documents.formats_geographiques import perimetres_geojson, perimetres_gpkg
from geo.evolution.evolution import Evolution, build_evolution
from geo.presentation.seminaire import build_seminaire, territoire_du_seminaire
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.recherche import Resultat, rechercher
from geo.territoire.carte import CarteDuLieu, build_carte, build_fond
from geo.territoire.situation import Situation, build_situation
from geo.territoires.couches import feature_at
from geo.territoires.fond_image import load_fond
from geo.territoires.lieux import Lieu, find_lieux
from geo.territoires.millesimes import Reference
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import Territoire, regions_of, territoire_of_feature

EXEMPLES = ("29232", "200068120", "93048", "56019", "75101", "29")
SUGGESTIONS = 6
EN_VIGUEUR = ("signe", "projet")

Ouvrir = Callable[[Territoire], None]


def opener(moteur: Moteur, etat: EtatTerritoire) -> Ouvrir:
    """Return what writes another territory in the address, at the same date."""

    def ouvrir(territoire: Territoire) -> None:
        shared = len(find_lieux(moteur.referentiel, territoire.code)) > 1
        show(replace(etat, lieu=Lieu(territoire), code_partage=shared))

    return ouvrir


def show(etat: EtatTerritoire) -> None:
    """Write a view in the address; the page follows at its next run."""
    st.query_params.from_dict(write_params(etat))


def open_result(ouvrir: Ouvrir) -> Callable[[Resultat], None]:
    """Return what opens a result of the search."""
    return lambda result: ouvrir(Territoire(result.niveau, result.code, result.nom))


def draw_welcome(moteur: Moteur, etat: EtatTerritoire, inconnu: str, ouvrir: Ouvrir) -> None:
    """Draw the page before a place is chosen: what it gives, suggestions, examples."""
    referentiel = moteur.referentiel
    if inconnu:
        found = rechercher(inconnu, SUGGESTIONS, referentiel=referentiel)
        accueil.suggestions(found, open_result(ouvrir), etat.jour)
    accueil.presentation()
    lieux = [lieu for code in EXEMPLES for lieu in find_lieux(referentiel, code)[:1]]
    accueil.exemples(lieux, lambda lieu: ouvrir(lieu.territoire))


def draw_map(moteur: Moteur, carte: CarteDuLieu | None, place: Territoire, ouvrir: Ouvrir) -> None:
    """Draw the map around the place; a click opens the territory clicked."""
    if carte is None:
        st.info(
            "Aucun contour n'est disponible pour ce territoire\u00a0: il n'y a pas de carte.",
            icon=":material/map:",
        )
        return
    st.caption(f"{place.nom}, en trait épais, et ce qui l'entoure.")
    names = publish_contrats([contrat.nom for contrat in moteur.registre.contrats.values()])
    clicked = carte_du_lieu(carte, names)
    feature = feature_at(carte.etat.couches, *clicked) if clicked else None
    if feature is not None:
        ouvrir(territoire_of_feature(moteur.referentiel, carte.niveau, feature))
        st.rerun()


def draw_contracts(
    couverture: Couverture, situation: Situation, etat: EtatTerritoire, sources: dict[str, str]
) -> None:
    """Draw the contracts in force or in project in detail when they are few, else as a table.

    Without any, the last ones known.
    """
    current = situation.de_statut(*EN_VIGUEUR)
    shown = current or situation.de_statut("echu")
    if len(shown) <= CONTRATS_DECRITS:
        if shown:
            what = "contrat" if current else "dernier contrat connu"
            several = "contrats" if current else "derniers contrats connus"
            title = f"Le {what}" if len(shown) == 1 else f"Les {several}"
            st.subheader(title, anchor="contrats")
        for one in shown:
            carte_contrat(one, situation.jour)
        others = [one for one in situation.contrats if one not in shown]
        autres_contrats(others, situation.jour)
        return
    moteur = couverture.moteur
    contrats = [one.contrat for one in situation.contrats]
    rows = contract_rows(couverture, [contrat.id for contrat in contrats])
    regions = {one.code: one.nom for one in regions_of(moteur.referentiel)}
    name = f"cls-contrats_{slug(situation.territoire.nom)}_{situation.jour.isoformat()}"
    chosen = contracts_section(
        rows, situation.jour, sources, name, lambda: export_contrats(contrats, rows, regions)
    )
    if chosen is not None:
        open_fiche(situation.contrats[chosen].contrat.id, situation.jour, write_params(etat))
    themes(current)


def exports_of(
    couverture: Couverture,
    situation: Situation,
    carte: CarteDuLieu | None,
    evolution: Evolution,
    sources: dict[str, str],
) -> list[Export]:
    """Return the files of the page beyond its PDF: data, pictures, perimeters, registre."""
    place = situation.territoire
    releve = couverture.moteur.registre.date_releve
    where = f"{slug(place.nom)}_{place.code}_{situation.jour.isoformat()}"
    exports = [export_xlsx(lambda: export_situation(situation), sources, f"cls-territoire_{where}")]
    if carte is not None:
        exports += exports_de_carte(
            lambda: carte_du_lieu_a_imprimer(
                carte, load_fond(carte.etat.couches, CONTOURS[carte.niveau]), situation.jour
            ),
            sources,
            f"cls-carte_{where}",
        )
    exports += exports_de_graphique(
        lambda: graphique_comparaison(situation),
        sources,
        f"cls-comparaison_{where}",
        "Graphique de comparaison",
    )
    if is_drawn(evolution):
        titre = f"{place.nom}\u00a0: population couverte, année par année"
        exports += exports_de_graphique(
            lambda: graphique_evolution(evolution.annees, titre),
            sources | reserve_en_bref(evolution),
            f"cls-evolution_{where}",
            "Courbe, année par année",
        )
    moteur = couverture.moteur
    lieu = territoire_du_seminaire(moteur.referentiel, place)
    exports += exports_du_diaporama(
        lambda: build_seminaire(moteur, lieu, situation.jour),
        lieu.nom,
        f"cls-presentation_{slug(lieu.nom)}_{situation.jour.isoformat()}",
    )
    contrats = [one.contrat.id for one in situation.contrats]
    exports += exports_des_perimetres(
        lambda avance: perimetres_geojson(couverture, contrats, sources, avance),
        lambda avance: perimetres_gpkg(couverture, contrats, sources, avance),
        len(contrats),
        f"cls-perimetres_{where}",
    )
    return [*exports, export_du_registre(lambda: registre_zip(releve), releve)]


def draw_situation(
    couverture: Couverture, situation: Situation, etat: EtatTerritoire, ouvrir: Ouvrir
) -> None:
    """Draw the page of a place, the answer first."""
    moteur = couverture.moteur
    place = situation.territoire
    sources = source_lines(
        load_provenance(),
        moteur.registre.date_releve,
        etat.jour,
        situation.annee_population,
        membres(Reference.au(etat.jour)),
    )
    carte = build_carte(couverture, place)
    evolution = build_evolution(couverture, place, date.today())
    name = f"cls-territoire_{slug(place.nom)}_{place.code}_{etat.jour.isoformat()}"
    entete.answer(situation)
    emporter(
        situation,
        lambda rapport: build_fond(couverture, carte, rapport) if carte else None,
        lambda: export_situation(situation),
        write_params(etat),
        sources,
        name,
        exports_of(couverture, situation, carte, evolution, sources),
    )
    entete.reserve(situation)
    picture, facts = st.columns([3, 2], gap="medium")
    with picture:
        draw_map(moteur, carte, place, ouvrir)
    with facts:
        entete.reperes(situation)
        comparaison(situation.comparaison)
    draw_contracts(couverture, situation, etat, sources)
    evolution_compacte(evolution)
    demarche(situation)
    voisins(situation)
    chosen = communes_non_couvertes(
        situation,
        lambda table: download_buttons(
            lambda: export_table(table),
            sources,
            name.replace("cls-territoire_", "cls-non-couvertes_"),
            key="export-non-couvertes",
        ),
    )
    if chosen is not None:
        ouvrir(Territoire("commune", chosen, moteur.referentiel.nom("commune", chosen)))
        st.rerun()
    chiffres_publies(situation)
    foot(sources, "pages/methode.py")


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    apply_fiche_style()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        jour = read_jour(st.query_params.get("date"), aujourd_hui, [])
        moteur = load_moteur_de(Reference.au(jour))
    referentiel = load_referentiel()  # one index of names, whatever the population year
    adresse = read_adresse(
        st.query_params,
        st.query_params.get_all("code"),
        lambda code: find_lieux(referentiel, code),
        aujourd_hui,
    )
    etat = adresse.etat
    ouvrir = opener(moteur, etat)
    name = etat.lieu.territoire.nom if etat.lieu else "Mon territoire"
    st.set_page_config(page_title=f"{name} – Atlas des contrats locaux de santé")
    if etat.lieu is None:
        st.title("Mon territoire", anchor=False)
    recherche(
        lambda texte: rechercher(
            texte,
            SUGGESTIONS,
            referentiel=referentiel,
            contrats=build_noms_de_contrats(moteur.registre),
        ),
        open_result(ouvrir),
        etat.lieu is None,
        etat.jour,
    )
    for message in adresse.messages:
        st.warning(message, icon=":material/link_off:")
    if etat.lieu is None:
        draw_welcome(moteur, etat, adresse.inconnu, ouvrir)
        return
    couverture = moteur.couverture(etat.jour)
    situation = build_situation(couverture, etat.lieu)
    entete.fil(situation.parents, ouvrir)
    entete.titre(
        situation,
        aujourd_hui,
        lambda jour: show(replace(etat, jour=jour, date_ecrite=jour != aujourd_hui)),
    )
    accueil.homonymes(adresse.homonymes, lambda lieu: ouvrir(lieu.territoire))
    draw_situation(couverture, situation, etat, ouvrir)


main()
