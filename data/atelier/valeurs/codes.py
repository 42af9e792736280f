"""Codes as spreadsheets leave them: what has the form of one, départements, postcodes.

Which territory bears a code is for ``geo``, which knows them.
"""

import re

from data.atelier.valeurs.mots import aplatir

DEPARTEMENT = re.compile(r"(?:0[1-9]|1\d|2[1-9]|2[AB]|[3-8]\d|9[0-5]|97[1-8]|98[4-8])")
_CODE = re.compile(r"\d{4,5}|2[ab]\d{3}|\d{8,9}|\d{13,14}|\d+[.,]\d+e\+?\d+|\d{2}e\d{2}")


def a_la_forme_d_un_code(texte: str) -> bool:
    """Tell whether a text is an INSEE code, a SIREN or a SIRET, damaged by a spreadsheet or not.

    Codes on two lines are two: together they would have the figures of a SIRET.
    """
    if "\n" in texte.strip():
        return False
    plain = aplatir(texte).strip("'\"`´ .")
    whole = re.sub(r"[.,]0+$", "", plain)
    return bool(_CODE.fullmatch(re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d)", "", whole)))


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


def lire_codes_postaux(texte: str) -> tuple[str, ...]:
    """Return the postcodes of a cell: ``1000`` is ``01000``, ``20000 / 20090`` two of them."""
    words = re.findall(r"\b\d{4,5}\b", re.sub(r"[.,]0\b", "", texte))
    return tuple(dict.fromkeys(word.zfill(5) for word in words))
