"""The page of data: what is known, the journal and its undo, what changed, open data."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import components.commun.compte
from components.donnees.a_completer import phrase_des_annonces
from data.depot.droits import PROPRIETAIRE
from data.depot.ouverture import depot_en_usage
from data.depot.registre import numero_courant
from tests.depots import corrige, depot_a_part
from tests.pages.lecture import texts

NOM = "CLS *renommé* <b>de</b> Cornouaille"


@pytest.fixture(autouse=True)
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of its own, where a contract was renamed by the publication 2."""
    with depot_a_part(tmp_path, monkeypatch):
        corrige(
            depot_en_usage(),
            {"nom": NOM},
            auteur="Marie Durand",
            source="arrêté",
            motif="nouveau\n===\nnom",
        )
        yield tmp_path


def test_the_answer_comes_first_with_what_is_known(run_sound_page: Callable[..., AppTest]) -> None:
    page = run_sound_page("donnees", date="2026-11-30")
    said = texts(page)
    assert "624\u00a0contrats recensés" in said
    assert "le périmètre est connu pour **85\u00a0%** (530 sur 624)" in said
    assert "Ce qui changerait le plus le taux" in said
    assert "Contrats annoncés et non recensés" in said


def test_a_departement_lists_its_contracts(run_sound_page: Callable[..., AppTest]) -> None:
    page = run_sound_page("donnees", departement="29")
    assert "Contrat" in page.dataframe[0].value.columns
    assert "Finistère" in texts(page)


def test_the_journal_names_no_person(run_sound_page: Callable[..., AppTest]) -> None:
    for view in ({"volet": "journal"}, {"publication": "2"}, {"volet": "nouveautes"}):
        page = run_sound_page("donnees", **view)
        said = texts(page) + "".join(one.label for one in page.button)
        assert "Auteur non public" in said
        assert "Durand" not in said


def test_a_publication_is_told_cell_by_cell(run_sound_page: Callable[..., AppTest]) -> None:
    page = run_sound_page("donnees", publication="2")
    [row] = page.dataframe[0].value.to_dict("records")
    assert (row["Champ"], row["Avant"], row["Après"]) == ("Nom", "CLS de Cornouaille", NOM)
    assert "taux recensé inchangé" in texts(page)
    assert not page.text_area  # the undo is not everybody's


@pytest.mark.parametrize("numero", ["0", "3", "x", "9" * 30])
def test_a_publication_that_is_none_is_told(
    run_sound_page: Callable[..., AppTest], numero: str
) -> None:
    page = run_sound_page("donnees", publication=numero)
    assert "aucune publication n'a ce numéro" in page.warning[0].value


@pytest.fixture
def chez_soi(monkeypatch: pytest.MonkeyPatch) -> None:
    """The atlas is its owner's, asked for on this machine."""
    monkeypatch.setattr(components.commun.compte, "compte_en_cours", lambda _: PROPRIETAIRE)


@pytest.mark.usefixtures("chez_soi")
def test_an_undo_asks_for_a_reason_then_is_one_publication_more(
    run_sound_page: Callable[..., AppTest],
) -> None:
    page = run_sound_page("donnees", publication="2")
    page.text_input[0].set_value("ARS Bretagne")
    [undo] = [one for one in page.button if one.label == "Annuler cette publication"]
    undo.click().run()
    assert "Il manque le motif" in page.error[0].value
    assert numero_courant() == 2
    page.text_area[0].set_value("mauvais nom")
    [undo] = [one for one in page.button if one.label == "Annuler cette publication"]
    undo.click().run()
    assert page.success[0].value.endswith(
        "est annulée par la publication 3\u00a0: 1\u00a0ligne revenue à son état d'avant."
    )
    assert numero_courant() == 3
    assert page.query_params["publication"] == "3"


@pytest.mark.usefixtures("chez_soi")
def test_the_first_publication_cannot_be_undone(run_sound_page: Callable[..., AppTest]) -> None:
    page = run_sound_page("donnees", publication="1")
    assert "c'est la première" in page.info[0].value
    assert not page.text_area


def test_what_changed_is_told_with_its_feed(run_sound_page: Callable[..., AppTest]) -> None:
    page = run_sound_page("donnees", volet="nouveautes", region="53")
    assert "1\u00a0contrat modifié" in texts(page)
    assert "Motif\u00a0: nouveau === nom." in texts(page)  # a text, and not a title
    assert "flux/publications.atom" in page.code[0].value


def test_open_data_says_its_licence_and_the_way_to_the_api(
    run_sound_page: Callable[..., AppTest],
) -> None:
    said = texts(run_sound_page("donnees", volet="ouvertes"))
    assert "Licence Ouverte 2.0" in said
    assert "api/v1/documentation" in said


def test_a_day_since_when_that_is_none_says_what_is_shown_instead(run_sound_page):
    page = run_sound_page("donnees", volet="nouveautes", depuis="hier")
    [told] = [one.value for one in page.warning]
    assert "ce n'est pas une date. Ce qui a changé en 30\u00a0jours est montré." in told


@pytest.mark.parametrize(
    ("manquants", "dit"),
    [
        ([0, 0], "**Aucun manque n'apparaît** dans les nombres publiés qui se comparent"),
        ([0, None], "du registre\u00a0; les autres comptent autre chose."),
        ([None], "comptent autre chose"),
        ([1, 0], "**Au moins 1\u00a0contrat annoncé** manque"),
        ([2, 3], "**Au moins 5\u00a0contrats annoncés** manquent"),
    ],
)
def test_what_is_announced_and_not_held_is_counted_or_said_to_be_unknown(manquants, dit):
    assert dit in phrase_des_annonces(manquants)
