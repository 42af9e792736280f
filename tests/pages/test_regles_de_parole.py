"""One test per rule of speech (DESIGN 6), on two régions: Bretagne attests its list, Normandie not.

Each looks at what leaves the atlas: pages, slides, files to take away, the command line.
"""

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO

import pandas as pd
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from components.diaporama.emporter import exports_du_diaporama
from components.tableaux.tableaux import export_table
from geo.__main__ import main as commande
from geo.certitude.carte import parties
from geo.couverture.moteur import Moteur
from geo.presentation.seminaire import build_seminaire
from tests.deux_regions import BRETAGNE, JOUR, NORMANDIE
from tests.pages.test_mots_de_la_certitude import (
    CAEN,
    SEINE_MARITIME,
    deux_regions,
    lieu,
    moteur,
    said,
    told,
)

__all__ = ["deux_regions", "moteur"]  # fixtures
RENNES = "35238"
Ouvrir = Callable[..., AppTest]


def plain(texte: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", texte.replace("**", "").replace("\\", ""))


@pytest.fixture
def page(deux_regions: Moteur, run_sound_page: Ouvrir) -> Callable[..., str]:
    """Return ``page(name, **address)``: all that a page shows on the day."""
    day = JOUR.isoformat()
    return lambda name, **address: plain(said(run_sound_page(name, date=day, **address)))


@pytest.fixture
def slides(deux_regions: Moteur) -> Callable[[str, str], str]:
    """Return ``slides(niveau, code)``: every text of the deck of a place."""
    return lambda niveau, code: plain(
        told(build_seminaire(deux_regions, lieu(deux_regions, niveau, code), JOUR))
    )


@pytest.fixture
def table(deux_regions: Moteur) -> Callable[..., pd.Series]:
    """Return ``table(niveau, code)``: the row of a place in the file to take away."""

    def row(niveau: str, code: str) -> pd.Series:
        cut = parties(deux_regions.couverture(JOUR), lieu(deux_regions, "france", ""), niveau)
        return export_table(cut).set_index("Code").loc[code]

    return row


@pytest.fixture
def ligne(deux_regions: Moteur, monkeypatch, capsys) -> Callable[..., dict[str, str]]:
    """Return ``ligne(niveau, code)``: the row that ``python -m geo taux`` prints."""
    monkeypatch.setattr("geo.__main__.load_moteur", lambda *_, **__: deux_regions)

    def row(niveau: str, code: str) -> dict[str, str]:
        day = JOUR.isoformat()
        asked = ["taux", "--niveau", niveau, "--code", code, "--date", day, "--format", "csv"]
        assert commande(asked) == 0
        head, values = capsys.readouterr().out.splitlines()[:2]
        return dict(zip(head.split(","), values.split(","), strict=True))

    return row


def test_rule_1_the_published_rate_is_told_first_else_the_floor(page, slides, table, ligne):
    published = "70 % de la population sous un contrat signé, chiffre publié en mars 2026"
    assert published in page("", departement=SEINE_MARITIME)
    assert published in slides("departement", SEINE_MARITIME)
    assert table("departement", SEINE_MARITIME)["Taux publié, signé (%)"] == 70
    assert float(ligne("departement", SEINE_MARITIME)["taux_publie"]) == 70
    floor = "au moins 8,8 % de la population sous un contrat signé, d'après les contrats recensés"
    assert floor in page("", region=NORMANDIE)
    assert "au moins 8,8 %" in slides("region", NORMANDIE)
    row = ligne("region", NORMANDIE)
    assert float(row["taux_atteste"]) < float(row["taux_signe"]) < float(row["taux_plafond"])


def test_rule_2_bare_is_said_only_where_the_list_is_attested(page, table):
    assert "Aucun contrat recensé" in page("territoire", commune=CAEN)
    assert "Non couvert" in page("territoire", commune=RENNES)
    assert table("commune", CAEN)["Statut"] == "Aucun contrat recensé"
    assert table("commune", RENNES)["Statut"] == "Non couvert"


def test_rule_3_what_became_of_an_ended_contract_is_unknown_unless_the_list_is_attested(page):
    sheet = page("contrat", id="cls-76-dieppe-1")
    assert "ce contrat est à échéance passée, suite inconnue depuis fin 2022" in sheet
    assert "terminé depuis" not in sheet
    assert "ce contrat est terminé depuis fin 2022" in page("contrat", id="cls-29-douarnenez-1")
    assert "ce contrat est terminé depuis fin 2019" in page("contrat", id="cls-76-yvetot-1")
    assert "échu" not in sheet


def test_rule_4_less_information_never_gives_a_longer_life(page, deux_regions):
    """Read in 2015 without a date: no longer counted; read in 2025: counted until 2030."""
    statuts = deux_regions.couverture(JOUR).statuts
    assert (statuts["cls-76-elbeuf-1"], statuts["cls-76-rouen-1"]) == ("inconnu", "signe")
    assert "statut inconnu" in page("contrat", id="cls-76-elbeuf-1").lower()
    assert "date de signature inconnue" in page("contrat", id="cls-76-rouen-1")
    told = page("evolution", region=NORMANDIE)
    assert "jusqu'à la date de la source plus la durée" in told


def test_rule_5_a_wish_is_no_project(page, table, ligne):
    assert "souhait" in page("contrat", id="cls-76-fecamp-1")
    assert table("region", NORMANDIE)["Contrats en projet"] == 0
    assert ligne("region", NORMANDIE)["nb_contrats_projet"] == "0"
    assert table("region", BRETAGNE)["Contrats en projet"] == 1


def test_rule_6_two_dates_are_compared_by_what_is_attested_alone(page, deux_regions):
    shown = page("evolution", region=NORMANDIE)
    assert "Par les seuls contrats aux dates lues : 5,3 %, contre 0,9 % cinq ans plus tôt" in shown
    assert "contre 8,8 %" not in shown
    assert "n'est pas une progression" in shown or "sans date" in shown


def test_rule_7_a_count_has_one_value_or_the_text_says_why_not(page, slides, table, ligne):
    assert "4 contrats signés" in page("", region=NORMANDIE)
    assert "4 contrats signés recensés" in slides("region", NORMANDIE)
    assert "4 signés" in page("contrats", region=NORMANDIE)
    held = table("region", NORMANDIE)["Contrats signés"]
    assert held == int(ligne("region", NORMANDIE)["nb_contrats_signes"]) == 3  # on the territory
    assert "1 sans périmètre connu" in page("", region=NORMANDIE)
    bretagne = page("", region=BRETAGNE)
    assert "2 contrats signés" in bretagne
    assert table("region", BRETAGNE)["Contrats signés"] == 2


def test_the_files_of_a_deck_keep_the_rules(deux_regions):
    """The published rate first, its date, and the floor, on slides that others will project."""
    place = lieu(deux_regions, "departement", SEINE_MARITIME)
    pptx, _ = exports_du_diaporama(
        lambda: build_seminaire(deux_regions, place, JOUR), place.nom, "cls-presentation"
    )
    slides = Presentation(BytesIO(pptx.suivi(lambda *_: None))).slides
    written = plain(" ".join(text for one in slides for text in one._element.itertext()))
    assert "publié en mars 2026" in written
    assert "23,5 %" in written


def etapes_de(fiche: str) -> list[str]:
    """Return where a contract stands at each step, as its sheet draws them."""
    return re.findall(r'class="fiche-etape fiche-etape-(\w+)"', fiche)


def test_rule_5_a_step_is_behind_only_when_a_source_says_so(page):
    """Signed, and read at its fourth step before: that one is behind, the others are deduced."""
    signed = page("contrat", id="cls-76-le-havre-1")
    deduced = ["deduite"] * 3
    assert etapes_de(signed) == [*deduced, "franchie", "en_cours", "prochaine"]
    assert "en cours, d'après la signature" in signed
    never_read = page("contrat", id="cls-29-quimper-1")
    assert etapes_de(never_read) == [*deduced, "deduite", "en_cours", "prochaine"]
    prepared = page("contrat", id="cls-29-landerneau-1")
    assert etapes_de(prepared) == [*deduced, "en_cours", "prochaine", "a_venir"]
    assert "en cours, d'après la signature" not in prepared


def epci_en_legende(texte: str) -> dict[str, int]:
    """Return the EPCI that the legend of a map counts, by the word of their class."""
    legend = re.search(r"EPCI :(?:</span>)?(.*?)(?:</div>|$)", texte)
    found = re.findall(r"([A-ZÉÀ][^<>:]*?) : <b>([\d ]+)</b>", legend[1] if legend else "")
    return {word: int(count.replace(" ", "")) for word, count in found if int(count)}


@pytest.mark.parametrize("code", [BRETAGNE, NORMANDIE])
def test_rule_7_the_epci_signed_have_one_count_on_every_map(page, deux_regions, code):
    place = lieu(deux_regions, "region", code)
    cut = export_table(parties(deux_regions.couverture(JOUR), place, "epci"))  # the file
    expected = Counter(cut["Statut"])
    for name in ("", "evolution", "territoire", "simulation"):
        shown = epci_en_legende(page(name, region=code, niveau="epci", affichage="statut"))
        assert shown == expected, name
    signed = {word: expected[word] for word in expected if word.startswith("Signé")}
    drawn = epci_en_legende(page("contrats", region=code, affichage="carte"))
    assert {word: drawn[word] for word in drawn if word.startswith("Signé")} == signed


ATTESTEE = "liste attestée complète par ARS Bretagne (juin 2026)"


@pytest.mark.parametrize("name", ["", "contrats", "evolution", "simulation", "territoire"])
def test_an_attested_list_is_no_floor_and_is_not_said_to_be_incomplete(page, name):
    """The foot speaks of the whole registre; all that is told of the territory is complete."""
    shown = page(name, region=BRETAGNE)
    assert ATTESTEE in shown.replace("Liste attestée", "liste attestée")
    assert not re.findall(r"au moins \d|registre (?:est )?incomplet", shown, re.IGNORECASE)
    assert "incomplet" in page(name, region=NORMANDIE)


def test_the_slides_of_an_attested_list_say_who_attests_it_and_no_floor(deux_regions):
    def deck(code: str) -> list[str]:
        place = lieu(deux_regions, "region", code)
        lines = told(build_seminaire(deux_regions, place, JOUR)).split("\n")
        return [plain(line) for line in lines]

    assert any(ATTESTEE in line.replace("Liste", "liste") for line in deck(BRETAGNE))
    assert not [line for line in deck(BRETAGNE) if "Registre incomplet" in line]
    assert any("Registre incomplet" in line for line in deck(NORMANDIE))
    feet = {line for line in deck(BRETAGNE) if line.startswith("Situation au 30 septembre 2026 ·")}
    assert len([line for line in feet if "incomplet" in line]) == 1  # the slide of the country
