"""The sheet of a contract run without a browser: what it says of each kind of contract."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from components.commun.mots.certitude import CLASSES
from components.commun.mots.formats import habitants, nombre
from components.commun.mots.libelles import CATEGORIES_SIGNATAIRES
from data.dates import DatePartielle
from data.model import Action, Axe, Contrat, LignePerimetre, Registre, Signataire
from geo.certitude.classes import classes_des_contrats
from geo.contrats.perimetres import build_perimetres
from geo.couverture import moteur as moteur_de_couverture
from geo.couverture.moteur import Moteur
from tests.contrat_invente import CONTRAT_NU

JOUR = "2026-06-15"
CORNOUAILLE = "cls-29-cornouaille-1"
VILLES_SOEURS = "cls-76-villes-soeurs-x"
INCONNU = "non renseigné"
HOSTILE = "<img src=x onerror=alert(1)>"
ESSAI = "cls-29-essai-1"
STATUTS = ("realisee", "en_cours", "non_demarree", "suspendue", "abandonnee", "non_renseigne")


@pytest.fixture
def open_sheet(run_sound_page) -> Callable[..., AppTest]:
    """Return ``open_sheet(id=…, date=…)``: the sheet at an address, run once."""
    return partial(run_sound_page, "contrat")


@pytest.fixture
def sheet_of(open_sheet) -> Callable[..., AppTest]:
    """Return ``sheet_of(contrat_id, jour)``: the same, where the address must be right."""

    def run(contrat_id: str, jour: str = JOUR) -> AppTest:
        page = open_sheet(id=contrat_id, date=jour)
        assert not page.warning
        return page

    return run


@pytest.fixture
def with_registre(monkeypatch, moteur) -> Callable[[Registre], None]:
    """Return what makes the application read another registre, on the real territories."""

    def install(registre: Registre) -> None:
        perimetres = build_perimetres(registre, moteur.referentiel)
        other = Moteur(registre, moteur.referentiel, perimetres)
        monkeypatch.setattr(moteur_de_couverture, "load_moteur_de", lambda _, **__: other)

    return install


def un_contrat(identifiant: str = ESSAI, nom: str = "Contrat d'essai", **champs) -> Contrat:
    return replace(CONTRAT_NU, id=identifiant, nom=nom, **champs)


def une_action(rang: int, axe: str, statut: str, **champs) -> Action:
    plain = Action(ESSAI, axe, str(rang), f"Action {rang}", statut, "", None, None, "", "")
    return replace(plain, **champs)


def registre_avec(moteur: Moteur, contrat: Contrat, **tables) -> Registre:
    """Return the real registre with one more contract and its rows."""
    real = moteur.registre
    added = {name: (*getattr(real, name), *rows) for name, rows in tables.items()}
    return replace(real, contrats=real.contrats | {contrat.id: contrat}, **added)


def plain(markdown: str) -> str:
    """Return a Markdown text without its marks."""
    return re.sub(r"\\(?=.)|[*#\u2060]", "", markdown).strip()


def texts(page: AppTest) -> str:
    """Return everything the page says, as a reader reads it."""
    html = [re.sub(r"<[^>]+>", " ", one.proto.body) for one in page.get("html")]
    marked = [*page.title, *page.header, *page.markdown, *page.caption]
    marked += [*page.info, *page.success, *page.warning]
    said = [unescape(one) for one in html] + [plain(one.value) for one in marked]
    return re.sub(r"[ \u00a0\u202f\n]+", " ", "\n".join(said))


def answer(page: AppTest) -> str:
    found = plain(next(one.value for one in page.markdown if one.value.startswith("## ")))
    return re.sub(r"[\u00a0\u202f]", " ", found)


def html_of(page: AppTest) -> str:
    return "".join(one.proto.body for one in page.get("html"))


def links(page: AppTest) -> dict[str, tuple[str, str]]:
    """Return the page and the parameters that each link leads to, by its label."""
    return {
        plain(one.proto.label): (one.proto.page, one.proto.query_string)
        for one in page.get("page_link")
    }


def other_sheets(page: AppTest) -> list[str]:
    return [plain(one.label) for one in page.button if (one.key or "").startswith("fiche-vers-")]


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


# --- Axes and actions -------------------------------------------------------------------------


@pytest.fixture
def full_sheet(with_registre, moteur, sheet_of) -> AppTest:
    """The sheet of a contract with 8 axes and 26 actions of every status."""
    axes = tuple(
        Axe(ESSAI, str(number), f"Axe d'essai {number}", ("sante_mentale",), "")
        for number in range(1, 9)
    )
    actions = [
        une_action(rank, str(1 + rank % 8), STATUTS[rank % len(STATUTS)]) for rank in range(24)
    ]
    actions.append(une_action(90, "1", "en_cours", echeance=DatePartielle(2025), pilote="La Ville"))
    actions.append(une_action(91, "", "non_renseigne", echeance=DatePartielle(2025)))
    contrat = un_contrat(date_signature=DatePartielle(2024), nb_actions_annonce=40)
    with_registre(
        registre_avec(
            moteur,
            contrat,
            axes=axes,
            actions=actions,
            perimetres=[LignePerimetre(ESSAI, "inclut", "commune", "29232", "Quimper", "")],
        )
    )
    return sheet_of(ESSAI)


def test_a_full_sheet_shows_every_axis_and_every_action(full_sheet):
    html = html_of(full_sheet)
    assert [int(n) for n in re.findall(r"<h3><span>Axe (\d+)\.</span>", html)] == [*range(1, 9)]
    assert html.count("<details") == 26
    assert "<h3>Axe non précisé</h3>" in html
    assert full_sheet.get("plotly_chart")


def test_abandoned_actions_do_not_count_and_unknown_ones_are_said(full_sheet):
    said = texts(full_sheet)
    assert "8 axes, 26 actions recensées sur 40 annoncées" in said
    assert "Au moins 4 réalisées sur 22 actions" in said
    assert "5 de statut non renseigné" in said
    assert "4 abandonnées, non comptées" in said


def test_late_actions_stand_out(full_sheet):
    html = html_of(full_sheet)
    assert html.count('<details class="fiche-action fiche-retard">') == 1
    assert html.count('<details class="fiche-action fiche-a-verifier">') == 1
    assert "1 action en retard 90. Action 90" in texts(full_sheet)


def test_an_action_says_its_number_status_steering_body_deadline_and_source(full_sheet):
    cards = html_of(full_sheet).split("<details")[1:]
    late = next(one for one in cards if "90. Action 90" in one)
    said = unescape(re.sub(r"<[^>]+>", " ", late))
    for label in ("Numéro", "Statut", "Date du statut", "Pilote", "Échéance", "Source"):
        assert label in said
    assert "La Ville" in said
    assert "2025" in said
    assert INCONNU in said


def test_the_shares_of_the_statuses_stand_beside_the_picture(full_sheet):
    table = next(one.value for one in full_sheet.dataframe if "Part" in one.value)
    assert table["Actions"].tolist()[-1] == "26"
    assert table["Statut"].tolist()[-1] == "Ensemble"
    assert "Statut non renseigné" in table["Statut"].tolist()


def test_an_axis_names_the_regional_priorities_it_serves(full_sheet, moteur):
    served = [
        priorite.intitule
        for priorite in moteur.registre.priorites_prs
        if priorite.region == "53" and "sante_mentale" in priorite.themes
    ]
    assert served
    assert all(name in texts(full_sheet) for name in served)


def test_a_region_whose_priorities_are_not_known_is_said_so(sheet_of):
    said = texts(sheet_of("cls-25-loue-lison-1"))
    assert "(PRS) de l'ARS Bourgogne-Franche-Comté ne sont pas renseignées" in said


def test_a_status_told_after_the_day_is_not_known_on_that_day(with_registre, moteur, sheet_of):
    action = une_action(1, "", "realisee", date_statut=DatePartielle(2026, 5))
    with_registre(registre_avec(moteur, un_contrat(), actions=[action]))
    assert "à cette date ; réalisée ensuite (mai 2026)" in texts(sheet_of(ESSAI, "2025-01-31"))
    assert "1 réalisée sur 1 action" in texts(sheet_of(ESSAI, JOUR))


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


# --- Addresses that name no contract ----------------------------------------------------------


def test_a_slip_in_the_identifier_leads_to_the_nearest_contracts(open_sheet):
    page = open_sheet(id="cls-29-cornouaile-1", date=JOUR)
    assert "Aucun contrat ne porte l'identifiant" in page.warning[0].value
    assert other_sheets(page)[0].startswith("CLS de Cornouaille")
    page.button(key=f"fiche-vers-{CORNOUAILLE}").click().run()
    assert page.title[0].value == "CLS de Cornouaille"


def test_an_address_without_an_identifier_offers_the_list(open_sheet, moteur):
    page = open_sheet(date=JOUR)
    assert "ne dit pas quel contrat montrer" in page.info[0].value
    assert len(page.selectbox(key="choix-contrat").options) == len(moteur.registre.contrats)


@pytest.mark.parametrize(
    "identifiant",
    [HOSTILE, "[x](javascript:alert(1))", "../../etc/passwd", "' OR 1=1 --", "\x00", "a" * 5_000],
)
def test_a_hostile_identifier_is_quoted_and_harmless(open_sheet, identifiant):
    page = open_sheet(id=identifiant, date=JOUR)
    assert "<img" not in html_of(page)
    assert not any("](javascript:" in one.value for one in page.warning)
    assert all(len(one.value) < 500 for one in page.warning)
    assert "Tous les contrats" in links(page)


@pytest.mark.parametrize("jour", ["2026-13-45", "hier", "1850-01-01", HOSTILE])
def test_a_bad_date_is_told_and_the_sheet_still_shown(open_sheet, jour):
    page = open_sheet(id=CORNOUAILLE, date=jour)
    assert page.warning[0].value.startswith("Date «")
    assert page.title[0].value == "CLS de Cornouaille"


def test_names_from_the_data_show_as_text(with_registre, moteur, sheet_of):
    evil = [une_action(1, "1", "en_cours", intitule=HOSTILE, pilote=HOSTILE)]
    contrat = un_contrat(nom=HOSTILE, porteur=HOSTILE, notes=f"{HOSTILE} [x](javascript:alert(1))")
    with_registre(
        registre_avec(
            moteur,
            contrat,
            axes=[Axe(ESSAI, "1", HOSTILE, (), "")],
            actions=evil,
            signataires=[Signataire(ESSAI, HOSTILE, "autre", "")],
            perimetres=[LignePerimetre(ESSAI, "inclut", "commune", "29232", HOSTILE, "")],
        )
    )
    page = sheet_of(ESSAI)
    assert "<img" not in html_of(page)
    assert texts(page).count(HOSTILE) >= 5
    written = [*page.title, *page.markdown, *page.caption]
    assert not any(re.search(r"(?<!\\)<img|(?<!\\)\]\(java", one.value) for one in written)
    assert "<img" not in page.get("plotly_chart")[0].proto.spec


# Members that came or left since the signature


def test_the_sheet_says_which_communes_came_since_the_signature(sheet_of):
    page = sheet_of("cls-22-dinan-1")
    (said,) = [one.value for one in page.info if "Le périmètre a changé" in one.value]
    assert "a rejoint" in said
    assert "Beaussais-sur-Mer" in said.replace("\\", "")
    assert f"{nombre(100_472)} habitants" in said
    assert nombre(104_970) in said


def test_the_sheet_counts_with_the_members_of_the_signature_when_asked(open_sheet):
    page = open_sheet(id="cls-22-dinan-1", date=JOUR, perimetre="signature")
    assert not page.warning
    assert any(f"{nombre(100_472)}" in one.value for one in page.markdown)
    assert any("membres à sa signature" in one.value for one in page.caption)


def test_a_sheet_whose_members_did_not_move_says_nothing_of_them(sheet_of):
    page = sheet_of("cls-29-cornouaille-1")
    assert not any("Le périmètre a changé" in one.value for one in page.info)


def test_another_kind_of_perimeter_is_told_and_ignored(open_sheet):
    page = open_sheet(id="cls-22-dinan-1", date=JOUR, perimetre="futur")
    assert any("futur" in one.value for one in page.warning)
    assert any(nombre(104_970) in one.value for one in page.markdown)


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


def test_an_action_shows_who_steers_it_and_its_deadline_before_it_is_opened(full_sheet):
    heads = re.findall(r"<summary>(.*?)</summary>", " ".join(full_sheet_bodies(full_sheet)))
    assert heads
    assert all("Pilote" in head and "Échéance" in head for head in heads)


def full_sheet_bodies(page: AppTest) -> list[str]:
    return [one.proto.body for one in page.get("html")]
