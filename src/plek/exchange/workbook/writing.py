"""Writes the team workbook in exactly the form that is read back unchanged, row by row in bounded memory."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from plek.exchange.workbook.columns import Column, Row, Sheet
from plek.exchange.workbook.escaping import escaped
from plek.exchange.workbook.kinds import Cell, Day
from plek.exchange.workbook.sheets import SHEETS

DATE_FORMAT = "dd-mm-yyyy"
WIDTHS = {Day: 12}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass
class Forms:
    """The few cell forms that are used."""

    heading: Any
    day: Any
    marked: Any
    marked_day: Any
    note: Any

    @classmethod
    def of(cls, book: Any) -> "Forms":
        marked = {"bg_color": "#FBE3DF", "bottom": 1, "bottom_color": "#A03024"}
        return cls(
            heading=book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF1EC"}),
            day=book.add_format({"num_format": DATE_FORMAT}),
            marked=book.add_format(marked),
            marked_day=book.add_format(marked | {"num_format": DATE_FORMAT}),
            note=book.add_format({"text_wrap": True, "valign": "top"}),
        )


class Page:
    """One sheet being written; rows go out in order and are not kept."""

    def __init__(self, page: Any, forms: Forms, names: Sequence[str]) -> None:
        self._page, self._forms = page, forms
        self._next = 1
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(names) - 1, 0), 16)
        for place, name in enumerate(names):
            page.write_string(0, place, name, forms.heading)

    def add(self, cells: Iterable[Cell], marked: frozenset[int] = frozenset()) -> None:
        """Write one row; the cells at the marked places stand out."""
        for place, cell in enumerate(cells):
            self._put(place, cell, place in marked)
        self._next += 1

    def _put(self, place: int, cell: Cell, is_marked: bool) -> None:
        plain = self._forms.marked if is_marked else None
        if isinstance(cell, date):
            form = self._forms.marked_day if is_marked else self._forms.day
            self._page.write_datetime(self._next, place, cell, form)
        elif isinstance(cell, str):
            if cell:
                self._page.write_string(self._next, place, escaped(cell), plain)
            elif is_marked:
                self._page.write_blank(self._next, place, None, plain)
        else:
            self._page.write_number(self._next, place, cell, plain)


class Writer:
    """A workbook being written: one sheet after another."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._forms = Forms.of(book)

    def page(self, name: str, names: Sequence[str]) -> Page:
        return Page(self._book.add_worksheet(name), self._forms, names)

    def sheet(self, sheet: Sheet, rows: Iterable[Row]) -> int:
        """Write all rows of a sheet; how many."""
        page = self.page(sheet.name, [column.name for column in sheet.columns])
        count = 0
        for row in rows:
            page.add(cells_of(sheet.columns, row))
            count += 1
        return count


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new workbook at `path`, complete when the block ends. Half-written parts live in a folder of our own."""
    with tempfile.TemporaryDirectory(prefix="plek-") as folder:
        book = xlsxwriter.Workbook(str(path), _OPTIONS | {"tmpdir": folder})
        yield Writer(book)
        book.close()


def write_workbook(path: Path, rows: dict[str, Iterable[Row]]) -> dict[str, int]:
    """Every sheet in order, empty ones with their heading only; the number of rows per sheet."""
    with writing(path) as writer:
        return {sheet.name: writer.sheet(sheet, rows.get(sheet.name, ())) for sheet in SHEETS}


def cells_of(columns: Sequence[Column], row: Row) -> Iterator[Cell]:
    for column in columns:
        value = getattr(row, column.field)
        yield column.kind.cell(value) if value not in (None, "") else ""
