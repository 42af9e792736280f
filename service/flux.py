"""``/flux/publications.atom``: what is published, for a feed reader. It names no person."""

from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.documents.flux import TYPE_MIME, Nouvelle, flux_atom
from components.donnees.mots import NATURES, comptees, effet_en_texte
from data.depot.erreurs import DepotErreur
from data.errors import DonneesInvalides
from data.lecture.referentiel import ReferentielAbsent
from geo.contrats.perimetres import PerimetreInvalide
from geo.donnees.journal import Entree, build_journal
from service.adresses import answer
from service.entetes import est_chiffree
from service.gabarit import Document

CHEMIN = "flux/publications.atom"
TITRE = "Atlas des contrats locaux de santé\u00a0: publications du registre"
PUBLICATIONS = 50
ILLISIBLES = (DepotErreur, DonneesInvalides, PerimetreInvalide, ReferentielAbsent)


def build_routes(base: str) -> list[Route]:
    """Return the address of the feed, below the sub-path."""

    def publications(request: Request) -> Response:
        scheme = "https" if est_chiffree(request.scope) else request.url.scheme
        site = f"{scheme}://{request.url.netloc}{base}"
        try:
            content = build_flux(site)
        except ILLISIBLES:
            return PlainTextResponse("Le journal ne peut pas être lu pour le moment.", 503)
        return answer(Document(content, f"{TYPE_MIME}; charset=utf-8"), request.headers)

    return [Route(f"{base}/{CHEMIN}", publications)]


def build_flux(site: str) -> bytes:
    """Return the feed; ``site``: address of the atlas, without its last slash.

    Raises one of ILLISIBLES.
    """
    journal = build_journal(taille=PUBLICATIONS)
    return flux_atom(
        f"urn:uuid:{uuid5(NAMESPACE_URL, f'{site}/{CHEMIN}')}",
        TITRE,
        f"{site}/{CHEMIN}",
        f"{site}/donnees?volet=journal",
        journal.entrees[0].instant,
        [
            Nouvelle(
                _id(one),
                _titre(one),
                one.auteur,
                one.instant,
                _resume(one),
                f"{site}/donnees?{urlencode({'publication': one.publication.numero})}",
            )
            for one in journal.entrees
        ],
    )


def _id(entree: Entree) -> str:
    """Return an identifier that a restored backup, or another name of the site, keeps."""
    publication = entree.publication
    known = f"atlas-cls {publication.numero} {publication.instant.isoformat()}"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, known)}"


def _titre(entree: Entree) -> str:
    publication = entree.publication
    kind = NATURES.get(publication.nature, publication.nature).lower()
    return f"Publication {publication.numero}\u00a0: {kind}, {entree.auteur}"


def _resume(entree: Entree) -> str:
    publication = entree.publication
    effects = "\u00a0; ".join(effet_en_texte(one) for one in entree.portee.effets[:4])
    rows = comptees(sum(publication.lignes.values()))
    told = (publication.motif, f"Source\u00a0: {publication.source}", f"Changées\u00a0: {rows}")
    return "\n".join((*told, effects))
