"""Answers by pages: ``limit`` and ``offset``, how many there are, the ways to the other pages."""

from collections.abc import Sequence
from typing import Any, TypeVar

from api.protocole.demande import Demande
from api.protocole.operation import JSON
from api.protocole.parametres import Parametre, entier

Element = TypeVar("Element")
RANG_MAXIMAL = 10_000_000


def parametres_de_page(
    defaut: int, maximum: int, *, plafonne: bool = False
) -> tuple[Parametre, ...]:
    """Return ``limit`` and ``offset``; ``plafonne``: more than the maximum is the maximum."""
    return (
        entier(
            "limit",
            "Nombre de résultats de la page.",
            (1, maximum),
            min(defaut, 10),
            plafonne=plafonne,
            defaut=defaut,
        ),
        entier(
            "offset",
            "Rang du premier résultat de la page, à partir de 0.",
            (0, RANG_MAXIMAL),
            0,
            defaut=0,
        ),
    )


def page(elements: Sequence[Element], demande: Demande) -> Sequence[Element]:
    """Return the elements of the page asked for."""
    first = demande["offset"]
    return elements[first : first + demande["limit"]]


def membres_de_page(demande: Demande, total: int, rendus: int, media: str = JSON) -> dict[str, Any]:
    """Return how many results there are and are here, and the ways to the pages around."""
    first, size = demande["offset"], demande["limit"]
    links = [lien("self", demande.ici(), media, "cette page")]
    if first + size < total:
        following = demande.ici(limit=size, offset=first + size)
        links.append(lien("next", following, media, "page suivante"))
    if first > 0:
        before = demande.ici(limit=size, offset=max(first - size, 0))
        links.append(lien("prev", before, media, "page précédente"))
    return {"numberMatched": total, "numberReturned": rendus, "links": links}


def lien(rel: str, href: str, media: str, titre: str) -> dict[str, str]:
    """Return a link as OGC API writes it."""
    return {"rel": rel, "href": href, "type": media, "title": titre}
