"""Coverage page: where France is covered by contracts, and what share of the population."""

from datetime import date

import pandas as pd
import streamlit as st

from components.carte.carte import draw_carte, leave_browser_to_carte, publish_contrats
from components.carte.couverture import aspects_of, classes_comptees, etat_carte
from components.commun.adresse.evolution import lien_evolution
from components.commun.adresse.navigation import breadcrumb, go, search_box, search_results
from components.commun.adresse.reference import filtre_reference, membres
from components.commun.adresse.retour import open_fiche
from components.commun.adresse.vue import (
    EtatVue,
    read_etat,
    read_jour,
    read_reference,
    write_params,
)
from components.commun.contrats import contract_rows
from components.commun.legende import legende
from components.commun.mots.formats import jour_en_lettres, slug
from components.commun.mots.libelles import NIVEAUX_PLURIEL, PEUPLES
from components.commun.sources import foot, published_figures, source_lines
from components.couverture import entete, filtres
from components.couverture.indicateurs import indicateurs
from components.diaporama.emporter import exports_du_diaporama
from components.documents.donnees import export_du_registre, exports_des_perimetres
from components.documents.emporter import Export, emporter
from components.documents.images import exports_de_carte, exports_de_graphique
from components.documents.telechargements import download_buttons
from components.figures.carte_a_imprimer import carte_a_imprimer, titre_de_carte
from components.figures.classement import BARRES_MAX, classement, graphique_classement
from components.figures.figure import Graphique
from components.simulation.navigation import lien_simulation
from components.tableaux.contrats import contracts_section, export_contrats
from components.tableaux.tableaux import (
    export_table,
    phrase_ou_agir,
    tableau_ou_agir,
    tableau_territoires,
)
from data.lecture.referentiel import load_provenance
from data.lecture.registre_archive import registre_zip
from geo.couverture.carte import EtatCouches, build_etat
from geo.couverture.moteur import Couverture, Moteur, contrats_du_theme, load_moteur_de
from geo.couverture.ou_agir import sans_contrat
from geo.couverture.synthese import (
    Synthese,
    build_completude,
    build_synthese,
    chiffres_publies,
    sous_territoires,
)
from geo.documents.formats_geographiques import perimetres_geojson, perimetres_gpkg
from geo.documents.perimetres import contrats_a_exporter
from geo.presentation.seminaire import build_seminaire, territoire_du_seminaire
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.recherche import rechercher
from geo.territoires.couches import feature_at
from geo.territoires.fond_image import load_fond
from geo.territoires.lieux import NIVEAUX_DES_LIEUX, find_lieu
from geo.territoires.millesimes import Reference
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import (
    FRANCE,
    find_territoire,
    parents_of,
    region_of,
    regions_of,
    surroundings_of,
    territoire_of_feature,
)

TITRE_FRANCE = "Contrats locaux de santé\u00a0: où en est la France\u00a0?"
LIBELLES_RATE = {
    "taux_signe": "contrats signés",
    "taux_signe_ou_projet": "contrats signés ou en projet",
}
EPCI_MONTRES = 15
CLE_CARTE = "carte-couverture"
NIVEAUX_CHERCHES = NIVEAUX_DES_LIEUX


def draw_filters(moteur: Moteur, etat: EtatVue, aujourd_hui: date) -> None:
    """Draw the filters, in the sidebar."""
    referentiel = load_referentiel()  # one index of names, whatever the population year
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
        filtre_reference(etat, Reference.au(etat.jour))
        filtres.filtre_fond(etat)


def draw_completeness(couverture: Couverture, etat: EtatVue, synthese: Synthese) -> None:
    """Say how complete the registre is for the territory."""
    moteur = couverture.moteur
    if etat.territoire == FRANCE:
        announced = sum(bool(a.nb_cls_annonces) for a in moteur.registre.regions.values())
        entete.completude_france(
            len(synthese.contrats_signes), len(synthese.contrats_projet), announced
        )
        return
    region = region_of(moteur.referentiel, etat.territoire)
    completude = build_completude(couverture, region.code) if region else None
    if completude is not None:
        entete.completude_region(completude, etat.jour)
    if etat.territoire.niveau != "region":
        entete.completude_locale()


