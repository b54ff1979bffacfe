"""Sealing anew: every value under the key in front of ``PLEK_DATA_KEYS``, so that an older key may go.

A value tells by its first bytes which key sealed it. So a stop does no harm: what is done is done, and the next
time only the rest is left. Needs the owner of the tables, for some may only be added to.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from plek.shared.encryption import MARK, EncryptedTextField, SealedBytesField, newest_mark, renewed

AT_ONCE = 200
"""Rows in one transaction: a page that wants one of them waits for milliseconds."""

Field = EncryptedTextField | SealedBytesField


@dataclass(frozen=True)
class Resealed:
    """What was done in one place, and what is left: it opens with no key in use, or was written meanwhile by a
    process that does not know the newest."""

    place: str
    renewed: int
    left: int


def sealed_fields() -> Iterator[Field]:
    """Every column that holds sealed values."""
    for model in apps.get_models():
        yield from (f for f in model._meta.concrete_fields if isinstance(f, Field))


def left(field: Field) -> int:
    """How many values of this column are sealed with another key than the newest."""
    with connection.cursor() as cursor:
        cursor.execute(f'select count(*) from "{field.model._meta.db_table}" where {_older(field)}', _newest())  # noqa: S608
        return int(cursor.fetchone()[0])


def reseal(field: Field, tell: Callable[[int], None]) -> Resealed:
    """Renew one column, some rows at a time; ``tell`` hears how many rows were looked at."""
    done, after = 0, None
    while rows := _renew_some(field, after):
        after, opened = rows[-1][0], sum(is_opened for _pk, is_opened in rows)
        done += opened
        tell(len(rows))
    return Resealed(f"{field.model._meta.db_table}.{field.column}", done, left(field))


def _renew_some(field: Field, after: Any) -> list[tuple[Any, bool]]:
    """The keys of the rows looked at, and whether each could be opened; empty when no older one is left."""
    table, pk, column = field.model._meta.db_table, field.model._meta.pk.column, field.column
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'select "{pk}", "{field.bound_by or pk}", "{column}" from "{table}" where {_older(field)} '  # noqa: S608
            f'and (%(after)s::text is null or "{pk}" > %(after)s) order by "{pk}" limit {AT_ONCE} for update',
            _newest() | {"after": after},
        )
        fresh = [(_fresh(field, row, sealed), key) for key, row, sealed in cursor.fetchall()]
        opened = [one for one in fresh if one[0]]
        cursor.executemany(f'update "{table}" set "{column}" = %s where "{pk}" = %s', opened)  # noqa: S608
    return [(key, bool(value)) for value, key in fresh]


def _older(field: Field) -> str:
    return f'length("{field.column}") > 0 and substring("{field.column}" from 1 for {MARK}) <> %(newest)s'


def _newest() -> dict[str, Any]:
    return {"newest": newest_mark()}


def _fresh(field: Field, row: Any, sealed: bytes) -> bytes | None:
    try:
        return renewed(bytes(sealed), bound_to=field.bound_to(row))
    except ValueError:
        return None
