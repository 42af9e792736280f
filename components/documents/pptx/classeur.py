"""The sheet that holds the figures of a native chart: names are text there, never formulas."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Classeur(CategoryWorkbookWriter):
    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        workbook = Workbook(xlsx_file, OPTIONS)
        yield workbook, workbook.add_worksheet()
        workbook.close()


class Donnees(CategoryChartData):
    """The figures of a chart. A name that begins with ``=`` is written as it is."""

    @property
    def _workbook_writer(self) -> _Classeur:
        return _Classeur(self)
