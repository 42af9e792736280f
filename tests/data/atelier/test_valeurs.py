"""Durations, ranks, numbers, states and statuses in people's own words."""

from collections.abc import Callable

import pytest

from data.atelier.fautes import Fautes
from data.atelier.valeurs.codes import (
    a_la_forme_d_un_code,
    lire_codes_postaux,
    lire_departements,
)
from data.atelier.valeurs.durees import lire_duree
from data.atelier.valeurs.etapes import lire_etape
from data.atelier.valeurs.generations import lire_generation
from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, REFUSEE, SURE, Lecture
from data.atelier.valeurs.nombres import lire_nombre, nombre, pourcentage
from data.atelier.valeurs.numeros import lire_axe, lire_numero
from data.atelier.valeurs.statuts import est_un_signe, est_une_croix, lire_statut


@pytest.mark.parametrize(
    ("ecrit", "ans"),
    [
        ("5 ans", "5"),
        ("5", "5"),
        ("cinq ans", "5"),
        ("60 mois", "5"),
        ("Durée de 5 ans", "5"),
        ("5 ans renouvelable", "5"),
        ("5.0", "5"),
        ("3 ans (reconduit 1 an)", "3"),
    ],
)
def test_a_duration_is_in_whole_years(ecrit: str, ans: str):
    assert lire_duree(ecrit).valeur == ans


def test_an_extension_is_told_and_a_right_to_extend_is_not():
    assert lire_duree("3 ans + 2 ans").avertissements == (Fautes.DUREE_RECONDUITE,)
    assert lire_duree("5 ans renouvelables").avertissements == ()


def test_a_period_stands_for_a_duration():
    expected = {"periode_debut": "2023", "date_fin": "2028"}
    assert dict(lire_duree("2023-2028").champs) == expected
    assert dict(lire_duree("5 ans (2023-2028)").champs) == {"": "5", **expected}


@pytest.mark.parametrize("ecrit", ["3 à 5 ans", "18 mois", "pluriannuel", "3+2"])
def test_a_duration_that_is_not_one_is_asked(ecrit: str):
    assert lire_duree(ecrit).certitude == A_CONFIRMER


def test_fifteen_years_is_no_duration_of_a_contract():
    assert lire_duree("15 ans").certitude == REFUSEE


@pytest.mark.parametrize(
    ("ecrit", "rang"),
    [
        ("2ème", "2"),
        ("CLS 3", "3"),
        ("1ère génération", "1"),
        ("CLS3", "3"),
        ("II", "2"),
        ("deuxième", "2"),
        ("Seconde", "2"),
        ("n°2", "2"),
        ("CLS2 (2023-2027)", "2"),
        ("G2", "2"),
        ("CLS de 3e génération", "3"),
        ("V1", "1"),
        ("premier contrat", "1"),
        ("2", "2"),
    ],
)
def test_a_rank_in_any_words_is_a_number(ecrit: str, rang: str):
    found = lire_generation(ecrit)
    assert (found.certitude, found.valeur) == (SURE, rang)


@pytest.mark.parametrize("ecrit", ["renouvellement", "1 ou 2", "ancien"])
def test_a_rank_that_is_not_said_is_asked(ecrit: str):
    assert lire_generation(ecrit).certitude == A_CONFIRMER


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("48\xa0512", 48512),
        ("21 004 hab.", 21004),
        ("41.527", 41527),
        ("76 320,0", 76320),
        ("33\u202f120", 33120),
        ("9500 habitants (2020)", 9500),
        ("1,234,567.0", 1234567),
        ("2,1E+05", 210000),
        ("env. 9 500", 9500),
        ("~10 000", 10000),
        ("12,5 k", 12500),
    ],
)
def test_a_number_of_residents_is_read_whatever_its_spaces(ecrit: str, lu: int):
    found = nombre(ecrit)
    assert found is not None
    assert found.valeur == lu


def test_an_approximate_number_says_so():
    assert lire_nombre("env. 9 500").avertissements == (Fautes.NOMBRE_APPROCHE,)
    assert lire_nombre("9 500").avertissements == ()


@pytest.mark.parametrize("ecrit", ["beaucoup", "1,5", "12 à 15", "12 communes et 3 villes"])
def test_what_is_not_one_whole_number_is_none(ecrit: str):
    assert nombre(ecrit) is None


