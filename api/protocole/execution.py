"""An operation put at its address: read, checked, computed beside the event loop, answered."""

import logging
from datetime import date
from threading import Condition
from typing import Any

import anyio
from anyio.lowlevel import RunVar
from cachetools import LRUCache, cached
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.protocole import reponses
from api.protocole.demande import CHEMIN, Demande, racine_de
from api.protocole.formats import choose_media
from api.protocole.operation import Operation
from api.protocole.parametres import Parametre
from api.protocole.problemes import (
    SANS_SUITE,
    Dit,
    Probleme,
    cite,
    impossible,
    indisponible,
)
from api.protocole.requete import read_query
from data.depot.erreurs import DepotErreur, PublicationInconnue
from data.depot.etat import Position
from data.depot.registre import position_de
from data.errors import DonneesInvalides
from data.lecture.referentiel import ReferentielAbsent
from geo.contrats.perimetres import PerimetreInvalide

DE_FRONT = 2
"""Answers computed at once: pages are served meanwhile."""
ILLISIBLES = (DepotErreur, DonneesInvalides, PerimetreInvalide, ReferentielAbsent)
logger = logging.getLogger("atlas.api")


_guichet: RunVar[anyio.CapacityLimiter] = RunVar("atlas-api")


def _limiter() -> anyio.CapacityLimiter:
    """Return what bounds the answers computed at once, one per event loop."""
    try:
        return _guichet.get()
    except LookupError:
        limiter = anyio.CapacityLimiter(DE_FRONT)
        _guichet.set(limiter)
        return limiter


class Point:
    """What answers at the address of an operation; ``base``: sub-path of the atlas."""

    def __init__(self, operation: Operation, base: str) -> None:
        self._operation = operation
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of any method."""
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            response = reponses.permis()
        elif request.method in ("GET", "HEAD"):
            limiter = _limiter()
            response = await anyio.to_thread.run_sync(
                answer, self._operation, self._base, request, limiter=limiter
            )
        else:
            response = refuse(_methode(request.method), self._base)
        await response(scope, receive, send)


def _methode(name: str) -> Probleme:
    return Probleme(
        405,
        "methode_non_permise",
        Dit(
            f"L'API se lit, elle ne s'écrit pas\u00a0: {cite(name)} n'est pas permis.",
            f"The API is read, it is not written: {cite(name)} is not allowed.",
        ),
        entetes={"Allow": reponses.METHODES},
    )


def answer(operation: Operation, base: str, request: Request) -> Response:
    """Answer a request, whatever happens."""
    try:
        return _answer(operation, base, request)
    except Exception as error:
        return refuse(error, base, tete=request.method == "HEAD")


def refuse(error: Exception, base: str, *, tete: bool = False) -> Response:
    """Return the answer of what went wrong; what nobody foresaw is written in the log."""
    if isinstance(error, Probleme):
        fault = error
    elif isinstance(error, ILLISIBLES):
        logger.warning("données illisibles: %s", error)
        fault = indisponible(error)
    else:
        logger.error("réponse impossible", exc_info=error)
        fault = Probleme(500, "erreur", SANS_SUITE)
    return reponses.refus(fault, f"{base}{CHEMIN}/documentation", tete=tete)


def _answer(operation: Operation, base: str, request: Request) -> Response:
    media = choose_media(request.headers.get("accept", ""), operation.medias)
    demande = read_demande(operation, base, request)
    resolved = sorted((nom, repr(valeur)) for nom, valeur in demande.valeurs.items())
    etag = reponses.etiquette(
        demande.position, demande.racine, demande.chemin, resolved, demande.jour, media
    )
    pinned = {"date", "registre"} <= set(demande.donnees)
    freshness = reponses.UNE_HEURE if pinned else reponses.A_VERIFIER
    if reponses.est_connue(etag, request.headers.get("if-none-match", "")):
        return reponses.inchange(etag, freshness)
    return reponses.repond(
        _contenu(etag, operation, demande),
        media,
        etag,
        cache=freshness,
        gzip_permis="gzip" in request.headers.get("accept-encoding", "").lower(),
        tete=request.method == "HEAD",
    )


@cached(
    LRUCache(reponses.OCTETS_GARDES, getsizeof=lambda contenu: contenu.octets),
    key=lambda etag, operation, demande: etag,
    condition=Condition(),
)
def _contenu(etag: str, operation: Operation, demande: Demande) -> reponses.Contenu:
    """Compute an answer, kept for those who ask for the same until the bound is reached."""
    return reponses.build_contenu(operation.repond(demande))


def read_demande(operation: Operation, base: str, request: Request) -> Demande:
    """Read a request; raise Probleme, or DepotErreur when the store does not answer."""
    values = read_query(request.scope.get("query_string", b""), operation.parametres)
    given = {nom: ecrit for nom, ecrit in request.query_params.items() if nom in values}
    for one in operation.parametres:
        if one.dans_le_chemin:
            values[one.nom] = _of_path(one, request.path_params[one.nom])
    path = operation.chemin.format_map(request.path_params)
    asked = values.get("registre")
    return Demande(racine_de(request, base), path, values, given, _position(asked), date.today())


def _of_path(parametre: Parametre, written: str) -> Any:
    """Return the value of a part of the path; what cannot be one names nothing."""
    try:
        return parametre.lit(written)
    except Probleme as fault:
        raise Probleme(404, "introuvable", fault.dit, fault.precisions) from None


def _position(asked: int | None) -> Position:
    newest = position_de()
    if asked is None:
        return newest
    try:
        return position_de(asked)
    except PublicationInconnue:
        last = newest.numero
        attendu = Dit(
            f"cette publication n'existe pas\u00a0; un numéro de 1 à {last} est attendu.",
            f"there is no such publication; a number from 1 to {last} is expected.",
        )
        raise impossible("registre", str(asked), attendu, last) from None
