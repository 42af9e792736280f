"""The answers: bytes kept and compressed once, their tag, the headers of every one."""

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from starlette.responses import Response

from api.protocole.problemes import MEDIA, Probleme
from data.lecture.referentiel import load_provenance
from data.paths import DOSSIER_PROJET

OCTETS_GARDES = 16_000_000
PETIT = 1000
NIVEAU_GZIP = 5
METHODES = "GET, HEAD, OPTIONS"
PARTAGE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, Content-Length",
}
PREALABLE = {
    "Allow": METHODES,
    "Access-Control-Allow-Methods": METHODES,
    "Access-Control-Allow-Headers": "Accept, If-None-Match, Content-Type, X-Requested-With",
    "Access-Control-Max-Age": "86400",
}
A_VERIFIER = "public, max-age=0, must-revalidate"
UNE_HEURE = "public, max-age=3600"
SOURCES_DU_CODE = ("api", "geo", "data")


@dataclass(frozen=True)
class Contenu:
    """A text to answer, as it is and compressed; ``liens``: the header Link, "" without one."""

    texte: bytes
    comprime: bytes
    liens: str = ""

    @property
    def octets(self) -> int:
        """What keeping it takes."""
        return len(self.texte) + len(self.comprime)


def build_contenu(corps: Mapping[str, Any] | str) -> Contenu:
    """Write an answer, once for all who ask for it."""
    text = corps.encode() if isinstance(corps, str) else _json(corps)
    packed = gzip.compress(text, NIVEAU_GZIP, mtime=0) if len(text) > PETIT else b""
    return Contenu(text, packed, "" if isinstance(corps, str) else _links(corps.get("links", ())))


def _json(corps: Mapping[str, Any]) -> bytes:
    return json.dumps(corps, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _links(liens: Any) -> str:
    """Write the ways to other pages as a header too (RFC 8288)."""
    ways = ("next", "prev", "self", "alternate")
    return ", ".join(f'<{one["href"]}>; rel="{one["rel"]}"' for one in liens if one["rel"] in ways)


@cache
def empreinte_du_code() -> str:
    """Return a hash of what computes and of the territories: another release, other tags.

    Raises ReferentielInvalide where nothing says what the territories are.
    """
    digest = hashlib.sha256()
    for folder in SOURCES_DU_CODE:
        for path in sorted((DOSSIER_PROJET / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    digest.update(json.dumps(load_provenance(), sort_keys=True).encode())
    return digest.hexdigest()


def etiquette(*parties: Any) -> str:
    """Return the ETag of what is wholly told by some values: publication, address, parameters."""
    told = repr((empreinte_du_code(), *parties)).encode()
    return f'W/"{hashlib.sha256(told).hexdigest()[:24]}"'


def est_connue(etag: str, si_autre: str) -> bool:
    """Tell whether a reader who writes ``If-None-Match`` holds the answer of a tag."""
    tags = [one.strip().removeprefix("W/") for one in si_autre.split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags


def repond(
    contenu: Contenu, media: str, etag: str, *, cache: str, gzip_permis: bool, tete: bool
) -> Response:
    """Return an answer; ``tete``: its headers alone."""
    headers = {**PARTAGE, "Cache-Control": cache, "ETag": etag, "Vary": "Accept, Accept-Encoding"}
    if contenu.liens:
        headers["Link"] = contenu.liens
    body = contenu.texte
    if gzip_permis and contenu.comprime:
        body = contenu.comprime
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    kind = f"{media}; charset=utf-8" if media.startswith("text/") else media
    return Response(b"" if tete else body, 200, headers, media_type=kind)


def inchange(etag: str, cache: str) -> Response:
    """Return that a reader holds the answer already."""
    headers = {**PARTAGE, "Cache-Control": cache, "ETag": etag, "Vary": "Accept, Accept-Encoding"}
    return Response(status_code=304, headers=headers)


def permis() -> Response:
    """Return what a browser asks before it reads from the page of another site."""
    return Response(status_code=204, headers={**PARTAGE, **PREALABLE})


def refus(probleme: Probleme, documentation: str, *, tete: bool) -> Response:
    """Return the answer of a fault."""
    body = _json(probleme.contenu(documentation))
    headers = {**PARTAGE, "Cache-Control": "no-store", **probleme.entetes}
    headers["Content-Length"] = str(len(body))
    return Response(b"" if tete else body, probleme.statut, headers, media_type=MEDIA)
