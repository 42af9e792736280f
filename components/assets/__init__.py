"""Directories whose files the server hands to the browser, so that no map needs the internet.

Each is declared as a Streamlit component, which is how Streamlit serves a directory; none is
ever called as a widget. A map lives in the iframe of another component, at the same depth of the
address, so ``../<component name>/<file>`` reaches them, under a base path too.
"""

import atexit
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from streamlit.components.v1 import declare_component
from streamlit.components.v1.custom_component import CustomComponent
from xstatic.pkg import leaflet

from data.paths import DOSSIER_COUCHES

DOSSIER_CARTE = Path(__file__).resolve().parents[1] / "carte" / "assets"
DOSSIER_DIAPORAMA = Path(__file__).resolve().parents[1] / "presentation" / "assets"

PUBLIE_PARTAGE = "ATLAS_PUBLIE"
"""Names the folder that several instances share, so that any of them serves what one published."""


def _dossier_publie() -> Path:
    """Return where is written what is published while the server runs.

    A private folder, gone when the process ends, unless the operator names one to share.
    """
    shared = os.environ.get(PUBLIE_PARTAGE, "").strip()
    if shared:
        folder = Path(shared).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    private = Path(tempfile.mkdtemp(prefix="atlas-cls-"))
    atexit.register(shutil.rmtree, private, ignore_errors=True)
    return private


DOSSIER_PUBLIE = _dossier_publie()

LEAFLET = declare_component("leaflet", path=leaflet.BASE_DIR)
CARTE = declare_component("carte", path=DOSSIER_CARTE)
COUCHES = declare_component("couches", path=DOSSIER_COUCHES)
PUBLIE = declare_component("publie", path=DOSSIER_PUBLIE)
ORATEUR = declare_component("orateur", path=DOSSIER_DIAPORAMA / "orateur")
SERVIS = (LEAFLET, CARTE, COUCHES, PUBLIE, ORATEUR)


def address(component: CustomComponent, file: str = "") -> str:
    """Return the address of a folder, or of one of its files, relative to the iframe of a map.

    That of a file names its content: any instance serves it, and a browser keeps it for good.
    """
    folder = f"../{component.name}/"
    return f"{folder}{file}?v={empreinte(Path(str(component.path)) / file)}" if file else folder


@lru_cache
def empreinte(fichier: Path) -> str:
    """Return a short hash of a file that never changes while the server runs."""
    return hashlib.sha256(fichier.read_bytes()).hexdigest()[:8]


@lru_cache
def version(dossier: Path) -> str:
    """Return a short hash of the files of a directory.

    It goes into their addresses, so that a browser keeps them for good and yet never shows those
    of an earlier release.
    """
    digest = hashlib.sha256()
    for path in sorted(one for one in dossier.iterdir() if one.is_file()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def publish_json(prefix: str, values: Sequence[str]) -> str:
    """Write texts once where the browser can fetch them, and return the name of the file.

    The name carries a hash of the content: the same texts give the same file, different ones
    never take its place.
    """
    content = json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).encode()
    path = DOSSIER_PUBLIE / f"{prefix}-{hashlib.sha256(content).hexdigest()[:16]}.json"
    if not path.exists():
        with tempfile.NamedTemporaryFile(dir=DOSSIER_PUBLIE, delete=False) as partial:
            partial.write(content)
        Path(partial.name).replace(path)  # at once, so that nobody reads half a file
    return path.name


def texte(path: Path) -> str:
    """Return a script or a style sheet of our own, for a component written in the page itself."""
    return path.read_bytes().decode()
