"""A file that cannot be made says so in French, and the page goes on."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.lancement import running
from tests.pannes.copie import copy_project

DELAI = 60_000  # milliseconds: the first page of a cold server, on a busy machine
ECHEC = "Ce fichier n'a pas pu être fabriqué."

pytestmark = pytest.mark.browser


@pytest.fixture
def sans_departements(tmp_path: Path) -> Iterator[str]:
    """The address of an atlas that lacks the outlines of the départements."""
    copie = copy_project(tmp_path / "atlas", tmp_path / "var")
    copie.fichier("data/referentiel/couches/departement.json.gz").unlink()
    where = {"ATLAS_DATA": str(copie.var)}
    journal = tmp_path / "journal.txt"
    with running("serveur.py", journal, racine=copie.racine, environnement=where) as lance:
        yield lance.adresse


def test_a_picture_without_its_outlines_says_so_in_french(
    sans_departements: str, page_of: Callable[..., Page], faults: list[str]
) -> None:
    page = page_of()
    page.goto(f"{sans_departements}/couverture?region=53&date=2025-01-31")
    warning = page.get_by_test_id("stAlert").filter(has_text="Des contours de carte manquent")
    expect(warning).to_contain_text("departement.json.gz", timeout=DELAI)
    page.get_by_role("button", name=re.compile("Emporter|Autres formats")).first.click()
    files = page.get_by_test_id("stPopoverBody").filter(has_text="Registre")
    files.get_by_role("button", name="PNG", exact=True).first.click()
    expect(page.get_by_test_id("stDownloadButtonError")).to_contain_text(ECHEC, timeout=DELAI)
    with page.expect_download(timeout=DELAI) as awaited:  # what needs no outline is there
        files.get_by_role("button", name="Registre (ZIP)", exact=True).click()
    assert awaited.value.suggested_filename.endswith(".zip")
    faults[:] = [fault for fault in faults if "404" not in fault and "Carte" not in fault]
    page.close()
