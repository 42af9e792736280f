"""The pages where the registre is written by hand: from a form to the publication, and back."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.commun.compte import CLE_AUTEUR
from data.depot.changements import correction
from data.depot.en_attente.signalements import ACCEPTE, read_signalements
from data.depot.modele import Entete
from data.depot.ouverture import depot_en_usage
from data.depot.publication import publie
from data.depot.registre import load_registre, load_tables, numero_courant
from geo.saisie.signalement import signale_erreur
from tests.depots import depot_a_part

CORNOUAILLE = "cls-29-cornouaille-1"
FORM = f"saisie-{CORNOUAILLE}-contrats-1-0"


class Contexte:
    """A session whose headers are given."""

    ip_address = None
    url = None

    def __init__(self, hote: str) -> None:
        self.headers: Mapping[str, str] = {"Host": hote}


@pytest.fixture
def chez_soi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of its own, on the machine of its owner."""
    monkeypatch.setenv("ATLAS_PROPRIETAIRE", "1")
    monkeypatch.setenv("ATLAS_AUTEUR", "ARS Bretagne")
    monkeypatch.setattr(st, "context", Contexte("localhost:8501"))
    with depot_a_part(tmp_path, monkeypatch):
        yield


def keys(page: AppTest) -> set[str]:
    return {one.key for one in (*page.button, *page.text_input) if one.key}


def texts(page: AppTest) -> str:
    found = [one.value for one in (*page.markdown, *page.success, *page.info, *page.warning)]
    found += [one.proto.body for one in page.get("html")]
    return "\n".join(found)


def links(page: AppTest) -> set[str]:
    return {one.proto.label for one in page.get("page_link")}


def type_end(page: AppTest, texte: str, form: str = FORM) -> AppTest:
    page.text_input(key=f"{form}-date_fin").input(texte)
    return page.button(key=f"{form}-garder").click().run()


def publish(page: AppTest, source: str = "avenant", motif: str = "date corrigée") -> AppTest:
    page.text_input(key="saisie-source").input(source)
    page.text_input(key="saisie-motif").input(motif)
    return page.button(key="saisie-publier-bouton").click().run()


@pytest.mark.usefixtures("chez_soi")
def test_a_date_is_corrected_published_and_undone(run_page: Callable[..., AppTest]) -> None:
    assert "Modifier" in links(run_page("contrat", id=CORNOUAILLE))
    page = type_end(run_page("saisie", contrat=CORNOUAILLE), "juin 2024")
    assert not page.exception
    assert "juin\u00a02024" in texts(page)
    assert "37,31\u00a0% → 30,84\u00a0%" in texts(page)
    page = publish(page)
    assert "**Publication 2 faite** au nom de ARS Bretagne" in page.success[0].value
    assert str(load_registre().contrats[CORNOUAILLE].date_fin) == "2024-06"
    page = page.button(key="saisie-annuler-bouton").click().run()
    assert "**Annulation 3 faite**" in page.success[0].value
    assert load_registre().contrats[CORNOUAILLE].date_fin is None
    assert not page.exception


@pytest.mark.usefixtures("chez_soi")
def test_what_cannot_be_read_is_told_and_stays_as_it_was_typed(
    run_page: Callable[..., AppTest],
) -> None:
    page = type_end(run_page("saisie", contrat=CORNOUAILLE), "bientôt")
    assert "12/07/2023, juillet 2023 ou 2023" in page.error[0].value
    assert page.text_input(key=f"{FORM}-date_fin").value == "bientôt"
    assert "saisie-publier-bouton" not in keys(page)


@pytest.mark.usefixtures("chez_soi")
def test_source_and_reason_are_both_needed(run_page: Callable[..., AppTest]) -> None:
    page = publish(type_end(run_page("saisie", contrat=CORNOUAILLE), "2024"), motif=" ")
    assert "Il manque le motif" in page.error[0].value
    assert page.text_input(key="saisie-source").value == "avenant"
    assert numero_courant() == 1


@pytest.mark.usefixtures("chez_soi")
def test_when_the_row_moves_both_versions_are_shown_and_one_is_chosen(
    run_page: Callable[..., AppTest],
) -> None:
    page = type_end(run_page("saisie", contrat=CORNOUAILLE), "2024")
    lue = load_tables()["contrats"][CORNOUAILLE]
    un = correction("contrats", CORNOUAILLE, lue, {"date_fin": "2030", "duree_ans": "7"})
    publie(depot_en_usage(), Entete("saisie", "Délégation du Finistère", "avenant", "durée"), [un])
    page = publish(page)
    assert numero_courant() == 2
    assert "changé par Délégation du Finistère" in texts(page)
    assert "<td>2030</td><td>2024</td>" in texts(page)
    assert "saisie-publier-bouton" not in keys(page)
    [take] = [one for one in page.button if one.label == "Continuer avec ces choix"]
    page = take.click().run()
    assert any("reste une ligne" in one.value for one in page.error)
    page.radio(key="saisie-conflit-0").set_value("mienne")
    [take] = [one for one in page.button if one.label == "Continuer avec ces choix"]
    page = publish(take.click().run())
    assert not page.exception
    contrat = load_registre().contrats[CORNOUAILLE]
    assert (str(contrat.date_fin), contrat.duree_ans) == ("2024", 7)