def exports_of(
    couverture: Couverture, etat: EtatVue, couches: EtatCouches, sources: dict[str, str]
) -> list[Export]:
    """Return what the page gives to take away."""
    moteur = couverture.moteur
    where = f"{slug(etat.territoire.nom)}_{etat.niveau}"
    day = etat.jour.isoformat()
    exports: list[Export] = []
    carte = etat_carte(etat, couches) if couches.couches else None
    if carte is not None:
        exports += exports_de_carte(
            lambda: carte_a_imprimer(
                titre_de_carte(etat),
                carte,
                load_fond(couches.couches, carte.contours),
                NIVEAUX_PLURIEL[etat.niveau],
                classes_comptees(
                    etat,
                    carte.classes,
                    lambda: sous_territoires(couverture, etat.territoire, "epci"),
                ),
            ),
            sources,
            f"cls-carte_{where}_{etat.affichage}_{day}",
        )
    if etat.territoire.niveau != "commune":
        exports += exports_de_graphique(
            lambda: ranking_of(couverture, etat), sources, f"cls-classement_{where}_{day}"
        )
    lieu = territoire_du_seminaire(moteur.referentiel, etat.territoire)
    exports += exports_du_diaporama(
        lambda: build_seminaire(moteur, lieu, etat.jour),
        lieu.nom,
        f"cls-presentation_{slug(lieu.nom)}_{day}",
    )
    contrats = contrats_a_exporter(couverture, etat.territoire)
    exports += exports_des_perimetres(
        lambda avance: perimetres_geojson(couverture, contrats, sources, avance),
        lambda avance: perimetres_gpkg(couverture, contrats, sources, avance),
        len(contrats),
        f"cls-perimetres_{slug(etat.territoire.nom)}_{day}",
    )
    releve = moteur.registre.date_releve
    return [*exports, export_du_registre(lambda: registre_zip(releve), releve)]


def ranking_of(couverture: Couverture, etat: EtatVue) -> Graphique:
    """Return the chart of the sub-territories as data: its title says where and when."""
    table = sous_territoires(couverture, etat.territoire, etat.niveau)
    rows, title, rate = ranking(table, etat)
    where = f"{etat.territoire.nom}, au {jour_en_lettres(etat.jour)}"
    return graphique_classement(rows, f"{where}\u00a0: {title[:1].lower()}{title[1:]}", rate)


def ranking(table: pd.DataFrame, etat: EtatVue) -> tuple[pd.DataFrame, str, str]:
    """Return the rows of the chart of the sub-territories, its title and its rate."""
    plural = NIVEAUX_PLURIEL[etat.niveau]
    rate = "taux_signe" if etat.compte == "signe" else "taux_signe_ou_projet"
    which = plural
    if len(table) > BARRES_MAX:
        which = f"{BARRES_MAX} {plural} les plus {PEUPLES[etat.niveau]}"
    title = f"Population couverte des {which} ({LIBELLES_RATE[rate]})"
    return table.nlargest(BARRES_MAX, "population"), title, rate


def draw_map(couverture: Couverture, etat: EtatVue, sources: dict[str, str]) -> None:
    """Draw the map and its legend; a click opens the territory clicked."""
    moteur = couverture.moteur
    shown = surroundings_of(moteur.referentiel, etat.territoire, etat.niveau)
    couches = build_etat(couverture, shown, etat.niveau, etat.compte != "signe")
    with st.container():
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            filtres.choix_niveau(etat)
            filtres.choix_affichage(etat)
            emporter(exports_of(couverture, etat, couches, sources), "couverture")
        if shown != etat.territoire:
            st.caption(
                f"{etat.territoire.nom}, en trait épais, parmi les {NIVEAUX_PLURIEL[etat.niveau]} "
                f"de\u00a0: {shown.nom}"
            )
    if not couches.couches:
        st.info("Aucun contour n'est disponible pour ce territoire.", icon=":material/map:")
        return
    carte = etat_carte(etat, couches)
    names = publish_contrats([contrat.nom for contrat in moteur.registre.contrats.values()])
    classes = classes_comptees(
        etat, carte.classes, lambda: sous_territoires(couverture, etat.territoire, "epci")
    )
    legende(aspects_of(etat.affichage), classes, NIVEAUX_PLURIEL[etat.niveau])
    clicked = draw_carte(carte, names, cle=CLE_CARTE)
    if clicked is None:
        return
    feature = feature_at(couches.couches, *clicked)
    if feature is not None:
        go(etat.vers(territoire_of_feature(moteur.referentiel, etat.niveau, feature)))
        st.rerun()


