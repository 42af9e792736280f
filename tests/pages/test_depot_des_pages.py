"""Pages and the store: a publication made elsewhere is seen at the next run, a fault is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.depot.ouverture import depot_en_usage
from tests.depots import CORNOUAILLE, corrige, depot_a_part

NOM = "CLS renommé de Cornouaille"


@pytest.fixture
def atelier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of its own, in a folder."""
    with depot_a_part(tmp_path, monkeypatch) as folder:
        yield folder


@pytest.mark.usefixtures("atelier")
def test_a_publication_made_meanwhile_is_shown_at_the_next_run(
    run_page: Callable[..., AppTest],
) -> None:
    page = run_page("contrat", id=CORNOUAILLE)
    assert not page.exception
    assert NOM not in _shown(page)
    corrige(depot_en_usage(), {"nom": NOM})
    assert NOM in _shown(page.run())


def test_a_store_that_is_none_is_told_in_one_sentence(
    run_page: Callable[..., AppTest], atelier: Path
) -> None:
    (atelier / "atlas.db").write_bytes(b"abime" * 3000)
    page = run_page("")  # the page of the bare address, run by the entry point
    [erreur] = page.error
    assert "est abîmée ou n'en est pas une" in erreur.value
    assert "restauration FICHIER" in erreur.value
    assert not page.exception
    assert not page.metric


def _shown(page: AppTest) -> str:
    texts = [element.value for element in (*page.title, *page.markdown, *page.header)]
    texts += [element.proto.body for element in page.get("html")]
    return "\n".join(texts)