@pytest.mark.usefixtures("chez_soi")
def test_a_contract_is_added_from_a_territory_to_its_publication(
    run_page: Callable[..., AppTest],
) -> None:
    assert {"Ajouter un contrat", "Erreurs signalées"} <= links(run_page("contrats"))
    page = run_page("saisie", nouveau="oui", territoire="242900835")
    [name] = [one for one in page.text_input if one.key and one.key.endswith("-0-nom")]
    name.input("CLS inventé de Landerneau")
    [end] = [one for one in page.text_input if one.key and one.key.endswith("-0-date_fin")]
    end.input("juin 2029")
    [submit] = [one for one in page.button if one.label == "Proposer ce contrat"]
    written = submit.click().run().query_params
    assert not page.exception
    page = run_page("saisie", **dict(written))
    assert "CLS inventé de Landerneau" in texts(page).replace("\\", "")  # another window finds it
    [end] = [one for one in page.text_input if one.key and one.key.endswith("-0-date_fin")]
    assert end.value == "06/2029"
    for one in page.checkbox:
        page = one.check().run()
    page = page.button(key="saisie-continuer").click().run()
    assert page.title[0].value.startswith("Nouveau contrat")
    page = publish(page, "délibération", "nouveau contrat")
    assert "**Publication 2 faite**" in page.success[0].value
    named = [one for one in load_registre().contrats.values() if "Landerneau" in one.nom]
    assert "CLS inventé de Landerneau" in [one.nom for one in named]


@pytest.mark.usefixtures("chez_soi", "dans_le_cadre")
def test_a_contract_begun_from_another_territory_is_of_that_one(
    run_page: Callable[..., AppTest],
) -> None:
    page = run_page("saisie", nouveau="oui", territoire="242900835")
    page = page.switch_page("pages/contrats.py").run().switch_page("pages/saisie.py")
    page.query_params["nouveau"], page.query_params["territoire"] = "oui", "29232"
    page = page.run()
    assert not page.exception
    [name] = [one for one in page.text_input if one.key and one.key.endswith("-0-nom")]
    assert name.value == "CLS Quimper"


@pytest.mark.usefixtures("chez_soi")
def test_what_an_address_says_wrongly_of_a_new_contract_is_told_and_left_empty(
    run_page: Callable[..., AppTest],
) -> None:
    page = run_page("saisie", nouveau="oui", territoire="29232,x", nom="CLS", date_fin="bientôt")
    assert not page.exception
    [told] = [one.value for one in page.warning if "date_fin" in one.value]
    assert "bientôt" in told
    [end] = [one for one in page.text_input if one.key and one.key.endswith("-0-date_fin")]
    assert end.value == ""
    assert "64\u202f385" in texts(page)  # the residents of the one place that is


@pytest.mark.usefixtures("chez_soi")
def test_a_report_is_corrected_from_the_queue(run_page: Callable[..., AppTest]) -> None:
    depot = depot_en_usage()
    signale_erreur(depot, CORNOUAILLE, "Le contrat a fini en 2024.", "avenant n° 1", "")
    assert "Le contrat a fini en 2024" in texts(run_page("signalements")).replace("\\", "")
    with depot.lecture() as connection:
        [one] = read_signalements(connection)
    page = run_page("saisie", contrat=CORNOUAILLE, signalement=one.id)
    assert "Le contrat a fini en 2024" in texts(page).replace("\\", "")
    page = type_end(page, "2024")
    assert page.text_input(key="saisie-source").value == "avenant n° 1"
    page.text_input(key="saisie-motif").input("signalée par un lecteur")
    page = page.button(key="saisie-publier-bouton").click().run()
    with depot.lecture() as connection:
        [one] = read_signalements(connection)
    assert (one.etat, one.publication) == (ACCEPTE, 2)
    assert not page.exception


