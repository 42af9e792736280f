"""A console that cannot write every character shows the nearest one, and never fails on it.

An administrator's terminal may be in cp850 or in ASCII: « é » becomes ``e``, ``…`` three dots, a
narrow space a space. What has no near sign is a question mark.
"""

import codecs
import json
import os
import sys
import unicodedata
from typing import Any

PROCHES = {
    "«": '"',
    "»": '"',
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "–": "-",
    "—": "-",
    "·": "-",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "€": "EUR",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2060": "",
}
MANIERE = "atlas_proche"


def proche(texte: str) -> str:
    """Return a text in ASCII, as near as can be."""
    named = "".join(PROCHES.get(signe, signe) for signe in texte)
    letters = unicodedata.normalize("NFKD", named)
    plain = "".join(signe for signe in letters if not unicodedata.combining(signe))
    return "".join(signe if signe.isascii() else "?" for signe in plain)


def _replace(erreur: UnicodeError) -> tuple[str, int]:
    if not isinstance(erreur, UnicodeEncodeError):
        raise erreur
    return proche(erreur.object[erreur.start : erreur.end]), erreur.end


codecs.register_error(MANIERE, _replace)


def prepare() -> None:
    """Make the standard output and error of a command write whatever they are given."""
    for flux in (sys.stdout, sys.stderr):
        reconfigure = getattr(flux, "reconfigure", None)  # a test may put another in its place
        if reconfigure is not None:
            reconfigure(errors=MANIERE)


class SortieImpossible(Exception):
    """The standard output cannot be written: a full disk. The message is the system's reason."""


def show(texte: str) -> None:
    """Print a text on the standard output; a reader that has seen enough (head) is no fault.

    Raises SortieImpossible when it cannot be written.
    """
    try:
        print(texte, flush=True)
    except OSError as erreur:
        # What is left must not be tried again at the end of the process.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(erreur, BrokenPipeError):
            raise SortieImpossible(erreur.strerror) from None


def json_pour_la_console(valeur: Any) -> str:
    """Return a value as JSON that the console can write: escaped rather than made near."""
    texte = json.dumps(valeur, ensure_ascii=False, indent=1)
    return texte if writes(texte) else json.dumps(valeur, indent=1)


def writes(texte: str) -> bool:
    """Tell whether the standard output writes a text as it is."""
    try:
        texte.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
