"""Questions that are composed once and asked often.

Django composes a large question anew each time it is asked, which takes many times as long as PostgreSQL takes to
answer it. ``composed`` keeps the SQL of a queryset, with places for what differs from one asking to the next, so
that pages with large questions keep ``visible_to`` as the one way to a queryset and still are quick (ADR 0010).
PostgreSQL in turn plans such a question once for each connection and not again for each asking.
"""

import re
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime
from functools import cached_property, lru_cache, wraps
from inspect import Parameter, signature
from types import SimpleNamespace
from typing import Any, get_args, get_origin

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models.expressions import Expression
from psycopg import Cursor

from plek.shared.actor import Actor

SHAPES_AT_MOST = 512
FIELDS: tuple[tuple[type, type[models.Field[Any, Any]]], ...] = (
    (datetime, models.DateTimeField), (date, models.DateField), (int, models.BigIntegerField),
    (str, models.TextField),
)  # fmt: skip
"""A datetime is also a date, so it comes first."""


ANY_OF = "/* any of */ "
"""Marks a list in the SQL: Django says ``IN``, PostgreSQL finds one array by its index only with ``= ANY``."""


class Place(Expression):
    """Stands in a queryset for a value that is known when it is asked; ``many`` for a list, as behind ``__in``."""

    def __init__(self, name: str, kind: type, many: bool = False) -> None:
        self.name, self.many = name, many
        super().__init__(output_field=next(field() for python, field in FIELDS if issubclass(kind, python)))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        kind = self.output_field.db_type(connection)
        return (f"({ANY_OF}%s::{kind}[])" if self.many else f"%s::{kind}"), [self]

    def given(self, value: Any) -> Any:
        """As it is sent: numbers as text, since PostgreSQL would plan anew for those of another size."""
        if not isinstance(self.output_field, models.BigIntegerField):
            return value
        return f"{{{','.join(map(str, value))}}}" if self.many else str(value)


class PreparedCursor(Cursor[Any]):
    """Has PostgreSQL keep what it is asked, with places for the values, and how it goes about it."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> Any:
        return super().execute(query, params, prepare=True)

    def _send_query_prepared(self, name: bytes, pgq: Any, **how: Any) -> None:
        self._query = pgq  # for whoever lists or counts the questions of a page
        super()._send_query_prepared(name, pgq, **how)


class Composed:
    """The SQL of one queryset, and how Django makes its rows."""

    def __init__(self, queryset: models.QuerySet[Any, Any]) -> None:
        self._queryset = queryset

    @cached_property
    def _whole(self) -> tuple[Any, str, tuple[Place, ...]] | None:
        """The compiler, its SQL and the places in it; None when nothing can be found whatever is filled in."""
        compiler = self._queryset.query.get_compiler(self._queryset.db)
        try:
            text, filled = compiler.as_sql()
        except EmptyResultSet:
            return None
        places = tuple(value for value in filled if isinstance(value, Place))
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _columns: converters
        return compiler, _with_constants(text, filled, compiler.connection), places

    def ask(self, values: dict[str, Any], rows: slice | None = None) -> list[Any]:
        """The rows with these values; of a long list only ``rows``."""
        if self._whole is None:
            return []
        kept, text, places = self._whole
        params = [place.given(values[place.name]) for place in places]
        if rows is not None:
            text = f"{text} limit {rows.stop - rows.start:d} offset %s::bigint"
            params.append(str(rows.start))
        compiler, connection = copy(kept), connections[self._queryset.db]
        compiler.connection = connection
        compiler.execute_sql = lambda *_, **__: [_answer(connection, text, params)]
        asked = self._queryset.all()
        asked.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(asked)


def _with_constants(text: str, filled: Sequence[Any], connection: Any) -> str:
    """The SQL with everything in it that is always the same: only the places are left to fill in."""
    values = iter(filled)

    def put(mark: re.Match[str]) -> str:
        if mark[0] == "%%" or isinstance(value := next(values), Place):
            return mark[0]
        return str(mogrify("%s", [value], connection)).replace("%", "%%")

    return re.sub("%%|%s", put, text).replace(f"IN ({ANY_OF}", "= ANY (")


def _answer(connection: Any, text: str, params: Sequence[Any]) -> list[Any]:
    connection.ensure_connection()
    with connection._prepare_cursor(PreparedCursor(connection.connection)) as cursor:
        cursor.execute(text, params)
        found: list[Any] = cursor.fetchall()
        return found


def composed(build: Callable[..., models.QuerySet[Any, Any]]) -> Callable[..., list[Any]]:
    """Compose what ``build`` gives once for each role and shape, and answer a list of its rows.

    ``build(by, *shape, **values)``: what differs only in value has a name and a type (day, time, number, text, or
    a list of numbers or texts) and stands in the queryset as it is, without arithmetic; what changes the question
    comes by place. ``by`` has its role, and ``pk``, ``user_id``, ``organisation_id`` and ``team_ids`` as values.
    With ``rows=slice(first, last)`` only those rows of a list come.
    """
    places = {name: _place(name, kind) for name, kind in _values_of(build).items()}

    @lru_cache(SHAPES_AT_MOST)
    def kept(role: str, shape: tuple[Any, ...]) -> Composed:
        return Composed(build(_anybody(role), *shape, **places))

    @wraps(build)
    def ask(by: Actor, *shape: Any, rows: slice | None = None, **values: Any) -> list[Any]:
        mine = {f"by.{name}": getattr(by, name) for name in ("pk", "user_id", "organisation_id", "team_ids")}
        return kept(by.role, shape).ask(values | mine, rows)

    return ask


def _values_of(build: Callable[..., Any]) -> dict[str, Any]:
    """The types of what is given by name."""
    given = signature(build).parameters.values()
    return {p.name: p.annotation for p in given if p.kind is Parameter.KEYWORD_ONLY}


def _place(name: str, kind: Any) -> Place:
    return Place(name, get_args(kind)[0], many=True) if get_origin(kind) is list else Place(name, kind)


def _anybody(role: str) -> Any:
    """Somebody with this role, who asks."""
    numbers = {name: Place(f"by.{name}", int) for name in ("pk", "user_id", "organisation_id")}
    return SimpleNamespace(role=role, team_ids=Place("by.team_ids", int, many=True), **numbers)