@pytest.mark.usefixtures("chez_soi")
def test_a_reader_elsewhere_reads_reports_and_changes_nothing(
    run_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "context", Contexte("atlas.exemple.fr"))
    sheet = run_page("contrat", id=CORNOUAILLE)
    assert "Modifier" not in links(sheet)
    assert "Ajouter un contrat" not in links(run_page("contrats"))
    sheet.text_area(key="signaler-texte").input("La date de signature est fausse.")
    sheet.text_input(key="signaler-source").input("https://exemple.fr/cls")
    [send] = [one for one in sheet.button if one.label == "Envoyer"]
    sheet = send.click().run()
    assert "Merci" in sheet.success[0].value
    page = run_page("saisie", contrat=CORNOUAILLE)
    assert "lecture seule" in page.info[0].value
    assert not page.text_input
    queue = run_page("signalements")
    assert "lecture seule" in queue.info[0].value
    assert "fausse" not in texts(queue)


@pytest.mark.usefixtures("chez_soi")
@pytest.mark.parametrize("contrat", ["cls-inconnu", "<img src=x>", "a" * 3000])
def test_an_unknown_contract_is_said_and_nothing_breaks(
    run_page: Callable[..., AppTest], contrat: str
) -> None:
    page = run_page("saisie", contrat=contrat)
    assert not page.exception
    assert "Aucun contrat ne porte" in page.warning[0].value
    assert not re.search(r"(?<!\\)<img", page.warning[0].value)


@pytest.mark.usefixtures("chez_soi")
def test_the_name_is_asked_before_anything_is_published(
    run_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATLAS_AUTEUR")
    page = type_end(run_page("saisie", contrat=CORNOUAILLE), "2024")
    assert "saisie-publier-bouton" not in keys(page)
    page.text_input(key="compte-saisie").input("ARS Bretagne")
    [go] = [one for one in page.button if one.label == "Continuer"]
    page = go.click().run()
    assert page.session_state[CLE_AUTEUR] == "ARS Bretagne"
    assert "saisie-publier-bouton" in keys(page)


@pytest.mark.usefixtures("chez_soi")
def test_a_draft_is_found_again_by_its_address_and_offered_to_who_comes_without_it(
    run_page: Callable[..., AppTest],
) -> None:
    page = type_end(run_page("saisie", contrat=CORNOUAILLE), "juin 2024")
    name = str(page.query_params["brouillon"])
    again = run_page("saisie", contrat=CORNOUAILLE, brouillon=name)
    assert "juin\u00a02024" in texts(again)
    assert again.text_input(key=f"{FORM}-date_fin").value == "06/2024"
    other = run_page("saisie", contrat=CORNOUAILLE)
    assert "Un brouillon attend\u00a0: 1\u00a0changement" in texts(other)
    assert "juin\u00a02024" not in texts(other)
    other = other.button(key=f"reprend-{name}").click().run()
    assert "juin\u00a02024" in texts(other)
    assert "Un brouillon attend" not in texts(other)
    publish(again)
    assert "Un brouillon attend" not in texts(run_page("saisie", contrat=CORNOUAILLE))
    gone = run_page("saisie", contrat=CORNOUAILLE, brouillon=name)
    assert "n'existe plus" in texts(gone)


@pytest.mark.usefixtures("chez_soi")
def test_two_windows_on_one_draft_both_keep_what_they_wrote(
    run_page: Callable[..., AppTest],
) -> None:
    first = type_end(run_page("saisie", contrat=CORNOUAILLE), "2027")
    name = str(first.query_params["brouillon"])
    second = run_page("saisie", contrat=CORNOUAILLE, brouillon=name)
    first = type_end(first, "2028", f"{FORM[:-1]}1")
    second = type_end(second, "2031")
    assert "gardés à part" in texts(second)
    assert "2031" in texts(second)
    assert second.query_params["brouillon"] != name
    kept = run_page("saisie", contrat=CORNOUAILLE, brouillon=name)
    assert "2028" in texts(kept)
    assert "Un brouillon attend" in texts(kept)


@pytest.mark.usefixtures("chez_soi")
def test_a_click_on_the_map_changes_the_perimeter_and_is_undone(
    run_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    clicks = iter([(48.2547, -4.4008)])  # the inner point of an EPCI next to the perimeter
    monkeypatch.setattr("components.saisie.carte.draw_carte", lambda *_, **__: next(clicks, None))
    page = run_page("saisie", contrat=CORNOUAILLE)
    assert "Crozon" not in texts(page)
    page.session_state[f"saisie-onglets-{CORNOUAILLE}"] = "Périmètre"
    page = page.run()
    assert not page.exception
    assert "CC Presqu'île de Crozon-Aulne maritime" in texts(page).replace("&#x27;", "'")
    assert "avant vos changements" in texts(page)
    page = page.button(key="saisie-perimetre-defait").click().run()
    assert "avant vos changements" not in texts(page)
    assert "Crozon" not in texts(page)
