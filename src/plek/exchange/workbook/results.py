"""The uploaded rows handed back: refused cells marked, with the reason in a column at the end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from plek.exchange.workbook.columns import Sheet
from plek.exchange.workbook.findings import Remark
from plek.exchange.workbook.headings import REASON, Heading, find_heading
from plek.exchange.workbook.kinds import Cell, Fault, Raw, shown
from plek.exchange.workbook.names import folded
from plek.exchange.workbook.sheets import BY_FOLDED_NAME
from plek.exchange.workbook.stream import Book, Numbered
from plek.exchange.workbook.writing import Page, Writer, writing

By_Row = dict[int, list[Remark]]


def write_result(path: Path, book: Book, refused: Iterable[Remark], *, only_refused: bool = False) -> None:
    """The rows of `book` as they came in, on the sheets Plek knows, with what was refused marked."""
    by_sheet: dict[str, By_Row] = defaultdict(lambda: defaultdict(list))
    for remark in refused:
        by_sheet[remark.sheet][remark.row].append(remark)
    with writing(path) as writer:
        for name, rows in book.read():
            sheet = BY_FOLDED_NAME[folded(name)]
            _write_sheet(writer, sheet, rows, by_sheet[sheet.name], only_refused)


def _write_sheet(
    writer: Writer, sheet: Sheet, rows: Iterable[Numbered], refused: By_Row, only_refused: bool
) -> None:
    heading, below = find_heading(sheet, iter(rows))
    if heading is None:
        page = writer.page(sheet.name, [])
        for _number, cells in below:
            page.add([_cell(cell) for cell in cells])
        return
    page = writer.page(sheet.name, _names(heading))
    for number, cells in below:
        if number in refused or not only_refused:
            _write_row(page, heading, cells, refused.get(number, []))


def _names(heading: Heading) -> list[str]:
    known = [column.name for column in heading.columns]
    return [*known, *(name for _place, name in heading.unknown), REASON]


def _write_row(page: Page, heading: Heading, cells: Sequence[Raw], remarks: Sequence[Remark]) -> None:
    columns, raw = heading.of(cells)
    aside = [cells[place] if place < len(cells) else "" for place, _name in heading.unknown]
    wrong = {remark.column for remark in remarks}
    marked = frozenset(place for place, column in enumerate(columns) if column.name in wrong)
    reason = " ".join(f"{remark.column}: {remark.message}" for remark in remarks)
    page.add([_cell(cell) for cell in (*raw, *aside, reason)], marked)


def _cell(raw: Raw) -> Cell:
    """The cell as it came in, as far as a spreadsheet can hold it."""
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time.min else shown(raw)
    if isinstance(raw, bool):
        return "ja" if raw else "nee"
    if isinstance(raw, Fault | time | timedelta):
        return shown(raw)
    return raw if not isinstance(raw, date) or raw.year >= 1900 else shown(raw)
