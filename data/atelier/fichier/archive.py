"""Opening a zip that a stranger made: what it unfolds to is counted before anything is kept."""

import zipfile
import zlib
from io import BytesIO

from data.atelier.fautes import Fautes, FichierRefuse

DEPLIE_MAX = 250_000_000
"""Bytes that a file may unfold to: a list of 50,000 rows takes a tenth of it."""
ENTREES_MAX = 5_000
MORCEAU = 1 << 20
MIMETYPE_MAX = 200
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def peek(octets: bytes) -> tuple[list[str], str]:
    """Return the names in a zip and the kind that it says it is (OpenDocument), '' without one.

    Raises FichierRefuse when it is damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(octets)) as archive:
            names = archive.namelist()
            said = "mimetype" in names and archive.getinfo("mimetype").file_size < MIMETYPE_MAX
            return names, archive.read("mimetype").decode("ascii", "replace") if said else ""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        raise FichierRefuse(Fautes.ABIME, "le fichier est incomplet ou coupé") from None


def check_archive(octets: bytes) -> list[str]:
    """Unfold a zip once, within bounds, and return the names it holds.

    The sizes that it announces are not believed: they are counted. A spreadsheet declares no
    entities; a part that does is made to harm whoever reads it.

    Raises FichierRefuse when it is damaged, unfolds to too much, or declares entities.
    """
    total = 0
    try:
        with zipfile.ZipFile(BytesIO(octets)) as archive:
            entries = archive.infolist()
            if len(entries) > ENTREES_MAX:
                raise FichierRefuse(Fautes.TROP_ETENDU, "il contient des milliers de fichiers")
            for entry in entries:
                if entry.flag_bits & 1:
                    raise FichierRefuse(Fautes.PROTEGE)
                with archive.open(entry) as part:
                    first = True
                    while piece := part.read(MORCEAU):
                        total += len(piece)
                        if total > DEPLIE_MAX:
                            raise FichierRefuse(
                                Fautes.TROP_ETENDU, "une fois décompressé, il dépasse 250 Mo"
                            )
                        if first and any(mark in piece[:4096] for mark in _DECLARATIONS):
                            raise FichierRefuse(
                                Fautes.ABIME,
                                "il contient des déclarations qu'un tableur n'écrit pas",
                            )
                        first = False
            return [entry.filename for entry in entries]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise FichierRefuse(Fautes.ABIME, "le fichier est incomplet ou coupé") from None


def read_members(octets: bytes, suffixe: str) -> dict[str, bytes]:
    """Return the files of a checked zip whose name ends with ``suffixe``, by their last name."""
    check_archive(octets)
    with zipfile.ZipFile(BytesIO(octets)) as archive:
        return {
            name.split("/")[-1]: archive.read(name)
            for name in archive.namelist()
            if name.endswith(suffixe) and "/." not in name and not name.startswith("__MACOSX")
        }
