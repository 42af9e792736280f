"""Directories whose files the server hands to the browser, so that no map needs the internet.

Each is declared as a Streamlit component, which is how Streamlit serves a directory; none is
ever called as a widget. A map lives in the iframe of another component, at the same depth of the
address, so ``../<component name>/<file>`` reaches them, under a base path too.
"""

import atexit
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from pathlib import Path

from cachetools import LRUCache
from streamlit.components.v1 import declare_component
from streamlit.components.v1.custom_component import CustomComponent
from xstatic.pkg import leaflet

from data import paths
from data.temporaires import make_dossier, remove

DOSSIER_CARTE = Path(__file__).resolve().parents[1] / "carte" / "assets"
DOSSIER_DIAPORAMA = Path(__file__).resolve().parents[1] / "presentation" / "assets"

logger = logging.getLogger("atlas")
GARDES_EN_MEMOIRE = 256
PUBLIE_PARTAGE = "ATLAS_PUBLIE"
"""Names the folder that several instances share, so that any of them serves what one published."""


def _dossier_publie() -> Path:
    """Return where is written what is published while the server runs.

    A private folder, gone when the process ends, unless the operator names one to share.
    """
    shared = os.environ.get(PUBLIE_PARTAGE, "").strip()
    if shared:
        folder = Path(shared).resolve()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return folder
        except OSError as error:
            logger.warning("%s\u00a0: %s ne peut pas servir (%s)", PUBLIE_PARTAGE, folder, error)
    try:
        private, verrou = make_dossier()
    except OSError:
        logger.warning("aucun dossier temporaire\u00a0: ce qui est publié reste en mémoire")
        return Path(leaflet.BASE_DIR)  # a folder that exists, where nothing is written
    atexit.register(remove, private, verrou)
    return private


EN_MEMOIRE: MutableMapping[str, bytes] = LRUCache(maxsize=GARDES_EN_MEMOIRE)
"""What could not be written: ``service.fichiers`` serves it as if it were in the folder."""
DOSSIER_PUBLIE = _dossier_publie()
# A folder that exists, all the same: pages say that the layers are missing, and go on.
DOSSIER_COUCHES = paths.DOSSIER_COUCHES if paths.DOSSIER_COUCHES.is_dir() else DOSSIER_PUBLIE

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
    return publish(*_named(prefix, tuple(values)))


@lru_cache(maxsize=8)
def _named(prefix: str, values: tuple[str, ...]) -> tuple[str, bytes]:
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{prefix}-{hashlib.sha256(content).hexdigest()[:16]}.json", content


def publish(nom: str, contenu: bytes) -> str:
    """Write a file once where the browser can fetch it, and return its name.

    Where nothing can be written (a full disk), it is kept in memory, and said once in the log.
    """
    path = DOSSIER_PUBLIE / nom
    if nom in EN_MEMOIRE or path.exists():
        return nom
    try:
        if Path(leaflet.BASE_DIR) == DOSSIER_PUBLIE:
            raise OSError("no temporary folder")
        with tempfile.NamedTemporaryFile(dir=DOSSIER_PUBLIE, delete=False) as partial:
            try:
                partial.write(contenu)
                partial.flush()
                Path(partial.name).replace(path)  # at once, so that nobody reads half a file
            except OSError:
                Path(partial.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        if not EN_MEMOIRE:
            logger.warning("rien ne peut être écrit dans %s (%s)", DOSSIER_PUBLIE, error)
        EN_MEMOIRE[nom] = contenu
    return nom


def texte(path: Path) -> str:
    """Return a script or a style sheet of our own, for a component written in the page itself."""
    return path.read_bytes().decode()
