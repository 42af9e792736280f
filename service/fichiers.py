"""What the maps fetch: their scripts and layers, the same from every instance, kept for good.

Streamlit serves the folder of a component once a first session has declared it, and asks for each
file again at each visit. Here the folders are known when the process starts, an address that names
the content of its file (``?v=…``, or a hash in its name) is kept by the browser for good, and the
others are asked for again with what the browser already holds (ETag).
"""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.component_file_utils import build_safe_abspath, guess_content_type

from components import assets
from data.memoire import une_fois
from service.adresses import A_VERIFIER, LECTURES, POUR_TOUJOURS, answer
from service.chemins import chemin_de
from service.gabarit import Document

PREFIXE = "component/"
NOM_DE_CONTENU = re.compile(r"[.-][0-9a-f]{8,64}\.[a-z.]+$")
"""main.521860b0.js, contrats-2112e0e61eb45028.json: the name changes with the content."""
SANS_GARDER = "no-store"
ANGLAIS, FRANCAIS = b'<html lang="en"', b'<html lang="fr"'
FICHIERS_GARDES = 400


def dossiers_servis() -> dict[str, Path]:
    """Return the folders that maps fetch from, by the name in their address."""
    folders = {one.name: Path(str(one.path)) for one in assets.SERVIS}
    spec = find_spec("streamlit_folium")  # found, not imported: it takes half a second
    if spec is not None and spec.origin is not None:
        build = Path(spec.origin).parent / "frontend" / "build"
        folders["streamlit_folium.st_folium"] = build
    return folders


class Fichiers:
    """Serves the folders of the maps; other components are left to Streamlit."""

    def __init__(
        self, app: ASGIApp, *, base: str, dossiers: Mapping[str, Path] | None = None
    ) -> None:
        self._app = app
        self._base = base
        self._dossiers = dict(dossiers_servis() if dossiers is None else dossiers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file, or let pass."""
        response = self._response(scope) if scope["type"] == "http" else None
        if response is None:
            await self._app(scope, receive, send)
        else:
            await response(scope, receive, send)

    def _response(self, scope: Scope) -> Response | None:
        chemin = chemin_de(scope, self._base) or ""
        name, _, file = chemin.removeprefix(PREFIXE).partition("/")
        folder = self._dossiers.get(name)
        if not chemin.startswith(PREFIXE) or folder is None or scope["method"] not in LECTURES:
            return None
        path = build_safe_abspath(str(folder), file or "index.html")
        kept = assets.EN_MEMOIRE.get(file) if folder == assets.DOSSIER_PUBLIE else None
        if kept is not None:
            document = Document(kept, guess_content_type(file))
            return answer(document, Headers(scope=scope), cache=A_VERIFIER)
        try:
            stat = Path(path or "").stat()
            document = _read(path or "", stat.st_mtime_ns, stat.st_size)
        except OSError:
            return PlainTextResponse("Fichier inconnu", 404)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v", [""])[0]
        cache = _cache(Path(path or ""), asked, folder, document)
        return answer(document, Headers(scope=scope), cache=cache)


@une_fois(FICHIERS_GARDES)
def _read(path: str, modified: int, size: int) -> Document:
    """Read a file; another content has another time or size."""
    content = Path(path).read_bytes()
    kind = guess_content_type(path)
    if kind == "text/html":
        content = content.replace(ANGLAIS, FRANCAIS, 1)
    return Document(content, kind)


def _cache(path: Path, asked: str, folder: Path, document: Document) -> str:
    """Return how long a browser may keep an answer.

    For good only when the address names this very content: during an update, an instance of
    before must not be kept under the address of after.
    """
    if NOM_DE_CONTENU.search(path.name):
        return POUR_TOUJOURS
    if not asked:
        return A_VERIFIER
    known = (document.empreinte[: len(asked)], assets.version(folder))
    return POUR_TOUJOURS if asked in known else SANS_GARDER
