"""A disk that is full, folders that cannot be written, a process that is killed: pages go on."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect

from data.temporaires import PREFIXE, dossier_de_travail, sweep
from tests.lancement import Lance, start
from tests.pannes.copie import Copie

JOUR = {"date": "2026-11-01"}
PAGES = (("", JOUR), ("territoire", {"code": "29232", **JOUR}), ("contrats", JOUR))
DISQUE_PLEIN = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"
"""No file of the process can grow by a byte, as on a full disk; pipes are no files."""
OUTIL = "from streamlit.testing.v1 import AppTest"  # the tool of the tests has a folder of its own
NULLE_PART = {
    "HOME": "/dev/null/maison",
    "MPLCONFIGDIR": "/dev/null/matplotlib",
    "XDG_CACHE_HOME": "/dev/null/cache",
    "XDG_CONFIG_HOME": "/dev/null/config",
    "ATLAS_DATA": "/dev/null/var",
}
"""Folders that nobody can make, not even the administrator."""
IMAGE = """
import sys
from components.documents.images import image_de_graphique
from components.figures.figure import Graphique, Serie

serie = Serie("Signé", (78.6, 12.0), "#1f4e8c")
graphique = Graphique("barres", "Taux", ("Finistère", "Lot"), (serie,), "%", "Deux taux.")
sys.stdout.write(str(len(image_de_graphique(graphique, "png", "Source"))))
"""
EXPORT = """
import sys, time
import numpy, pyogrio, shapely
from geo.documents.attributs import ATTRIBUTS
from geo.documents.formats_geographiques import gpkg_bytes
from geo.documents.perimetres import Entites

line = {
    name: {"entier": 1, "booleen": True, "jour": "2026-01-31"}.get(kind, "x")
    for name, kind, _ in ATTRIBUTS
}
forme = shapely.MultiPolygon([shapely.box(0, 0, 1, 1)])
write = pyogrio.write_dataframe


def slowly(*arguments, **named):
    write(*arguments, **named)
    print("en cours", flush=True)
    time.sleep(float(sys.argv[1]))


pyogrio.write_dataframe = slowly
gpkg_bytes(Entites((line,), numpy.array([forme], dtype=object)), {})
print("fini", flush=True)
"""

EXPORT_DU_REGISTRE = """
import os, signal, sys
from pathlib import Path
from data.__main__ import main

write, written = Path.write_bytes, []


def killed_at_the_third(path, content):
    if len(written) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    written.append(path)
    return write(path, content)


Path.write_bytes = killed_at_the_third
main(["exporter", sys.argv[1]])
"""


@pytest.mark.parametrize(
    ("avant", "env"),
    [
        (f"{OUTIL}; {DISQUE_PLEIN}", {}),
        ("", NULLE_PART | {"ATLAS_PUBLIE": "/dev/null/publie"}),
        (f"{OUTIL}; {DISQUE_PLEIN}", NULLE_PART),
    ],
)
def test_pages_are_whole_where_nothing_can_be_written(
    copie: Copie, tmp_path: Path, avant: str, env: dict[str, str]
) -> None:
    where = {"ATLAS_DATA": str(tmp_path / "var"), "TMPDIR": str(tmp_path), **env}
    for page, dit in zip(PAGES, copie.pages(*PAGES, env=where, avant=avant), strict=True):
        assert (dit["exception"], dit["error"]) == ([], []), page
        assert dit["tableaux"] > 0, page


def test_a_picture_is_made_without_a_home(copie: Copie) -> None:
    dit = copie.script(IMAGE, env=NULLE_PART)
    assert dit.statut == 0, dit.erreur
    assert int(dit.sortie) > 10_000


def test_what_cannot_be_written_is_said_once_in_the_log(copie: Copie, tmp_path: Path) -> None:
    script = f"""
from components import assets
{DISQUE_PLEIN}
for number in range(5):
    name = assets.publish(f"essai-{{number}}.json", b"[]")
    assert assets.EN_MEMOIRE[name] == b"[]"
