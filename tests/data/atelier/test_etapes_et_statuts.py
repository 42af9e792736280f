"""States of contracts and statuses of actions in people's own words."""

from collections.abc import Callable

import pytest

from data.atelier.fautes import Fautes
from data.atelier.valeurs.etapes import lire_etape
from data.atelier.valeurs.generations import lire_generation
from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, SURE, Lecture
from data.atelier.valeurs.numeros import lire_numero
from data.atelier.valeurs.statuts import est_un_signe, est_une_croix, lire_statut


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


def test_what_is_over_and_what_is_only_meant_are_not_proposed_as_signed():
    assert lire_etape("n'est plus en vigueur").valeur == "echu"
    assert lire_etape("LOI signée").valeur == "lettre_intention"
    assert lire_statut("lancement prévu 2026").valeur == "non_demarree"
    assert lire_generation("CLS 2G").valeur == "2"
