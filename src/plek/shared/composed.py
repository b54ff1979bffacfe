"""Questions that are composed once and asked often.

Django composes a large question anew each time it is asked, which takes many times as long as PostgreSQL takes to
answer it. ``composed`` keeps the SQL of a queryset, with places for what differs from one asking to the next, so
that pages with large questions keep ``visible_to`` as the one way to a queryset and still are quick (ADR 0010).
"""

from collections.abc import Callable
from copy import copy
from datetime import date, datetime
from functools import cached_property, lru_cache, wraps
from inspect import Parameter, signature
from types import SimpleNamespace
from typing import Any, get_args, get_origin

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models.expressions import Expression

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
        return (f"({ANY_OF}%s::{self.output_field.db_type(connection)}[])" if self.many else "%s"), [self]


class Composed:
    """The SQL of one queryset, and how Django makes its rows."""

    def __init__(self, queryset: models.QuerySet[Any, Any]) -> None:
        self._queryset = queryset

    @cached_property
    def _whole(self) -> tuple[Any, str, tuple[Any, ...]] | None:
        """The compiler, its SQL and what to fill in; None when nothing can be found whatever is filled in."""
        compiler = self._queryset.query.get_compiler(self._queryset.db)
        try:
            text, filled = compiler.as_sql()
        except EmptyResultSet:
            return None
        return compiler, text.replace(f"IN ({ANY_OF}", "= ANY ("), tuple(filled)

    def ask(self, values: dict[str, Any], rows: slice | None = None) -> list[Any]:
        """The rows with these values; of a long list only ``rows``."""
        if self._whole is None:
            return []
        kept, text, filled = self._whole
        params = tuple(values[p.name] if isinstance(p, Place) else p for p in filled)
        if rows is not None:
            text, params = f"{text} limit %s offset %s", (*params, rows.stop - rows.start, rows.start)
        compiler = copy(kept)
        compiler.connection = connections[self._queryset.db]
        compiler.as_sql = lambda *_, **__: (text, params)
        asked = self._queryset.all()
        asked.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(asked)


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