assert list(assets.DOSSIER_PUBLIE.glob("essai*")) == list(assets.DOSSIER_PUBLIE.glob("tmp*")) == []
"""
    dit = copie.script(script, env={"TMPDIR": str(tmp_path)})
    assert dit.statut == 0, dit.erreur
    assert dit.erreur.count("rien ne peut être écrit") == 1


# What a killed process leaves


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.glob(f"{PREFIXE}*")}


def test_a_folder_in_use_is_let_be_and_one_that_is_not_is_swept(tmp_path: Path) -> None:
    with dossier_de_travail(parent=tmp_path) as mine:
        orphan = tmp_path / f"{PREFIXE}orphelin"
        orphan.mkdir()
        (orphan / ".en-usage").touch()
        (orphan / "reste.gpkg").write_bytes(b"x")
        stranger = tmp_path / f"{PREFIXE}ancien"
        stranger.mkdir()
        assert sweep(parent=tmp_path) == [orphan]
        assert mine.is_dir()
        assert stranger.is_dir()  # made by another version: nothing says that nobody uses it
    assert left(tmp_path) == {stranger.name}


def test_an_export_killed_in_the_middle_leaves_nothing_behind_the_next_one(
    copie: Copie, tmp_path: Path
) -> None:
    env = copie.environnement({"TMPDIR": str(tmp_path)})
    command = [sys.executable, "-c", EXPORT, "60"]
    with subprocess.Popen(command, cwd=copie.racine, env=env, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"en cours\n"
        (killed,) = left(tmp_path)
        assert list((tmp_path / killed).glob("*.gpkg*"))
        process.send_signal(signal.SIGKILL)
    assert left(tmp_path) == {killed}
    assert "fini" in copie.script(EXPORT, "0", env={"TMPDIR": str(tmp_path)}).sortie
    assert left(tmp_path) == set()


def test_a_registre_killed_while_it_is_written_has_no_half_of_a_file(
    copie: Copie, tmp_path: Path
) -> None:
    """Killed at its third file; asked again, it is whole and nothing is left of the first time."""
    killed = copie.script(EXPORT_DU_REGISTRE, str(tmp_path / "sortie"))
    assert killed.statut == -signal.SIGKILL, killed.erreur
    assert not any(path.is_file() for path in (tmp_path / "sortie").iterdir())
    dit = copie.lance("data", "exporter", str(tmp_path / "sortie"))
    assert dit.statut == 0, dit.erreur
    names = {path.name for path in (tmp_path / "sortie").iterdir()}
    assert names == {path.name for path in (copie.racine / "data" / "registre").iterdir()}


async def _read_a_little(lance: Lance) -> None:
    """Ask for the first page, and kill the server as soon as something of it has come."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    address = f"ws://127.0.0.1:{lance.port}/_stcore/stream"
    origin = f"http://127.0.0.1:{lance.port}"
    websocket = await connect(address, origin=origin, subprotocols=["streamlit"], max_size=None)
    await websocket.send(asked.SerializeToString())
    for _ in range(3):
        await websocket.recv()
    lance.process.kill()
    lance.process.wait(timeout=20)
    await websocket.wait_closed()


def test_a_server_killed_while_a_page_loads_leaves_nothing_behind_the_next_one(
    copie: Copie, tmp_path: Path
) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    env = {"TMPDIR": str(folder), "ATLAS_DATA": str(tmp_path / "var")}

    def begin(name: str) -> Lance:
        return start("serveur.py", tmp_path / name, racine=copie.racine, environnement=env)

    first = begin("premier.txt")
    (killed,) = left(folder)
    asyncio.run(_read_a_little(first))
    assert left(folder) == {killed}
    second = begin("second.txt")
    try:
        (living,) = left(folder)
        assert living != killed
        assert "Traceback" not in second.ecrit()
    finally:
        second.process.kill()
        second.process.wait(timeout=20)
