"""The parameters of OGC API Features: a box, and a moment or a period."""

import math
import re
from datetime import date
from typing import Any

from api.protocole.parametres import Parametre, choix
from api.protocole.problemes import Dit, illisible
from geo.territoires.emprises import Boite

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EXEMPLE_DE_BOITE = "-5.2,47.2,-1,48.9"
NOMBRE = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{0,40})?(?:[eE][+-]?[0-9]{1,2})?")
INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?)?",
    re.IGNORECASE,
)
Periode = tuple[date, date]


def _boite(ecrit: str) -> Boite:
    attendu = Dit(
        "quatre nombres ouest,sud,est,nord en degrés (WGS 84) sont attendus, ou six avec des "
        "hauteurs, le sud avant le nord.",
        "four numbers west,south,east,north in degrees (WGS 84) are expected, or six with heights, "
        "the south before the north.",
    )
    written = ecrit.split(",")
    if len(written) not in (4, 6) or not all(NOMBRE.fullmatch(one) for one in written):
        raise illisible("bbox", ecrit, attendu, EXEMPLE_DE_BOITE)
    numbers = [float(one) for one in written]
    half = len(numbers) // 2
    (west, south), (east, north) = numbers[:2], numbers[half : half + 2]
    in_degrees = max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90
    if not in_degrees or south > north or not all(map(math.isfinite, numbers)):
        raise illisible("bbox", ecrit, attendu, EXEMPLE_DE_BOITE)
    return west, south, east, north


def _periode(ecrit: str) -> Periode:
    attendu = Dit(
        "un instant, ou une période début/fin, le début avant la fin, dont un bord peut être .. "
        "(ouvert), est attendu.",
        "an instant, or a period start/end, the start before the end, of which one side may be "
        "'..', is expected.",
    )

    def day(text: str, beyond: date) -> date:
        if text in ("", ".."):
            return beyond
        found = INSTANT.fullmatch(text)
        try:
            return date.fromisoformat(found[1] if found else "")
        except ValueError:
            raise illisible("datetime", ecrit, attendu, "2025-01-01/..") from None

    start, slash, end = ecrit.partition("/")
    if not slash:
        end = start
    if start in ("", "..") and end in ("", ".."):
        raise illisible("datetime", ecrit, attendu, "2025-01-01/..")
    first, last = day(start, date.min), day(end, date.max)
    if last < first:
        raise illisible("datetime", ecrit, attendu, "2025-01-01/..")
    return first, last


def bbox() -> Parametre:
    """Return the parameter ``bbox``: what touches the box is given."""
    schema: dict[str, Any] = {
        "type": "array",
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        "items": {"type": "number"},
    }
    dit = (
        "Boîte ouest,sud,est,nord en degrés (WGS 84)\u00a0: ce qui la touche, d'après les contours "
        "généralisés des communes."
    )
    return Parametre("bbox", dit, schema, _boite, EXEMPLE_DE_BOITE)


def systemes() -> tuple[Parametre, ...]:
    """Return the reference systems that a client may name: only one is served."""
    dit = "Système de référence {}\u00a0: WGS 84, longitude puis latitude."
    return tuple(
        choix(nom, dit.format(quoi), (CRS84,), CRS84, defaut=CRS84)
        for nom, quoi in (("crs", "des entités"), ("bbox-crs", "de la boîte"))
    )


def datetime_(dit: str) -> Parametre:
    """Return the parameter ``datetime``."""
    schema = {"type": "string"}
    return Parametre("datetime", dit, schema, _periode, "2025-01-01/..")
