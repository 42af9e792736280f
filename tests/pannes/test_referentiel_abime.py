"""A référentiel that is not the one delivered gives a line that names the file, and no figure."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import ReferentielInvalide
from data.lecture.integrite import PROVENANCE, check_referentiel, read_referentiel
from data.lecture.referentiel import (
    annees_population_disponibles,
    load_tables,
    millesimes_disponibles,
)
from data.paths import DOSSIER_REFERENTIEL
from tests.lancement import running
from tests.pannes.copie import Copie
from tests.service.demandes import ask

POPULATIONS = "populations/2023.csv"
CHIFFRE = "%"


def edited(ancien: str, nouveau: str) -> Callable[[bytes], bytes]:
    def edit(contenu: bytes) -> bytes:
        assert contenu.count(ancien.encode()) == 1
        return contenu.replace(ancien.encode(), nouveau.encode())

    return edit


def population(code: str, habitants: str) -> Callable[[bytes], bytes]:
    """Write another population for a commune."""

    def edit(contenu: bytes) -> bytes:
        lines = contenu.decode().splitlines()
        [rank] = [rank for rank, line in enumerate(lines) if line.startswith(f"{code},")]
        lines[rank] = f"{code},{habitants},"
        return ("\n".join(lines) + "\n").encode()

    return edit


FAUTES: dict[str, tuple[str, Callable[[bytes], bytes] | None, str]] = {
    "a population of millions": (POPULATIONS, population("29232", "9999999"), "trop grand"),
    "a negative population": (POPULATIONS, population("29232", "-62985"), "n'est pas une popul"),
    "a population that is a little more": (POPULATIONS, population("29232", "70000"), "modifié"),
    "a truncated file": (POPULATIONS, lambda contenu: contenu[: len(contenu) // 2], "tronqué"),
    "an empty file": ("2026/epci.csv", lambda contenu: b"", "tronqué"),
    "a file that is not there": ("2024/communes.csv", None, "absent"),
    "a file of another encoding": (
        "2026/communes.csv",
        lambda contenu: contenu.decode().encode("cp1252"),
        "UTF-8",
    ),
    "a commune moved to another région": (
        "2026/communes.csv",
        edited("29232,Quimper,29,53,", "29232,Quimper,29,28,"),
        "modifié",
    ),
    "a file of names": ("anciens.csv", lambda contenu: contenu + b"\n", "modifié"),
    "a compressed file whose line ends were translated": (
        "mairies.csv.gz",
        lambda contenu: contenu.replace(b"\n", b"\r\n"),
        "abîmé",
    ),
    "an older vintage": ("2019/epci.csv", lambda contenu: contenu[:-200], "tronqué"),
}


@pytest.fixture(scope="module")
def referentiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the référentiel without its layers, to be spoilt and mended."""
    folder = tmp_path_factory.mktemp("referentiel") / "referentiel"
    shutil.copytree(DOSSIER_REFERENTIEL, folder, ignore=shutil.ignore_patterns("couches"))
    return folder


@pytest.mark.parametrize("faute", FAUTES)
def test_a_file_that_is_not_as_delivered_is_named_and_nothing_is_loaded(
    referentiel: Path, faute: str
) -> None:
    nom, edit, why = FAUTES[faute]
    chemin = referentiel / nom
    avant = chemin.read_bytes()
    try:
        if edit is None:
            chemin.unlink()
        else:
            chemin.write_bytes(edit(avant))
        check_referentiel.cache_clear()
        with pytest.raises(ReferentielInvalide) as raised:
            load_tables.__wrapped__(2026, 2023, referentiel)
    finally:
        chemin.write_bytes(avant)
    [erreur] = raised.value.erreurs
    assert erreur.fichier == f"data/referentiel/{nom}"
    assert why in erreur.message
    assert str(raised.value).count("\n") == 0
    load_tables.__wrapped__(2026, 2023, referentiel)  # mended: it loads again


