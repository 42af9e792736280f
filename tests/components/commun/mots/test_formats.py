"""French formats: what is written is what is meant."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.commun.mots.formats import (
    date_affichee,
    date_partielle,
    date_triable,
    echappe_markdown,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
    slug,
)
from data.dates import DatePartielle

SPECIALS = "\\`*_{}[]()<>#+-.!|~$:&"
JOINT = "\u2060"


def valeur_lue(texte: str) -> float:
    """Read a rate as a French reader does."""
    return float(texte.removesuffix("\u00a0%").replace("\u202f", "").replace(",", "."))


def test_thousands_are_separated_by_a_narrow_space_that_does_not_break():
    assert nombre(217_882) == "217\u202f882"
    assert nombre(68_350_798) == "68\u202f350\u202f798"
    assert nombre(999) == "999"
    assert habitants(217_882) == "217\u202f882\u00a0hab."


@pytest.mark.parametrize(
    ("taux", "texte"),
    [
        (0, "0\u00a0%"),
        (100, "100\u00a0%"),
        (78.6, "78,6\u00a0%"),
        (82, "82,0\u00a0%"),
        (50.04, "50,0\u00a0%"),
        (0.001, "0,1\u00a0%"),
        (99.999, "99,9\u00a0%"),
        (None, "non calculable"),
        (float("nan"), "non calculable"),
    ],
)
def test_a_rate_is_written_in_french(taux, texte):
    assert pourcentage(taux) == texte


@given(st.floats(0, 100, exclude_min=True, exclude_max=True), st.integers(0, 3))
def test_a_rate_neither_0_nor_100_never_shows_as_0_or_100(taux, decimales):
    assert 0 < valeur_lue(pourcentage(taux, decimales)) < 100


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_higher_rate_never_reads_as_a_lower_one(un, autre):
    petit, grand = sorted((un, autre))
    assert valeur_lue(pourcentage(petit)) <= valeur_lue(pourcentage(grand))


@given(st.floats(0, 100))
def test_a_rate_shown_is_within_a_tenth_of_the_rate_computed(taux):
    assert valeur_lue(pourcentage(taux)) == pytest.approx(taux, abs=0.1)


def test_none_and_one_are_singular():
    assert pluriel(0, "contrat") == "0\u00a0contrat"
    assert pluriel(1, "contrat signé", "contrats signés") == "1\u00a0contrat signé"
    assert pluriel(2, "contrat signé", "contrats signés") == "2\u00a0contrats signés"
    assert pluriel(1200, "contrat") == "1\u202f200\u00a0contrats"


def test_the_first_of_the_month_is_an_ordinal():
    assert jour_en_lettres(date(2024, 3, 1)) == "1er\u00a0mars\u00a02024"
    assert jour_en_lettres(date(2024, 3, 11)) == "11\u00a0mars\u00a02024"
    assert jour_en_lettres(date(2024, 8, 21)) == "21\u00a0août\u00a02024"


@pytest.mark.parametrize(
    ("connu", "texte"),
    [
        ("2023", "2023"),
        ("2023-07", "juillet\u00a02023"),
        ("2023-07-12", "12\u00a0juillet\u00a02023"),
        ("2023-07-01", "1er\u00a0juillet\u00a02023"),
    ],
)
def test_a_date_is_shown_with_the_precision_known(connu, texte):
    assert date_partielle(DatePartielle.parse(connu)) == texte
    assert date_affichee(connu) == texte
    assert date_triable(DatePartielle.parse(connu)) == connu


def test_an_unknown_date_is_said_so():
    assert date_partielle(None) == "non renseigné"
    assert date_triable(None) == ""


def test_what_follows_a_date_stays_and_a_text_that_is_not_one_is_left_alone():
    assert date_affichee("2028-07-12 (échéance estimée)") == (
        "12\u00a0juillet\u00a02028 (échéance estimée)"
    )
    assert date_affichee("date inconnue") == "date inconnue"
    assert date_affichee("2025-02-30") == "2025-02-30"
    assert date_affichee("") == ""


@given(st.text())
def test_escaped_text_reads_as_the_text_and_holds_no_bare_special_character(texte):
    echappe = echappe_markdown(texte)
    read = re.sub(r"\\(.)", r"\1", echappe).replace(JOINT, "")
    assert read == texte.replace(JOINT, "")
    without_escapes = re.sub(r"\\.", "", echappe)
    assert not set(SPECIALS) & set(without_escapes)


@pytest.mark.parametrize(
    "adresse", ["http://e.vil", "HTTPS://e.vil", "www.e.vil", "moi@e.vil", ":material/home:"]
)
def test_what_markdown_turns_into_a_link_or_an_icon_by_itself_is_broken(adresse):
    """The escapes are undone before addresses are looked for: only a cut in them holds."""
    cut = echappe_markdown(adresse)
    assert JOINT in cut
    assert cut.replace("\\", "").replace(JOINT, "") == adresse


def test_the_names_of_territories_are_only_escaped():
    assert echappe_markdown("Saint-Lô (50)") == r"Saint\-Lô \(50\)"
    assert echappe_markdown("CC de l'Île d'Oléron") == "CC de l'Île d'Oléron"


def test_a_file_name_has_no_accent_no_space_and_no_ligature():
    assert slug("CC des Villes Sœurs") == "cc-des-villes-soeurs"
    assert slug("L'Haÿ-les-Roses") == "l-hay-les-roses"
    assert slug("France (18 régions)") == "france-18-regions"
    assert slug("東京") == "territoire"


@given(st.text())
def test_a_file_name_is_safe_on_every_system(texte):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(texte))
    assert len(slug(texte)) <= 60


def test_a_long_file_name_is_not_cut_on_a_hyphen():
    assert slug("a" * 59 + " suite") == "a" * 59
