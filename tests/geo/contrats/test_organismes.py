"""Names that go out are those of organisations: a person's stays inside."""

import pytest

from data.depot.registre import load_registre
from data.model import Registre
from geo.contrats.organismes import organismes


@pytest.fixture(scope="module")
def registre() -> Registre:
    """The real registre: its porteurs and signatories are known."""
    return load_registre()


@pytest.mark.parametrize(
    "nom",
    [
        "ARS",
        "ARS Bretagne",
        "Ville de Brest",
        "CPAM de l'Hérault",
        "Centre hospitalier de Périgueux",
        "CC Causses et Vallée de la Dordogne",
        "CA de Béthune-Bruay, Artois-Lys Romane",
        "ARS et CPAM de Saône-et-Loire",
        "Quimper Cornouaille Développement",
        "Mayenne Communauté",
        "Administration de l'atlas",
    ],
)
def test_an_organisation_is_told_as_it_is_written(registre, nom):
    assert organismes(registre, nom) == nom


@pytest.mark.parametrize(
    "nom",
    [
        "",
        "Mme Durand",
        "Durand",
        "Jean Dupont",
        "Dr Martin, CC du Pays",
        "Martin, médecin",
        "chargée de mission : Claire Petit",
        "jean.dupont@ars.sante.fr",
        "ARS et Jean Dupont",
        " et ".join(["ARS"] * 40),
    ],
)
def test_what_names_a_person_or_nobody_knows_whom_stays_inside(registre, nom):
    assert organismes(registre, nom) == ""


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("Jean Dupont, CPTS du Centre", "CPTS du Centre"),
        ("ARS (Jean Dupont)", "ARS"),
        ("ARS - Jean Dupont", "ARS"),
        ("ARS / Agence de l'eau", "ARS\u00a0; Agence de l'eau"),
        ("Éducation nationale, clubs sportifs", "Éducation nationale"),
    ],
)
def test_of_a_list_the_organisations_are_told(registre, texte, dit):
    assert organismes(registre, texte) == dit
