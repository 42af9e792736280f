"""Who runs the atlas, what it keeps, how accessible it is: as configured, and without inventing."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components.commun.pied import LIENS
from data.exploitant import REGLAGES

DITS = {
    "ATLAS_EXPLOITANT": "Agence d'essai",
    "ATLAS_EXPLOITANT_ADRESSE": "3 place de la Mairie, 29000 Quimper",
    "ATLAS_DIRECTION_PUBLICATION": "la directrice générale",
    "ATLAS_HEBERGEUR": "Hébergeur d'essai, 75001 Paris",
    "ATLAS_CONTACT": "atlas@exemple.fr",
    "ATLAS_CONTACT_DONNEES": "dpo@exemple.fr",
}


@pytest.fixture
def sans_reglage(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in REGLAGES.values():
        monkeypatch.delenv(one.variable, raising=False)


@pytest.fixture
def reglages(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in DITS.items():
        monkeypatch.setenv(variable, value)


def texts(page: AppTest) -> str:
    return "\n".join(one.value for one in (*page.markdown, *page.caption, *page.warning))


def liens_de_courriel(page: AppTest) -> list[str]:
    return [one.proto.url for one in page.get("link_button")]


def test_every_setting_of_the_operator_is_tried_here():
    assert {one.variable for one in REGLAGES.values()} == set(DITS)


@pytest.mark.usefixtures("reglages")
def test_the_legal_page_names_who_publishes_and_hosts(run_sound_page):
    page = run_sound_page("mentions")
    text = texts(page)
    for variable in list(DITS)[:4]:
        assert DITS[variable] in text
    assert not page.warning
    assert liens_de_courriel(page)[0].startswith("mailto:atlas@exemple.fr?")


@pytest.mark.usefixtures("sans_reglage")
def test_what_the_operator_has_not_said_is_told_and_nothing_is_invented(run_sound_page):
    page = run_sound_page("mentions")
    (warning,) = page.warning
    for variable in list(DITS)[:5]:
        assert f"`{variable}`" in warning.value
    lines = [one.value for one in page.markdown if "**Éditeur**" in one.value]
    assert len(lines) == 1
    assert lines[0].count("non renseigné") == len(lines[0].splitlines()) == 4
    assert liens_de_courriel(page) == []


@pytest.mark.parametrize(
    ("nom", "attendus"),
    [
        ("accessibilite", {"ATLAS_CONTACT"}),
        ("donnees_personnelles", {"ATLAS_EXPLOITANT", "ATLAS_CONTACT", "ATLAS_CONTACT_DONNEES"}),
    ],
)
@pytest.mark.usefixtures("sans_reglage")
def test_each_page_asks_the_operator_for_what_it_needs(run_sound_page, nom, attendus):
    (warning,) = run_sound_page(nom).warning
    assert {name for name in DITS if f"`{name}`" in warning.value} == attendus


@pytest.mark.usefixtures("reglages")
def test_personal_data_are_asked_of_their_officer(run_sound_page):
    page = run_sound_page("donnees_personnelles")
    assert liens_de_courriel(page)[0].startswith("mailto:dpo@exemple.fr?")
    assert [one.value for one in page.code] == ["dpo@exemple.fr"]
    assert not page.warning


def test_without_an_officer_personal_data_are_asked_of_the_operator(
    run_sound_page, reglages, monkeypatch
):
    monkeypatch.delenv("ATLAS_CONTACT_DONNEES")
    page = run_sound_page("donnees_personnelles")
    assert liens_de_courriel(page)[0].startswith("mailto:atlas@exemple.fr?")


def test_a_setting_is_shown_as_it_is_written(run_sound_page, reglages, monkeypatch):
    monkeypatch.setenv("ATLAS_EXPLOITANT", "<b>Agence</b> **forte** [ici](https://exemple.fr) $x$")
    monkeypatch.setenv("ATLAS_CONTACT", "javascript:alert(1)")
    page = run_sound_page("mentions")
    text = texts(page)
    assert r"\<b\>Agence\</b\> \*\*forte\*\* \[ici\]" in text
    assert r"\$x\$" in text
    assert liens_de_courriel(page) == []
    assert "Contact\u00a0: javascript\\:" in text


def test_the_accessibility_page_says_what_was_not_tried(run_sound_page):
    text = texts(run_sound_page("accessibilite"))
    for word in ("lecteur d'écran", "personnes handicapées", "audit RGAA", "non conforme"):
        assert word in text
    assert "Défenseur des droits" in text


@pytest.mark.parametrize("nom", ["methode", "atelier", "contrats", "mentions", "territoire"])
def test_every_page_ends_with_the_three_links(run_framed_page: Callable[..., AppTest], nom):
    page = run_framed_page(nom)
    labels = [one.proto.label for one in page.get("page_link")]
    assert [one for one in labels if one in LIENS.values()] == list(LIENS.values())
