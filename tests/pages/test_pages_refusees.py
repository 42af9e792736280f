"""Every page has its title and says in words what is refused, and where nothing is on the disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import DOSSIER_PROJET
from service.echauffement import load_today
from service.etat import Etat
from tests.depots import depot_a_part

PAGES = sorted(one.stem for one in (DOSSIER_PROJET / "pages").glob("*.py"))
SANS_DONNEES = {"accessibilite", "mentions", "donnees_personnelles"}
A_LIRE = sorted(set(PAGES) - SANS_DONNEES)
DE_TRAVERS = {
    "code": "99999",
    "region": "<b>x</b>",
    "departement": "-1",
    "date": "31/02/2025",
    "id": "a" * 400,
    "contrat": "../../etc/passwd",
    "page": "-3",
    "diapo": "0",
    "annee": "1",
    "registre": "0",
    "publication": "-1",
    "etape": "99",
    "import": "x",
    "vue": "?",
}


pytestmark = pytest.mark.usefixtures("dans_le_cadre")


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of its own, in a folder."""
    with depot_a_part(tmp_path, monkeypatch) as folder:
        yield folder


def shown(page: AppTest) -> list[str]:
    """Return every text of a page."""
    kinds = (page.title, page.header, page.subheader, page.markdown, page.caption)
    told = (*page.error, *page.warning, *page.info, *page.success)
    bodies = [one.proto.body for one in page.get("html")]
    return [*(one.value for kind in kinds for one in kind), *(one.value for one in told), *bodies]


def titles(page: AppTest) -> int:
    """Return how many titles of the first level a page has."""
    return len(page.title) + sum(one.proto.body.count("<h1") for one in page.get("html"))


@pytest.mark.parametrize("name", A_LIRE)
def test_a_damaged_store_is_told_under_the_title_without_saying_where_it_is(
    run_page: Callable[..., AppTest], depot: Path, name: str
) -> None:
    (depot / "atlas.db").write_bytes(b"abime" * 3000)
    page = run_page(name)
    assert not page.exception
    assert titles(page) == 1
    [told] = [one.value for one in page.error]
    assert "est abîmée ou n'en est pas une" in told
    assert [text for text in shown(page) if str(depot) in text] == []


def test_a_page_refused_has_the_title_that_its_address_says(
    run_page: Callable[..., AppTest], depot: Path
) -> None:
    (depot / "atlas.db").write_bytes(b"abime" * 3000)
    added, changed = run_page("saisie", nouveau="oui"), run_page("saisie", contrat="x")
    assert [one.value for one in added.title] == ["Ajouter un contrat"]
    assert [one.value for one in changed.title] == ["Modifier un contrat"]


def test_who_runs_the_atlas_reads_in_its_log_where_the_store_is(
    run_page: Callable[..., AppTest], depot: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (depot / "atlas.db").write_bytes(b"abime" * 3000)
    run_page("contrats")
    told = [one.getMessage() for one in caplog.records if one.name == "atlas.depot"]
    assert any(str(depot) in line for line in told)
    etat = Etat()
    assert not load_today(etat)
    assert "est abîmée" in etat.refus[0]  # what /pret answers to everybody
    assert str(depot) not in etat.refus[0]
    assert any(str(depot) in str(vars(one)) for one in caplog.records if "champs" in vars(one))


@pytest.mark.parametrize("name", PAGES)
def test_an_address_written_any_old_way_has_its_page_and_its_title(
    run_page: Callable[..., AppTest], name: str
) -> None:
    page = run_page(name, **DE_TRAVERS)
    assert not page.exception
    assert titles(page) == 1
    assert [text for text in shown(page) if "<b>x</b>" in text] == []


@pytest.mark.parametrize("refus", ["referentiel", "perimetre", "couches", "annee", "imprevu"])
def test_what_is_refused_before_the_title_or_after_it_leaves_one_title(refus: str) -> None:
    for before, expected in ((False, "Page d'essai"), (True, "Son titre")):
        page = AppTest.from_function(_refusee, kwargs={"refus": refus, "titree": before}).run()
        assert [one.value for one in page.title] == [expected]
        assert len(page.error) == 1
        assert not page.exception


def _refusee(refus: str, titree: bool) -> None:
    """Run a page that is refused; Streamlit runs what follows by itself, out of this file."""
    from types import SimpleNamespace

    from components.commun import garde
    from components.commun.adresse.passage import arrive, draw_titre
    from data.errors import CouchesInvalides, ErreurDeDonnees, ReferentielInvalide
    from data.lecture.referentiel import ReferentielAbsent
    from geo.contrats.perimetres import PerimetreInvalide

    absent = ErreurDeDonnees("communes.csv", None, "", "", "", "le fichier est absent.")
    fautes = {
        "referentiel": ReferentielInvalide([absent]),
        "perimetre": PerimetreInvalide(["cls-x\u00a0: commune inconnue"]),
        "couches": CouchesInvalides([absent]),
        "annee": ReferentielAbsent("2031"),
        "imprevu": ZeroDivisionError(),
    }

    def run() -> None:
        if titree:
            draw_titre("Son titre")
        raise fautes[refus]

    arrive("essai")
    garde._run(SimpleNamespace(title="Page d'essai", url_path="essai", run=run))
