"""Texts reduced to what their spellings have in common, and the ways to write nothing."""

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]")
_BLANKS = re.compile(r"\s+")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‘": "'", "–": "-", "—": "-", "−": "-"})
_RIEN = frozenset(
    [
        "nc",
        "n/a",
        "na",
        "n.c.",
        "n.a.",
        "neant",
        "so",
        "s/o",
        "s.o.",
        "sans objet",
        "non renseigne",
        "non renseignee",
        "non communique",
        "inconnu",
        "inconnue",
        "date inconnue",
        "non connu",
        "non connue",
        "non precise",
        "non precisee",
        "non defini",
        "non definie",
        "ras",
        "r.a.s.",
        "aucun",
        "aucune",
        "null",
        "none",
        "nan",
        "vide",
        "indetermine",
        "indeterminee",
        "sans",
        "rien",
        "passee, date non renseignee",
        "non disponible",
        "nd",
        "n.d.",
        "pas de date",
        "xx",
        "xxx",
    ]
)

_DOUTES = frozenset("?？⁇❓❔❌✗✘✖🚫⛔⚠")


def aplatir(texte: str) -> str:
    """Return a text in small letters without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", texte.casefold().translate(_LIGATURES))
    return _BLANKS.sub(" ", _ACCENTS.sub("", plain)).strip()


def en_mots(texte: str) -> str:
    """Return a text in small letters, without accents or punctuation: words and figures only."""
    return _NOT_A_WORD.sub(" ", aplatir(texte)).strip()


def met_en_doute(texte: str) -> bool:
    """Tell whether a sign beside the words doubts or denies them: ``signé ?``, ``signé ❌``."""
    return not ne_dit_rien(texte) and not _DOUTES.isdisjoint(texte)


def ne_dit_rien(texte: str) -> bool:
    """Tell whether a text is a way to write nothing: ``-``, ``NC``, ``non renseigné``, ``?``."""
    plain = aplatir(texte)
    return plain in _RIEN or not plain.strip("-/.?*_ '…")
