"""The workshop: who may enter, the steps of an import, its publication, its undo."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.atelier.gestes import Situer
from data.depot.droits import Compte
from geo.atelier.chantier import Chantier, fait, ouvre, reprend
from geo.atelier.depot import load_connu
from tests.depots import depot_a_part
from tests.liste_inventee import LIGNES, NOM, liste

SUIVI = (
    "Axe;N° fiche;Action;Météo\n"
    "AXE 1 : ACCÈS AUX SOINS;;;\n;1.1;Consultations avancées;vert\n;1.10;Bus santé;vert\n"
    ";1.2;Guide;rouge\n"
)
CORNOUAILLE = "cls-29-cornouaille-1"


class _Contexte:
    """A session whose headers are given."""

    def __init__(self, en_tetes: Mapping[str, str]) -> None:
        self.headers, self.ip_address, self.url, self.cookies = en_tetes, None, "", {}


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of its own."""
    with depot_a_part(tmp_path / "var", monkeypatch):
        yield tmp_path


@pytest.fixture
def chez_soi(depot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The atlas of its owner, on this machine."""
    monkeypatch.setenv("ATLAS_PROPRIETAIRE", "1")
    monkeypatch.setattr(st, "context", _Contexte({"Host": "localhost:8501"}))
    monkeypatch.setattr("components.carte.carte.PREMIERE_IMAGE_S", 0)


@pytest.fixture
def chantier(chez_soi: None) -> Chantier:
    """The list of twenty contracts, dropped."""
    return ouvre(NOM, liste(), "ARS d'Essai")


def shown(page: AppTest) -> str:
    """All the texts of a page."""
    texts = [
        one.value for kind in ("title", "markdown", "caption", "info") for one in page.get(kind)
    ]
    texts += [one.value for kind in ("warning", "error", "success") for one in page.get(kind)]
    texts += [one.proto.body for one in page.get("html")]
    return "\n".join(map(str, texts)).replace("\\", "").replace("\u2060", "")


def press(page: AppTest, label: str) -> AppTest:
    """Press a button by its label, or by its start."""
    found = [one for one in page.button if one.label == label]
    found = found or [one for one in page.button if one.label.startswith(label)]
    assert found, [one.label for one in page.button]
    return found[0].click().run()


def test_elsewhere_the_workshop_says_why_it_is_closed_and_shows_no_import(
    run_sound_page: Callable[..., AppTest], depot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ouvre(NOM, liste(), "ARS d'Essai")
    monkeypatch.setenv("ATLAS_PROPRIETAIRE", "1")
    monkeypatch.setattr(
        st, "context", _Contexte({"Host": "localhost", "X-Forwarded-For": "192.0.2.1"})
    )
    page = run_sound_page("atelier")
    assert "lecture seule" in shown(page)
    assert NOM not in shown(page)
    assert not page.get("file_uploader")


def test_a_referent_of_one_region_enters_with_the_band_of_every_page(
    run_sound_page: Callable[..., AppTest], depot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    referent = Compte("referent", regions=frozenset({"53"}))
    monkeypatch.setattr("components.commun.compte.compte_du_visiteur", lambda *_: referent)
    monkeypatch.setenv("ATLAS_AUTEUR", "ARS Bretagne")
    page = run_sound_page("atelier")
    assert "Vous publiez au nom de **ARS Bretagne**" in shown(page)
    assert "lecture seule" not in shown(page)
    assert page.get("file_uploader")


def test_an_import_under_way_is_listed_resumed_and_given_up(
    run_sound_page: Callable[..., AppTest], chantier: Chantier
) -> None:
    page = run_sound_page("atelier")
    assert NOM in shown(page)
    press(page, "Reprendre")
    assert page.query_params["import"] == chantier.id
    assert "20\u00a0lignes lues" in shown(page)
    press(page, "Tous les imports")
    press(page, "Abandonner cet import")
    assert "Aucun import en cours" in shown(page)


def test_the_whole_way_from_the_columns_to_the_publication_and_back(
    run_sound_page: Callable[..., AppTest], chantier: Chantier
) -> None:
    page = run_sound_page("atelier", **{"import": chantier.id})
    press(page, "Continuer\u00a0: colonnes")
    assert "7\u00a0colonnes reconnues" in shown(page)
    press(page, "Continuer\u00a0: territoires")
    assert "3\u00a0à préciser" in shown(page)
    for box in page.selectbox:
        if box.label.startswith("Réponse pour"):
            box.select_index(1)
    press(page, "Enregistrer et continuer")
    assert "20\u00a0lignes prêtes" in shown(page)
    press(page, "Continuer\u00a0: comparaison")
    assert "Centre-Val de Loire" in shown(page)
    assert "20\u00a0nouveaux" in shown(page)
    assert load_connu().numero == 1
    press(page, "Continuer\u00a0: publication")
    page.text_input(key="atelier-publier-source").input("liste inventée")
    press(page, "Publier")
    assert "manque" in shown(page)
    assert load_connu().numero == 1
    page.text_input(key="atelier-publier-motif").input("essai")
    press(page, "Publier")
    assert f"{len(LIGNES)}\u00a0contrats ajoutés" in shown(page)
    assert load_connu().numero == 2
    page.text_input(key="atelier-annuler-motif").input("mauvais fichier")
    press(page, "Annuler la publication")
    assert "Cette publication a été annulée par la publication 3" in shown(page)
    assert load_connu().numero == 3


def test_a_step_that_is_not_open_says_why_and_leads_back(
    run_sound_page: Callable[..., AppTest], chez_soi: None
) -> None:
    wrong = "EPCI;Signature;Fin\nCC Giennoises;12/07/2023;2020\n"
    chantier = ouvre("liste.csv", wrong.encode(), "ARS d'Essai")
    page = run_sound_page("atelier", **{"import": chantier.id, "etape": "5"})
    assert "Cette étape n'est pas encore ouverte" in shown(page)
    press(page, "Revenir à l'étape")
    assert "La fin précède la signature" in shown(page)
    field = page.text_input(key="atelier-place-0")
    field.input("2028")
    press(page, "Enregistrer les corrections")
    assert "1\u00a0ligne prête" in shown(page)


def test_a_second_window_is_told_and_its_answer_can_be_given_again(
    run_sound_page: Callable[..., AppTest], chantier: Chantier
) -> None:
    page = run_sound_page("atelier", **{"import": chantier.id, "etape": "3"})
    fait(chantier, Situer("24"))
    box = next(one for one in page.selectbox if "Berichonne" in one.label)
    box.select_index(1)
    press(page, "Enregistrer ces réponses")
    assert "modifié entre-temps" in shown(page)
    assert next(one for one in page.selectbox if "Berichonne" in one.label).index == 1
    press(page, "Enregistrer ces réponses")
    held = reprend(chantier.id).importation
    assert held.region == "24"
    assert len(held.decisions.valeurs) == 1


def test_a_name_of_several_territories_gives_a_list_to_choose_from(
    run_sound_page: Callable[..., AppTest], chantier: Chantier
) -> None:
    page = run_sound_page("atelier", **{"import": chantier.id, "etape": "3"})
    typed = next(one for one in page.text_input if "Berichonne" in one.label)
    typed.input("Saint-Denis")
    press(page, "Enregistrer ces réponses")
    assert "Choisissez dans sa liste" in shown(page)
    box = next(one for one in page.selectbox if "Berichonne" in one.label)
    assert any("Saint-Denis (97411)" in one for one in box.options)
    box.select_index(next(n for n, one in enumerate(box.options) if "(97411)" in one))
    press(page, "Enregistrer ces réponses")
    held = reprend(chantier.id).importation.decisions.valeurs
    assert held["perimetre", "CC de la Marche Berichonne", "36"] == "97411"


def test_the_follow_up_of_actions_asks_its_contract_and_its_legend_once(
    run_sound_page: Callable[..., AppTest], chez_soi: None
) -> None:
    chantier = ouvre("suivi.csv", SUIVI.encode(), "ARS d'Essai")
    page = run_sound_page("atelier", **{"import": chantier.id, "etape": "3"})
    asked = [one.label for one in page.selectbox if one.label.startswith("Réponse pour")]
    assert len([one for one in asked if "vert" in one]) == 1
    for box in page.selectbox:
        if "contrat" in box.label:
            box.set_value(CORNOUAILLE)
        elif "vert" in box.label:
            box.set_value("en_cours")
        elif "rouge" in box.label:
            box.set_value("abandonnee")
    press(page, "Enregistrer et continuer")
    page.query_params["etape"] = "5"
    page.run()
    assert "Nouvelles actions" in shown(page)
    assert "1.10" in shown(page)


def test_an_unknown_import_is_told(run_page: Callable[..., AppTest], chez_soi: None) -> None:
    page = run_page("atelier", **{"import": "inconnu"})
    assert not page.exception
    assert "Cet import n'existe pas" in shown(page)


def test_the_report_of_a_publication_has_an_address(
    run_page: Callable[..., AppTest], chez_soi: None
) -> None:
    page = run_page("atelier", publication="9")
    assert "La publication 9 n'existe pas" in shown(page)
