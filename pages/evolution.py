"""Evolution page: how the coverage of a territory moved since 2010, month by month."""

from dataclasses import replace
from datetime import date

import streamlit as st

from components.carte.carte import draw_carte, publish_contrats
from components.carte.couverture import aspects_of, classes_comptees, etat_carte
from components.commun import evolution as phrases
from components.commun.adresse.evolution import lien_couverture
from components.commun.adresse.navigation import breadcrumb, go, search_box, search_results
from components.commun.adresse.retour import open_fiche
from components.commun.adresse.vue import write_params
from components.commun.legende import legende
from components.commun.mots.formats import slug
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.sources import foot, published_figures, source_lines
from components.couverture import filtres
from components.documents.emporter import Export, emporter
from components.documents.images import exports_de_carte, exports_de_graphique
from components.evolution.echeances import CHAINES_PAR_PAGE, section_chaines, section_echeances
from components.evolution.etat import EtatEvolution, read_evolution
from components.evolution.lecture import lecteur
from components.evolution.tables import table_evolution
from components.figures.carte_a_imprimer import carte_a_imprimer, titre_de_carte
from components.figures.echeances_images import (
    graphique_des_generations,
    graphique_des_sorties,
    graphique_du_taux,
)
from components.figures.ecran.courbe import draw_courbe, figure_evolution, lecture_de_la_courbe
from components.figures.evolution import graphique_evolution
from components.figures.figure import Carte
from data.lecture.referentiel import load_provenance
from geo.couverture.carte import build_etat
from geo.couverture.moteur import Couverture, Moteur, contrats_du_theme, load_moteur
from geo.couverture.synthese import build_synthese, chiffres_publies, sous_territoires
from geo.evolution.chaines import Chaine, build_chaines
from geo.evolution.echeances import Echeancier, build_echeancier, territoires_a_echeance
from geo.evolution.evolution import Evolution, annees_de, build_evolution, jour_de_l_annee
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.recherche import rechercher
from geo.territoires.couches import couches_for, feature_at
from geo.territoires.fond_image import load_fond
from geo.territoires.lieux import NIVEAUX_DES_LIEUX, find_lieu
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import (
    FRANCE,
    find_territoire,
    parents_of,
    region_of,
    regions_of,
    surroundings_of,
    territoire_of_feature,
)

NIVEAUX_CHERCHES = NIVEAUX_DES_LIEUX


def draw_filters(moteur: Moteur, etat: EtatEvolution, aujourd_hui: date) -> None:
    """Draw the filters, in the sidebar."""
    referentiel = moteur.referentiel
    with st.sidebar:
        texte = search_box()
        if texte:
            found = rechercher(
                texte,
                niveaux=NIVEAUX_CHERCHES,
                referentiel=referentiel,
                contrats=build_noms_de_contrats(moteur.registre),
            )
            search_results(etat, found, lambda r: find_territoire(referentiel, r.niveau, r.code))
        region = region_of(referentiel, etat.territoire) or FRANCE
        filtres.filtre_territoire(etat, regions_of(referentiel), region)
        filtres.filtre_jour(etat, aujourd_hui)
        filtres.filtre_compte(etat)
        filtres.filtre_theme(etat)


def draw_curve(evolution: Evolution, sans_perimetre: int, exports: list[Export]) -> None:
    """Draw the curve, how it reads and what it owes to its sources; the pictures of the page."""
    st.subheader("Mois par mois", anchor="courbe")
    phrases.reserve_principale(evolution)
    draw_courbe(figure_evolution(evolution), key="evolution-courbe")
    phrases.notes(evolution, lecture_de_la_courbe(evolution), sans_perimetre)
    emporter(exports, "evolution")


def exports_of(
    couverture: Couverture,
    etat: EtatEvolution,
    evolution: Evolution,
    echeancier: Echeancier,
    chaines: tuple[Chaine, ...],
    retenus: set[str] | None,
    sources: dict[str, str],
) -> list[Export]:
    """Return the pictures of the page: the curve, the map of the year, what ends, generations."""
    moteur, place, where = couverture.moteur, evolution.territoire, lieu_et_jour(evolution)
    titre = f"{place.nom}\u00a0: population couverte, année par année"
    exports = exports_de_graphique(
        lambda: graphique_evolution(evolution.annees, titre),
        sources | phrases.reserve_en_bref(evolution),
        f"cls-evolution_{where}",
        "Courbe, année par année",
    )
    if couches_for(moteur.referentiel, place, etat.niveau):
        exports += exports_de_carte(
            lambda: map_of(moteur, etat, retenus),
            sources,
            f"cls-evolution-carte-{etat.annee}-{etat.niveau}_{where}",
            f"Carte de l'année {etat.annee}",
        )
    if echeancier.contrats:
        exports += exports_de_graphique(
            lambda: graphique_du_taux(echeancier),
            sources,
            f"cls-echeances-taux_{where}",
            "Courbe des échéances",
        )
        if place.niveau != "commune":
            inner = place.niveaux_interieurs[0]
            exports += exports_de_graphique(
                lambda: graphique_des_sorties(
                    territoires_a_echeance(couverture, place, inner),
                    place.nom,
                    NIVEAUX_PLURIEL[inner],
                ),
                sources,
                f"cls-echeances-{inner}_{where}",
                f"Où la couverture baisserait, par {NIVEAUX_PLURIEL[inner]}",
            )
    if chaines:
        exports += exports_de_graphique(
            lambda: graphique_des_generations(chaines[:CHAINES_PAR_PAGE], place.nom, etat.jour),
            sources,
            f"cls-generations_{where}",
            "Générations de contrats",
        )
    return exports


