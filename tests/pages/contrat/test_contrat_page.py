"""The sheet of a contract run without a browser: what it says of each kind of contract."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components.commun.mots.certitude import CLASSES
from components.commun.mots.formats import habitants, nombre
from components.commun.mots.libelles import CATEGORIES_SIGNATAIRES
from data.dates import DatePartielle
from geo.certitude.classes import classes_des_contrats
from tests.pages.contrat.fiche_lue import (
    html_of,
    links,
    other_sheets,
    plain,
    registre_avec,
    texts,
    un_contrat,
)

JOUR = "2026-06-15"
CORNOUAILLE = "cls-29-cornouaille-1"
VILLES_SOEURS = "cls-76-villes-soeurs-x"
INCONNU = "non renseigné"
ESSAI = "cls-29-essai-1"


def answer(page: AppTest) -> str:
    found = plain(next(one.value for one in page.markdown if one.value.startswith("## ")))
    return re.sub(r"[\u00a0\u202f]", " ", found)


# --- Kinds of contract ------------------------------------------------------------------------


def test_the_sheet_of_cornouaille_says_who_carries_it_and_whom_it_covers(sheet_of):
    page = sheet_of(CORNOUAILLE)
    said = texts(page)
    assert page.title[0].value == "CLS de Cornouaille"
    assert "est signé depuis le 12 juillet 2023" in answer(page)
    assert "se termine le 12 juillet 2028 (échéance estimée)" in answer(page)
    assert "223 251 habitants dans 58 communes et 6 EPCI" in answer(page)
    assert "Porteur Quimper Cornouaille Développement, association" in said
    assert "ARS Bretagne" in said
    assert "2 actions recensées sur 21 annoncées" in said


def test_a_contract_across_a_border_is_split_by_region_and_departement(sheet_of, moteur):
    page = sheet_of(VILLES_SOEURS)
    said = texts(page)
    assert "à cheval sur 2 régions (Normandie et Hauts-de-France)" in answer(page)
    assert "Seine-Maritime (Normandie) 15 21 716" in said
    assert "Somme (Hauts-de-France) 13 13 674" in said
    assert other_sheets(page) == ["CLS des Villes Sœurs 2023-2027"]
    assert "un contrat plus récent l'a remplacé" in answer(page)


def test_a_contract_that_is_over_says_since_when(sheet_of):
    page = sheet_of("cls-78-poissy-x")
    said = "est à échéance passée, suite inconnue depuis fin 2022 ; aucun contrat plus récent n'est"
    assert f"{said} recensé" in answer(page)
    assert "aucune source ne dit s'il a été évalué" in texts(page)


def test_overlapping_contracts_are_named_with_the_residents_in_common(sheet_of, moteur):
    page = sheet_of("cls-94-seine-amont-x")
    shared = moteur.perimetres.par_contrat["cls-94-vitry-sur-seine-2"]
    residents = habitants(int(moteur.referentiel.population[shared].sum()))
    assert "1 autre contrat sur ce périmètre" in texts(page)
    assert re.sub(r"[\u00a0\u202f]", " ", residents) in texts(page)
    assert any("Vitry-sur-Seine" in label for label in other_sheets(page))


def test_a_bare_contract_says_what_is_missing_and_how_to_supply_it(with_registre, moteur, sheet_of):
    with_registre(registre_avec(moteur, un_contrat(etape="inconnue")))
    page = sheet_of(ESSAI)
    said = texts(page)
    assert "statut inconnu" in answer(page)
    assert "périmètre n'est pas renseigné" in answer(page)
    assert f"Porteur {INCONNU} , type {INCONNU}" in said
    for label in ("Signature", "Échéance", "Durée prévue", "Génération"):
        assert f"{label} {INCONNU}" in said
    assert "la frise ne peut pas être tracée" in said
    assert "Ni les axes ni les actions de ce contrat ne sont renseignés" in said
    assert "Les signataires de ce contrat ne sont pas renseignés" in said
    assert "Aucune adresse de source n'est renseignée" in said
    for field in ("contrats.date_signature", "perimetres", "axes", "actions", "signataires"):
        assert f"champ `{field}`" in said
    assert ESSAI in page.code[0].value
    assert not page.get("component_instance")
    assert not page.get("plotly_chart")


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"etape": "diagnostic", "source_date": DatePartielle(2026)}, "diagnostic territorial"),
        ({"date_signature": DatePartielle(2027, 3)}, "il est signé en mars 2027"),
        ({"date_signature": DatePartielle(2024)}, "depuis 2024"),
        ({"date_fin": DatePartielle(2027)}, "(date de signature inconnue)"),
        ({"date_signature": DatePartielle(2018), "date_fin": DatePartielle(2021, 4)}, "avril 2021"),
    ],
)
def test_the_answer_keeps_the_precision_of_the_dates(with_registre, moteur, sheet_of, champs, dit):
    with_registre(registre_avec(moteur, un_contrat(**champs)))
    assert dit in answer(sheet_of(ESSAI))


@pytest.mark.parametrize("jour", ["2012-01-01", "2022-07-01", "2026-11-21", "2031-12-31"])
def test_a_sheet_is_drawn_at_any_date(sheet_of, jour):
    assert sheet_of("cls-90-nord-franche-comte-1", jour).title


@pytest.mark.parametrize(
    "contrat_id",
    [
        "cls-978-saint-martin-2",  # no layer draws it
        "cls-93-saint-denis-2",  # a former commune
        "cls-29-iles-du-ponant-2",  # islands, a renewal without a known step
        "cls-31-comminges-pyrenees-x",  # the widest
        "cls-76-metropole-rouen-normandie-x",  # two contracts before it
        "cls-33-bordeaux-1",  # actions of axes that no source names
    ],
)
def test_unusual_contracts_have_a_sheet_too(sheet_of, moteur, contrat_id):
    page = sheet_of(contrat_id)
    assert plain(page.title[0].value) == moteur.registre.contrats[contrat_id].nom


def test_every_signatory_is_under_its_category(sheet_of, moteur):
    said = texts(sheet_of("cls-33-haute-gironde-1"))
    for one in moteur.registre.signataires_du_contrat("cls-33-haute-gironde-1"):
        assert one.nom in said
        assert CATEGORIES_SIGNATAIRES[one.categorie] in said


# --- Ways back --------------------------------------------------------------------------------


def test_every_link_carries_the_date(sheet_of):
    found = links(sheet_of(VILLES_SOEURS, "2025-01-31"))
    found.pop("Méthode, définitions et sources")
    assert found["Tous les contrats"] == ("contrats", "date=2025-01-31")
    assert found["Normandie"][1] == "region=28&date=2025-01-31"
    assert found["CC des Villes Soeurs"][1] == "epci=247600588&date=2025-01-31"
    assert all("date=2025-01-31" in query for _, query in found.values())


def test_a_territory_of_the_perimeter_leads_to_its_coverage(sheet_of):
    html = html_of(sheet_of(CORNOUAILLE, "2025-01-31"))
    assert 'href="couverture?epci=200068120&amp;date=2025-01-31"' in html


def test_the_next_contract_opens_at_the_same_date(sheet_of):
    page = sheet_of(VILLES_SOEURS, "2025-01-31")
    next(one for one in page.button if (one.key or "").startswith("fiche-vers-")).click().run()
    assert page.query_params["id"] in ("cls-76-villes-soeurs-2", ["cls-76-villes-soeurs-2"])
    assert page.query_params["date"] in ("2025-01-31", ["2025-01-31"])
    assert plain(page.title[0].value) == "CLS des Villes Sœurs 2023-2027"


def test_another_contract_and_another_day_can_be_chosen(sheet_of):
    page = sheet_of(CORNOUAILLE)
    page.selectbox(key="choix-contrat").set_value("cls-78-poissy-x").run()
    assert page.title[0].value == "CLS de Poissy"
    page.text_input(key="fiche-jour").set_value("31/01/2022").run()
    assert answer(page).startswith("Au 31 janvier 2022, ce contrat est signé")


def test_the_figures_of_the_header_are_those_of_the_perimeter(sheet_of, moteur):
    html = html_of(sheet_of(CORNOUAILLE))
    assert f"<dt>Habitants</dt><dd>{nombre(223_251)}</dd>" in html
    assert "<dt>Communes</dt><dd>58</dd>" in html
    assert "<dt>EPCI</dt><dd>6</dd>" in html


def test_the_sheet_says_which_communes_came_since_the_signature(sheet_of):
    page = sheet_of("cls-22-dinan-1")
    (said,) = [one.value for one in page.info if "Le périmètre a changé" in one.value]
    assert "a rejoint" in said
    assert "Beaussais-sur-Mer" in said.replace("\\", "")
    assert f"{nombre(100_472)} habitants" in said
    assert nombre(104_970) in said


def test_a_sheet_whose_members_did_not_move_says_nothing_of_them(sheet_of):
    page = sheet_of("cls-29-cornouaille-1")
    assert not any("Le périmètre a changé" in one.value for one in page.info)


def files(page: AppTest) -> set[str]:
    """The names of the files offered, however they are made."""
    keys = [one.proto.id for one in page.get("download_button")]
    keys += [one.key or "" for one in page.button]
    return {found[0] for key in keys if (found := re.search(r"cls-[\w-]+\.[a-z]+", key))}


def test_a_sheet_gives_its_communes_its_facts_and_its_timeline(sheet_of):
    offered = files(sheet_of(CORNOUAILLE))
    where = f"{CORNOUAILLE}_{JOUR}"
    assert {
        f"cls-contrat_{where}.xlsx",
        f"cls-contrat_{where}.csv",
        f"cls-communes_{where}.csv",
        f"cls-vie_{where}.png",
        f"cls-vie_{where}.svg",
        f"cls-perimetre_{where}.geojson",
        f"cls-perimetre_{where}.gpkg",
    } <= offered


def test_a_contract_without_perimeter_offers_none_and_says_so(sheet_of):
    page = sheet_of("cls-18-vierzon-x")
    where = f"cls-18-vierzon-x_{JOUR}"
    offered = files(page)
    assert f"cls-contrat_{where}.xlsx" in offered
    assert not [one for one in offered if "perimetre" in one or "communes" in one]
    assert any("ni GeoJSON, ni GeoPackage" in one.value for one in page.caption)


def test_the_sheet_says_how_sure_its_status_is_and_why(sheet_of, moteur):
    page = sheet_of(CORNOUAILLE)
    classe = classes_des_contrats(moteur.couverture(date.fromisoformat(JOUR)))[CORNOUAILLE]
    text = re.sub(r"\\(.)", r"\1", " ".join(one.value for one in page.markdown))
    assert f"**{CLASSES[classe].libelle}.**" in text
    assert "Pourquoi\u00a0: signature lue\u00a0: 12\u00a0juillet\u00a02023" in text


def test_an_error_is_told_to_the_address_of_the_operator(sheet_of, monkeypatch):
    monkeypatch.setenv("ATLAS_CONTACT", "atlas@exemple.fr")
    links = [one.proto.url for one in sheet_of(CORNOUAILLE).get("link_button")]
    assert any(link.startswith("mailto:atlas@exemple.fr?") for link in links)