@pytest.mark.parametrize(
    ("ecrit", "typed", "attendu"),
    [
        ("50 %", False, 50.0),
        ("0,75", False, 75.0),
        ("100%", False, 100.0),
        ("0", False, 0.0),
        ("1", True, 100.0),
        ("1", False, 1.0),
        ("50-75", False, None),
        ("120 %", False, None),
    ],
)
def test_a_progress_is_in_percent(ecrit: str, typed: bool, attendu: float | None):
    assert pourcentage(ecrit, typed) == attendu


@pytest.mark.parametrize(
    ("ecrit", "etape"),
    [
        ("Signé", "signe"),
        ("Actif", "signe"),
        ("En vigueur", "signe"),
        ("Prolongé", "signe"),
        ("LI reçue le 3/2", "lettre_intention"),
        ("En négo.", "elaboration"),
        ("Échue", "echu"),
        ("En cours d'élaboration", "elaboration"),
        ("en cours de renouvellement", "renouvellement"),
        ("Signé le 3/2/2022", "signe"),
        ("Diagnostic en cours", "diagnostic"),
        ("Inconnue", "inconnue"),
        ("lettre_intention", "lettre_intention"),
    ],
)
def test_a_known_state_is_taken(ecrit: str, etape: str):
    found = lire_etape(ecrit)
    assert (found.certitude, found.valeur) == (SURE, etape)


@pytest.mark.parametrize(
    ("ecrit", "etape"),
    [
        ("signé - avenant en cours", "signe"),
        ("Non signé à ce jour", "elaboration"),
        ("signature prévue T2 2026", "elaboration"),
        ("contrat arrivé à son terme, échu", "echu"),
        ("terminé, renouvellement en cours", "renouvellement"),
    ],
)
def test_a_state_in_a_longer_text_is_proposed(ecrit: str, etape: str):
    found = lire_etape(ecrit)
    assert (found.certitude, found.valeur) == (PROPOSEE, etape)


@pytest.mark.parametrize("ecrit", ["en cours", "En projet", "Souhait de la collectivité", "à voir"])
def test_a_state_that_may_mean_several_is_asked(ecrit: str):
    assert lire_etape(ecrit).certitude == A_CONFIRMER


def test_a_wish_is_no_project():
    assert "souhait" in lire_etape("Intérêt exprimé par la commune").pourquoi


@pytest.mark.parametrize(
    ("ecrit", "statut"),
    [
        ("Réalisée", "realisee"),
        ("terminé", "realisee"),
        ("En cours", "en_cours"),
        ("partiellement réalisée", "en_cours"),
        ("non démarrée", "non_demarree"),
        ("à venir", "non_demarree"),
        ("abandon", "abandonnee"),
        ("suspendue", "suspendue"),
        ("en_cours", "en_cours"),
        ("✅ fait", "realisee"),
    ],
)
def test_a_status_in_words_is_taken(ecrit: str, statut: str):
    found = lire_statut(ecrit)
    assert (found.certitude, found.valeur) == (SURE, statut)


@pytest.mark.parametrize("ecrit", ["75 % fait", "3/5 réalisées", "selon budget"])
def test_a_status_that_is_half_said_is_asked(ecrit: str):
    assert lire_statut(ecrit).certitude == A_CONFIRMER


@pytest.mark.parametrize(
    "signe", ["🟢", "vert", "Vert clair", "ORANGE", "☀️", "soleil", "⬤", "🔴🔴"]
)
def test_a_colour_or_a_picture_means_nothing_by_itself(signe: str):
    assert est_un_signe(signe)
    assert lire_statut(signe).faute is Fautes.LEGENDE_INCONNUE


@pytest.mark.parametrize("croix", ["X", "x", "✓", "oui", "1", "●"])
def test_a_tick_is_a_tick_whatever_its_mark(croix: str):
    assert est_une_croix(croix)


