"""Numbers as people write them: spaces of any kind, units, approximations."""

import re
from dataclasses import dataclass

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import Lecture, a_confirmer, sure, vide
from data.atelier.valeurs.mots import aplatir, ne_dit_rien

_APPROCHE = re.compile(
    r"\b(?:env|environ|approx|approximativement|pres de|autour de|circa)\b|~|≈|\+/-"
)
_UNITES = re.compile(
    r"\b(?:habitants?|habs?|personnes?|residents?|fiches?|actions?|communes?|mesures?|total)\b\.?"
)
_PRECISION = re.compile(r"\([^)]*\)")
_FORMES = (
    (re.compile(r"\d+"), lambda text: int(text)),
    (re.compile(r"\d{1,3}(?: \d{3})+"), lambda text: int(text.replace(" ", ""))),
    (re.compile(r"\d{1,3}(?:[.,']\d{3})+"), lambda text: int(re.sub(r"[.,']", "", text))),
    (re.compile(r"[\d ]+[.,]0+"), lambda text: int(re.split(r"[.,]", text)[0].replace(" ", ""))),
    (
        re.compile(r"\d{1,3}(?:,\d{3})+\.0+|\d{1,3}(?:\.\d{3})+,0+"),
        lambda text: int(re.sub(r"[.,]", "", re.split(r"[.,]0+$", text)[0])),
    ),
    (re.compile(r"\d+(?:[.,]\d+)?e\+?\d+"), lambda text: int(float(text.replace(",", ".")))),
)
_ECHELLES = {
    "k": 1_000,
    "mille": 1_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "m": 1_000_000,
}
_AVEC_ECHELLE = re.compile(r"(\d+(?:[.,]\d+)?) ?(k|mille|millions?|m)")


@dataclass(frozen=True)
class Nombre:
    """A whole number, and whether it is written as approximate."""

    valeur: int
    approche: bool


def nombre(texte: str) -> Nombre | None:
    """Return the whole number that a text gives: ``48 512``, ``21 004 hab.``, ``env. 9 500``.

    In a column of whole numbers ``41.527`` is 41,527: a spreadsheet of another country wrote it.
    None when the text is not one whole number.
    """
    plain = aplatir(texte)
    approximate = bool(_APPROCHE.search(plain))
    plain = _UNITES.sub(" ", _APPROCHE.sub(" ", _PRECISION.sub(" ", plain)))
    plain = " ".join(plain.strip(" .:;").split()).strip(" .")
    scaled = _AVEC_ECHELLE.fullmatch(plain)
    if scaled:
        value = float(scaled[1].replace(",", ".")) * _ECHELLES[scaled[2]]
        return Nombre(round(value), True)
    for form, read in _FORMES:
        if form.fullmatch(plain):
            return Nombre(read(plain), approximate)
    return None


def lire_nombre(texte: str) -> Lecture:
    """Read a whole number; an approximate one is taken and told."""
    if ne_dit_rien(texte):
        return vide()
    found = nombre(texte)
    if found is None:
        return a_confirmer("le texte n'est pas un nombre entier", Fautes.NOMBRE_ILLISIBLE)
    if found.approche:
        return sure(str(found.valeur), "nombre approché", Fautes.NOMBRE_APPROCHE)
    return sure(str(found.valeur), "nombre lu")


_POURCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?) ?%")


def pourcentage(texte: str, nombre_du_classeur: bool = False) -> float | None:
    """Return a progress in percent: ``50 %``, ``0,75`` (three quarters), ``100``.

    ``nombre_du_classeur``: the workbook types it as a number, where 1 is all of it.
    None when the text does not give one.
    """
    plain = aplatir(texte)
    found = _POURCENT.fullmatch(plain)
    if found:
        value = float(found[1].replace(",", "."))
        return value if value <= 100 else None
    if not re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", plain):
        return None
    value = float(plain.replace(",", "."))
    if value < 1 or (value == 1 and (nombre_du_classeur or "," in plain or "." in plain)):
        return value * 100
    return value if value <= 100 else None
