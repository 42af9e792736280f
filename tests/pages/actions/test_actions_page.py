"""The page of actions run without a browser: what it counts, and on which contracts."""

from datetime import date

import pytest

from components.actions.filtres import LIBELLES_DIMENSIONS
from components.commun.mots.formats import nombre
from geo.actions.portefeuille import (
    DIMENSIONS,
    CriteresActions,
    build_portefeuille,
    compter,
    contrats_retenus,
    filtrer,
)
from geo.actions.themes import connaissance, priorites_servies, themes_par_region
from geo.contrats.actions import avancement
from geo.couverture.moteur import Moteur
from geo.territoires.territoire import regions_of
from tests.pages.actions.actions_lues import shown
from tests.pages.lecture import address, sentence

JOUR = date(2026, 6, 15)


def found(moteur: Moteur, **criteres: object) -> list:
    asked = CriteresActions(**criteres)
    contrats = contrats_retenus(moteur, JOUR, asked)
    return filtrer(build_portefeuille(moteur.registre, contrats, JOUR), asked)


# ---- Actions ---------------------------------------------------------------------------------


@pytest.mark.parametrize("tous", [False, True])
def test_the_answer_counts_the_actions_and_those_whose_status_is_known(page_at, moteur, tous):
    said = sentence(page_at(**({"contrats": "tous"} if tous else {})))
    actions = found(moteur, tous=tous)
    progress = avancement((one.action for one in actions), JOUR)
    contrats = contrats_retenus(moteur, JOUR, CriteresActions(tous=tous))
    assert f"{nombre(progress.total)}\u00a0actions recensées dans" in said
    assert f"sur {nombre(len(contrats))}\u00a0contrats" in said
    assert f"statut connu pour {nombre(progress.total - progress.inconnues)}" in said
    assert "non démarrée" in said


def test_unknown_statuses_are_said_unknown_and_not_unstarted(page_at, moteur):
    rows = shown(page_at(), "Statut")
    counts = {row["Statut"]: int(row["Actions"]) for row in rows}
    table = compter(found(moteur), "statut", JOUR).set_index("code")["nb_actions"]
    assert counts["Statut non renseigné"] == table["non_renseigne"]
    assert counts["Non démarrée"] == table["non_demarree"]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_table_beside_the_chart_has_its_counts(page_at, moteur, dimension):
    page = page_at(par=dimension)
    rows = shown(page, LIBELLES_DIMENSIONS[dimension])
    table = compter(found(moteur), dimension, JOUR)
    assert [int(row["Actions"]) for row in rows] == table["nb_actions"].tolist()
    assert page.get("plotly_chart")
    assert page.button_group(key="actions-par").value == dimension


@pytest.mark.parametrize(
    ("parameters", "criteres"),
    [
        ({"region": "52"}, {"region": "52"}),
        ({"statut": "realisee,en_cours"}, {"statuts": ("realisee", "en_cours")}),
        ({"theme": "acces_soins,inconnu"}, {"themes": ("acces_soins", "")}),
        ({"pilote": "Ville de Brest", "contrats": "tous"}, {"pilote": "Ville de Brest"}),
        ({"echeance": "a_verifier", "contrats": "tous"}, {"echeance": "a_verifier"}),
        ({"contrat": "cls-29-cornouaille-1"}, {"contrat": "cls-29-cornouaille-1"}),
    ],
)
def test_the_filters_of_the_address_are_those_of_the_portfolio(
    page_at, moteur, parameters, criteres
):
    actions = found(moteur, tous="contrats" in parameters, **criteres)
    assert actions
    page = page_at(**parameters)
    assert f"{nombre(len(actions))}\u00a0action" in sentence(page)
    rows = shown(page, "Action")
    assert [row["Action"] for row in rows] == [one.action.intitule for one in actions][:50]


def test_a_contract_that_is_over_has_its_actions_when_it_is_asked_for(page_at, moteur):
    statuts = moteur.couverture(JOUR).statuts
    over = next(a.contrat_id for a in moteur.registre.actions if statuts[a.contrat_id] == "echu")
    said = sentence(page_at(contrat=over))
    assert moteur.registre.contrats[over].nom in said


def test_late_actions_and_those_to_check_are_told_apart(page_at):
    page = page_at(contrats="tous")
    (alert,) = page.warning
    assert "en retard" in alert.value
    assert "à vérifier" in alert.value


