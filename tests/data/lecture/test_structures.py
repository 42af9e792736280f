"""The name of a person never leaves with open data; that of an organisation stays."""

import pytest

from data.lecture.registre import load_registre
from data.lecture.structures import (
    AUTEUR_TU,
    auteur_public,
    noms_publics,
    structures_connues,
    structures_du_registre,
)

CONNUES = structures_connues(["Quimper Cornouaille Développement", "Éoliharpe"])


@pytest.mark.parametrize(
    "nom",
    [
        "ARS Bretagne",
        "ARS Bretagne, délégation du Finistère",
        "CPAM de l'Hérault",
        "Centre hospitalier de Périgueux",
        "Quimper Cornouaille Développement",
        "Éoliharpe",
        "CC de la Presqu'île et du Faou",
        "Mayenne Communauté",  # an EPCI of the référentiel
        "Préfecture de région",
    ],
)
def test_an_organisation_is_given_as_it_is_written(nom: str) -> None:
    assert noms_publics(nom, CONNUES) == nom


@pytest.mark.parametrize(
    "nom",
    [
        "Marie Durand",
        "Mme Durand",
        "Dr Martin (CHU)",
        "M. Petit, coordonnateur",
        "Pr. Petit",
        "marie.durand@ars.sante.fr",
        "",
    ],
)
def test_a_person_is_left_out(nom: str) -> None:
    assert noms_publics(nom, CONNUES) == ""


@pytest.mark.parametrize(
    ("ecrit", "public"),
    [
        ("ARS Bretagne, Marie Durand", "ARS Bretagne"),
        ("CPAM de l'Hérault (Jean Dupont)", "CPAM de l'Hérault"),
        ("CHU - Paul Petit", "CHU"),
        ("Éoliharpe et Marie Durand", "Éoliharpe"),
        ("Marie Durand ; Ville de Brest", "Ville de Brest"),
    ],
)
def test_of_both_the_organisation_alone_is_given(ecrit: str, public: str) -> None:
    assert noms_publics(ecrit, CONNUES) == public


def test_an_author_who_is_no_organisation_is_not_told() -> None:
    assert auteur_public("Marie Durand") == AUTEUR_TU
    assert auteur_public("ARS Normandie") == "ARS Normandie"
    assert auteur_public("Atlas des contrats locaux de santé") != AUTEUR_TU


def test_most_pilotes_of_the_registre_are_known_structures() -> None:
    registre = load_registre()
    known = structures_du_registre(registre)
    written = [one.pilote for one in registre.actions if one.pilote]
    kept = [one for one in written if noms_publics(one, known) == one]
    assert written
    assert len(kept) >= 0.85 * len(written)
