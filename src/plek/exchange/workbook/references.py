"""Keys: which are known, which were refused, and whether a row stands in the workbook twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from plek.exchange.workbook.columns import Column, Row, Sheet
from plek.exchange.workbook.findings import Found
from plek.exchange.workbook.sheets import SHEETS

REFERRED = {column.refers for sheet in SHEETS for column in sheet.columns if column.refers}


class References:
    """The keys of this workbook and of what is already in Plek; case makes no difference."""

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        self._keys = {name: {key.casefold(): key for key in known.get(name, ())} for name in REFERRED}
        self._refused: dict[str, dict[str, int]] = defaultdict(dict)
        self._claimed: dict[str, dict[object, tuple[int, int]]] = defaultdict(dict)

    def check(self, sheet: Sheet, values: dict[str, Any]) -> list[Found]:
        """Point each reference to the key as it is spelled there; refuse what points to nothing."""
        found: list[Found] = []
        for column in sheet.pointing:
            value = values.get(column.field)
            if not value:
                continue
            if column.is_many:
                values[column.field] = tuple(dict.fromkeys(self._spelled(column, one, found) for one in value))
            else:
                values[column.field] = self._spelled(column, value, found)
        self._spell_own(sheet, values)
        return found

    def _spell_own(self, sheet: Sheet, values: dict[str, Any]) -> None:
        """Spell the row's own code as it is already known."""
        own = values.get(sheet.key[0].field) if sheet.name in REFERRED else None
        if own:
            values[sheet.key[0].field] = self._keys[sheet.name].get(own.casefold(), own)

    def _spelled(self, column: Column, code: str, found: list[Found]) -> str:
        spelled = self._keys[column.refers].get(code.casefold())
        if spelled is not None:
            return spelled
        params: dict[str, object] = {"value": code, "sheet": column.refers}
        row = self._refused[column.refers].get(code.casefold())
        if row is None:
            found.append(Found(column.field, "unknown_reference", params, refuses=True))
        else:
            found.append(Found(column.field, "refused_reference", params | {"row": row}, refuses=True))
        return code

    def claim(self, sheet: Sheet, row: Row, number: int) -> Found | None:
        """Take the key of a right row; a second one is the same row or is refused."""
        claimed = self._claimed[sheet.name]
        digest = hash(row)
        key = tuple(_caseless(getattr(row, one.field)) for one in sheet.key) or digest
        if key in claimed:
            return _second(sheet, row, digest, claimed[key])
        claimed[key] = (digest, number)
        if sheet.name in REFERRED:
            code = str(getattr(row, sheet.key[0].field))
            self._keys[sheet.name].setdefault(code.casefold(), code)
        return None

    def refuse(self, sheet: Sheet, values: Mapping[str, Any], number: int) -> None:
        """Remember the key of a refused row, so that what points to it is told the cause."""
        if sheet.name in REFERRED:
            code = str(values.get(sheet.key[0].field, ""))
            self._refused[sheet.name].setdefault(code.casefold(), number)


def _second(sheet: Sheet, row: Row, digest: int, first: tuple[int, int]) -> Found:
    same, number = first
    field = (sheet.key or sheet.columns)[0].field
    if same == digest:
        return Found(field, "same_row", {"row": number})
    return Found(field, "key_twice", {"row": number}, refuses=True)


def _caseless(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value
