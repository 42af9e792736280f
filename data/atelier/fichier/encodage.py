"""From bytes to text, whatever the machine that wrote them; accents come out composed.

A short French list gives a statistical detector too little to tell Windows from Macintosh or
MS-DOS. What tells them apart is simpler: in the right encoding the letters beyond ASCII are those
of French, in a wrong one they are ƒ, Ž, Ú or ‚.
"""

import unicodedata
from dataclasses import dataclass

from data.atelier.fautes import Fautes, FichierRefuse

NOMS = {
    "utf-8": "Unicode",
    "utf-16": "Unicode d'Excel (UTF-16)",
    "utf-16-le": "Unicode d'Excel (UTF-16)",
    "utf-16-be": "Unicode d'Excel (UTF-16)",
    "cp1252": "Windows (cp1252)",
    "mac_roman": "Macintosh (Mac Roman)",
    "cp850": "MS-DOS (cp850)",
}
"""Encodings that a person may choose, in plain words."""
_UN_OCTET = ("cp1252", "mac_roman", "cp850")
_FRANCAIS = frozenset("éèêëàâäçîïôöùûüœæÉÈÊËÀÂÄÇÎÏÔÖÙÛÜŒÆÿñáíóú’‘«»“”–—…°²€·ºª•\u00a0\u202f§½")
_COURANT = frozenset("éèàçêôîûâïëù’\u00a0°ÉœÎÈÀÇ")


@dataclass(frozen=True)
class Texte:
    """A text and the encoding it was read in (a key of NOMS)."""

    contenu: str
    encodage: str

    @property
    def nom_encodage(self) -> str:
        """The encoding in plain words."""
        return NOMS[self.encodage]


def decode(octets: bytes, encodage: str | None = None) -> Texte:
    """Return the text of a file, accents composed (NFC), without its byte order mark.

    ``encodage``: a key of NOMS that a person chose; found from the content when None.
    Raises FichierRefuse when nothing readable comes out.
    """
    chosen = encodage or _guess(octets)
    try:
        contenu = octets.decode("utf-8-sig" if chosen == "utf-8" else chosen)
    except UnicodeDecodeError:
        contenu = octets.decode(chosen, "replace")
    contenu = unicodedata.normalize("NFC", contenu.removeprefix("\ufeff").replace("\x00", ""))
    if not contenu.strip():
        raise FichierRefuse(Fautes.VIDE)
    return Texte(contenu, chosen)


def _guess(octets: bytes) -> str:
    if octets[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    nulls = octets[:4096:2].count(0), octets[1:4096:2].count(0)
    if max(nulls) > 0.6 * (len(octets[:4096]) // 2) > 0:
        return "utf-16-be" if nulls[0] > nulls[1] else "utf-16-le"
    try:
        octets.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut_at_the_end = error.end >= len(octets) - 3 and error.reason == "unexpected end of data"
        if cut_at_the_end and any(octet > 127 for octet in octets[: error.start]):
            return "utf-8"
        return max(_UN_OCTET, key=lambda name: _french(octets, name))
    return "utf-8"


def _french(octets: bytes, encodage: str) -> tuple[float, int]:
    """Score an encoding: letters of French found, less the others; on a par, the most common.

    An encoding in which bytes mean nothing (cp1252 has five of them) is not the right one.
    """
    try:
        text = octets[:200_000].decode(encodage)
    except UnicodeDecodeError:
        text = octets[:200_000].decode(encodage, "replace")
    beyond = [letter for letter in text if letter > "\x7f"]
    score = sum(
        2.0 if letter in _COURANT else 1.0 if letter in _FRANCAIS else -3.0 for letter in beyond
    )
    return score, -_UN_OCTET.index(encodage)
