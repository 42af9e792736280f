"""The legend that a follow-up sheet carries: which colour, which sign stands for which status."""

import colorsys
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from data.atelier.fichier.feuille import Feuille, Ligne
from data.atelier.valeurs.mots import aplatir
from data.atelier.valeurs.statuts import est_un_signe, statut_en_tete

TEXTE_BARRE = "texte barré"
_PAIRE = re.compile(r"\s*(.+?)\s*(?:[:=→]|->|\s-\s)\s*(.+?)\s*$")
_MOT_LEGENDE = re.compile(r"^\s*l[ée]gende\s*[:=]?\s*", re.IGNORECASE)
_CLES = re.compile(r"[;,\n|•]|\s{3,}")


@dataclass(frozen=True)
class Entree:
    """A line of a legend: the status (a code of the registre) and the cell where it was read."""

    statut: str
    cellule: str


def read_legende(feuille: Feuille, rangees: Set[int]) -> dict[str, Entree]:
    """Return the legend of a sheet by sign (see ``cle_du_signe``).

    ``rangees``: rows of the table itself, where a coloured cell is a status and not a legend.
    """
    found: dict[str, Entree] = {}
    for ligne in feuille.lignes:
        if ligne.numero in rangees:
            continue
        for sign, status, rank in _entries(feuille, ligne):
            found.setdefault(cle_du_signe(sign), Entree(status, _place(ligne.numero, rank)))
    return found


def cle_du_signe(signe: str) -> str:
    """Return what a colour or sign is kept under: ``Vert `` and ``vert`` are the same."""
    return aplatir(signe).replace("\ufe0f", "")


def nom_de_couleur(couleur: str) -> str:
    """Return a background colour in words, ``fond vert (#92d050)``: two greens stay apart."""
    return f"fond {_hue(couleur)} ({couleur})"


def _entries(feuille: Feuille, ligne: Ligne) -> Iterator[tuple[str, str, int]]:
    for rank in ligne.remplies:
        text = ligne.cellule(rank)
        own, before = ((ligne.numero, rank), (ligne.numero, rank - 1))
        status = statut_en_tete(text)
        if status:
            for place in (own, before):
                look = feuille.aspects.get(place)
                if look is not None and look.couleur:
                    yield nom_de_couleur(look.couleur), status, rank
                    break
            sign = ligne.cellule(rank - 1) if rank else ""
            if sign and est_un_signe(sign):
                yield sign, status, rank
            continue
        for piece in _CLES.split(_MOT_LEGENDE.sub("", text)):
            pair = _PAIRE.match(piece)
            if not pair:
                continue
            for one, other in ((pair[1], pair[2]), (pair[2], pair[1])):
                known = statut_en_tete(other)
                if known and est_un_signe(one):
                    yield one, known, rank


def _place(numero: int, rang: int) -> str:
    letters, rest = "", rang + 1
    while rest:
        rest, figure = divmod(rest - 1, 26)
        letters = chr(ord("A") + figure) + letters
    return f"{letters}{numero}"


def _hue(couleur: str) -> str:
    red, green, blue = (int(couleur[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.95:
        return "blanc"
    if saturation < 0.15 or light < 0.08:
        return "noir" if light < 0.2 else "gris"
    names = ((20, "rouge"), (50, "orange"), (70, "jaune"), (170, "vert"), (260, "bleu"))
    return (
        next((name for bound, name in names if hue * 360 < bound), "violet")
        if (hue * 360 < 335)
        else "rouge"
    )
