"""The empty workbook: headings with notes, and lists to choose from."""

from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from plek.exchange.workbook.columns import Column, Sheet
from plek.exchange.workbook.kinds import Day, Number, Whole, YesNo
from plek.exchange.workbook.sheets import SHEETS
from plek.exchange.workbook.writing import DATE_FORMAT

LISTED_ROWS = 5_000
LONGEST_LIST = 255
"""A drop-down list in a cell holds at most so many characters."""


def write_template(path: Path) -> None:
    """An empty team workbook at `path`."""
    with xlsxwriter.Workbook(str(path)) as book:
        needed = book.add_format({"bold": True, "bottom": 2, "bg_color": "#DCE8DC"})
        free = book.add_format({"bold": False, "bottom": 1, "bg_color": "#EEF1EC"})
        day = book.add_format({"num_format": DATE_FORMAT})
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            for place, column in enumerate(sheet.columns):
                page.write_string(0, place, column.name, needed if column.required else free)
                page.write_comment(0, place, note(sheet, column), {"x_scale": 2})
                page.set_column(place, place, 16, day if isinstance(column.kind, Day) else None)
                _offer(page, place, column)


def _offer(page: Any, place: int, column: Column) -> None:
    """A list to choose from; several values in one cell cannot be chosen from a list."""
    words = ["ja", "nee"] if isinstance(column.kind, YesNo) else []
    if column.choices and not column.is_many:
        words = list(column.choices.of.values())
    if words and len(",".join(words)) <= LONGEST_LIST:
        rule = {"validate": "list", "source": words, "error_type": "warning"}
        page.data_validation(1, place, LISTED_ROWS, place, rule)


def note(sheet: Sheet, column: Column) -> str:
    """What may stand in a column, in a few sentences."""
    parts = [
        _("Must be filled.") if column.required and not isinstance(column.kind, YesNo) else _("May stay empty.")
    ]
    if column.key:
        parts.append(_("Unique on this sheet.") if len(sheet.key) == 1 else _("Part of what makes a row unique."))
    if column.refers:
        parts.append(_("A code from the sheet %(sheet)s.") % {"sheet": column.refers})
    if column.choices:
        parts.append(_("Choose from: %(choices)s.") % {"choices": column.choices})
    parts.append(_shape(column))
    if column.note:
        parts.append(_(column.note))
    return " ".join(part for part in parts if part)


def _shape(column: Column) -> str:
    if isinstance(column.kind, Day):
        return _("A date, such as 31-01-2026.")
    if isinstance(column.kind, YesNo):
        return _("ja or nee; empty means nee.")
    if isinstance(column.kind, Number | Whole):
        return _("A number from %(low)s to %(high)s.") % {"low": column.kind.low, "high": column.kind.high}
    return _("Several, with a semicolon between them.") if column.is_many else ""
