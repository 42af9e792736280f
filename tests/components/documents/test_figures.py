"""Pictures and tables to take away say where and when, and join one another."""

import csv
import io
import json
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from PIL import Image

from components.actions.images import graphique_matrice
from components.commun.contrats import contract_rows
from components.commun.mots.formats import pourcentage
from components.commun.mots.libelles import THEMES
from components.diaporama.contenu import build_diaporama
from components.documents.figures import exports_des_figures, figures_du_diaporama
from components.documents.telechargements import csv_bytes
from components.figures.echeances_images import (
    graphique_des_generations,
    graphique_des_sorties,
    graphique_du_taux,
)
from components.figures.figure import Carte
from components.figures.image.graphique import (
    graphique_image,
    hauteur_conseillee,
    largeur_conseillee,
)
from components.simulation.images import graphique_des_taux, graphique_du_classement
from components.tableaux.contrats import export_contrats
from components.tableaux.tableaux import export_table
from geo.actions.portefeuille import CriteresActions, contrats_retenus
from geo.actions.themes import themes_par_contrat
from geo.couverture.moteur import Couverture, load_moteur
from geo.documents.formats_geographiques import geojson_bytes
from geo.documents.perimetres import build_entites, contrats_a_exporter
from geo.evolution.chaines import build_chaines
from geo.evolution.echeances import build_echeancier
from geo.evolution.sorties import territoires_a_echeance
from geo.presentation.seminaire import build_seminaire
from geo.simulation.classement import classement
from geo.simulation.scenario import find_ajoutable
from geo.simulation.simulation import Scenario, simule
from geo.territoire.situation import build_situation
from geo.territoires.lieux import Lieu
from geo.territoires.territoire import find_territoire, regions_of

JOUR = date(2026, 11, 21)


@pytest.fixture(scope="module")
def couverture() -> Couverture:
    return load_moteur().couverture(JOUR)


@pytest.fixture(scope="module")
def bretagne(couverture: Couverture):
    return find_territoire(couverture.moteur.referentiel, "region", "53")


def texts(graphique) -> list[str]:
    width, height = largeur_conseillee(graphique, 180), hauteur_conseillee(graphique)
    root = ElementTree.fromstring(graphique_image(graphique, "svg", width, height))
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.fixture(scope="module")
def deck(couverture: Couverture, bretagne):
    return build_diaporama(build_seminaire(couverture.moteur, bretagne, JOUR))


@pytest.mark.parametrize("format_", ["png", "svg"])
def test_the_zip_of_pictures_holds_every_map_and_chart_of_the_slides(deck, format_: str):
    told: list[tuple[float, str]] = []
    figures = figures_du_diaporama(deck)
    export = next(
        one
        for one in exports_des_figures(lambda: deck, "cls-images", len(figures))
        if one.fichier.endswith(f"_{format_}.zip")
    )
    assert export.suivi is not None
    content = export.suivi(lambda part, what: told.append((part, what)))
    drawn = sum((one.carte is not None) + (one.graphique is not None) for one in deck.diapositives)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        pictures = [archive.read(name) for name in names]
    assert len(names) == drawn == len(told) > 5
    assert all(name.endswith(f".{format_}") for name in names)
    for figure, picture in zip(figures, pictures, strict=True):
        if format_ == "png":
            with Image.open(io.BytesIO(picture)) as image:
                assert image.width > (2500 if isinstance(figure.dessin, Carte) else 1700)
                assert image.info["Title"] == figure.dessin.titre
        else:
            assert ElementTree.fromstring(picture).tag.endswith("svg")


def test_a_picture_of_a_slide_has_the_title_and_the_foot_of_its_slide(deck):
    slides = {one.cle: one for one in deck.diapositives}
    for figure in figures_du_diaporama(deck):
        slide = slides[figure.nom.split("_")[1]]
        assert figure.dessin.titre.startswith(slide.titre)
        assert figure.pied == slide.pied != ""


