"""One rule for text, in every table and every file: composed letters, and signs that are seen.

A registre refuses the rest, with its place; what writes a file leaves it out, so that no document
fails on a character, whoever wrote it and wherever.
"""

import unicodedata

# Categories of Unicode: control, format (bidirectional marks, invisible joiners), surrogate,
# private use, unassigned, line and paragraph separators.
INVISIBLES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_VARIANTES = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
REMPLISSAGES = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code) for first, last in _VARIANTES for code in range(first, last + 1)
}
"""Signs that Unicode calls letters, marks or symbols, and that nobody sees; those that choose the
shape of the sign before them among them: two names would look alike and be two names."""
ESPACES = "\u00a0\u202f\u2009\u2007\u3000"
A_LA_LIGNE = "\n"
BLANCS_DES_FICHIERS = "\t\n\r"
MONTRES = 120


def est_interdit(signe: str) -> bool:
    """Tell whether a sign is a control, a bidirectional mark, or cannot be seen."""
    return unicodedata.category(signe) in INVISIBLES or signe in REMPLISSAGES


def find_interdits(texte: str) -> list[str]:
    """Return the signs of a text that the registre refuses; a line break is not one."""
    one_line = texte.replace("\r\n", " ")
    for blank in (A_LA_LIGNE, *ESPACES):  # str.translate takes ten times longer
        one_line = one_line.replace(blank, " ")
    if one_line.isprintable() and REMPLISSAGES.isdisjoint(one_line):
        return []  # nearly always, and a hundred times faster
    return [signe for signe in one_line if est_interdit(signe)]


def is_compose(texte: str) -> bool:
    """Tell whether the accents of a text are composed with their letters (NFC)."""
    return unicodedata.is_normalized("NFC", texte)


def propre(texte: str) -> str:
    """Return a text that any file can hold: NFC, without a sign that is not seen.

    Tabulations and line breaks are kept.
    """
    found = texte
    if find_interdits(found):
        found = "".join(
            signe for signe in found if signe in BLANCS_DES_FICHIERS or not est_interdit(signe)
        )
    return unicodedata.normalize("NFC", found)


def sur_une_ligne(texte: str) -> str:
    """Return what a person typed on one line: no control nor invisible sign, single spaces."""
    kept = "".join(" " if unicodedata.category(signe)[0] == "C" else signe for signe in texte)
    return " ".join(kept.split())


def visible(texte: str) -> str:
    """Return a text to be quoted in a message: shortened, its invisible signs as their codes."""
    shown = texte if len(texte) <= MONTRES else f"{texte[:MONTRES]}…"
    if not find_interdits(shown):
        return shown
    return "".join(
        f"[U+{ord(signe):04X}]" if est_interdit(signe) and signe not in "\r\n" else signe
        for signe in shown
    )
