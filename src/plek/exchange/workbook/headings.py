"""Finds the row with the names of the columns, wherever it stands and in whatever order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from plek.exchange.workbook.columns import Column, Sheet
from plek.exchange.workbook.findings import Unusable
from plek.exchange.workbook.kinds import Raw, clean
from plek.exchange.workbook.names import folded
from plek.exchange.workbook.stream import Numbered

SEARCHED = 40
"""How many filled rows may stand above the heading."""
REASON = "reden van weigering"
"""The column that Plek adds when it hands refused rows back; ignored when they come in again."""
_OURS = folded(REASON)


@dataclass(frozen=True)
class Heading:
    """Where each column of the sheet stands (positions from 0)."""

    row: int
    places: tuple[int, ...]
    columns: tuple[Column, ...]
    unknown: tuple[tuple[int, str], ...]
    missing: tuple[Column, ...]

    def of(self, cells: Sequence[Raw]) -> tuple[Sequence[Column], list[Raw]]:
        """The columns of this sheet, each with its cell."""
        width = len(cells)
        return self.columns, [cells[place] if place < width else "" for place in self.places]

    def repeats(self, cells: Sequence[Raw]) -> bool:
        """Does this row name the columns once more?"""
        return all(
            place < len(cells) and isinstance(cells[place], str) and folded(clean(cells[place])) == column.folded
            for place, column in zip(self.places, self.columns, strict=True)
        )


def find_heading(sheet: Sheet, rows: Iterator[Numbered]) -> tuple[Heading | None, Iterator[Numbered]]:
    """The best row among the first ones, and the rows below it; None when no row names two columns."""
    first = list(islice(rows, SEARCHED))
    wanted = {column.folded for column in sheet.columns}
    scores = [len({folded(clean(cell)) for cell in cells} & wanted) for _, cells in first]
    best = max(scores, default=0)
    if best < 2:
        return None, chain(first, rows)
    place = scores.index(best)
    number, cells = first[place]
    return _heading(sheet, number, cells), chain(first[place + 1 :], rows)


def _heading(sheet: Sheet, number: int, cells: Sequence[Raw]) -> Heading:
    by_name = {column.folded: column for column in sheet.columns}
    columns: dict[str, tuple[int, Column]] = {}
    unknown = []
    for position, cell in enumerate(cells):
        name = folded(clean(cell))
        if name in columns:
            raise Unusable("column_twice", sheet=sheet.name, column=by_name[name].name)
        if name in by_name:
            columns[name] = (position, by_name[name])
        elif name and name != _OURS:
            unknown.append((position, clean(cell)))
    missing = tuple(one for one in sheet.columns if one.required and one.folded not in columns)
    return Heading(number, *_split(columns.values()), tuple(unknown), missing)


def _split(found: Iterable[tuple[int, Column]]) -> tuple[tuple[int, ...], tuple[Column, ...]]:
    return tuple(place for place, _ in found), tuple(column for _, column in found)
