"""Rows as plain values for JSON and back, so that what stood there then can be read again as it was."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from plek.fidelity.selectors.team_book import Book

Make = Callable[[Any], Any]


def written(book: Book) -> str:
    """The book as JSON."""
    return json.dumps(plain(book), separators=(",", ":"))


def read(text: str) -> Book:
    """The book again. Raises ``ValueError`` for what is no book."""
    found: Book = maker(Book)(json.loads(text))
    return found


def plain(value: Any) -> Any:
    """Made of what JSON knows."""
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, date | Decimal) else value


@cache
def maker(kind: Any) -> Make:
    """How a value of this type is made of plain ones: worked out once for each type, as a book has thousands."""
    if get_origin(kind) in (Union, UnionType):
        return _or_none(maker(next(one for one in get_args(kind) if one is not type(None))))
    if is_dataclass(kind):
        makes = {name: maker(hint) for name, hint in get_type_hints(kind).items()}
        return lambda value: kind(**{name: makes[name](one) for name, one in value.items()})  # type: ignore[operator]
    if kind in (date, Decimal):
        return date.fromisoformat if kind is date else Decimal
    return _several(kind) if get_args(kind) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _or_none(make: Make) -> Make:
    return lambda value: None if value is None else make(value)


def _several(kind: Any) -> Make:
    parts = get_args(kind)
    if get_origin(kind) is not tuple:
        make = maker(parts[1])
        return lambda value: {key: make(one) for key, one in value.items()}
    if parts[-1] is Ellipsis:
        one_by_one = maker(parts[0])
        return lambda value: tuple(map(one_by_one, value))
    makes = [maker(part) for part in parts]
    return lambda value: tuple(make(one) for make, one in zip(makes, value, strict=True))
