"""What people know of a contract leads to it, and nothing else does."""

from datetime import date

import numpy as np
import pytest

from geo.annuaire.annuaire import Criteres, Resultat
from geo.annuaire.index import mots_utiles
from geo.annuaire.recherche import LONGUEUR_MAXIMALE
from geo.territoires.normalisation import normaliser
from tests.geo.annuaire.contrats_trouves import found

JOUR = date(2026, 6, 15)
QUIMPER_BRETAGNE_OCCIDENTALE = "epci 200068120"
QUIMPER, PLOMELIN, SAINT_MALO, SAINT_DENIS = "29232", "29170", "35288", "93066"
PARIS_13 = "75113"


def by(resultat: Resultat, contrat_id: str) -> tuple[str, str] | None:
    """The field and the text by which a contract was found."""
    return next(one.trouve_par for one in resultat.lignes() if one.contrat.id == contrat_id)


# ---- Search ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "texte",
    ["CLS de Cornouaille", "cornouaille", "CORNOUAILLE", "la Cornouaille", "contrat Cornouaille"],
)
def test_a_name_is_found_whatever_its_case_its_articles_and_the_words_of_every_name(
    un_annuaire, nomme, texte
):
    directory = un_annuaire([nomme("a", "CLS de Cornouaille"), nomme("b", "CLS du Pays de Brest")])
    assert found(directory, texte) == ["a"]


@pytest.mark.parametrize(
    ("texte", "nom"),
    [
        ("agglomeration de saint brieuc", "CLS de l'Agglomération de Saint-Brieuc"),
        ("st brieuc", "CLS de Saint-Brieuc"),
        ("VILLES SOEURS", "CLS des Villes Sœurs"),
        ("hay les roses", "CLS de L'Haÿ-les-Roses"),
        ("lemans", "CLS du Mans"),
    ],
)
def test_accents_ligatures_abbreviations_and_spaces_do_not_matter(un_annuaire, nomme, texte, nom):
    directory = un_annuaire([nomme("a", nom), nomme("b", "CLS de Rodez")])
    assert found(directory, texte) == ["a"]


@pytest.mark.parametrize(
    "texte",
    ["cornouaile", "cornouailles", "cornouiale", "kornouaille", "cornuaile", "cls de cornouaile"],
)
def test_one_or_two_typing_errors_are_forgiven(un_annuaire, nomme, texte):
    directory = un_annuaire([nomme("a", "CLS de Cornouaille"), nomme("b", "CLS du Pays de Brest")])
    resultat = directory.chercher(Criteres(texte=texte), JOUR)
    assert resultat.identifiants == ("a",)
    assert resultat.est_approche


