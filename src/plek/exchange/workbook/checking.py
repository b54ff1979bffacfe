"""Reads a workbook row by row: forgiving in form, strict in meaning; a row is right as a whole or refused."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plek.exchange.workbook.cells import CellReader
from plek.exchange.workbook.columns import Column, Row, Sheet
from plek.exchange.workbook.findings import Found, Remark, Unusable
from plek.exchange.workbook.headings import Heading, find_heading
from plek.exchange.workbook.kinds import Raw, shown
from plek.exchange.workbook.names import folded
from plek.exchange.workbook.references import References
from plek.exchange.workbook.rules import Facts, findings
from plek.exchange.workbook.sheets import BY_FOLDED_NAME, SHEETS
from plek.exchange.workbook.stream import Book, Numbered

Mends = Mapping[tuple[str, int], Mapping[str, str]]
"""Cells put right by hand: (sheet, row) to column name to new text."""
REPEATED = 100
"""So many warnings of one sort are listed per sheet; the rest is counted."""
SHOWN = 500
"""So many characters of a refused value are repeated."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row that is right, with its number on its sheet."""

    sheet: Sheet
    number: int
    row: Any
    """A row dataclass of the sheet."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """The cells of a refused row as text, by column name."""

    sheet: str
    number: int
    cells: Mapping[str, str]


@dataclass
class Outcome:
    """What reading found, so far. A row may have several refusals; `refused_rows` has it once."""

    accepted: Counter[str] = field(default_factory=Counter)
    refused: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    refused_rows: list[RefusedRow] = field(default_factory=list)
    columns: dict[str, frozenset[str]] = field(default_factory=dict)
    """The sheets Plek knows that were in the workbook, with the fields that have a column there."""
    _sorts: Counter[tuple[str, str, str]] = field(default_factory=Counter, repr=False)

    def warn(self, remark: Remark) -> None:
        sort = (remark.sheet, remark.column, remark.code)
        self._sorts[sort] += 1
        if self._sorts[sort] <= REPEATED:
            self.warnings.append(remark)

    def finish(self) -> None:
        """Say of each sort of warning how many more there are."""
        for (sheet, column, _code), count in self._sorts.items():
            if count > REPEATED:
                more = {"count": count - REPEATED}
                self.warnings.append(Remark(sheet, 0, column, "", "more_of_this", more))


class Check:
    """One reading of one workbook. `outcome` is complete when `rows` is exhausted."""

    def __init__(
        self,
        on: date,
        *,
        known: Mapping[str, Iterable[str]] | None = None,
        organisation: str = "",
        mends: Mends | None = None,
    ) -> None:
        """`known` gives, per sheet, the keys that are already in Plek."""
        self.outcome = Outcome()
        self._mends = mends or {}
        self._references = References(known or {})
        self._facts = Facts(on, organisation)
        self._cells = CellReader(on)

    def rows(self, book: Book) -> Iterator[Accepted]:
        """The accepted rows, parents before what points to them."""
        self._look_at_sheets(book)
        for name, rows in book.read():
            sheet = BY_FOLDED_NAME[folded(name)]
            self.outcome.columns[sheet.name] = frozenset()
            self._warn_formulas(sheet, *book.formulas.get(name, (0, "")))
            yield from self._sheet(sheet, rows)
        self.outcome.finish()

    def _look_at_sheets(self, book: Book) -> None:
        known = [BY_FOLDED_NAME[folded(name)].name for name in book.sheets if folded(name) in BY_FOLDED_NAME]
        if not known:
            expected = ", ".join(sheet.name for sheet in SHEETS)
            raise Unusable("no_sheets", found=", ".join(book.sheets)[:SHOWN], expected=expected)
        for name in known:
            if known.count(name) > 1:
                raise Unusable("sheet_twice", sheet=name)
        for name in book.sheets:
            if folded(name) not in BY_FOLDED_NAME:
                self.outcome.warn(Remark(name, 0, "", "", "unknown_sheet"))

    def _warn_formulas(self, sheet: Sheet, count: int, first: str) -> None:
        if count:
            params = {"count": count, "first": first or "?"}
            self.outcome.warn(Remark(sheet.name, 0, "", "", "formulas", params))

    def _sheet(self, sheet: Sheet, rows: Iterator[Numbered]) -> Iterator[Accepted]:
        heading, below = find_heading(sheet, rows)
        if heading is None or heading.missing:
            filled = sum(1 for _ in below)
            self._refuse_sheet(sheet, heading, filled)
            return
        self.outcome.columns[sheet.name] = frozenset(column.field for column in heading.columns)
        for _position, name in heading.unknown:
            self.outcome.warn(Remark(sheet.name, heading.row, name, "", "unknown_column"))
        for number, cells in below:
            if heading.repeats(cells):
                self.outcome.warn(Remark(sheet.name, number, "", "", "heading_again"))
            elif (row := self._row(sheet, heading, number, cells)) is not None:
                self.outcome.accepted[sheet.name] += 1
                yield Accepted(sheet, number, row)

    def _refuse_sheet(self, sheet: Sheet, heading: Heading | None, filled: int) -> None:
        """A sheet without its heading or a required column: one sentence instead of one per row."""
        if heading is not None:
            for column in heading.missing:
                self.outcome.refused.append(Remark(sheet.name, heading.row, column.name, "", "column_missing"))
        elif filled:
            expected = ", ".join(column.name for column in sheet.columns)
            self.outcome.refused.append(Remark(sheet.name, 1, "", "", "no_heading", {"expected": expected}))

    def _row(self, sheet: Sheet, heading: Heading, number: int, cells: Sequence[Raw]) -> Row | None:
        """The row when it is right and new; None when it is empty, refused or the same as an earlier one."""
        columns, raw = self._raw(sheet, heading, number, cells)
        if all(cell == "" or (isinstance(cell, str) and not cell.strip()) for cell in raw):
            return None
        values, found = self._cells.read(columns, raw)
        row, same = self._judged(sheet, number, values, found)
        if any(one.refuses for one in found):
            self._references.refuse(sheet, values, number)
            self._refuse(sheet, number, columns, raw, found)
            return None
        for one in found:
            self.outcome.warn(_remark(sheet, number, columns, raw, one))
        return None if same else row

    def _raw(
        self, sheet: Sheet, heading: Heading, number: int, cells: Sequence[Raw]
    ) -> tuple[Sequence[Column], Sequence[Raw]]:
        columns, raw = heading.of(cells)
        mends = self._mends.get((sheet.name, number))
        if mends:
            by_name = dict(zip(columns, raw, strict=True))
            by_name |= {column: mends[column.name] for column in sheet.columns if column.name in mends}
            columns, raw = tuple(by_name), list(by_name.values())
        return columns, raw

    def _judged(
        self, sheet: Sheet, number: int, values: dict[str, Any], found: list[Found]
    ) -> tuple[Row | None, bool]:
        """The row if its cells fit together, adding to `found`; and whether an earlier row is the same."""
        wrong = {one.field for one in found if one.refuses}
        found += self._references.check(sheet, values)
        if wrong or any(one.refuses for one in found):
            return None, False
        row = sheet.row(**values)
        found += findings(row, self._facts)
        if any(one.refuses for one in found):
            return row, False
        second = self._references.claim(sheet, row, number)
        if second is not None:
            found.append(second)
            return row, not second.refuses
        self._facts.remember(row, number)
        return row, False

    def _refuse(
        self, sheet: Sheet, number: int, columns: Sequence[Column], raw: Sequence[Raw], found: Iterable[Found]
    ) -> None:
        cells = {column.name: shown(cell) for column, cell in zip(columns, raw, strict=True)}
        self.outcome.refused_rows.append(RefusedRow(sheet.name, number, cells))
        for one in found:
            if one.refuses:
                self.outcome.refused.append(_remark(sheet, number, columns, raw, one))


def _remark(sheet: Sheet, number: int, columns: Sequence[Column], raw: Sequence[Raw], found: Found) -> Remark:
    column = sheet.by_field[found.field]
    cell = raw[columns.index(column)] if column in columns else ""
    return Remark(sheet.name, number, column.name, shown(cell).strip()[:SHOWN], found.code, found.params)
