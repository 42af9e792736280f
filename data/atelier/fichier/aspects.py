"""What an .xlsx sheet shows beside its values: colours, struck text, hidden rows and columns."""

import colorsys
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils import column_index_from_string

from data.atelier.fautes import Faute, Fautes
from data.atelier.fichier.feuille import Aspect, Feuille, Place

_THEME_COLOR = re.compile(
    r'<a:(dk1|lt1|dk2|lt2|accent\d|hlink|folHlink)>.*?(?:lastClr|srgbClr val)="'
    r"([0-9A-Fa-f]{6})\"",
    re.DOTALL,
)
# The order of the colours of a theme, as cells number them (ECMA-376, 18.8.3 and 20.1.6.2).
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{rank}" for rank in range(1, 7)))
_NO_COLOUR = frozenset({"", "#ffffff", "#000000"})


@dataclass(frozen=True)
class Aspects:
    """Looks of every sheet, by its name."""

    par_feuille: dict[str, dict[Place, Aspect]]
    colonnes_masquees: dict[str, frozenset[int]]
    lignes_masquees: dict[str, frozenset[int]]
    fautes: tuple[Faute, ...]

    def added_to(self, feuille: Feuille) -> Feuille:
        """Return a sheet with its looks."""
        return replace(
            feuille,
            aspects=self.par_feuille.get(feuille.nom, {}),
            colonnes_masquees=self.colonnes_masquees.get(feuille.nom, frozenset()),
            lignes_masquees=self.lignes_masquees.get(feuille.nom, frozenset()),
        )


def read_aspects(octets: bytes) -> Aspects:
    """Read the looks of a checked .xlsx; none when openpyxl cannot open what calamine could."""
    try:
        workbook = openpyxl.load_workbook(BytesIO(octets), keep_links=False)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return Aspects({}, {}, {}, (Faute(Fautes.COULEURS_NON_LUES),))
    theme = _theme(workbook.loaded_theme)
    looks: dict[str, dict[Place, Aspect]] = {}
    columns: dict[str, frozenset[int]] = {}
    rows: dict[str, frozenset[int]] = {}
    formulas = 0
    computed = False
    for sheet in workbook.worksheets:
        looks[sheet.title] = dict(_looks(sheet, theme))
        columns[sheet.title] = frozenset(_hidden_columns(sheet))
        rows[sheet.title] = frozenset(
            number for number, row in sheet.row_dimensions.items() if row.hidden
        )
        computed = computed or bool(len(sheet.conditional_formatting))
        formulas += sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    told = []
    if computed:
        told.append(Faute(Fautes.COULEURS_CALCULEES, "ces couleurs-là ne sont pas lues"))
    if formulas and not _has_values(octets):
        told.append(Faute(Fautes.FORMULES_SANS_VALEUR, f"{formulas} cellules sont lues vides"))
    return Aspects(looks, columns, rows, tuple(told))


def _has_values(octets: bytes) -> bool:
    """Tell whether the formulas of a workbook were saved with their values."""
    workbook = openpyxl.load_workbook(BytesIO(octets), keep_links=False)
    values = openpyxl.load_workbook(BytesIO(octets), keep_links=False, data_only=True)
    return all(
        values[sheet.title][cell.coordinate].value is not None
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    )


def _looks(sheet: Any, theme: tuple[str, ...]) -> Iterator[tuple[Place, Aspect]]:
    for row in sheet.iter_rows():
        for cell in row:
            if not getattr(cell, "has_style", False):
                continue
            fill = cell.fill
            colour = _colour(fill.fgColor, theme) if fill and fill.fill_type == "solid" else ""
            colour = "" if colour in _NO_COLOUR else colour
            struck = bool(cell.font and cell.font.strike)
            if colour or struck:
                yield (cell.row, cell.column - 1), Aspect(colour, struck)


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for letter, column in sheet.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letter)
            yield from range(first - 1, min(column.max or first, first + 100))


def _theme(content: bytes | None) -> tuple[str, ...]:
    """Return the colours of a theme in the order in which cells number them."""
    found = dict(_THEME_COLOR.findall((content or b"").decode("utf-8", "replace")))
    return tuple(found.get(name, "").lower() for name in _THEME_ORDER)


def _colour(colour: Any, theme: tuple[str, ...]) -> str:
    """Return ``#92d050``; '' for no colour."""
    if colour is None:
        return ""
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        return f"#{colour.rgb[-6:].lower()}"
    if colour.type == "indexed" and 0 <= colour.indexed < len(COLOR_INDEX):
        return f"#{COLOR_INDEX[colour.indexed][-6:].lower()}"
    if colour.type == "theme" and 0 <= colour.theme < len(theme) and theme[colour.theme]:
        return _tinted(theme[colour.theme], colour.tint or 0.0)
    return ""


def _tinted(rgb: str, tint: float) -> str:
    """Lighten or darken a colour as a spreadsheet does (ECMA-376, 18.8.19)."""
    red, green, blue = (int(rgb[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    channels = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
