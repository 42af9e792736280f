"""The place of rows in their table: a newer file moves the fewest of them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

PAS = 2**20  # between two neighbours, so that rows can be put between them


def ranks_for(ordre: Sequence[str], connus: Mapping[str, int]) -> dict[str, int]:
    """Return the rank of each key so that they come in this order.

    ``connus``: ranks of now, kept for the most keys that can keep theirs; the others are spread
    between their neighbours, or every key gets a new rank when there is no room.
    """
    fixes = _longest_increasing([cle for cle in ordre if cle in connus], connus)
    rangs: dict[str, int] = {}
    attente: list[str] = []
    precedent = 0
    for cle in ordre:
        if cle not in fixes:
            attente.append(cle)
            continue
        if not _spread(attente, precedent, connus[cle], rangs):
            return {cle: PAS * place for place, cle in enumerate(ordre, start=1)}
        precedent = rangs[cle] = connus[cle]
        attente = []
    _spread(attente, precedent, precedent + PAS * (len(attente) + 1), rangs)
    return rangs


def _spread(cles: Sequence[str], bas: int, haut: int, rangs: dict[str, int]) -> bool:
    """Give keys ranks between two others; tell whether there was room."""
    pas = (haut - bas) // (len(cles) + 1)
    if cles and pas < 1:
        return False
    rangs.update({cle: bas + pas * place for place, cle in enumerate(cles, start=1)})
    return True


def _longest_increasing(cles: Sequence[str], rangs: Mapping[str, int]) -> set[str]:
    """Return the most keys whose ranks already come in this order (patience sorting)."""
    tetes: list[int] = []  # smallest last rank of a sequence of each length
    places: list[int] = []  # length of the longest sequence that ends at each key
    for cle in cles:
        longueur = bisect_left(tetes, rangs[cle])
        tetes[longueur : longueur + 1] = [rangs[cle]]
        places.append(longueur)
    gardees: set[str] = set()
    voulue = len(tetes) - 1
    for cle, longueur in zip(reversed(cles), reversed(places), strict=True):
        if longueur == voulue:
            gardees.add(cle)
            voulue -= 1
    return gardees