def draw_tables(couverture: Couverture, etat: EtatVue, sources: dict[str, str]) -> None:
    """Draw the sub-territories: chart, table and downloads; a row opens its territory."""
    if etat.territoire.niveau == etat.niveau:
        return
    plural = NIVEAUX_PLURIEL[etat.niveau]
    table = sous_territoires(couverture, etat.territoire, etat.niveau)
    st.subheader(f"Par territoire\u00a0: {len(table)} {plural}", anchor="territoires")
    rate = "taux_signe" if etat.compte == "signe" else "taux_signe_ou_projet"
    chosen = tableau_territoires(table, rate, key=f"table-{etat.territoire.code}-{etat.niveau}")
    if chosen is not None:
        code = str(table.iloc[chosen]["code"])
        go(etat.vers(territoire_of_feature(couverture.moteur.referentiel, etat.niveau, code)))
        st.rerun()
    name = f"cls-couverture_{slug(etat.territoire.nom)}_{etat.niveau}_{etat.jour.isoformat()}"
    download_buttons(lambda: export_table(table), sources, name, key="export-territoires")
    classement(*ranking(table, etat))


def draw_where_to_act(couverture: Couverture, etat: EtatVue) -> None:
    """List where most residents are under no contract, signed or in project."""
    if etat.territoire.niveau not in ("france", "region", "departement"):
        return
    st.subheader("Où agir", anchor="ou-agir")
    bare = sans_contrat(couverture, etat.territoire)
    if bare.empty:
        st.success(
            "Chaque habitant du territoire est sous un contrat signé ou en projet.",
            icon=":material/check_circle:",
        )
        return
    phrase_ou_agir(bare, EPCI_MONTRES)
    tableau_ou_agir(bare.head(EPCI_MONTRES))
    lien_simulation(etat.territoire, etat.jour)


def draw_contracts(
    couverture: Couverture, etat: EtatVue, synthese: Synthese, sources: dict[str, str]
) -> None:
    """List the contracts of the territory, each with its source; a row opens its sheet."""
    moteur = couverture.moteur
    rows = contract_rows(couverture, synthese.contrats)
    contrats = [moteur.registre.contrats[name] for name in synthese.contrats]
    regions = {one.code: one.nom for one in regions_of(moteur.referentiel)}
    name = f"cls-contrats_{slug(synthese.territoire.nom)}_{synthese.jour.isoformat()}"
    chosen = contracts_section(
        rows, synthese.jour, sources, name, lambda: export_contrats(contrats, rows, regions)
    )
    if chosen is not None:
        open_fiche(synthese.contrats[chosen], synthese.jour, write_params(etat))


def read_view_reference(aujourd_hui: date) -> Reference:
    """Return what the figures of the address are counted with; its faults are told further on."""
    ignored: list[str] = []
    jour = read_jour(st.query_params.get("date"), aujourd_hui, ignored)
    return Reference.au(jour, *read_reference(st.query_params, ignored))


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        reference = read_view_reference(aujourd_hui)
        moteur = load_moteur_de(reference)
    referentiel = moteur.referentiel
    etat, messages = read_etat(
        st.query_params,
        lambda niveau, code: find_lieu(referentiel, niveau, code).territoire,
        aujourd_hui,
    )
    draw_filters(moteur, etat, aujourd_hui)
    kept = contrats_du_theme(moteur.registre, etat.theme) if etat.theme else None
    couverture = moteur.couverture(etat.jour, kept)
    synthese = build_synthese(couverture, etat.territoire)
    sources = source_lines(
        load_provenance(),
        moteur.registre.date_releve,
        etat.jour,
        referentiel.annee_population,
        membres(reference),
    )

    is_france = etat.territoire == FRANCE
    st.set_page_config(page_title=f"{etat.territoire.nom} – Atlas des contrats locaux de santé")
    with st.container():  # one element, whatever it holds: the map below keeps its frame
        st.title(TITRE_FRANCE if is_france else f"Couverture\u00a0: {etat.territoire.nom}")
        breadcrumb(etat, parents_of(referentiel, etat.territoire))
        for message in messages:
            st.warning(message, icon=":material/link_off:")
        entete.answer(synthese, etat, reference)
        draw_completeness(couverture, etat, synthese)
        entete.reserve_du_passe(synthese, moteur.registre.date_releve)
        lien_evolution(write_params(etat))
    picture, figures = st.columns([5, 2], gap="medium")
    with picture:
        draw_map(couverture, etat, sources)
    with figures:
        indicateurs(synthese)
        entete.reserves(synthese, moteur.registre.date_releve)
    leave_browser_to_carte(CLE_CARTE)
    draw_tables(couverture, etat, sources)
    draw_where_to_act(couverture, etat)
    draw_contracts(couverture, etat, synthese, sources)
    published_figures(chiffres_publies(moteur.registre, etat.territoire))
    foot(sources, "pages/methode.py")


main()
