"""Turns the cells of one row into values, each by the kind of its column."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from plek.exchange.workbook.columns import Column
from plek.exchange.workbook.findings import Found, Odd, Wrong
from plek.exchange.workbook.kinds import Fault, Raw, YesNo

REMEMBERED = 5_000
"""So many different cells of a column are parsed once only; teams repeat themselves."""
_REQUIRED = Wrong("required")


class CellReader:
    """Parses cells; `on` is today, which decides the century of short years and what lies ahead."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._seen: dict[Column, dict[tuple[type, Raw], object]] = {}

    def read(self, columns: Sequence[Column], raw: Sequence[Raw]) -> tuple[dict[str, Any], list[Found]]:
        """Values by field, and what is wrong or odd about them."""
        values: dict[str, Any] = {}
        found: list[Found] = []
        for column, cell in zip(columns, raw, strict=True):
            value = self._value(column, cell)
            if isinstance(value, Wrong):
                found.append(Found(column.field, value.code, value.params, refuses=True))
                continue
            if isinstance(value, Odd):
                found.append(Found(column.field, value.code, value.params))
                value = value.value
            elif value.__class__ is str and value[:1] in {"=", "@"}:
                found.append(Found(column.field, "formula_text"))
            values[column.field] = value
        return values, found

    def _value(self, column: Column, cell: Raw) -> object:
        seen = self._seen.setdefault(column, {})
        known = (cell.__class__, cell)
        if known in seen:
            return seen[known]
        value = self._parsed(column, cell)
        if len(seen) < REMEMBERED:
            seen[known] = value
        return value

    def _parsed(self, column: Column, cell: Raw) -> object:
        """The value, an `Odd` one, or the `Wrong` that would be raised."""
        if isinstance(cell, Fault):
            return Wrong("fault")
        if isinstance(cell, str) and not cell.strip():
            return self._empty(column)
        try:
            value = column.kind.parse(cell, self._on)
        except Wrong as wrong:
            return wrong
        return self._empty(column) if value in ("", ()) else value

    def _empty(self, column: Column) -> object:
        needs = column.required and not isinstance(column.kind, YesNo)
        return _REQUIRED if needs else column.empty
