"""The axes and the actions on the sheet of a contract."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from data.dates import DatePartielle
from data.model import Axe, LignePerimetre
from tests.pages.contrat.fiche_lue import html_of, registre_avec, texts, un_contrat, une_action

JOUR = "2026-06-15"
INCONNU = "non renseigné"
ESSAI = "cls-29-essai-1"
STATUTS = ("realisee", "en_cours", "non_demarree", "suspendue", "abandonnee", "non_renseigne")


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


def test_an_action_shows_who_steers_it_and_its_deadline_before_it_is_opened(full_sheet):
    heads = re.findall(r"<summary>(.*?)</summary>", " ".join(full_sheet_bodies(full_sheet)))
    assert heads
    assert all("Pilote" in head and "Échéance" in head for head in heads)


def full_sheet_bodies(page: AppTest) -> list[str]:
    return [one.proto.body for one in page.get("html")]
