"""Rows into tables by COPY, with the defaults of their models."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model
from django.db.models.fields import NOT_PROVIDED

from plek.shared.encryption import EncryptedTextField

Row = Mapping[str, Any]


def copy(model: type[Model], rows: Iterable[Row]) -> None:
    """Add rows, given by column name; what a row leaves out gets the default of its field."""
    fields = [f for f in model._meta.concrete_fields if f.column]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    plans = [(f.attname, _default(f), _preparation(f)) for f in fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f'copy "{model._meta.db_table}" ({columns}) from stdin') as stream,
    ):
        for row in rows:
            values = [(row[name] if name in row else default(), prepare) for name, default, prepare in plans]
            stream.write_row([prepare(value) if prepare else value for value, prepare in values])


def _default(field: "Field[Any, Any]") -> Callable[[], Any]:
    if field.default is not NOT_PROVIDED and callable(field.default):
        return field.default
    value = field.get_default()
    return lambda: value


def _preparation(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    """How a value becomes what the driver sends; sealing is done once for each text."""
    if isinstance(field, EncryptedTextField):
        return cache(field.get_prep_value)
    if isinstance(field, JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    return None


def number_on(model: type[Model]) -> None:
    """Let the database count on after the ids that were copied."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'select setval(pg_get_serial_sequence(%s, %s), coalesce(max({column}), 1)) from "{table}"',
            [table, column],
        )
