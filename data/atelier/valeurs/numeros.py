"""Numbers of actions and axes: texts with dots, never decimal numbers (1.10 is not 1.1)."""

import re
import unicodedata
from dataclasses import dataclass

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import Lecture, a_confirmer, proposee, sure, vide
from data.atelier.valeurs.mots import ne_dit_rien

_DEVANT = re.compile(
    r"^(?:fiches?(?: actions?)?|actions?|fa|n°|no|num\.?|numero|ref\.?|f|a(?=\s))\s*[:n°o.]*\s*",
    re.I,
)
_NUMERO = re.compile(r"[0-9A-Z]{1,3}(?:\.[0-9A-Z]{1,3})*")
_ROMAINS = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
}
_AXE = re.compile(
    r"^(?:(?:axes?|orientations?|priorites?|thematiques?|volets?|ambitions?|enjeux?|defis?|objectifs?)"
    r"(?: strategiques?| generale?s?| prioritaires?)?)?\s*(?:n°|no|numero)?\s*"
    r"(?P<numero>[a-z]?\d{1,2}|[ivx]{1,4}|[a-h])?\s*(?:[:.)\-–—/]+|$)\s*"
)


@dataclass(frozen=True)
class AxeLu:
    """An axis as its title says: its number ('' without one) and its words."""

    numero: str
    intitule: str


def lire_numero(texte: str) -> Lecture:
    """Read the number of an action as the registre writes it: ``Fiche 1.10`` is ``1.10``."""
    if ne_dit_rien(texte):
        return vide()
    plain = _DEVANT.sub("", texte.strip()).strip(" .:").upper()
    if _NUMERO.fullmatch(plain):
        return sure(plain, "numéro lu")
    if "/" in plain and "." in plain:
        return a_confirmer("plusieurs numéros dans la cellule", Fautes.NUMERO_PERDU)
    dotted = re.sub(r"\s*[-,_/ ]\s*", ".", plain)
    if _NUMERO.fullmatch(dotted):
        if re.fullmatch(r"\d+,\d+", plain):
            return sure(dotted, "virgule d'un tableur lue comme un point")
        return proposee(dotted, "séparateur remplacé par un point", Fautes.NUMERO_PERDU)
    return a_confirmer("ce n'est pas un numéro de fiche", Fautes.NUMERO_PERDU)


def lire_axe(texte: str) -> AxeLu:
    """Read the title of an axis: ``AXE 1 : ACCÈS AUX SOINS`` is axis 1, in its own words."""
    text = " ".join(texte.split())
    found = _AXE.match(_letter_by_letter(text))
    if found is None or not found.end():
        return AxeLu("", text)
    number = found["numero"] or ""
    rest = text[found.end() :].strip()
    number = _ROMAINS.get(number, number.upper())
    return AxeLu(number if re.fullmatch(r"[A-Z]?[0-9]{0,2}", number) else "", rest or text)


def _letter_by_letter(texte: str) -> str:
    """Return a text in small letters without accents, each letter in its place."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in texte)
