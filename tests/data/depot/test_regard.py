"""What a page says of the store before anything else; it never fails, whatever the store is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.depot.ouverture import depot_en_usage
from data.depot.regard import regard_sur_le_depot
from data.depot.verifications import read_verifications
from tests.data.depot.outils import change, publish
from tests.depots import depot_a_part


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of its own, in a folder."""
    with depot_a_part(tmp_path, monkeypatch) as folder:
        yield folder


CORNOUAILLE = "cls-29-cornouaille-1"


@pytest.mark.usefixtures("dossier")
def test_the_publication_asked_for_is_told_with_its_day() -> None:
    depot = depot_en_usage()
    publish(depot, change(depot, "contrats", CORNOUAILLE, nom="CLS renommé"))
    seen = regard_sur_le_depot(2)
    assert seen.dernier == 2
    assert seen.publication is not None
    assert seen.publication.auteur == "ARS Bretagne"
    assert (seen.lecture_seule, seen.panne) == ("", "")


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize("numero", [None, 0, 2, -1, 10**9])
def test_a_number_that_no_publication_has_is_none(numero: int | None) -> None:
    seen = regard_sur_le_depot(numero)
    assert (seen.dernier, seen.publication) == (1, None)


def test_a_store_that_is_none_is_told_and_nothing_is_raised(dossier: Path) -> None:
    (dossier / "atlas.db").write_bytes(b"abime" * 3000)
    seen = regard_sur_le_depot(1)
    assert (seen.dernier, seen.publication) == (0, None)
    assert "est abîmée" in seen.panne


@pytest.mark.usefixtures("dossier")
def test_a_delivery_verifies_nothing_and_an_entry_its_contract() -> None:
    depot = depot_en_usage()
    with depot.lecture() as connection:
        assert read_verifications(connection, 1) == {}
    publish(depot, change(depot, "contrats", CORNOUAILLE, nom="CLS renommé"))
    with depot.lecture() as connection:
        assert read_verifications(connection, 2) == {CORNOUAILLE: 2}
        assert read_verifications(connection, 1) == {}