def test_when_no_action_answers_the_page_says_what_to_loosen(page_at):
    page = page_at(statut="suspendue")
    assert "aucune action recensée ne répond" in sentence(page)
    assert "Retirez un filtre" in page.info[0].value
    page.button(key="actions-effacer").click().run()
    assert address(page, JOUR) == {}


def test_widgets_write_to_the_address(page_at):
    page = page_at()
    page.selectbox(key="actions-region").select("53").run()
    assert address(page, JOUR) == {"region": "53"}
    page.multiselect(key="actions-statuts").set_value(["realisee"]).run()
    page.multiselect(key="actions-themes").set_value(["", "acces_soins"]).run()
    assert address(page, JOUR) == {
        "region": "53",
        "statut": "realisee",
        "theme": "inconnu,acces_soins",
    }
    page.radio(key="actions-contrats").set_value("tous").run()
    assert address(page, JOUR)["contrats"] == "tous"
    page.button_group(key="actions-volet").set_value("themes").run()
    assert address(page, JOUR)["volet"] == "themes"
    page.selectbox(key="actions-region").select("").run()
    assert "region" not in address(page, JOUR)


# ---- Themes and priorities -------------------------------------------------------------------


def test_shares_rest_on_the_contracts_whose_axes_are_known(page_at, moteur):
    page = page_at(volet="themes")
    contrats = contrats_retenus(moteur, JOUR, CriteresActions())
    codes = [one.code for one in regions_of(moteur.referentiel)]
    matrix = themes_par_region(moteur.registre, contrats, codes)
    assert f"Les axes de {nombre(matrix.nb_connus)}\u00a0contrats sont connus" in sentence(page)
    assert f"sur {nombre(len(contrats))}\u00a0contrats signés ou en projet" in sentence(page)
    rows = shown(page, "Région")
    assert [int(row["Axes connus"]) for row in rows] == matrix.connus.tolist()
    unknown = [row for row, known in zip(rows, matrix.connus, strict=True) if not known]
    for row in unknown:
        assert row["Accès aux soins (%)"] == "–"


@pytest.mark.parametrize("region", ["53", "28", "75", "11"])
def test_a_region_shows_its_priorities_and_names_those_that_nobody_serves(page_at, moteur, region):
    page = page_at(volet="themes", region=region)
    contrats = contrats_retenus(moteur, JOUR, CriteresActions(region=region))
    served = priorites_servies(moteur.registre, contrats, region)
    rows = shown(page, "Priorité")
    assert [int(row["Contrats"]) for row in rows] == [len(one.contrats) for one in served]
    gaps = [one.priorite.intitule for one in served if not one.contrats]
    said = "\n".join(one.value for one in (*page.warning, *page.success)).replace("\\", "")
    for gap in gaps:
        assert f"«\u00a0{gap}\u00a0»" in said
    assert bool(page.warning) == bool(gaps)
    assert f"{served[0].nb_connus}\u00a0contrats" in said


def test_personnes_agees_is_a_gap_of_normandie(page_at):
    page = page_at(volet="themes", region="28", date="2026-11-21")
    assert "Personnes âgées" in page.warning[0].value
    assert "peuvent y répondre" in page.warning[0].value


def test_a_region_whose_priorities_are_not_known_says_so(page_at):
    page = page_at(volet="themes", region="84")
    assert any("ne sont pas dans le registre" in one.value for one in page.info)
    assert shown(page, "Contrat")


def test_a_region_without_known_axes_says_so(page_at):
    page = page_at(volet="themes", region="01")
    assert "Les axes d'aucun contrat ne sont connus" in sentence(page)


# ---- How much is known -----------------------------------------------------------------------


def test_what_is_known_is_said_by_region(page_at, moteur):
    page = page_at(volet="connaissance")
    contrats = contrats_retenus(moteur, JOUR, CriteresActions())
    codes = [one.code for one in regions_of(moteur.referentiel)]
    expected = connaissance(moteur, contrats, codes, JOUR)
    (table,) = page.dataframe
    assert table.value["Axes"].tolist() == expected["axes"].tolist()
    assert table.value["Statuts"].tolist() == expected["statuts"].tolist()
    assert table.value["Région"].tolist()[-1] == "Toutes les régions"
    assert f"les axes de {expected.iloc[-1]['axes']}" in sentence(page)


def test_a_region_without_a_contract_has_no_share(page_at):
    (table,) = page_at(volet="connaissance").dataframe
    rows = table.value.set_index("Région")
    empty = rows[rows["Contrats"] == 0]
    assert empty["Axes (%)"].isna().all()
