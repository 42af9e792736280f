"""The address of a view: what is wrong in it is said and never shown as it came."""

import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.commun.adresse.parametres import LONGUEUR_MONTREE, write_params
from components.commun.adresse.sortes import PREMIER_JOUR, dernier_jour
from components.commun.adresse.vue import AFFICHAGES, COMPTES, EtatVue, default_affichage, read_etat
from components.commun.mots.libelles import THEMES
from data.model import THEMES as THEMES_DU_REGISTRE
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import FRANCE, NIVEAUX_INTERIEURS, Territoire, find_territoire

AUJOURD_HUI = date(2026, 11, 21)
MARKUP = "<script>alert(1)</script>"
LINK = "[x](http://e.vil)"
LONG = "a" * 500
DEFAULT = EtatVue(FRANCE, AUJOURD_HUI, "region", "taux")
PARAMETERS = ("region", "departement", "epci", "commune", "date", "niveau", "affichage")
PARAMETERS += ("statut", "theme", "fond")


@pytest.fixture(scope="module")
def read(find):
    """Return ``read(**parameters)``: the state and the messages, on AUJOURD_HUI."""
    return lambda **parameters: read_etat(parameters, find, AUJOURD_HUI)


def test_an_address_without_parameters_shows_the_whole_country_today(read):
    assert read() == (DEFAULT, [])


def test_parameters_of_others_are_ignored(read):
    assert read(utm_source="lettre", embed="true", Region="53") == (DEFAULT, [])


def test_an_empty_parameter_is_as_good_as_none(read):
    assert read(**dict.fromkeys(PARAMETERS, "")) == (DEFAULT, [])


def test_a_full_address_is_read_whole(read):
    etat, messages = read(
        departement="29",
        date="2025-01-31",
        niveau="commune",
        affichage="taux",
        statut="signe_ou_projet",
        theme="sante_mentale",
        fond="ign",
    )
    finistere = Territoire("departement", "29", "Finistère")
    assert etat == EtatVue(
        finistere,
        date(2025, 1, 31),
        "commune",
        "taux",
        "signe_ou_projet",
        "sante_mentale",
        True,
    )
    assert messages == []


@pytest.mark.parametrize(
    ("niveau", "code", "nom"),
    [
        ("region", "75", "Nouvelle-Aquitaine"),
        ("departement", "2A", "Corse-du-Sud"),
        ("epci", "247600588", "CC des Villes Soeurs"),
        ("commune", "29232", "Quimper"),
        ("commune", "97801", "Saint-Martin"),
    ],
)
def test_each_kind_of_territory_has_its_address(read, niveau, code, nom):
    etat, messages = read(**{niveau: code})
    assert (etat.territoire, messages) == (Territoire(niveau, code, nom), [])
    assert etat.niveau == NIVEAUX_INTERIEURS[niveau][0]


@pytest.mark.parametrize("niveau", ["region", "departement", "epci", "commune"])
@pytest.mark.parametrize("code", ["999", "france", "FR", " 53", "53;75", MARKUP, LINK, LONG])
def test_an_unknown_code_shows_the_country_and_says_what_was_expected(read, niveau, code):
    etat, messages = read(**{niveau: code})
    assert etat == DEFAULT
    assert len(messages) == 1
    assert "ce code n'existe pas" in messages[0]
    assert f"?{niveau}=" in messages[0]


@pytest.mark.parametrize(
    "texte", ["2025-02-30", "2025-13-01", "2025", "31/01/2025", "hier", MARKUP, LINK, LONG]
)
def test_what_is_not_a_date_shows_today_and_gives_an_example(read, texte):
    etat, messages = read(date=texte)
    assert etat == DEFAULT
    assert len(messages) == 1
    assert "ce n'est pas une date" in messages[0]
    assert "2025-01-31" in messages[0]


@pytest.mark.parametrize("texte", ["1850-01-01", "2009-12-31", "2032-01-01", "9999-12-31"])
def test_a_date_out_of_the_period_shows_today_and_gives_the_period(read, texte):
    etat, messages = read(date=texte)
    assert etat == DEFAULT
    assert len(messages) == 1
    assert "du 1er\u00a0janvier\u00a02010 au 31\u00a0décembre\u00a02031" in messages[0]


def test_the_first_and_the_last_day_can_be_asked_for(read):
    for jour in (PREMIER_JOUR, dernier_jour(AUJOURD_HUI)):
        etat, messages = read(date=jour.isoformat())
        assert (etat.jour, messages) == (jour, [])


@pytest.mark.parametrize("parametre", ["niveau", "affichage", "statut", "theme", "fond"])
@pytest.mark.parametrize("valeur", ["inconnu", "Signe", "france", MARKUP, LINK, LONG])
def test_an_unknown_choice_is_ignored_and_the_possible_ones_are_listed(read, parametre, valeur):
    etat, messages = read(**{parametre: valeur})
    assert etat == DEFAULT
    assert len(messages) == 1
    assert f"«\u00a0{parametre}\u00a0»" in messages[0]
    assert "Valeurs possibles" in messages[0]


