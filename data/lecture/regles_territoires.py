"""The territories that the registre names exist, and say the same thing twice over.

A code that does not exist stops every figure, and a code whose label names another territory
counts the wrong inhabitants without a word: both are errors. A label that no name of its code
recalls deserves a second look, no more: territories have usual names that no list holds.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from data.errors import ErreurDeDonnees, quote
from data.lecture.codes_connus import (
    FICHIERS,
    codes_connus,
    noms_connus,
    regions_du_departement,
)
from data.lecture.tables import Table

SANS_NOM = ("quartier",)  # its label is its own, its code that of its commune
# Words that many names share, which tell no territory from another.
COMMUNS = frozenset(
    (
        *("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur"),
        *("ca", "cc", "cu", "agglo", "agglomeration", "commune", "communes", "communaute"),
        *("grand", "metropole", "pays", "saint", "sainte", "st", "ste", "urbaine", "val"),
        *("vallee", "ville"),
    )
)
MOT_RARE = 7  # letters: shorter words are in the names of many places
NOMS_MONTRES = 2


def codes_exist(perimetres: Table) -> Iterator[ErreurDeDonnees]:
    """A perimeter is made of territories that one vintage at least knows."""
    for ligne, cellules in perimetres.lignes:
        niveau, code = cellules.get("niveau", ""), cellules.get("code", "")
        if code and niveau in FICHIERS and code not in codes_connus(niveau):
            message = f"{quote(code)} n'est le code d'aucun territoire de niveau {quote(niveau)}."
            attendu = "un code du COG (INSEE pour une commune, SIREN pour un EPCI), depuis 2019"
            yield ErreurDeDonnees(perimetres.fichier, ligne, "code", code, attendu, message)


def codes_agree_with_labels(perimetres: Table) -> Iterator[ErreurDeDonnees]:
    """A code and the label beside it name one territory: a slip of a digit is another one."""
    for ligne, niveau, code, libelle in _doubtful_labels(perimetres):
        if not _names_another(niveau, code, libelle):
            continue
        message = (
            f"{quote(code)} est le code de {_names(niveau, code)}, et le libellé dit "
            f"{quote(libelle)}."
        )
        attendu = "un code et un libellé du même territoire"
        yield ErreurDeDonnees(perimetres.fichier, ligne, "code", code, attendu, message)


def find_unlike_labels(perimetres: Table) -> Iterator[ErreurDeDonnees]:
    """Find labels that recall no name of their code, and that name no other territory."""
    for ligne, niveau, code, libelle in _doubtful_labels(perimetres):
        if _recalls(libelle, code, noms_connus(niveau)[code]) or _names_another(
            niveau, code, libelle
        ):
            continue
        message = f"{quote(libelle)} ne rappelle pas {_names(niveau, code)}, que dit le code."
        attendu = "un code et un libellé du même territoire"
        yield ErreurDeDonnees(perimetres.fichier, ligne, "libelle", libelle, attendu, message)


def regions_agree_with_departements(contrats: Table) -> Iterator[ErreurDeDonnees]:
    """The région of a contract is that of one of its départements, Saint-Martin being in 01."""
    for ligne, cellules in contrats.lignes:
        region, codes = cellules.get("region", ""), cellules.get("departements", "").split()
        known = [regions_du_departement(code) for code in codes]
        for code, found in zip(codes, known, strict=True):
            if found is None:
                message = f"{quote(code)} n'est le code d'aucun département."
                attendu = "un code de département, par exemple 29, 2A ou 971"
                yield ErreurDeDonnees(
                    contrats.fichier, ligne, "departements", code, attendu, message
                )
        possible = sorted({one for found in known if found for one in found})
        if region in codes_connus("region") and possible and region not in possible:
            message = (
                f"la région {quote(region)} ({_names('region', region)}) n'est celle d'aucun des "
                f"départements {quote(' '.join(codes))}."
            )
            named = ", ".join(f"{one} ({_names('region', one)})" for one in possible)
            attendu = f"la région d'un des départements\u00a0: {named}"
            yield ErreurDeDonnees(contrats.fichier, ligne, "region", region, attendu, message)


def published_figures_have_a_territory(chiffres: Table) -> Iterator[ErreurDeDonnees]:
    """A figure is published for a région or a département that exists."""
    for ligne, cellules in chiffres.lignes:
        niveau, code = cellules.get("objet_type", ""), cellules.get("objet_id", "")
        exists = code in codes_connus(niveau) or (
            niveau == "departement" and regions_du_departement(code) is not None
        )
        if niveau in ("region", "departement") and code and not exists:
            message = f"{quote(code)} n'est le code d'aucun territoire de niveau {quote(niveau)}."
            attendu = "un code officiel géographique, par exemple 53, 2A ou 971"
            yield ErreurDeDonnees(chiffres.fichier, ligne, "objet_id", code, attendu, message)


def _doubtful_labels(perimetres: Table) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, level, code and label of what is not written as the référentiel does."""
    for ligne, cellules in perimetres.lignes:
        niveau, code = cellules.get("niveau", ""), cellules.get("code", "")
        libelle = cellules.get("libelle", "")
        if not libelle or niveau in SANS_NOM or niveau not in FICHIERS:
            continue
        if code in codes_connus(niveau) and libelle not in noms_connus(niveau)[code]:
            yield ligne, niveau, code, libelle


def _names(niveau: str, code: str) -> str:
    return " ou ".join(sorted(noms_connus(niveau)[code])[:NOMS_MONTRES])


def _names_another(niveau: str, code: str, libelle: str) -> bool:
    """Tell whether a label is the name of another territory, alone or among other words."""
    owners = _codes_by_name(niveau).get(libelle.casefold())
    if owners is not None:
        return code not in owners
    if _recalls(libelle, code, noms_connus(niveau)[code]):
        return False
    said = _telling(libelle)
    return any(_is_named(held, said, niveau) for held in _telling_of_level(niveau))


def _is_named(held: frozenset[str], said: frozenset[str], niveau: str) -> bool:
    """Tell whether words name a territory: its telling words, or half of those of an EPCI.

    The name of an EPCI is long, and is seldom written whole.
    """
    shared = held & said
    enough = 2 * len(shared) >= len(held) if niveau == "epci" else shared == held
    return enough and any(len(word) >= MOT_RARE for word in shared)


def _recalls(libelle: str, code: str, noms: frozenset[str]) -> bool:
    """Tell whether a label shares a telling word with a name of its code, or is its initials."""
    said = _telling(libelle)
    if code.casefold() in said or any(said & _telling(nom) for nom in noms):
        return True
    letters = "".join(_words(libelle))
    return 1 < len(letters) <= 8 and any(
        letters in "".join(word[0] for word in _words(nom)) for nom in noms
    )


@cache
def _codes_by_name(niveau: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, noms in noms_connus(niveau).items():
        for nom in noms:
            found.setdefault(nom.casefold(), set()).add(code)
    return {nom: frozenset(codes) for nom, codes in found.items()}


@cache
def _telling_of_level(niveau: str) -> frozenset[frozenset[str]]:
    return frozenset(_telling(nom) for noms in noms_connus(niveau).values() for nom in noms)


def _telling(texte: str) -> frozenset[str]:
    """Return the words of a name that tell it from others; all of them when none does."""
    words = frozenset(_words(texte))
    return words - COMMUNS or words


@lru_cache(maxsize=200_000)
def _words(texte: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(re.findall(r"[a-z0-9]+", letters))
