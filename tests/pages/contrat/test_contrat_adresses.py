"""The address of the sheet of a contract: a slip, a bad value, a hostile text."""

import re

import pytest

from components.commun.mots.formats import nombre
from data.model import Axe, LignePerimetre, Signataire
from tests.pages.contrat.fiche_lue import (
    html_of,
    links,
    other_sheets,
    registre_avec,
    texts,
    un_contrat,
    une_action,
)

JOUR = "2026-06-15"
CORNOUAILLE = "cls-29-cornouaille-1"
HOSTILE = "<img src=x onerror=alert(1)>"
ESSAI = "cls-29-essai-1"


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


def test_the_sheet_counts_with_the_members_of_the_signature_when_asked(open_sheet):
    page = open_sheet(id="cls-22-dinan-1", date=JOUR, perimetre="signature")
    assert not page.warning
    assert any(f"{nombre(100_472)}" in one.value for one in page.markdown)
    assert any("membres à sa signature" in one.value for one in page.caption)


def test_another_kind_of_perimeter_is_told_and_ignored(open_sheet):
    page = open_sheet(id="cls-22-dinan-1", date=JOUR, perimetre="futur")
    assert any("futur" in one.value for one in page.warning)
    assert any(nombre(104_970) in one.value for one in page.markdown)
