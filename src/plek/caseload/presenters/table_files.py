"""The caseload table as a file for a spreadsheet: text is text and never a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from plek.caseload.presenters.table import COLUMNS, Row

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def guarded(value: Any) -> Any:
    """Text that a spreadsheet could run gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def as_csv(rows: Iterable[Row], columns: Sequence[str], on: date) -> bytes:
    """Semicolons and a byte order mark, as a Dutch Excel expects."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([str(COLUMNS[key].label) for key in columns])
    for row in rows:
        writer.writerow([_written(COLUMNS[key].value(row, on)) for key in columns])
    return text.getvalue().encode("utf-8-sig")


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else guarded("" if value is None else value)


def as_xlsx(rows: Iterable[Row], columns: Sequence[str], on: date) -> bytes:
    """One sheet; dates are dates, numbers numbers."""
    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(columns), 18)
        sheet.write_row(0, 0, [str(COLUMNS[key].label) for key in columns], bold)
        for line, row in enumerate(rows, start=1):
            for place, key in enumerate(columns):
                _write_cell(sheet, line, place, COLUMNS[key].value(row, on), day)
    return file.getvalue()


def _write_cell(sheet: Any, line: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, day)
    elif isinstance(value, int):
        sheet.write_number(line, place, value)
    elif value:
        sheet.write_string(line, place, guarded(str(value)))
