"""A code as people write it, read as the referentiel writes it: the form alone, no territory yet.

INSEE codes, SIREN, SIRET, and what a spreadsheet does to them: a leading zero lost, thousands
separated, an apostrophe in front, decimals behind, a number in scientific notation. What can be
read without a guess is read, and said; the rest is refused with its reason, in French: the same
words serve the command line and the pages.
"""

import re
import unicodedata
from dataclasses import dataclass

from geo.territoires.niveau import TerritoireInconnu

LONGUEUR_MONTREE = 40
LONGUEUR_SIREN = 9
LONGUEUR_SIRET = 14
LONGUEUR_INSEE = 5
LONGUEUR_DEPARTEMENT = 3  # of those overseas
EXEMPLES = "29232 (commune), 200068120 (SIREN d'un EPCI), 29 (département), 53 (région)"
# What stands before a code and says what it is.
ETIQUETTE = re.compile(
    r"^(?:codes?|insee|cog|sirene?|siret|n°|no|num[ée]ro|(?:com|dep|reg|ept|fr)-|epci-?)[\s:.°]*",
    re.IGNORECASE,
)
PLUSIEURS = re.compile(r"[;|/\n]|\d\w{3,}\s*,\s*\d\w{3,}|\d\w{4,}\s+\d\w{4,}")
SCIENTIFIQUE = re.compile(r"(?P<tete>\d+)(?:[.,](?P<suite>\d+))?[Ee]\+?(?P<puissance>\d{1,3})")
DECIMALES_NULLES = re.compile(r"(?<=\d)[.,]0+$")
MILLIERS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
DECIMAL = re.compile(r"\d+[.,]\d+")
SEPARATEURS = re.compile(r"[\s.\-_]")
COLLECTIVITES = re.compile(r"69[DM]|6AE")  # Rhône, Métropole de Lyon, Alsace
CORSE = re.compile(r"0?(2[AB](?:\d{3})?)")
INVISIBLES = {"Cf", "Cc"}
GUILLEMETS = " '\"`’‘´«»“”=\t"


class CodeRefuse(TerritoireInconnu):
    """A code that cannot be read, or that names no territory; the message is French, one line."""


class CodeInconnu(CodeRefuse):
    """A code that has the form of one, and that no territory bears."""


class PasUnCode(CodeRefuse):
    """A text that has not the form of a code."""


class CodeAbime(CodeRefuse):
    """A code of which something is lost: no territory may be guessed from what is left."""


@dataclass(frozen=True)
class CodeLu:
    """A code as the referentiel writes it; ``remarque``: what was mended to read it, or ''."""

    code: str
    remarque: str = ""


def cite(texte: str) -> str:
    """Return a value between quotation marks, on one line, shortened."""
    line = " ".join(texte.split())
    shown = line if len(line) <= LONGUEUR_MONTREE else line[:LONGUEUR_MONTREE] + "…"
    return f"«\u00a0{shown}\u00a0»"


def lire_code(texte: str) -> CodeLu:
    """Return the code that a text is.

    ``2a004`` is 2A004, ``200 068 120`` 200068120, ``1053`` 01053, ``20006812000019`` (SIRET)
    200068120, ``2,42900314E+08`` 242900314.

    Raises CodeAbime when digits are lost or several codes stand together, CodeRefuse for what has
    not the form of a code.
    """
    plain = _plain(texte)
    if not plain and any(c.isalnum() for c in texte):  # a label alone: "EPCI", "code INSEE"
        raise PasUnCode(f"{cite(texte)} n'est pas un code\u00a0; exemples\u00a0: {EXEMPLES}")
    if not plain:
        raise CodeRefuse(f"code vide\u00a0; attendu, par exemple\u00a0: {EXEMPLES}")
    if PLUSIEURS.search(plain) and any(character.isdigit() for character in plain):
        raise CodeAbime(
            f"{cite(texte)}\u00a0: plusieurs codes à la fois\u00a0; un seul est attendu"
        )
    if number := SCIENTIFIQUE.fullmatch(plain.replace(" ", "")):
        return _from_scientific(texte, number)
    code = _without_separators(DECIMALES_NULLES.sub("", plain))
    if corsican := CORSE.fullmatch(code):
        return CodeLu(corsican[1])
    if COLLECTIVITES.fullmatch(code):
        return CodeLu(code)
    if not (code.isascii() and code.isdigit()):
        if DECIMAL.fullmatch(plain):
            raise CodeAbime(f"{cite(texte)}\u00a0: un nombre à virgule n'est pas un code")
        raise PasUnCode(f"{cite(texte)} n'est pas un code\u00a0; exemples\u00a0: {EXEMPLES}")
    return _from_digits(texte, code)


def _plain(texte: str) -> str:
    """Return a text without labels, quotation marks or invisible characters, in capitals."""
    folded = unicodedata.normalize("NFKC", texte)
    visible = "".join(c for c in folded if c == "\n" or unicodedata.category(c) not in INVISIBLES)
    return ETIQUETTE.sub("", visible.strip(GUILLEMETS + "\n")).strip(GUILLEMETS + "\n").upper()


def _without_separators(plain: str) -> str:
    """Return a code in one piece: ``200 068 120``, ``242.900.314``, ``1 053``."""
    joined = SEPARATEURS.sub("", plain)
    if MILLIERS.fullmatch(plain) or len(joined) in (LONGUEUR_SIREN, LONGUEUR_SIRET):
        return SEPARATEURS.sub("", plain.replace(",", ""))
    return re.sub(r"\s", "", plain)


def _from_scientific(texte: str, number: re.Match[str]) -> CodeLu:
    digits = number["tete"] + (number["suite"] or "")
    expected = len(number["tete"]) + int(number["puissance"])
    if (
        not number["suite"]
        or len(digits) != expected
        or expected
        not in (
            LONGUEUR_SIREN,
            LONGUEUR_SIRET,
        )
    ):
        raise CodeAbime(
            f"{cite(texte)}\u00a0: nombre abîmé par un tableur, chiffres gardés\u00a0: "
            f"{len(digits)} sur {expected}\u00a0; reprendre le code dans le fichier d'origine, la "
            "colonne étant au format texte"
        )
    code = _from_digits(texte, digits).code
    return CodeLu(code, f"lu {code} sous sa forme scientifique")


def _from_digits(texte: str, code: str) -> CodeLu:
    size = len(code)
    if size in (1, 4):
        whole = code.zfill(size + 1)
        return CodeLu(whole, f"zéro initial rétabli\u00a0: {whole}")
    if size in (LONGUEUR_DEPARTEMENT, LONGUEUR_INSEE + 1) and code.startswith("0"):
        return CodeLu(code[1:], f"zéro en trop retiré\u00a0: {code[1:]}")
    if size <= LONGUEUR_INSEE or size == LONGUEUR_SIREN:
        return CodeLu(code)
    if size == LONGUEUR_SIRET:
        siren = code[:LONGUEUR_SIREN]
        return CodeLu(siren, f"SIRET d'un établissement du SIREN {siren}")
    raise CodeAbime(
        f"{cite(texte)}\u00a0: {size} chiffres\u00a0; un code INSEE de commune en a "
        f"{LONGUEUR_INSEE}, un SIREN {LONGUEUR_SIREN}, un SIRET {LONGUEUR_SIRET}"
    )