def test_the_start_of_a_word_is_enough_and_is_not_an_error(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de Cornouaille"), nomme("b", "CLS du Pays de Brest")])
    resultat = directory.chercher(Criteres(texte="corn"), JOUR)
    assert resultat.identifiants == ("a",)
    assert not resultat.est_approche


def test_errors_are_not_looked_for_when_the_very_words_are_there(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de Lens"), nomme("b", "CLS de Sens")])
    assert found(directory, "lens") == ["a"]


def test_a_word_that_only_begins_another_does_not_hide_a_typing_error(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de Quimerch"), nomme("b", "CLS de Quimper")])
    assert set(found(directory, "Quimer")) == {"a", "b"}


def test_numbers_are_never_guessed(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS 2023-2027"), nomme("b", "CLS 2018-2020")])
    assert found(directory, "2024") == []
    assert found(directory, "2023") == ["a"]


def test_the_porteur_leads_to_its_contracts(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("a", "CLS de Cornouaille", porteur="Quimper Cornouaille Développement"),
            nomme("b", "CLS de Rodez", porteur="Rodez Agglomération"),
        ]
    )
    resultat = directory.chercher(Criteres(texte="cornouaille developement"), JOUR)
    assert resultat.identifiants == ("a",)
    assert by(resultat, "a") == ("porteur", "Quimper Cornouaille Développement")


@pytest.mark.parametrize("texte", ["Plomelin", "plomelyn", "mairie de Plomelin", "29170"])
def test_any_commune_of_the_perimeter_leads_to_the_contract_and_is_named(un_annuaire, nomme, texte):
    directory = un_annuaire(
        [nomme("a", "CLS de l'ouest"), nomme("b", "CLS de l'est")],
        {"a": [QUIMPER_BRETAGNE_OCCIDENTALE], "b": [f"commune {SAINT_MALO}"]},
    )
    resultat = directory.chercher(Criteres(texte=texte), JOUR)
    assert resultat.identifiants == ("a",)
    assert by(resultat, "a") == ("commune", "Plomelin")


def test_a_postcode_leads_to_the_contracts_of_its_communes(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de l'ouest"), nomme("b", "CLS de l'est")],
        {"a": [f"commune {QUIMPER}"], "b": [f"commune {SAINT_MALO}"]},
    )
    assert found(directory, "29000") == ["a"]
    assert found(directory, "quimper 29") == ["a"]


def test_a_commune_left_out_of_the_perimeter_does_not_lead_to_it(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de l'ouest")],
        {"a": [QUIMPER_BRETAGNE_OCCIDENTALE, f"sauf commune {PLOMELIN}"]},
    )
    assert found(directory, "Plomelin") == []
    assert found(directory, "Quimper") == ["a"]


def test_the_words_of_a_query_must_belong_to_one_place(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de la côte"), nomme("b", "CLS de la plaine")],
        {"a": [f"commune {SAINT_MALO}"], "b": [f"commune {SAINT_DENIS}"]},
    )
    assert found(directory, "saint denis") == ["b"]
    assert set(found(directory, "saint")) == {"a", "b"}


def test_a_former_commune_leads_to_the_contract_of_the_one_it_joined(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de la plaine")], {"a": [f"commune {SAINT_DENIS}"]})
    resultat = directory.chercher(Criteres(texte="pierrefitte sur seine"), JOUR)
    assert resultat.identifiants == ("a",)
    assert by(resultat, "a") == ("commune", "Pierrefitte-sur-Seine (Saint-Denis)")


def test_an_arrondissement_leads_to_the_contract_that_covers_it(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS du treizième")], {"a": [f"arrondissement_municipal {PARIS_13}"]}
    )
    assert found(directory, "Paris 13e") == ["a"]
    assert found(directory, "Paris 14e") == []


def test_a_departement_or_a_region_is_found_by_its_whole_name(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS d'ici"), nomme("b", "CLS d'ailleurs", region="75", departements=("33",))]
    )
    assert found(directory, "Finistère") == ["a"]
    assert found(directory, "finistre") == ["a"]
    assert found(directory, "29") == ["a"]
    assert found(directory, "Nouvelle-Aquitaine") == ["b"]


def test_the_nearest_field_is_the_one_named(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de Quimper"), nomme("b", "CLS de Cornouaille")],
        {"a": [f"commune {QUIMPER}"], "b": [f"commune {QUIMPER}"]},
    )
    resultat = directory.chercher(Criteres(texte="quimper"), JOUR)
    assert resultat.identifiants == ("a", "b")
    assert by(resultat, "a")[0] == "nom"
    assert by(resultat, "b") == ("commune", "Quimper")


@pytest.mark.parametrize("texte", ["", "   ", "?!", "«»"])
def test_a_query_without_a_letter_or_a_digit_asks_for_nothing(annuaire, texte):
    assert len(found(annuaire, texte)) == len(annuaire.moteur.registre.contrats)


@pytest.mark.parametrize("texte", ["zzzzzzzz", "<img src=x onerror=alert(1)>", "x" * 5000])
def test_what_resembles_nothing_finds_nothing(annuaire, texte):
    resultat = annuaire.chercher(Criteres(texte=texte), JOUR)
    assert resultat.identifiants == ()
    assert resultat.par_statut == {}


def test_a_very_long_query_is_read_as_far_as_its_limit(un_annuaire, nomme):
    directory = un_annuaire([nomme("a", "CLS de Cornouaille")])
    query = "cornouaille " + " " * 10 + "de" * LONGUEUR_MAXIMALE
    assert found(directory, "cornouaille" + " de" * LONGUEUR_MAXIMALE) == ["a"]
    assert found(directory, query) == []


def test_every_real_contract_is_found_by_its_name_and_by_its_porteur(annuaire):
    missed = [
        (contrat.id, texte)
        for contrat in annuaire.moteur.registre.contrats.values()
        for texte in {contrat.nom, contrat.porteur} - {""}
        if contrat.id not in found(annuaire, texte)
    ]
    assert missed == []


def test_real_contracts_are_found_by_their_name_with_a_letter_missing(annuaire):
    """A few names are then those of other places: Le Teil without its i is Le Tel."""

    def misspelt(nom: str) -> str:
        words = mots_utiles(normaliser(nom))
        long = max((word for word in words if not word.isdigit()), key=len)
        middle = len(long) // 2
        return " ".join(long[:middle] + long[middle + 1 :] if w == long else w for w in words)

    some = list(annuaire.moteur.registre.contrats.values())[::4]
    missed = [c.nom for c in some if c.id not in found(annuaire, misspelt(c.nom))]
    assert len(missed) <= len(some) // 50, missed


def test_every_commune_of_some_real_perimeters_leads_to_its_contract(annuaire):
    engine = annuaire.moteur
    communes = engine.referentiel.niveaux["commune"]
    for name in ("cls-29-cornouaille-1", "cls-76-villes-soeurs-2"):
        cells = engine.perimetres.par_contrat[name]
        for owner in np.unique(communes.appartenance[cells]).tolist():
            assert name in found(annuaire, str(communes.noms[owner])), communes.noms[owner]
