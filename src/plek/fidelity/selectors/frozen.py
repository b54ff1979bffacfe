"""A team's records as text and back, so that the same sums can be done again on what stood there then."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from plek.fidelity.selectors.team_book import Book


def written(book: Book) -> str:
    """The book as JSON."""
    return json.dumps(_plain(book), separators=(",", ":"))


def read(text: str) -> Book:
    """The book again. Raises ``ValueError`` for what is no book."""
    found: Book = _made(Book, json.loads(text))
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, date | Decimal) else value


def _made(kind: Any, value: Any) -> Any:
    """A value of this type; types are those of the rows, and nothing else."""
    if value is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        return _made(next(one for one in get_args(kind) if one is not type(None)), value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _made(hints[name], one) for name, one in value.items()})  # type: ignore[operator]
    if kind in (date, Decimal):
        return kind.fromisoformat(value) if kind is date else Decimal(value)
    return _several(kind, value)


def _several(kind: Any, value: Any) -> Any:
    parts = get_args(kind)
    if get_origin(kind) is tuple:
        kinds = [parts[0]] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_made(one, given) for one, given in zip(kinds, value, strict=True))
    return {key: _made(parts[1], one) for key, one in value.items()} if parts else kind(value)
