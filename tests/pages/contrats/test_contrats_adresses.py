"""The address of the directory: a bad value is told, a hostile text is a text."""

from dataclasses import replace
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from geo.couverture import moteur as moteur_de_couverture
from geo.couverture.moteur import Moteur, load_moteur
from tests.pages.contrats.annuaire_lu import links, table_shown
from tests.pages.lecture import assert_nothing_wrong, sentence

HOSTILE = "<img src=x onerror=alert(1)>"
CORNOUAILLE = "cls-29-cornouaille-1"


def html(page: AppTest) -> str:
    return "\n".join(one.proto.body for one in page.get("html"))


# ---- What cannot be read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"statut": "signe,fini"}, "Paramètre «\u00a0statut\u00a0» «\u00a0fini\u00a0»"),
        ({"fin": "-3"}, "un nombre de mois attendu, de 1 à 120"),
        ({"fin": "²"}, "un nombre de mois attendu, de 1 à 120"),
        ({"page": "zéro"}, "un numéro de page attendu"),
        ({"axes": "peut-être"}, "Valeurs possibles\u00a0: oui, non"),
        ({"region": "999"}, "ce code n'existe pas dans le référentiel"),
        ({"date": "hier"}, "ce n'est pas une date"),
        ({"tri": "couleur"}, "valeur inconnue, elle est ignorée"),
        ({"affichage": "3d"}, "Valeurs possibles\u00a0: tableau, fiches, carte"),
        ({"q": "?!…"}, "ne contient ni lettre ni chiffre"),
        ({"q": "mot " * 60}, "La recherche est trop longue"),
        ({"generation": "12"}, "valeur inconnue"),
    ],
)
def test_a_bad_value_is_told_in_french_and_the_page_still_answers(open_page, parameters, expected):
    page = open_page(**parameters)
    assert_nothing_wrong(page)
    (warning,) = page.warning
    assert expected in warning.value.replace("\\", "")
    assert sentence(page)


def test_a_bad_value_is_shown_as_a_text(open_page):
    page = open_page(statut=HOSTILE, q=HOSTILE)
    assert_nothing_wrong(page)
    shown = [one.value for one in (*page.warning, *page.info, *page.markdown)]
    assert not [text for text in shown if "<img" in text.replace("\\<", "")]


@pytest.fixture
def contrat_hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the application load a registre in which a contract and its porteur are a tag."""
    real = load_moteur()
    contrats = dict(real.registre.contrats)
    contrats[CORNOUAILLE] = replace(contrats[CORNOUAILLE], nom=HOSTILE, porteur=HOSTILE)
    registre = replace(real.registre, contrats=contrats)
    moteur = Moteur(registre, real.referentiel, real.perimetres)
    monkeypatch.setattr(moteur_de_couverture, "load_moteur", lambda **_: moteur)


@pytest.mark.usefixtures("contrat_hostile")
@pytest.mark.parametrize("affichage", ["tableau", "fiches", "carte"])
def test_a_contract_named_as_a_tag_shows_as_text(page_at, affichage):
    page = page_at(affichage=affichage, commune="29232", q="onerror alert")
    assert "<img" not in html(page)
    for label, _ in links(page):
        assert "<img" not in label.replace("\\<", "")
    if affichage == "fiches":
        assert unescape(html(page)).count(HOSTILE) >= 1
    else:
        assert table_shown(page)[0]["Contrat"] == HOSTILE
