"""``?registre=N``: every page shows what was known at a publication, says it, and comes back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.commun.bandeaux import RETOUR
from components.commun.garde import ECRIVENT
from data.depot.ouverture import depot_en_usage
from service.chemins import PAGES
from tests.depots import CORNOUAILLE, corrige, depot_a_part
from tests.pages.lecture import texts

NOM = "CLS renommé de Cornouaille"


@pytest.fixture(scope="module", autouse=True)
def deux_publications(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store of its own, where a contract was renamed by the publication 2."""
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        depot_a_part(tmp_path_factory.mktemp("depot"), monkeypatch) as dossier,
    ):
        corrige(depot_en_usage(), {"nom": NOM}, source="arrêté", motif="nouveau nom")
        yield dossier


def links(page: AppTest) -> list[str]:
    """Queries of the links of a page to the other pages."""
    return [one.proto.query_string for one in page.get("page_link")]


@pytest.mark.parametrize("nom", sorted(PAGES - {""} - ECRIVENT))
def test_a_page_says_which_publication_it_shows_and_its_links_keep_it(
    run_framed_page: Callable[..., AppTest], nom: str
) -> None:
    page = run_framed_page(nom, registre="1")
    assert "**à la publication 1 du" in texts(page)
    assert "une autre a suivi" in texts(page)
    assert links(page)
    assert [one for one in links(page) if "registre=1" not in one] == []


@pytest.mark.parametrize("nom", sorted(ECRIVENT))
def test_a_page_that_changes_the_registre_changes_that_of_now(
    run_framed_page: Callable[..., AppTest], nom: str
) -> None:
    page = run_framed_page(nom, registre="1")
    assert "à la publication 1 du" not in texts(page)
    assert [one for one in links(page) if "registre=" in one] == []


def test_the_figures_are_those_of_then_and_the_way_back_leads_to_those_of_now(
    run_framed_page: Callable[..., AppTest],
) -> None:
    page = run_framed_page("contrat", id=CORNOUAILLE, registre="1")
    assert NOM not in texts(page)
    [retour] = [one for one in page.button if one.label == RETOUR]
    retour.click().run()
    assert NOM in texts(page)
    assert "registre" not in page.query_params
    assert page.query_params["id"] == CORNOUAILLE
    assert not [one for one in page.button if one.label == RETOUR]


def test_a_filter_keeps_the_publication(run_framed_page: Callable[..., AppTest]) -> None:
    page = run_framed_page("couverture", registre="1")
    page.radio(key="filtre-compte").set_value("signe_ou_projet").run()
    assert page.query_params["statut"] == "signe_ou_projet"
    assert page.query_params["registre"] == "1"


def test_the_newest_publication_is_said_to_be_the_newest(
    run_framed_page: Callable[..., AppTest],
) -> None:
    page = run_framed_page("contrat", id=CORNOUAILLE, registre="2")
    assert "la plus récente à ce jour" in texts(page)
    assert NOM in texts(page)


@pytest.mark.parametrize("numero", ["0", "3", "-1", "un", "2.0", "٢", "9" * 40, "<b>1</b>"])
def test_a_number_that_is_none_is_told_and_the_newest_is_shown(
    run_framed_page: Callable[..., AppTest], numero: str
) -> None:
    page = run_framed_page("contrat", id=CORNOUAILLE, registre=numero)
    [message] = [one.value for one in page.warning]
    assert "aucune publication n'a ce numéro" in message
    assert "de 1 à 2" in message
    assert NOM in texts(page)
    assert [one for one in links(page) if "registre=" in one] == []


def test_the_link_of_a_deck_holds_its_publication(run_framed_page: Callable[..., AppTest]) -> None:
    page = run_framed_page("presentation", region="53")
    [lien] = [one.value for one in page.code]
    assert "registre=2" in lien
    assert "region=53" in lien
    page = run_framed_page("presentation", region="53", registre="1")
    assert "registre=1" in page.code[0].value


def test_a_publication_leads_to_the_atlas_of_then_whichever_is_looked_at(
    run_framed_page: Callable[..., AppTest],
) -> None:
    page = run_framed_page("donnees", registre="1", publication="2")
    protos = [one.proto for one in page.get("page_link")]
    [vers] = [one for one in protos if one.label.endswith("à la publication 2")]
    assert (vers.page, vers.query_string) == ("couverture", "registre=2")


def test_the_sources_of_the_figures_name_their_publication(
    run_framed_page: Callable[..., AppTest],
) -> None:
    assert "à la publication 1" in texts(run_framed_page("couverture", registre="1"))