def map_of(moteur: Moteur, etat: EtatEvolution, retenus: set[str] | None) -> Carte:
    """Return the map of the year of the address, for a picture."""
    jour = jour_de_l_annee(etat.annee, etat.jour)
    couverture = moteur.couverture(jour, retenus)
    shown = surroundings_of(moteur.referentiel, etat.territoire, etat.niveau)
    couches = build_etat(couverture, shown, etat.niveau, etat.compte != "signe")
    carte = etat_carte(etat, couches)
    return carte_a_imprimer(
        titre_de_carte(replace(etat, jour=jour)),
        carte,
        load_fond(couches.couches, carte.contours),
        NIVEAUX_PLURIEL[etat.niveau],
        classes_comptees(
            etat, carte.classes, lambda: sous_territoires(couverture, etat.territoire, "epci")
        ),
    )


def lieu_et_jour(evolution: Evolution) -> str:
    """Return the end of the names of files: the territory and the day."""
    return f"{slug(evolution.territoire.nom)}_{evolution.jour.isoformat()}"


def draw_years(
    moteur: Moteur,
    etat: EtatEvolution,
    evolution: Evolution,
    retenus: set[str] | None,
    aujourd_hui: date,
) -> None:
    """Draw the map that plays year by year."""
    st.subheader("Année par année sur la carte", anchor="carte")
    filtres.choix_niveau(etat)

    def draw(at: EtatEvolution) -> None:
        jour = jour_de_l_annee(at.annee, at.jour)
        couverture = moteur.couverture(jour, retenus)
        rows = evolution.annees
        phrases.annee(rows[rows["date"] == jour].iloc[0])
        shown = surroundings_of(moteur.referentiel, at.territoire, at.niveau)
        couches = build_etat(couverture, shown, at.niveau, at.compte != "signe")
        if not couches.couches:
            st.info("Aucun contour n'est disponible pour ce territoire.", icon=":material/map:")
            return
        carte = etat_carte(at, couches)
        names = publish_contrats([contrat.nom for contrat in moteur.registre.contrats.values()])
        classes = classes_comptees(
            at, carte.classes, lambda: sous_territoires(couverture, at.territoire, "epci")
        )
        legende(aspects_of(at.affichage), classes, NIVEAUX_PLURIEL[at.niveau])
        with st.container(key="evolution-cadre"):  # its place is kept while the map loads
            clicked = draw_carte(carte, names, cle="carte-evolution")
        lien_couverture(replace(at, jour=jour))
        feature = feature_at(couches.couches, *clicked) if clicked else None
        if feature is not None:
            go(at.vers(territoire_of_feature(moteur.referentiel, at.niveau, feature)))
            st.rerun()

    lecteur(etat, annees_de(etat.jour, aujourd_hui), draw)


def draw_tables(evolution: Evolution, sources: dict[str, str]) -> None:
    """Draw the history as a table, by year or by month."""
    st.subheader("En chiffres", anchor="chiffres")
    table_evolution(evolution, sources, f"cls-evolution_{lieu_et_jour(evolution)}")


def draw_ahead(
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


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        moteur = load_moteur()
    referentiel = moteur.referentiel
    etat, messages = read_evolution(
        st.query_params,
        lambda niveau, code: find_lieu(referentiel, niveau, code).territoire,
        aujourd_hui,
    )
    draw_filters(moteur, etat, aujourd_hui)
    kept = contrats_du_theme(moteur.registre, etat.theme) if etat.theme else None
    couverture = moteur.couverture(etat.jour, kept)
    synthese = build_synthese(couverture, etat.territoire)
    evolution = build_evolution(couverture, etat.territoire, aujourd_hui, kept)
    sources = source_lines(
        load_provenance(), moteur.registre.date_releve, etat.jour, referentiel.annee_population
    )

    st.set_page_config(page_title=f"Évolution\u00a0: {etat.territoire.nom} – Atlas des CLS")
    with st.container():  # one element, whatever it holds: the map below keeps its frame
        st.title(f"Évolution\u00a0: {etat.territoire.nom}")
        breadcrumb(etat, parents_of(referentiel, etat.territoire))
        for message in messages:
            st.warning(message, icon=":material/link_off:")
        phrases.answer(
            evolution,
            etat,
            referentiel.annee_population,
            referentiel.millesime,
            Reference.au(etat.jour),
        )
    echeancier = build_echeancier(couverture, etat.territoire)
    chaines = build_chaines(couverture, etat.territoire)
    exports = exports_of(couverture, etat, evolution, echeancier, chaines, kept, sources)
    draw_curve(evolution, len(synthese.sans_perimetre), exports)
    draw_years(moteur, etat, evolution, kept, aujourd_hui)
    draw_tables(evolution, sources)
    draw_ahead(couverture, etat, echeancier, chaines, aujourd_hui, sources)
    published_figures(chiffres_publies(moteur.registre, etat.territoire))
    foot(sources, "pages/methode.py")


main()
