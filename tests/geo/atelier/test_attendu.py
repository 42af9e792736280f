"""Each row of ATTENDU.csv holds: what an import must give back of the samples, one test a row."""

import csv
from collections.abc import Callable

import pytest

from data.atelier.decisions import Decisions
from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, REFUSEE, SURE
from geo.atelier.analyse import Analyse
from tests.geo.atelier.lecture_essai import ECHANTILLONS, cellules, valeur

TENUES: dict[tuple[str, str], str] = {}
Essai = Callable[..., None]
Echantillon = Callable[..., Analyse]


def attendu(fichier: str, saisie: str) -> Callable[[Essai], Essai]:
    """Say which row of ATTENDU.csv a test holds, by its file and the start of its second cell."""

    def note(test: Essai) -> Essai:
        TENUES[fichier, saisie] = test.__name__
        return test

    return note


def test_every_row_of_attendu_has_its_test():
    with (ECHANTILLONS / "ATTENDU.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row[0], row[1]) for row in csv.reader(file, delimiter=";")][1:]
    held = {
        row: [key for key in TENUES if row[0] == key[0] and row[1].startswith(key[1])]
        for row in rows
    }
    assert {row: found for row, found in held.items() if len(found) != 1} == {}
    assert len(TENUES) == len(rows)


@pytest.fixture(scope="module")
def liste(echantillon: Echantillon) -> Analyse:
    return echantillon("01", region="84")


@pytest.fixture(scope="module")
def codes(echantillon: Echantillon) -> Analyse:
    return echantillon("03")


@pytest.fixture(scope="module")
def suivi(echantillon: Echantillon) -> Analyse:
    return echantillon("04")


@pytest.fixture(scope="module")
def couleurs(echantillon: Echantillon) -> Analyse:
    return echantillon("11")


@attendu("01", "en-tête")
def test_the_header_is_found_under_three_lines_of_title(liste: Analyse):
    assert liste.tableau is not None
    assert liste.tableau.entete.ligne == 4
    assert "cp1252" in liste.document.encodage
    assert liste.document.nom_separateur == "point-virgule"
    empty = [one for one in liste.tableau.colonnes if not one.entete]
    assert [(one.cible, one.pourquoi) for one in empty] == [(None, "colonne vide")] * 2


@attendu("01", "Dpt vide")
def test_a_département_is_taken_from_the_merged_cell_above(liste: Analyse):
    found = valeur(liste, "01", "departements")
    assert found.lignes == (5, 6, 7)
    assert cellules(liste, 6)["departements"] == cellules(liste, 7)["departements"] == "01"


def territoires(liste: Analyse, ligne: int) -> list[tuple[str, str]]:
    """Territories that a row names, as written, with their operation."""
    found = [one for one in liste.valeurs if one.colonne == "perimetre" and ligne in one.lignes]
    return [(one.details["operation"], one.ecrit) for one in found]


@attendu("01", "« CC du Val d'Orbe")
def test_two_epci_in_a_cell_are_two(liste: Analyse):
    assert territoires(liste, 5) == [
        ("inclut", "CC du Val d'Orbe"),
        ("inclut", "CA Pays de Merlande"),
    ]


@attendu("01", "« CC Plateau de Sorgne")
def test_an_exclusion_in_brackets_is_one(liste: Analyse):
    assert territoires(liste, 6) == [
        ("inclut", "CC Plateau de Sorgne"),
        ("inclut", "CC des Trois-Étangs"),
        ("exclut", "sauf Ligny"),
    ]


@attendu("01", "cellule sur 3 lignes")
def test_three_lines_are_three_epci_and_an_et_inside_a_name_is_kept(liste: Analyse):
    assert territoires(liste, 9) == [
        ("inclut", "CC Cœur de Valombre"),
        ("inclut", "CC Haute-Lôme"),
        ("inclut", "CC L'Œuvre et l'Aÿe"),
    ]


@attendu("01", "« 12/07/2023 »")
def test_the_day_comes_before_the_month(liste: Analyse):
    assert cellules(liste, 5)["date_signature"] == "2023-07-12"
    assert cellules(liste, 7)["date_signature"] == "2022-02-03"


@attendu("01", "« juil-23 »")
def test_a_month_keeps_the_precision_of_a_month(liste: Analyse):
    assert cellules(liste, 6)["date_signature"] == "2023-07"


@attendu("01", "« T3 2024 (prév.) »")
def test_a_forecast_is_asked_and_never_a_date(liste: Analyse):
    for written in ("T3 2024 (prév.)", "2029 ?"):
        found = valeur(liste, written)
        assert (found.lecture.certitude, found.propose) == (A_CONFIRMER, None)
    assert "date_signature" not in cellules(liste, 9)
    assert "date_fin" not in cellules(liste, 9)


@attendu("01", "Durée « 2023-2027 »")
def test_a_period_in_place_of_a_duration_is_its_start_and_end(liste: Analyse):
    found = valeur(liste, "2023-2027", "duree_ans")
    assert found.propose == {"periode_debut": "2023", "date_fin": "2027"}
    row = cellules(liste, 6)
    assert (row["periode_debut"], row["date_fin"]) == ("2023", "2027-12-31")


@attendu("01", "« 3 ans (reconduit 1 an) »")
def test_an_extension_beside_a_duration_is_told(liste: Analyse):
    row = cellules(liste, 7)
    assert (row["duree_ans"], row["date_fin"]) == ("3", "2026-02")
    told = {one.genre for one in liste.fautes if 7 in one.lignes}
    assert {Fautes.DUREE_RECONDUITE, Fautes.DUREE_CONTRADICTOIRE} <= told


@attendu("01", "« 2ème »")
def test_generations_in_words_are_ranks(liste: Analyse):
    assert [cellules(liste, row)["generation"] for row in (5, 7, 6)] == ["2", "3", "1"]


@attendu("01", "« 48 512 »")
def test_numbers_of_residents_are_read_and_an_approximate_one_is_told(liste: Analyse):
    written = {"48\xa0512": "48512", "21\xa0004 hab.": "21004", "env. 9 500": "9500"}
    found = {one.ecrit: one.propose for one in liste.valeurs if one.colonne == "population"}
    assert written.items() <= found.items()
    told = [one.lignes for one in liste.fautes if one.genre is Fautes.NOMBRE_APPROCHE]
    assert told == [(7,)]


@attendu("01", "« Signé »")
def test_states_in_words_are_shown_with_the_step_they_mean(liste: Analyse):
    read = {one.ecrit: one.propose for one in liste.valeurs if one.colonne == "etape"}
    assert read == {
        "Signé": "signe",
        "signé - avenant en cours": "signe",
        "Prolongé": "signe",
        "LI reçue le 3/2": "lettre_intention",
        "En négo.": "elaboration",
    }


@attendu("01", "Total et note")
def test_totals_and_footnotes_are_no_contract(liste: Analyse):
    assert liste.tableau is not None
    assert liste.tableau.ignorees == {12: "total", 14: "note"}
    assert [line.ligne for line in liste.lignes] == [5, 6, 7, 8, 9]


@attendu("03", "« 1053 »")
def test_a_lost_nought_comes_back(codes: Analyse):
    found = valeur(codes, "1053", "code_commune")
    assert (found.propose, found.lecture.certitude) == ("01053", SURE)


@attendu("03", "« 2,42900314E+08 »")
def test_scientific_notation_gives_back_what_it_kept_and_refuses_the_rest(codes: Analyse):
    kept, lost = valeur(codes, "2,42900314E+08"), valeur(codes, "2,00068E+13")
    assert (kept.propose, kept.lecture.certitude) == ("242900314", SURE)
    assert (lost.propose, lost.lecture.certitude) == (None, REFUSEE)
    assert "sur 14" in lost.lecture.pourquoi


@attendu("03", "« 20006812000019 »")
def test_a_siret_leads_to_its_siren(codes: Analyse):
    found = valeur(codes, "20006812000019", "porteur_code")
    assert (found.propose, found.lecture.certitude) == ("200068120", SURE)


@attendu("03", "« 20004 »")
def test_an_old_code_of_corsica_is_proposed(codes: Analyse):
    found = valeur(codes, "20004", "code_commune")
    assert (found.propose, found.lecture.certitude) == ("2A004", PROPOSEE)


@attendu("03", "« 02077 »")
def test_a_commune_and_an_epci_that_merged_lead_to_what_holds_them(codes: Analyse):
    commune, epci = valeur(codes, "02077"), valeur(codes, "245900410")
    assert (commune.propose, commune.lecture.certitude) == ("02564", PROPOSEE)
    assert "Bernoy-le-Château" in commune.lecture.pourquoi
    assert epci.propose == "200093201"


@attendu("04", "croix en colonnes")
def test_a_cross_is_the_status_of_its_column_and_two_are_asked(suivi: Analyse):
    read = {one.ecrit: one.propose for one in suivi.valeurs if one.colonne == "statut"}
    assert read["croix : EN COURS"] == "en_cours"
    assert read["croix : NON DÉMARRÉ"] == "non_demarree"
    two = valeur(suivi, "EN COURS + RÉALISÉ (fiche 2-2)")
    assert (two.lecture.certitude, two.propose, two.lignes) == (A_CONFIRMER, None, (9,))


@attendu("04", "« 🟢 »")
def test_a_legend_is_asked_once_and_never_guessed(suivi: Analyse):
    for sign in ("🟢", "vert", "Vert clair", "orange", "🔴", "noir"):
        found = valeur(suivi, sign)
        assert (found.lecture.certitude, found.propose) == (A_CONFIRMER, None)
        assert "légende" in found.lecture.pourquoi


@attendu("04", "« 1.10 »")
def test_1_10_is_not_1_1(echantillon: Echantillon, moteur_d_un_contrat):
    lue = echantillon(
        "04", moteur=moteur_d_un_contrat, decisions=Decisions(contrat="cls-29-essai-1")
    )
    numbers = {cellules(lue, row, "actions")["numero"] for row in (3, 6)}
    assert numbers == {"1.1", "1.10"}


@attendu("04", "lignes « AXE 1")
def test_a_title_is_the_axis_of_what_follows_and_no_action(
    echantillon: Echantillon, moteur_d_un_contrat
):
    lue = echantillon(
        "04", moteur=moteur_d_un_contrat, decisions=Decisions(contrat="cls-29-essai-1")
    )
    axes = [one.apres for line in lue.lignes for one in line.changements if one.table == "axes"]
    assert [(one["numero"], one["intitule"]) for one in axes if one] == [
        ("1", "ACCÈS AUX SOINS"),
        ("2", "SANTÉ MENTALE"),
    ]
    assert {line.ligne for line in lue.lignes} & {2, 7} == set()
    assert cellules(lue, 10, "actions")["axe_numero"] == "2"


@attendu("08", "UTF-16")
def test_the_unicode_text_of_a_spreadsheet_is_read(echantillon: Echantillon):
    lue = echantillon("08")
    assert lue.document.nom_separateur == "tabulation"
    assert [line.nom for line in lue.lignes] == ["CLS du Val d'Orbe", "CLS Cœur de Valombre"]


@attendu("09", "fins de ligne CR")
def test_old_line_ends_are_read_and_accents_composed(echantillon: Echantillon):
    lue = echantillon("09")
    assert [line.nom for line in lue.lignes] == ["CLS de Haute-Lôme", "CLS Brénat"]
    assert [cellules(lue, row)["etape"] for row in (2, 3)] == ["signe", "echu"]
    assert [cellules(lue, row)["date_signature"] for row in (2, 3)] == ["2024-02-03", "2019-12"]


@attendu("11", "1.1 (nombre)")
def test_a_number_of_action_cut_by_the_spreadsheet_is_told(couleurs: Analyse):
    told = [one for one in couleurs.fautes if one.genre is Fautes.NUMERO_PERDU]
    assert [(one.ecrit, one.lignes) for one in told] == [("1.1", (3,))]
    assert "lignes 3, 4" in told[0].detail
    assert valeur(couleurs, "1.1 (ligne 4)").lecture.certitude == A_CONFIRMER


@attendu("11", "couleur de fond seule")
def test_colours_struck_text_hidden_and_merged_cells_are_read(
    echantillon: Echantillon, moteur_d_un_contrat
):
    lue = echantillon(
        "11", moteur=moteur_d_un_contrat, decisions=Decisions(contrat="cls-29-essai-1")
    )
    assert valeur(lue, "fond vert (#92d050)").lecture.pourquoi == "légende lue en E10"
    assert valeur(lue, "fond orange (#ffc000)").propose == "en_cours"
    assert valeur(lue, "texte barré").lecture.certitude == A_CONFIRMER
    hidden = [one.colonne for one in lue.fautes if one.genre is Fautes.COLONNE_MASQUEE]
    assert hidden == ["Pilote"]
    rows = {row: cellules(lue, row, "actions") for row in (3, 4, 5, 7)}
    assert [rows[row]["axe_numero"] for row in rows] == ["1", "1", "1", "2"]
    assert rows[3]["pilote"] == "CH d'Exemple"
    assert rows[4]["statut"] == "en_cours"
