"""Files of every kind, made for a test: what people keep, and what is made to harm."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

LISTE = (
    ("Territoire", "Signature", "Durée"),
    ("CC du Pays de Craon", "12/07/2023", "5 ans"),
    ("CC de l'Ernée", "mars 2024", "5 ans"),
)
MANIFESTE_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""
CONTENU_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>
<office:spreadsheet><table:table table:name="Liste">{rows}</table:table></office:spreadsheet>
</office:body></office:document-content>"""


def xlsx(
    lignes: Sequence[Sequence[object]] = LISTE, prepare: Callable[[Worksheet], None] | None = None
) -> bytes:
    """Return a workbook of one sheet; ``prepare`` may change it before it is saved."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for ligne in lignes:
        sheet.append(list(ligne))
    if prepare is not None:
        prepare(sheet)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def xls(lignes: Sequence[Sequence[str]] = LISTE) -> bytes:
    """Return an old workbook (BIFF)."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("Liste")
    for row, ligne in enumerate(lignes):
        for column, text in enumerate(ligne):
            sheet.write(row, column, text)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def ods(lignes: Sequence[Sequence[str]] = LISTE) -> bytes:
    """Return an OpenDocument spreadsheet."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in ligne
        )
        + "</table:table-row>"
        for ligne in lignes
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": MANIFESTE_ODS.encode(),
            "content.xml": CONTENU_ODS.format(rows=rows).encode(),
        }
    )


def zipped(fichiers: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in fichiers.items():
            archive.writestr(name, data)
    return content.getvalue()


def avec_partie(classeur: bytes, nom: str, contenu: bytes) -> bytes:
    """Return a workbook with one more part, or one replaced."""
    with zipfile.ZipFile(io.BytesIO(classeur)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, nom: contenu})


def photographie() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40


def protege() -> bytes:
    """Return what a workbook with a password looks like: a container of an encrypted package."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<HH", 0x3E, 3) + b"\x00" * 500
    return header + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 4000


def bombe() -> bytes:
    """Return a workbook of a few kilobytes whose sheet unfolds to 300 megabytes."""
    return avec_partie(xlsx(), "xl/worksheets/sheet1.xml", b" " * 300_000_000)


def etendu() -> bytes:
    """Return a workbook whose two cells stand at the far corners of a sheet."""

    def far(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "au bout"

    return xlsx(LISTE, far)
