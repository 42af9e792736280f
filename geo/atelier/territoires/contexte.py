"""Where a name was written: what its row, its title, its header and its own brackets say of it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from data.atelier.valeurs.codes import DEPARTEMENT, lire_departements
from geo.atelier.territoires.noms import cle_du_nom, departements_nommes, regions_nommees
from geo.territoires.normalisation import normaliser
from geo.territoires.referentiel import Referentiel

_HORS = re.compile(r"97[57]|98[4678]")
_ENTRE_PARENTHESES = re.compile(r"\(([^()]*)\)")
_SIGLE = re.compile(r"[A-Z][A-Za-z0-9]{1,7}")
_COMMUNES = re.compile(r"\b(\d{1,3}) communes?\b")
_DEVANT = re.compile(r"^(\d{2,3}|2[AB])\s*[-–:]\s*(?=\D)(.+)$", re.DOTALL)
_DERRIERE = re.compile(r"^(.*\D)[\s,;-]+(\d{2}|2[AB]|97[1-8])$", re.DOTALL)
_VIRGULE = re.compile(r"^(.+),\s*([^,]+)$", re.DOTALL)


@dataclass(frozen=True)
class Contexte:
    """What is known of where a name stands.

    Attributes
    ----------
    departements : those that its row, its title or the import says; empty for the whole country.
    niveau : level that its column or its row names, '' without one.
    herite : the départements are taken from a row above, not merged: they help, they don't decide.
    codes_insee : the codes of its column are all INSEE codes, so that none is a postcode.
    hors_atlas : its brackets name a collectivité that the atlas leaves out.
    """

    departements: frozenset[str] = frozenset()
    niveau: str = ""
    herite: bool = False
    codes_insee: bool = False
    hors_atlas: str = ""

    @property
    def cle(self) -> str:
        """What tells two readings of one text apart: the départements, sorted."""
        return " ".join(sorted(self.departements))


@dataclass(frozen=True)
class NomEcrit:
    """A name without what is said around it.

    nom : the name. contexte : what its brackets add. communes : number of communes written beside,
    0 without one. entier : the text as written.
    """

    nom: str
    contexte: Contexte
    communes: int
    entier: str


@lru_cache(maxsize=4)
def _departements(referentiel: Referentiel) -> dict[str, str]:
    return departements_nommes(referentiel)


@lru_cache(maxsize=4)
def _regions(referentiel: Referentiel) -> dict[str, str]:
    return regions_nommees(referentiel)


def departements_de_la_region(referentiel: Referentiel, region: str) -> frozenset[str]:
    """Return the codes of the départements of a région, none for an unknown one."""
    return frozenset(code for code, own in _region_of(referentiel).items() if own == region)


def region_du_departement(referentiel: Referentiel, departement: str) -> str:
    """Return the région of a département, '' for an unknown one."""
    return _region_of(referentiel).get(departement, "")


@lru_cache(maxsize=4)
def _region_of(referentiel: Referentiel) -> dict[str, str]:
    """Région of each département."""
    table = referentiel.tables.departements
    return dict(zip(table["code"].tolist(), table["region"].tolist(), strict=True))


def find_departements(texte: str, referentiel: Referentiel) -> tuple[str, ...]:
    """Return the départements that a text names, by code or by name; none when it is unclear.

    ``29``, ``Finistère``, ``Finistère (29)``, ``29 - Finistère``, ``Ain et Isère``, ``38-73``.
    """
    known = {*_region_of(referentiel), "978"}
    codes = lire_departements(texte)
    if codes is not None:
        return tuple(code for code in codes if code in known)
    written = re.findall(r"(?<![\w])(\d{1,3}|2[ABab])(?![\w])", texte)
    if written:
        found = lire_departements(" ".join(written))
        return tuple(code for code in found or () if code in known)
    names = _departements(referentiel)
    whole = names.get(_key(texte))
    if whole:
        return (whole,)
    pieces = [piece for piece in re.split(r"[,;/+\n]|\bet\b", texte) if piece.strip()]
    several = [names.get(_key(piece), "") for piece in pieces]
    return tuple(dict.fromkeys(several)) if several and all(several) else ()


def find_region(texte: str, referentiel: Referentiel) -> str:
    """Return the code of the région that a text names, '' when it names none.

    ``53``, ``Bretagne``, ``ARS Bretagne``, ``Bretagne (29)``, ``Aquitaine`` (its région of today).
    """
    plain = _ENTRE_PARENTHESES.sub(" ", texte)
    code = re.sub(r"[.,]0$", "", plain.strip())
    if code.isdigit() and code.zfill(2) in _region_of(referentiel).values():
        return code.zfill(2)
    key = _key(re.sub(r"^\s*(?:ARS|r[ée]gion)\b", " ", plain, flags=re.IGNORECASE))
    return _regions(referentiel).get(key, "")


def separate(texte: str, contexte: Contexte, referentiel: Referentiel) -> NomEcrit:
    """Take a name out of what is written around it: département, acronym, number of communes."""
    name = " ".join(texte.split())
    number = 0
    for inside in _ENTRE_PARENTHESES.findall(name):
        counted = _COMMUNES.search(inside)
        number = int(counted[1]) if counted else number
        place = _place(inside, contexte, referentiel)
        if place is not None:
            contexte = place
        elif not (counted or _SIGLE.fullmatch(inside) or inside.lower().startswith(("ex", "anc"))):
            continue
        name = name.replace(f"({inside})", " ")
    name, contexte = _around(" ".join(name.split()), contexte, referentiel)
    return NomEcrit(name.strip(" ,;-"), contexte, number, texte)


def _place(inside: str, contexte: Contexte, referentiel: Referentiel) -> Contexte | None:
    """Return the context narrowed by brackets that name a place, None when they don't."""
    code = inside.strip().upper()
    if _HORS.fullmatch(code):
        return replace(contexte, hors_atlas=code)
    if DEPARTEMENT.fullmatch(code) or "/" in code or "-" in code or not any(map(str.isdigit, code)):
        found = find_departements(inside, referentiel)
        if found:
            return replace(contexte, departements=frozenset(found), herite=False)
    region = find_region(inside, referentiel) if not any(map(str.isdigit, inside)) else ""
    if region:
        wide = departements_de_la_region(referentiel, region)
        return replace(contexte, departements=wide, herite=False)
    return None


def _around(name: str, contexte: Contexte, referentiel: Referentiel) -> tuple[str, Contexte]:
    """Take off a département written before or after a name, without brackets."""
    before = _DEVANT.match(name)
    if before and DEPARTEMENT.fullmatch(before[1]):
        place = _place(before[1], contexte, referentiel)
        return (before[2], place) if place is not None else (name, contexte)
    after = _DERRIERE.match(name)
    if after and not after[1].strip().casefold().endswith(("paris", "lyon", "marseille", "cedex")):
        place = _place(after[2], contexte, referentiel)
        return (after[1], place) if place is not None else (name, contexte)
    comma = _VIRGULE.match(name)
    if comma:
        codes = find_departements(comma[2], referentiel)
        if codes and not any(map(str.isdigit, comma[2])):
            return comma[1], replace(contexte, departements=frozenset(codes), herite=False)
    return name, contexte


def _key(texte: str) -> str:
    return cle_du_nom(normaliser(" ".join(texte.split()).removeprefix("Département ")))
