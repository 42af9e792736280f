"""Codes of territories and organisations as spreadsheets leave them.

A spreadsheet that takes a code for a number drops its first noughts, writes it in scientific
notation and forgets its last figures. What was kept whole is given back; what was lost is said.
"""

import re
from dataclasses import dataclass

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import Lecture, refusee, sure
from data.atelier.valeurs.mots import aplatir

SCIENTIFIQUE = re.compile(r"(\d+)(?:[.,](\d+))?e\+?(\d{1,2})")
_INSEE = re.compile(r"(?:\d{2}|2[ab])\d{3}")
_CORSE = {"20": ("2A", "2B")}
DEPARTEMENT = re.compile(r"(?:0[1-9]|1\d|2[1-9]|2[AB]|[3-8]\d|9[0-5]|97[1-8]|98[4-8])")
_SIRET = re.compile(r"(\d{9})\d{5}")


@dataclass(frozen=True)
class Code:
    """A code as it was before a spreadsheet touched it.

    genre : insee (five characters), siren (nine figures), siret_perdu, ou '' when it is none.
    candidats : the codes it may be, the likeliest first.
    pourquoi : what was done to it; '' when it is as written.
    """

    genre: str
    candidats: tuple[str, ...]
    pourquoi: str = ""


def lire_code(texte: str) -> Code:
    """Find the code that a text is: INSEE, SIREN or SIRET, damaged or not.

    Whether a territory bears it is not known here.
    """
    plain = aplatir(texte).strip("'\"`´ .")
    compact = re.sub(r"[\s\u00a0\u202f.\-]", "", plain)
    scientific = SCIENTIFIQUE.fullmatch(plain.replace(" ", ""))
    if scientific:
        return _scientific(scientific)
    if re.fullmatch(r"\d+[.,]0+", plain):
        compact = re.split(r"[.,]", plain)[0]
    siret = _SIRET.fullmatch(compact)
    if siret:
        return Code("siren", (siret[1],), "les neuf premiers chiffres du SIRET")
    if re.fullmatch(r"\d{9}", compact):
        return Code("siren", (compact,))
    if re.fullmatch(r"\d{13}", compact):
        return Code("siren", (f"0{compact}"[:9],), "zéro perdu rétabli, puis début du SIRET")
    if re.fullmatch(r"\d{8}", compact):
        return Code("siren", (f"0{compact}",), "zéro perdu rétabli")
    return _insee(compact)


def _insee(compact: str) -> Code:
    if re.fullmatch(r"\d{4}", compact):
        return Code("insee", (f"0{compact}",), "zéro perdu rétabli")
    if not _INSEE.fullmatch(compact):
        return Code("", ())
    code = compact.upper()
    if code[:2] in _CORSE:
        both = tuple(f"{start}{code[2:]}" for start in _CORSE[code[:2]])
        return Code("insee", both, "ancien code de la Corse")
    return Code("insee", (code,))


def _scientific(found: re.Match[str]) -> Code:
    """``2,42900314E+08`` keeps its nine figures; ``2,00068E+13`` has lost eight of fourteen."""
    figures = found[1] + (found[2] or "")
    length = int(found[3]) + 1
    if length == 9 and len(figures) == length:
        return Code("siren", (figures,), "notation scientifique, neuf chiffres gardés")
    if length == 14 and len(figures) >= 9:
        return Code("siren", (figures[:9],), "notation scientifique, début du SIRET gardé")
    if length in (9, 14):
        lost = length - len(figures)
        return Code("perdu", (), f"notation scientifique, {lost} chiffres perdus sur {length}")
    return Code("", (), "un tableur l'a lu comme un nombre")


def lire_siren(texte: str) -> Lecture:
    """Read the SIREN of an organisation, from a SIREN or a SIRET."""
    code = lire_code(texte)
    if code.genre == "siren":
        return sure(code.candidats[0], code.pourquoi or "SIREN lu")
    if code.genre == "perdu":
        return refusee(code.pourquoi, Fautes.CODE_PERDU)
    return refusee("ce n'est ni un SIREN ni un SIRET", Fautes.CODE_INCONNU)


def lire_departements(texte: str) -> tuple[str, ...] | None:
    """Return the codes of the départements of a cell: ``1`` is ``01``, ``38-73`` two of them.

    None when something in it is not the code of a département; ``20`` is both halves of Corsica.
    """
    found: list[str] = []
    for word in re.split(r"[\s,;/+&\-]+|\bet\b", aplatir(texte).strip("'. ")):
        if not word:
            continue
        code = re.sub(r"[.,]0$", "", word).upper().zfill(2)
        if code == "20":
            found += ["2A", "2B"]
        elif DEPARTEMENT.fullmatch(code):
            found.append(code)
        else:
            return None
    return tuple(dict.fromkeys(found)) or None


def lire_code_postal(texte: str) -> tuple[str, ...]:
    """Return the postcodes of a cell: ``1000`` is ``01000``, ``20000 / 20090`` two of them."""
    words = re.findall(r"\b\d{4,5}\b", re.sub(r"[.,]0\b", "", texte))
    return tuple(dict.fromkeys(word.zfill(5) for word in words))
