"""A workbook as sheets of text: values by calamine, looks by openpyxl. Nothing is computed or run.

Runs in the reading process (``data.atelier.fichier.enfant``): a workbook made to harm may exhaust
the memory of whoever opens it.
"""

import datetime
import re
from io import BytesIO
from typing import Any

import python_calamine

from data.atelier.fautes import Faute, Fautes, FichierRefuse
from data.atelier.fichier.archive import check_archive
from data.atelier.fichier.aspects import Aspects, read_aspects
from data.atelier.fichier.feuille import Feuille, Ligne, Place, Plage
from data.atelier.fichier.separateur import CELLULE_MAX, COLONNES_MAX, LIGNES_MAX
from data.textes import propre

FEUILLES_MAX = 60
LIGNES_AVEC_ASPECT = 5_000
_MACROS = ("xl/vbaProject.bin", "Basic/")
_LIENS = re.compile(r"xl/externalLinks/")
_IMAGES = re.compile(r"(?:xl/media/|Pictures/)")


def read_classeur(octets: bytes) -> tuple[list[Feuille], list[Faute]]:
    """Return the sheets of a workbook and what a person should know of how they were read.

    Raises FichierRefuse when it is protected, damaged, too wide, or holds pictures only.
    """
    names = check_archive(octets) if octets.startswith(b"PK") else []
    workbook = _open(octets)
    if len(workbook.sheets_metadata) > FEUILLES_MAX:
        raise FichierRefuse(Fautes.TROP_ETENDU, f"il a plus de {FEUILLES_MAX} feuilles")
    sheets = [
        _sheet(workbook, meta.name, meta.visible != python_calamine.SheetVisibleEnum.Visible)
        for meta in workbook.sheets_metadata
        if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    told = [Faute(kind, detail) for kind, detail in _told(names)]
    if not any(sheet.lignes for sheet in sheets):
        kind = Fautes.IMAGES_SEULES if any(map(_IMAGES.search, names)) else Fautes.VIDE
        raise FichierRefuse(kind)
    return _with_aspects(octets, names, sheets, told)


def _open(octets: bytes) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.load_workbook(BytesIO(octets))
    except python_calamine.PasswordError:
        raise FichierRefuse(Fautes.PROTEGE) from None
    except (python_calamine.CalamineError, ValueError, OSError):
        raise FichierRefuse(Fautes.ABIME, "le tableur lui-même ne pourrait pas l'ouvrir") from None


def _told(names: list[str]) -> list[tuple[Fautes, str]]:
    found = []
    if any(name.startswith(mark) for name in names for mark in _MACROS):
        found.append((Fautes.MACROS, "elles ne sont ni lues ni exécutées"))
    if any(map(_LIENS.match, names)):
        found.append((Fautes.LIENS_EXTERNES, "elles sont lues telles qu'enregistrées"))
    return found


def _sheet(workbook: python_calamine.CalamineWorkbook, name: str, masquee: bool) -> Feuille:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except (python_calamine.CalamineError, ValueError):
        raise FichierRefuse(
            Fautes.ABIME, "une de ses feuilles ne peut pas être lue", name
        ) from None
    if sheet.start is None:
        return Feuille(name, (), masquee)
    first_row, first_column = sheet.start
    if sheet.end is not None and sheet.end[1] >= COLONNES_MAX:
        raise FichierRefuse(Fautes.TROP_ETENDU, f"plus de {COLONNES_MAX} colonnes", name)
    rows: list[Ligne] = []
    numbers: set[Place] = set()
    for offset, values in enumerate(sheet.iter_rows()):
        if not any(value != "" for value in values):
            continue
        number = first_row + offset + 1
        cells = [""] * first_column
        for column, value in enumerate(values, start=first_column):
            cells.append(_text(value))
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                numbers.add((number, column))
        rows.append(Ligne(number, tuple(cells)))
        if len(rows) > LIGNES_MAX:
            detail = f"plus de {LIGNES_MAX:_} lignes".replace("_", "\u202f")
            raise FichierRefuse(Fautes.TROP_ETENDU, detail, name)
    merged = tuple(
        Plage(top + 1, bottom + 1, left, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Feuille(name, tuple(rows), masquee, merged, nombres=frozenset(numbers)).sans_vides()


def _text(value: Any) -> str:
    """Return the text of a cell: a day in ISO form, a number without the zeros of a machine."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return propre(str(value)[:CELLULE_MAX]).strip()


def _with_aspects(
    octets: bytes, names: list[str], sheets: list[Feuille], told: list[Faute]
) -> tuple[list[Feuille], list[Faute]]:
    """Add what openpyxl knows of .xlsx: colours, struck text, hidden rows and columns."""
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        return sheets, told
    if sum(len(sheet.lignes) for sheet in sheets) > LIGNES_AVEC_ASPECT:
        return sheets, [*told, Faute(Fautes.COULEURS_NON_LUES)]
    looks: Aspects = read_aspects(octets)
    return [looks.added_to(sheet) for sheet in sheets], [*told, *looks.fautes]