def _vouch_for(folder: Path, nom: str, contenu: bytes) -> None:
    """Write a file, and a provenance that says that it is as delivered."""
    (folder / nom).write_bytes(contenu)
    provenance = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))
    for entree in provenance["fichiers"]:
        if entree["fichier"] == nom:
            entree |= {
                "octets": len(contenu),
                "lignes": contenu.count(b"\n") - 1,
                "sha256": hashlib.sha256(contenu).hexdigest(),
            }
    (folder / PROVENANCE).write_text(json.dumps(provenance), encoding="utf-8")


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (population("29232", "9999999"), "trop grand"),
        (population("29232", "-5"), "n'est pas une population"),
        (lambda contenu: contenu[: contenu.rindex(b"\n", 0, 200_000) + 1], "de la France"),
        (lambda contenu: contenu + b"29232,10,\n", "deux fois"),
    ],
)
def test_figures_that_no_country_has_are_refused_even_when_the_provenance_vouches_for_them(
    referentiel: Path, tmp_path: Path, edit: Callable[[bytes], bytes], why: str
) -> None:
    folder = tmp_path / "referentiel"
    shutil.copytree(referentiel, folder)
    _vouch_for(folder, POPULATIONS, edit((folder / POPULATIONS).read_bytes()))
    with pytest.raises(ReferentielInvalide) as raised:
        load_tables.__wrapped__(2026, 2023, folder)
    [erreur] = raised.value.erreurs
    assert erreur.fichier == f"data/referentiel/{POPULATIONS}"
    assert why in erreur.message


def without(nom: str) -> bytes:
    """Return the provenance without one of the things that it says."""
    lue = json.loads((DOSSIER_REFERENTIEL / PROVENANCE).read_text(encoding="utf-8"))
    return json.dumps({one: said for one, said in lue.items() if one != nom}).encode()


def saying(**autres: object) -> bytes:
    """Return the provenance with other words for its first file."""
    lue = json.loads((DOSSIER_REFERENTIEL / PROVENANCE).read_text(encoding="utf-8"))
    lue["fichiers"][0] |= autres
    return json.dumps(lue).encode()


@pytest.mark.parametrize(
    "contenu",
    [
        None,
        b"",
        b"[" * 100_000,
        b"{}",
        b"\xff\xfe",
        b'{"fichiers":[1]}',
        *map(without, ("attribution", "annees_population", "sources", "fichiers")),
        saying(octets=None),
        saying(octets="1470024"),
        saying(lignes=3.5),
        saying(sha256=12),
        saying(fichier="../../../etc/passwd"),
        saying(fichier=None),
    ],
)
def test_a_provenance_that_cannot_be_read_refuses_the_whole(
    tmp_path: Path, contenu: bytes | None
) -> None:
    if contenu is not None:
        (tmp_path / PROVENANCE).write_bytes(contenu)
    with pytest.raises(ReferentielInvalide, match=r"provenance\.json"):
        check_referentiel(tmp_path)


def test_a_file_that_was_not_delivered_is_not_read(referentiel: Path) -> None:
    stranger = referentiel / "populations" / "2017.csv"
    stranger.write_bytes((referentiel / POPULATIONS).read_bytes())
    try:
        with pytest.raises(ReferentielInvalide, match="2017"):
            read_referentiel("populations/2017.csv", referentiel)
    finally:
        stranger.unlink()


@pytest.mark.parametrize("nom", ["2027/communes.csv", "populations/2024.csv", "populations/a.csv"])
def test_what_lies_beside_the_files_delivered_changes_nothing(referentiel: Path, nom: str) -> None:
    """A copy made with a spreadsheet, the folder of a year to come."""
    held = millesimes_disponibles(referentiel), annees_population_disponibles(referentiel)
    stranger = referentiel / nom
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_bytes(b"code\n")
    try:
        now = millesimes_disponibles(referentiel), annees_population_disponibles(referentiel)
        assert now == held
        load_tables.__wrapped__(2026, 2023, referentiel)
    finally:
        stranger.unlink()