def test_the_file_of_contracts_joins_that_of_perimeters(couverture: Couverture, bretagne):
    moteur = couverture.moteur
    names = contrats_a_exporter(couverture, bretagne)
    contrats = [moteur.registre.contrats[name] for name in names]
    regions = {one.code: one.nom for one in regions_of(moteur.referentiel)}
    table = export_contrats(contrats, contract_rows(couverture, names), regions)
    text = csv_bytes(table).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    features = json.loads(geojson_bytes(build_entites(couverture, names), {}))["features"]
    statuts = {one["properties"]["id"]: one["properties"]["statut"] for one in features}
    assert {row["Identifiant"] for row in rows} == set(statuts)
    assert {row["Région"] for row in rows if row["Code région"] == "53"} == {"Bretagne"}
    words = ("Signé", "Signé, à confirmer")
    signed = {row["Identifiant"] for row in rows if row["Statut"] in words}
    assert signed == {name for name, statut in statuts.items() if statut == "signe"} != set()
    assert {row["Statut"] for row in rows[: len(signed)]} <= set(words)


def test_the_file_of_communes_not_covered_is_in_french(couverture: Couverture):
    place = find_territoire(couverture.moteur.referentiel, "departement", "29")
    bare = build_situation(couverture, Lieu(place)).communes_non_couvertes
    header, *rows = csv_bytes(export_table(bare)).decode("utf-8-sig").splitlines()
    assert header.startswith("Code;Territoire;Département;Statut;Population")
    assert len(rows) == len(bare) > 0
    assert {row.split(";")[-1] for row in rows} == {"non"}


def test_the_pictures_of_what_ends_say_the_figures_of_the_page(couverture: Couverture, bretagne):
    echeancier = build_echeancier(couverture, bretagne)
    written = texts(graphique_du_taux(echeancier))
    assert f"Tous\u00a0: {pourcentage(echeancier.arrivee['taux_signe'])}" in " ".join(written)
    table = territoires_a_echeance(couverture, bretagne, "epci")
    chart = graphique_des_sorties(table, bretagne.nom, "EPCI")
    assert chart.titre.startswith("Bretagne\u00a0: ")
    lost = table[table["population_sortie"] > 0]["population_sortie"].head(15).tolist()
    assert list(chart.series[0].valeurs) == lost


def test_the_picture_of_generations_has_a_bar_for_each(couverture: Couverture, bretagne):
    chaines = build_chaines(couverture, bretagne)
    chart = graphique_des_generations(chaines, bretagne.nom, JOUR)
    links = [one for chaine in chaines for one in chaine.maillons if one.signe]
    starts = [value for one in chart.series[::2] for value in one.valeurs if value is not None]
    assert len(starts) == len(chart.categories) >= len(links)
    assert {"Signé", "Échéance passée, suite inconnue"} <= set(texts(chart))


def test_the_heat_map_says_which_contract_works_on_what(couverture: Couverture):
    moteur = couverture.moteur
    retained = contrats_retenus(moteur, JOUR, CriteresActions(region="53"))
    matrix = themes_par_contrat(moteur.registre, retained)
    names = [moteur.registre.contrats[name].nom for name in matrix.groupes]
    chart = graphique_matrice(
        matrix, [THEMES[code] for code in matrix.sujets], names, "Bretagne", True
    )
    assert texts(chart).count("oui") == int((matrix.nombres > 0).sum()) > 0


def test_every_picture_of_a_simulation_says_that_it_is_one(couverture: Couverture, bretagne):
    added = find_ajoutable(couverture.moteur.referentiel, "242900314")
    simulation = simule(couverture, bretagne, Scenario(ajouts=(added,)))
    rates = graphique_des_taux(simulation, "Essai")
    ranking = graphique_du_classement(classement(simulation, "epci"), simulation, "Essai", "epci")
    for chart in (rates, ranking):
        assert chart.titre.startswith("SIMULATION, Bretagne, «\u00a0Essai\u00a0»")
    before, after = rates.series[0].valeurs
    assert (before, after) == (
        simulation.bilan_avant.taux_signe,
        simulation.bilan_apres.taux_signe,
    )
    assert added.nom not in ranking.categories