@pytest.mark.parametrize(
    ("ecrit", "numero"),
    [
        ("1.1", "1.1"),
        ("1.10", "1.10"),
        ("Fiche 1.10", "1.10"),
        ("FA 3", "3"),
        ("A1", "A1"),
        ("Action n°4.2", "4.2"),
        ("5.1.1", "5.1.1"),
        ("1,1", "1.1"),
        ("Fiche action n°12", "12"),
    ],
)
def test_a_number_of_action_is_a_text(ecrit: str, numero: str):
    found = lire_numero(ecrit)
    assert (found.certitude, found.valeur) == (SURE, numero)


def test_another_separator_is_proposed():
    found = lire_numero("2-2")
    assert (found.certitude, found.valeur) == (PROPOSEE, "2.2")


@pytest.mark.parametrize(
    ("titre", "numero", "intitule"),
    [
        ("AXE 1 : ACCÈS AUX SOINS", "1", "ACCÈS AUX SOINS"),
        ("Axe stratégique n°3 – Cœur", "3", "Cœur"),
        ("Orientation II : Santé", "2", "Santé"),
        ("1. Accès aux soins", "1", "Accès aux soins"),
        ("Accès aux soins", "", "Accès aux soins"),
        ("Priorité 2. Jeunes", "2", "Jeunes"),
        ("Axe transversal : gouvernance", "", "Axe transversal : gouvernance"),
    ],
)
def test_the_title_of_an_axis_gives_its_number_and_its_words(
    titre: str, numero: str, intitule: str
):
    found = lire_axe(titre)
    assert (found.numero, found.intitule) == (numero, intitule)


@pytest.mark.parametrize(
    ("ecrit", "codes"),
    [
        ("1", ("01",)),
        ("38-73", ("38", "73")),
        ("2a", ("2A",)),
        ("20", ("2A", "2B")),
        ("974 ; 976", ("974", "976")),
        ("Ain", None),
        ("99", None),
    ],
)
def test_the_codes_of_départements_come_back_from_numbers(ecrit, codes):
    assert lire_departements(ecrit) == codes


def test_postcodes_get_their_nought_back():
    assert lire_codes_postaux("1000") == ("01000",)
    assert lire_codes_postaux("20000 / 20090") == ("20000", "20090")


@pytest.mark.parametrize(
    "ecrit",
    ["29232", "1053", "2a004", "'01001", "200 068 120", "20006812000019", "2,42E+08", "29232.0"],
)
def test_a_code_has_the_form_of_one(ecrit: str):
    assert a_la_forme_d_un_code(ecrit)


@pytest.mark.parametrize("ecrit", ["Quimper", "29", "T5", "12 rue", "", "200006930\n48070"])
def test_a_name_has_not(ecrit: str):
    assert not a_la_forme_d_un_code(ecrit)


@pytest.mark.parametrize(
    ("lit", "ecrit"),
    [
        (lire_etape, "signé ?"),
        (lire_etape, "Signé ❌"),
        (lire_statut, "terminé ?"),
        (lire_statut, "non réalisé"),
        (lire_statut, "ne sera pas fait"),
        (lire_statut, "presque terminé"),
        (lire_statut, "terminé ou abandonné"),
        (lire_statut, "en cours / suspendu"),
        (lire_generation, "nouveau"),
        (lire_numero, "1.2/1.3"),
    ],
)
def test_a_doubt_a_denial_or_a_choice_is_asked_and_nothing_is_proposed(
    lit: Callable[[str], Lecture], ecrit: str
):
    read = lit(ecrit)
    assert read.certitude == A_CONFIRMER
    assert read.valeur is None


def test_a_duration_says_the_day_that_it_runs_from():
    expected = {"": "5", "periode_debut": "2024-04-01"}
    assert dict(lire_duree("5 ans à compter du 01/04/2024").champs) == expected
    assert lire_duree("5 ans à compter de la signature").valeur == "5"
    assert lire_duree("5 ans renouvelable 1 fois").valeur == "5"
    assert lire_duree("5 ans à compter de la notification").certitude == A_CONFIRMER


def test_what_is_over_and_what_is_only_meant_are_not_proposed_as_signed():
    assert lire_etape("n'est plus en vigueur").valeur == "echu"
    assert lire_etape("LOI signée").valeur == "lettre_intention"
    assert lire_statut("lancement prévu 2026").valeur == "non_demarree"
    assert lire_generation("CLS 2G").valeur == "2"