def test_years_that_nothing_announces_name_the_provenance(tmp_path: Path) -> None:
    with pytest.raises(ReferentielInvalide, match=r"provenance\.json"):
        millesimes_disponibles(tmp_path)
    (tmp_path / PROVENANCE).write_bytes(saying().replace(b"populations/2018", b"couches/2018"))
    with pytest.raises(ReferentielInvalide, match=r"provenance\.json"):
        annees_population_disponibles(tmp_path)


@pytest.mark.parametrize("nom", ["anciens.csv", PROVENANCE])
def test_what_is_no_file_is_not_waited_for_and_what_has_no_end_is_not_read_to_it(
    tmp_path: Path, nom: str
) -> None:
    folder = tmp_path / "referentiel"
    folder.mkdir()
    (folder / PROVENANCE).write_bytes((DOSSIER_REFERENTIEL / PROVENANCE).read_bytes())
    chemin = folder / nom
    chemin.unlink(missing_ok=True)
    os.mkfifo(chemin)
    with pytest.raises(ReferentielInvalide, match="ne peut pas être ouvert"):
        read_referentiel("anciens.csv", folder)
    chemin.unlink()
    chemin.symlink_to("/dev/zero")
    with pytest.raises(ReferentielInvalide, match="ne peut pas être ouvert"):
        read_referentiel("anciens.csv", folder)
    chemin.unlink()
    with chemin.open("wb") as sortie:
        sortie.truncate(50_000_000_000)
    with pytest.raises(ReferentielInvalide):
        read_referentiel("anciens.csv", folder)


def altered(copie: Copie, nom: str, edit: Callable[[bytes], bytes]) -> bytes:
    return edit(copie.fichier(nom).read_bytes())


TAUX = ("geo", "taux", "--niveau", "region", "--date", "2026-11-01")


@pytest.mark.parametrize(
    ("commande", "habitants"),
    [(TAUX, "9999999"), (TAUX, "-62985"), (("data.validation",), "9999999")],
)
def test_the_command_line_gives_one_line_and_no_rate(
    copie: Copie, commande: tuple[str, ...], habitants: str
) -> None:
    nom = f"data/referentiel/{POPULATIONS}"
    with copie.abime(nom, altered(copie, nom, population("29232", habitants))):
        dit = copie.lance(*commande)
    assert (dit.statut, dit.sortie) == (2, "")
    assert len(dit.lignes) == 1
    assert POPULATIONS in dit.lignes[0]


def test_a_page_says_which_file_and_shows_no_figure(copie: Copie) -> None:
    nom = f"data/referentiel/{POPULATIONS}"
    with copie.abime(nom, altered(copie, nom, population("29232", "9999999"))):
        [dit] = copie.pages(("", {"date": "2026-11-01"}))
    assert len(dit["error"]) == 1
    assert "rien n'est affiché" in dit["error"][0]
    assert any("2023.csv" in line for line in dit["markdown"])
    assert dit["tableaux"] == 0
    assert not any(CHIFFRE in line for line in dit["markdown"])


def test_a_process_whose_referentiel_is_refused_starts_and_is_not_ready(
    copie: Copie, tmp_path: Path
) -> None:
    """The whole folder is missing: the years of the API and the layers of the maps too."""
    aside = shutil.move(copie.fichier("data/referentiel"), tmp_path / "referentiel")
    try:
        with running("serveur.py", tmp_path / "journal.txt", racine=copie.racine) as lance:
            deadline = time.monotonic() + 60
            while b"refus" not in (answer := ask(lance.adresse, "/pret")).contenu:
                assert time.monotonic() < deadline, answer
                time.sleep(0.2)
            assert ask(lance.adresse, "/sante").statut == 200
            assert ask(lance.adresse, "/api/v1/taux?niveau=region").statut == 503
            assert "Traceback" not in lance.ecrit()
    finally:
        shutil.move(aside, copie.fichier("data/referentiel"))
    told = json.loads(answer.contenu)
    assert (answer.statut, told["pret"]) == (503, False)
    assert PROVENANCE in told["refus"][0]
