"""Town halls of the référentiel: offices, never persons."""

import pytest

from data.construction.mairies import build_mairies, est_d_un_office
from data.lecture.mairies import mairie_de

QUIMPER, PARIS_13 = "29232", "75113"


@pytest.mark.parametrize(
    ("courriel", "commune"),
    [
        ("mairie@exemple.fr", "Plomelin"),
        ("contact@quimper.bzh", "Quimper"),
        ("plomelin.secretariat@wanadoo.fr", "Plomelin"),
        ("st-nic@orange.fr", "Saint-Nic"),
    ],
)
def test_the_address_of_an_office_says_so(courriel, commune):
    names = commune != "Saint-Nic"  # "st" and "nic" are too short to tell
    assert est_d_un_office(courriel, commune) is names


@pytest.mark.parametrize("courriel", ["prenom.nom@wanadoo.fr", "pas une adresse", "", "a@b"])
def test_an_address_that_may_be_a_persons_is_left_out(courriel):
    row = {
        "type": "COM",
        "code": "29999",
        "nom": "Kerbrug",
        "mairie_email": courriel,
        "mairie_telephone": "\\N",
        "mairie_site": "javascript:alert(1)",
        "mairie_adresse": "1 rue du Bourg\nBP 12\n29999  Kerbrug",
    }
    (mairie,) = build_mairies([row], ["29999"]).to_dict("records")
    assert mairie == {
        "code": "29999",
        "courriel": "",
        "telephone": "",
        "site": "",
        "adresse": "1 rue du Bourg, BP 12, 29999 Kerbrug",
    }


def test_the_communes_of_the_atlas_have_their_town_hall():
    quimper = mairie_de(QUIMPER)
    assert quimper is not None
    assert "quimper" in quimper.courriel + quimper.site
    assert quimper.telephone
    assert quimper.adresse.endswith("29000 Quimper")
    assert mairie_de(PARIS_13) is not None
    assert mairie_de("99999") is None