def test_a_level_wider_than_the_territory_is_not_one_of_its_levels(read):
    etat, messages = read(departement="29", niveau="region")
    assert etat.niveau == "epci"
    assert len(messages) == 1
    assert messages[0].endswith("Valeurs possibles\u00a0: epci, commune.")


def test_several_territories_show_the_smallest_and_say_so(read):
    etat, messages = read(region="53", commune="29232", departement="29")
    assert etat.territoire == Territoire("commune", "29232", "Quimper")
    assert len(messages) == 1
    assert "plusieurs territoires" in messages[0]


def test_every_fault_is_told_at_once(read):
    etat, messages = read(
        region="99", date="2025-02-30", niveau="x", affichage="x", statut="x", theme="x", fond="x"
    )
    assert etat == DEFAULT
    assert len(messages) == 7


def test_a_long_value_is_shown_by_its_beginning_only(read):
    _, messages = read(niveau=LONG)
    assert f"{LONG[:LONGUEUR_MONTREE]}…" in messages[0]
    assert LONG[: LONGUEUR_MONTREE + 1] not in messages[0]


def bare_text(message: str) -> str:
    """Return a message without what Markdown shows as it is."""
    return re.sub(r"\\.", "", message)


@pytest.mark.parametrize("parametre", PARAMETERS)
@pytest.mark.parametrize("valeur", [MARKUP, LINK, "**gras** `code` $x^2$", "![](x)", "<b>x"])
def test_no_markup_comes_back_from_the_address(read, parametre, valeur):
    _, messages = read(**{parametre: valeur})
    bare = bare_text(messages[0])
    assert not set("<>[]*`$") & set(bare)
    assert "http://" not in messages[0].replace("\\", "")


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=60)))
@settings(max_examples=200, deadline=None)
def test_whatever_the_address_the_view_is_valid_and_each_fault_is_one_message(parameters):
    referentiel = load_referentiel()
    etat, messages = read_etat(
        parameters, lambda niveau, code: find_territoire(referentiel, niveau, code), AUJOURD_HUI
    )
    assert etat.niveau in etat.territoire.niveaux_interieurs
    assert etat.affichage in AFFICHAGES
    assert etat.compte in COMPTES
    assert etat.theme in ("", *THEMES)
    assert PREMIER_JOUR <= etat.jour <= dernier_jour(AUJOURD_HUI)
    assert len(messages) <= len(parameters)
    assert not [m for m in messages if set("<>[]*`$") & set(bare_text(m))]


@st.composite
def views(draw) -> EtatVue:
    referentiel = load_referentiel()
    level = draw(st.sampled_from(["france", "region", "departement", "epci", "commune"]))
    territoire = FRANCE
    if level != "france":
        code = draw(st.sampled_from(referentiel.niveaux[level].codes.tolist()))
        territoire = find_territoire(referentiel, level, code)
    days = (dernier_jour(AUJOURD_HUI) - PREMIER_JOUR).days
    return EtatVue(
        territoire,
        PREMIER_JOUR + timedelta(days=draw(st.integers(0, days))),
        draw(st.sampled_from(territoire.niveaux_interieurs)),
        draw(st.sampled_from(AFFICHAGES)),
        draw(st.sampled_from(COMPTES)),
        draw(st.sampled_from(["", *THEMES])),
        draw(st.booleans()),
    )


@given(views())
@settings(max_examples=200, deadline=None)
def test_a_view_written_in_an_address_is_read_back_the_same(etat):
    referentiel = load_referentiel()
    query = urlencode(write_params(etat))
    received = {key: values[-1] for key, values in parse_qs(query).items()}
    found = read_etat(
        received, lambda niveau, code: find_territoire(referentiel, niveau, code), AUJOURD_HUI
    )
    assert found == (etat, [])


@given(views(), views())
@settings(max_examples=100, deadline=None)
def test_moving_to_a_territory_keeps_the_rest_of_the_view(etat, autre):
    moved = etat.vers(autre.territoire)
    assert moved.territoire == autre.territoire
    assert moved.niveau in autre.territoire.niveaux_interieurs
    assert moved.affichage in (etat.affichage, default_affichage(moved.niveau))
    kept = (etat.jour, etat.compte, etat.theme, etat.fond_ign)
    assert (moved.jour, moved.compte, moved.theme, moved.fond_ign) == kept


def test_an_address_always_holds_its_date_so_that_it_shows_the_same_tomorrow():
    assert write_params(DEFAULT) == {"date": "2026-11-21", "niveau": "region"}


def test_a_commune_in_no_epci_asked_for_as_an_epci_is_shown_as_a_commune(read, find):
    etat, messages = read(epci="29083")
    assert (etat.territoire, messages) == (find("commune", "29083"), [])
    assert etat.territoire.nom == "Île-de-Sein"


def test_every_theme_of_the_registre_can_be_chosen():
    assert tuple(THEMES) == THEMES_DU_REGISTRE
