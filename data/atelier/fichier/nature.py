"""What a file is, told by its first bytes: its name may say anything."""

from data.atelier.fautes import Fautes, FichierRefuse
from data.atelier.fichier.archive import peek

CLASSEUR, TEXTE, CARTE, GEOPACKAGE, REGISTRE = (
    "classeur",
    "texte",
    "carte",
    "geopackage",
    "registre",
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAS_DES_TABLEAUX = (
    (b"\xff\xd8\xff", "une photographie (JPEG)"),
    (b"\x89PNG", "une image (PNG)"),
    (b"GIF8", "une image (GIF)"),
    (b"BM", "une image (BMP)"),
    (b"II*\x00", "une image (TIFF)"),
    (b"MM\x00*", "une image (TIFF)"),
    (b"%PDF", "un document PDF"),
    (b"{\\rtf", "un document de texte (RTF)"),
    (b"\x7fELF", "un programme"),
    (b"MZ", "un programme"),
    (b"Rar!", "une archive (RAR)"),
    (b"7z\xbc\xaf", "une archive (7z)"),
    (b"\x1f\x8b", "une archive (gzip)"),
    (b"OggS", "un enregistrement sonore"),
    (b"ID3", "un enregistrement sonore"),
)
_RIFF = {b"WEBP": "une image (WebP)", b"WAVE": "un enregistrement sonore", b"AVI ": "une vidéo"}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_SLIDES = "PowerPoint Document".encode("utf-16-le")
CONSEIL = "enregistrez la liste depuis un tableur, en .xlsx, .ods ou .csv."


def nature(octets: bytes) -> str:
    """Return what the content is: CLASSEUR, TEXTE, CARTE, GEOPACKAGE or REGISTRE (our own zip).

    Raises FichierRefuse for anything else, with what it seems to be.
    """
    if not octets.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FichierRefuse(Fautes.VIDE)
    for debut, what in _PAS_DES_TABLEAUX:
        if octets.startswith(debut):
            raise _refus(what)
    if octets.startswith(b"RIFF"):
        raise _refus(_RIFF.get(octets[8:12], "un enregistrement"))
    if octets[4:8] == b"ftyp":
        raise _refus("une vidéo ou une photographie de téléphone")
    if octets.startswith(b"SQLite format 3\x00"):
        return GEOPACKAGE
    if octets.startswith(_OLE):
        return _ole(octets)
    if octets.startswith(b"PK"):
        return _zip(octets)
    return _texte(octets)


def _ole(octets: bytes) -> str:
    """An old workbook (.xls), or a new one wrapped by its password."""
    if _ENCRYPTED in octets:
        raise FichierRefuse(Fautes.PROTEGE)
    for mark, what in ((_WORD, "un document Word"), (_SLIDES, "une présentation PowerPoint")):
        if mark in octets:
            raise _refus(what)
    return CLASSEUR


def _zip(octets: bytes) -> str:
    names, kind = peek(octets)
    if "spreadsheet" in kind or any(name.lower() == "xl/workbook.xml" for name in names):
        return CLASSEUR
    if any(name.lower() == "xl/workbook.bin" for name in names):
        return CLASSEUR
    if any(name.startswith("word/") for name in names) or "opendocument.text" in kind:
        raise _refus("un document de texte")
    if any(name.startswith("ppt/") for name in names) or "presentation" in kind:
        raise _refus("une présentation")
    if any(name.split("/")[-1] == "contrats.csv" for name in names):
        return REGISTRE
    raise _refus("une archive (zip) qui ne contient pas le registre")


def _texte(octets: bytes) -> str:
    debut = octets[:4096]
    if debut[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return TEXTE
    if _controls(debut) > len(debut) * 0.05 and not _looks_utf_16(debut):
        raise FichierRefuse(
            Fautes.PAS_UN_TABLEAU, f"son contenu n'est pas du texte. Pour l'atelier, {CONSEIL}"
        )
    plain = debut.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain.startswith(b"{") and (b'"Feature' in octets[:65536] or b'"Geometry' in octets[:65536]):
        return CARTE
    if plain[:5].lower() in (b"<html", b"<!doc", b"<?xml", b"<tabl"):
        raise _refus("une page web ou un fichier XML")
    return TEXTE


def _controls(debut: bytes) -> int:
    return sum(octet < 9 or 13 < octet < 28 for octet in debut)


def _looks_utf_16(debut: bytes) -> bool:
    """Every second byte is nought: Latin letters on two bytes, without a mark at the start."""
    half = max(1, len(debut) // 2)
    return max(debut[::2].count(0), debut[1::2].count(0)) > 0.6 * half


def _refus(what: str) -> FichierRefuse:
    return FichierRefuse(
        Fautes.PAS_UN_TABLEAU, f"c'est {what}, malgré son nom. Pour l'atelier, {CONSEIL}"
    )
