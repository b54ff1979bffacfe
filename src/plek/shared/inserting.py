"""Adding many rows in one statement, given column by column: many times quicker than object by object."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

JOIN = ";"
"""Between the words of an array column on their way into the database; no word holds it."""


def insert(
    model: type[models.Model], columns: Mapping[str, Sequence[Any]], *, answer: str = "", skips_known: bool = False
) -> dict[Any, int]:
    """Add rows to the table of ``model``; the ids by the column ``answer`` when asked. Columns are as long.

    ``skips_known`` leaves out rows that are there already.
    """
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    names = [connection.ops.quote_name(field.column) for field in fields]
    places = ", ".join(f"%s::{_kind(field)}[]" for field in fields)
    values = ", ".join(_value(field, place) for place, field in enumerate(fields))
    aliases = ", ".join(f"c{place}" for place in range(len(fields)))
    table = connection.ops.quote_name(model._meta.db_table)
    sql = (
        f"insert into {table} ({', '.join(names)}) select {values} "  # noqa: S608 - only names of our own models
        f"from unnest({places}) as given ({aliases})"
    )
    if skips_known:
        sql += " on conflict do nothing"
    with connection.cursor() as cursor:
        cursor.execute(
            f'{sql} returning "{answer}", "id"' if answer else sql, [list(one) for one in columns.values()]
        )
        return dict(cursor.fetchall()) if answer else {}


def _kind(field: Any) -> str:
    kind = str(field.db_type(connection))
    return "text" if isinstance(field, ArrayField) or kind.startswith("varchar") else kind.split(" ")[0]


def _value(field: Any, place: int) -> str:
    return f"string_to_array(c{place}, '{JOIN}')" if isinstance(field, ArrayField) else f"c{place}"
