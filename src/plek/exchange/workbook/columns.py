"""How a column of a sheet is declared on the dataclass of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from plek.exchange.workbook import kinds
from plek.exchange.workbook.kinds import Kind
from plek.exchange.workbook.names import folded
from plek.exchange.workbook.words import Words


@dataclass(frozen=True, eq=False)
class Column:
    """One column: its Dutch name, kind, whether it must be filled, and the sheet it points to."""

    name: str
    kind: Kind
    required: bool = False
    key: bool = False
    refers: str = ""
    note: str = ""
    field: str = ""
    empty: object = ""

    @cached_property
    def folded(self) -> str:
        return folded(self.name)

    @property
    def choices(self) -> Words | None:
        kind = self.kind.of if isinstance(self.kind, kinds.Many) else self.kind
        return kind.words if isinstance(kind, kinds.Choice) else None

    @property
    def is_many(self) -> bool:
        return isinstance(self.kind, kinds.Many)


@dataclass(frozen=True)
class Row:
    """One filled row of a sheet; the base of every sheet's rows."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet: its Dutch name, its columns in the order they are written, and its key ('' = all of the row)."""

    name: str
    row: type[Row]
    columns: tuple[Column, ...]

    @property
    def folded(self) -> str:
        return folded(self.name)

    @cached_property
    def key(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.key)

    @cached_property
    def pointing(self) -> tuple[Column, ...]:
        """Columns that hold the key of a row on another sheet."""
        return tuple(column for column in self.columns if column.refers)

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        return {column.field: column for column in self.columns}

    @classmethod
    def of(cls, name: str, row: type[Row]) -> "Sheet":
        """The sheet declared by the fields of a row dataclass."""
        return cls(name, row, tuple(_column(one) for one in fields(row)))


def _column(one: Any) -> Column:
    declared: Column = one.metadata["column"]
    return Column(
        declared.name,
        declared.kind,
        declared.required,
        declared.key,
        declared.refers,
        declared.note,
        one.name,
        declared.empty,
    )


def column(
    name: str,
    kind: Kind,
    *,
    required: bool = False,
    key: bool = False,
    refers: str = "",
    note: str = "",
    empty: object = "",
) -> Any:
    """A dataclass field that is a column; a key column must be filled."""
    declared = Column(name, kind, required or key, key, refers, note, empty=empty)
    if required or key:
        return field(metadata={"column": declared})
    return field(default=empty, metadata={"column": declared})


def text(name: str, longest: int = 200, **more: Any) -> Any:
    return column(name, kinds.Text(longest), **more)


def code(name: str, **more: Any) -> Any:
    return column(name, kinds.Code(), **more)


def choice(name: str, words: Words, **more: Any) -> Any:
    return column(name, kinds.Choice(words), **more)


def many(name: str, kind: Kind, **more: Any) -> Any:
    return column(name, kinds.Many(kind), empty=(), **more)


def day(name: str, *, birth: bool = False, past: bool = False, **more: Any) -> Any:
    return column(name, kinds.Day(birth, past), empty=None, **more)


def yes_no(name: str, **more: Any) -> Any:
    """An empty cell means no; `required` asks only that the column is there."""
    return column(name, kinds.YesNo(), empty=False, **more)


def number(name: str, low: str, high: str, **more: Any) -> Any:
    odd_above, money = more.pop("odd_above", None), more.pop("money", False)
    kind = kinds.Number(low, high, more.pop("places", 2), money, odd_above)
    return column(name, kind, empty=None, **more)
