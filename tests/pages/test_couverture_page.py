"""The coverage page run without a browser: for each address, the figures that geo computes."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.commun.mots.certitude import manquants, phrase
from components.commun.mots.formats import jour_en_lettres, nombre, pourcentage
from components.commun.mots.libelles import THEMES
from components.commun.statuts import STATUTS
from data.depot.ouverture import depot_en_usage, oublie
from geo.certitude.certitude import Certitude, build_certitude
from geo.certitude.ou_chercher import build_ou_chercher
from geo.couverture.moteur import Moteur, contrats_du_theme, load_moteur_de
from geo.couverture.synthese import (
    Synthese,
    build_synthese,
    chiffres_publies,
    sous_territoires,
)
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import FRANCE, find_territoire
from tests.pages.lecture import assert_nothing_wrong, sentence
from tests.tables_montrees import rows_shown

JOUR = date(2025, 1, 31)
VILLES_SOEURS = "247600588"


@pytest.fixture(scope="module")
def moteur() -> Moteur:
    return load_moteur_de(Reference.au(JOUR))


@pytest.fixture
def open_page(run_page) -> Callable[..., AppTest]:
    """Return ``open_page(**parameters)``: the application at an address, run once."""
    return partial(run_page, "")


@pytest.fixture
def page_at(open_page) -> Callable[..., AppTest]:
    """Return ``page_at(**parameters)``: the same on JOUR, where nothing must go wrong."""

    def run(**parameters: str) -> AppTest:
        page = open_page(**({"date": JOUR.isoformat()} | parameters))
        assert_nothing_wrong(page)
        assert not page.warning
        return page

    return run


def computed(niveau: str, code: str, jour: date = JOUR, theme: str = "") -> Synthese:
    moteur = load_moteur_de(Reference.au(jour))  # what was in force that day
    kept = contrats_du_theme(moteur.registre, theme) if theme else None
    territoire = FRANCE if niveau == "france" else find_territoire(moteur.referentiel, niveau, code)
    return build_synthese(moteur.couverture(jour, kept), territoire)


def told(synthese: Synthese) -> Certitude:
    moteur = load_moteur_de(Reference.au(synthese.jour))
    return build_certitude(moteur.couverture(synthese.jour), synthese.territoire)


def assert_says(page: AppTest, synthese: Synthese) -> None:
    """The sentence, the figures and their links say what was computed."""
    certitude = told(synthese)
    assert sentence(page) == phrase(certitude)
    assert certitude.recense == synthese.population_signe
    values = [(metric.value, metric.delta) for metric in page.metric]
    assert values[0][0] == nombre(synthese.population)
    covered = nombre(synthese.population_signe)
    assert values[1] == (covered, pourcentage(synthese.taux_signe))
    assert values[2][0] == nombre(synthese.population_projet)
    assert values[3][0] == nombre(certitude.aucun_recense)
    counts = [int(value.replace("\u202f", "")) for value, _ in values]
    assert sum(counts[1:]) == counts[0]  # the parts add up
    links = [one.proto.label for one in page.get("page_link")]
    assert any(one.startswith(f"{nombre(len(synthese.contrats_signes))}\u00a0") for one in links)
    ending = len(synthese.fins_prochaines)
    assert any(
        one.startswith(f"{nombre(ending)}\u00a0fini" if ending else "aucune fin connue")
        for one in links
    )


def breadcrumb(page: AppTest) -> list[str]:
    return [button.label for button in page.main.button if (button.key or "").startswith("fil-")]


def table_shown(page: AppTest, position: int = 0) -> list[dict[str, str]]:
    """Return the rows of a table, as written on the page; none where there is no such table."""
    if position >= len(page.dataframe):
        return []
    return rows_shown(page.dataframe[position])


@pytest.mark.parametrize(
    ("niveau", "code", "parents"),
    [
        ("france", "", []),
        ("region", "53", ["France (18 régions)"]),
        ("departement", "29", ["France (18 régions)", "Bretagne"]),
        ("epci", "200068120", ["France (18 régions)", "Bretagne", "Finistère"]),
        (
            "commune",
            "29232",
            ["France (18 régions)", "Bretagne", "Finistère", "CA Quimper Bretagne Occidentale"],
        ),
    ],
)
def test_a_page_says_what_geo_computes_and_the_way_back(page_at, moteur, niveau, code, parents):
    page = page_at() if niveau == "france" else page_at(**{niveau: code})
    synthese = computed(niveau, code)
    assert_says(page, synthese)
    assert breadcrumb(page) == parents
    if niveau != "france":
        assert synthese.territoire.nom in page.title[0].value
    assert page.get("component_instance")  # the map


def test_the_rates_of_the_table_are_those_of_the_pages_it_leads_to(page_at, moteur):
    rows = {row["nom"]: row for row in table_shown(page_at())}
    assert len(rows) == 18
    for code, nom in (("53", "Bretagne"), ("75", "Nouvelle-Aquitaine"), ("01", "Guadeloupe")):
        synthese = computed("region", code)
        assert rows[nom]["population"] == nombre(synthese.population)
        assert rows[nom]["taux_signe"] == pourcentage(synthese.taux_signe)
        wider = pourcentage(synthese.taux_signe_ou_projet)
        assert rows[nom]["taux_signe_ou_projet"] == wider


def test_saint_martin_is_a_territory_of_its_own_without_a_map(page_at, moteur):
    page = page_at(commune="97801")
    synthese = computed("commune", "97801")
    assert_says(page, synthese)
    assert synthese.population > 30_000
    assert breadcrumb(page) == ["France (18 régions)"]
    assert not page.get("component_instance")
    assert any("Aucun contour" in info.value for info in page.info)


def test_an_epci_astride_two_regions_counts_on_each_side(page_at, moteur):
    page = page_at(epci=VILLES_SOEURS, date="2019-06-01")
    whole = computed("epci", VILLES_SOEURS, date(2019, 6, 1))
    assert whole.territoire.nom == "CC des Villes Soeurs"
    assert whole.taux_signe == 100
    assert_says(page, whole)
    assert breadcrumb(page) == ["France (18 régions)", "Normandie", "Seine-Maritime"]

    then = date(2019, 6, 1)
    couverture = load_moteur_de(Reference.au(then)).couverture(then, None)
    inside = 0
    for region in ("28", "32"):
        territoire = find_territoire(moteur.referentiel, "region", region)
        parts = sous_territoires(couverture, territoire, "epci").set_index("code")
        assert parts.loc[VILLES_SOEURS, "en_partie"]
        inside += parts.loc[VILLES_SOEURS, "population"]
        rows = page_at(region=region, date="2019-06-01")
        rows.toggle(key=f"table-{region}-epci-tout").set_value(True).run()
        names = [row["nom"] for row in table_shown(rows)]
        assert "CC des Villes Soeurs (en partie)" in names
    assert inside == whole.population


def test_the_situation_at_another_date_is_another_situation(page_at, moteur):
    then = date(2015, 6, 1)
    page = page_at(date=then.isoformat())
    assert_says(page, computed("france", "", then))
    assert sentence(page) != sentence(page_at())
    assert any("Revenir à aujourd'hui" in button.label for button in page.sidebar.button)


def test_without_a_date_the_situation_is_today_s(open_page):
    before = date.today()
    page = open_page()
    assert_nothing_wrong(page)
    assert any(jour_en_lettres(day) in sentence(page) for day in (before, date.today()))


@pytest.mark.parametrize("theme", ["sante_mentale", "numerique"])
def test_a_theme_counts_only_the_contracts_that_work_on_it(page_at, moteur, theme):
    page = page_at(theme=theme)
    synthese = computed("france", "", theme=theme)
    assert f"«\u00a0{THEMES[theme]}\u00a0»" in sentence(page)
    assert pourcentage(synthese.taux_signe) in sentence(page)
    assert page.metric[1].value == nombre(synthese.population_signe)
    assert synthese.population_signe < computed("france", "").population_signe


def test_a_region_sets_its_registre_beside_what_its_ars_announced(page_at, moteur):
    page = page_at(region="75")
    certitude = told(computed("region", "75"))
    behind = " ".join(one.value for one in page.markdown).replace("\\", "")
    assert manquants(certitude) in behind
    assert "sur 55 annoncés" in behind
    assert "78,6\u00a0%" in behind
    links = [one.proto.url for one in page.get("link_button")]
    assert any(one.startswith("https://www.nouvelle-aquitaine.ars.sante.fr/") for one in links)


def test_the_figures_published_for_a_region_are_all_listed_with_their_source(page_at, moteur):
    page = page_at(region="75")
    region = find_territoire(moteur.referentiel, "region", "75")
    published = chiffres_publies(moteur.registre, region)
    assert published
    (box,) = (one for one in page.expander if one.label.startswith("Chiffres publiés"))
    table = box.dataframe[0].value
    assert len(table) == len(published)
    assert list(table["Source"]) == [figure.source_url for figure in published]


def test_an_ars_that_announced_nothing_is_said_so(page_at):
    behind = " ".join(one.value for one in page_at(region="24").markdown).replace("\\", "")
    assert "Aucun nombre de contrats annoncé n'a été trouvé" in behind


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"region": "99"}, ["Région «\u00a099\u00a0»"]),
        ({"commune": "<script>alert(1)</script>"}, ["ce code n'existe pas"]),
        ({"epci": "a" * 500}, ["ce code n'existe pas"]),
        ({"date": "2025-02-30"}, ["ce n'est pas une date"]),
        ({"date": "1850-01-01"}, ["hors de la période couverte"]),
        ({"niveau": "[x](http://e.vil)"}, ["valeur inconnue"]),
        ({"affichage": "x", "statut": "x", "theme": "x", "fond": "x"}, ["valeur inconnue"] * 4),
        ({"region": "53", "commune": "29232"}, ["plusieurs territoires"]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_what_is_wrong_in_the_address_is_said_on_a_page_that_works(open_page, parameters, expected):
    page = open_page(**parameters)
    assert_nothing_wrong(page)
    assert len(page.warning) == len(expected)
    for warning, dit in zip(page.warning, expected, strict=True):
        assert dit in warning.value.replace("\\", "")
        assert "<script>" not in warning.value
    assert "de la population sous un contrat signé" in sentence(page)
    assert page.get("component_instance")
    assert len(page.metric) in (4, 5)  # what is past or unknown, when there is some


def test_a_filter_writes_itself_in_the_address_and_keeps_the_rest(page_at):
    page = page_at(departement="29", niveau="commune")
    page.sidebar.radio(key="filtre-compte").set_value("signe_ou_projet").run()
    assert_nothing_wrong(page)
    assert dict(page.query_params) == {
        "departement": "29",
        "date": JOUR.isoformat(),
        "niveau": "commune",
        "statut": "signe_ou_projet",
    }


def test_a_region_chosen_in_the_list_opens_its_page(page_at, moteur):
    page = page_at()
    bretagne = find_territoire(moteur.referentiel, "region", "53")
    page.sidebar.selectbox(key="filtre-region").set_value(bretagne).run()
    assert_says(page, computed("region", "53"))
    assert page.query_params["region"] == "53"


def test_a_commune_searched_for_opens_its_own_page_on_the_same_day(page_at):
    page = page_at(region="53", niveau="commune", date="2025-03-01")
    page.text_input(key="recherche").set_value("29000 quimper").run()
    first = page.button(key="recherche-1")
    assert first.label == "Quimper"
    first.click().run()
    assert_nothing_wrong(page)
    assert not page.warning
    assert page.title[0].value == "Quimper"
    assert page.query_params["code"] == "29232"
    assert page.query_params["date"] == "2025-03-01"


def test_a_departement_searched_for_opens_its_map_and_empties_the_box(page_at):
    page = page_at()
    page.text_input(key="recherche").set_value("finistère").run()
    found = next(one for one in page.button if one.label == "Finistère")
    found.click().run()
    assert_says(page, computed("departement", "29"))
    assert page.text_input(key="recherche").value == ""


@pytest.mark.parametrize("text", ["zzzzzzzz", "<script>alert(1)</script>", "a" * 500, "'; --"])
def test_a_search_that_finds_nothing_says_what_to_try(page_at, text):
    page = page_at(region="53")
    page.text_input(key="recherche").set_value(text).run()
    assert_nothing_wrong(page)
    assert any("Aucun territoire trouvé" in caption.value for caption in page.caption)


def test_the_breadcrumb_leads_back_with_the_date_kept(page_at, moteur):
    page = page_at(commune="29232", date="2024-07-01")
    page.button(key="fil-departement").click().run()
    assert_says(page, computed("departement", "29", date(2024, 7, 1)))


@pytest.mark.parametrize("code", ["75", "11", "04"])
def test_where_to_look_first_lists_the_places_of_which_nothing_is_recorded(page_at, moteur, code):
    page = page_at(region=code)
    assert "Où chercher d'abord" in [subheader.value for subheader in page.header]
    couverture = moteur.couverture(JOUR, None)
    found = build_ou_chercher(couverture, find_territoire(moteur.referentiel, "region", code))
    for (_, first), shown in zip(
        found.lieux.head(15).iterrows(), table_shown(page, 1), strict=False
    ):
        assert shown["nom"] == first["nom"]
        assert shown["population_sans_contrat"] == nombre(first["population_sans_contrat"])
    assert found.lieux.empty is (code == "04")  # each place there has a contract recorded
    (box,) = [one for one in page.expander if one.label.startswith("À vérifier d'abord")]
    assert list(box.dataframe[0].value["Territoire"]) == list(found.a_verifier["nom"].head(15))


def test_a_place_whose_contract_is_recorded_is_never_where_to_look_first(page_at, moteur):
    page = page_at(region="75")
    names = {row["nom"] for row in table_shown(page, 1)}
    assert "CU du Grand Poitiers" not in names
    assert not {name for name in names if "Poitiers" in name}


def test_a_departement_can_be_chosen_directly(page_at, moteur):
    page = page_at()
    finistere = find_territoire(moteur.referentiel, "departement", "29")
    page.sidebar.selectbox(key="filtre-departement").set_value(finistere).run()
    assert_says(page, computed("departement", "29"))
    assert page.query_params["departement"] == "29"


def test_the_foot_of_the_page_says_where_the_figures_come_from(page_at, moteur):
    foot = page_at().caption[-1].value.replace("\\", "")
    assert jour_en_lettres(moteur.registre.date_releve) in foot
    assert "population municipale 2022 (INSEE)" in foot
    assert "membres des EPCI au 1er janvier 2025" in foot
    assert "Licence Ouverte 2.0" in foot


def test_the_method_page_gives_the_definitions_and_the_sources(open_page, moteur):
    page = open_page().switch_page("pages/methode.py").run()
    assert_nothing_wrong(page)
    assert page.title[0].value == "Méthode, définitions et sources"
    text = "\n".join(markdown.value for markdown in page.markdown)
    for word in ("contrat local de santé", "EPCI", "couverture partielle", "échéance estimée"):
        assert word in text
    samples = page.get("html")[-1].proto.body
    assert all(aspect.libelle in samples for aspect in STATUTS.values())
    assert f"{nombre(len(moteur.registre.contrats))} générations de contrats" in text
    assert "Licence" in page.dataframe[0].value.columns


@pytest.fixture
def registre_casse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the application read a store in which somebody wrote two wrong cells by hand."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    with depot_en_usage().ecriture() as connection:
        connection.execute(
            text(
                "UPDATE contrats SET etape = '<b>fini</b>', date_signature = '2014-02-30'"
                " WHERE rang = (SELECT min(rang) FROM contrats)"
            )
        )
    yield
    oublie()


@pytest.mark.usefixtures("registre_casse")
def test_an_invalid_registre_is_told_in_french_and_no_figure_is_shown(open_page):
    page = open_page()
    assert not page.exception
    assert page.error[0].value.startswith("Les données de l'atlas contiennent des erreurs")
    listed = "\n".join(markdown.value for markdown in page.markdown).replace("\\", "")
    assert "contrats.csv, ligne 2, colonne «\u00a0date_signature\u00a0»" in listed
    assert "2014-02-30" in listed
    assert "contrats.csv, ligne 2, colonne «\u00a0etape\u00a0»" in listed
    assert "Traceback" not in listed
    assert not page.metric
    assert not re.search(r"\d", page.title[0].value)


@pytest.mark.usefixtures("registre_casse")
def test_the_markup_of_an_invalid_registre_is_shown_as_text(open_page):
    listed = open_page().markdown[0].value
    assert r"\<b\>fini\</b\>" in listed
