"""Tells, from beside the transaction of an import, how far it is, and hears whether it must stop."""

import time
from types import TracebackType
from typing import Self

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS = 1.0
"""Between two looks."""
_SQL = """
    update exchange_importrun set sheet = %s, rows_done = %s where organisation_id = %s and id = %s
    returning is_cancelled
"""


class Cancelled(Exception):
    """Whoever began the import stopped it."""


class Follower:
    """A second connection, since what the import itself writes is not seen before its end."""

    def __init__(self, *, organisation_id: int, run_id: int) -> None:
        self._organisation_id, self._run_id = organisation_id, run_id
        self._looked_at = time.monotonic()
        self._connection: BaseDatabaseWrapper = connections.create_connection(DEFAULT_DB_ALIAS)
        self._alias = f"follower-{run_id}"

    def __enter__(self) -> Self:
        connections[self._alias] = self._connection
        self._connection.alias = self._alias
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        del connections[self._alias]

    def __call__(self, sheet: str, rows: int) -> None:
        """Told after every batch; looks at most once a second. Raises ``Cancelled``."""
        if time.monotonic() - self._looked_at < SECONDS:
            return
        self._looked_at = time.monotonic()
        if self.tell(sheet, rows):
            raise Cancelled

    def tell(self, sheet: str, rows: int) -> bool:
        """Write how far it is; True when it must stop. A run that is not seen from here goes on."""
        with transaction.atomic(using=self._alias), self._connection.cursor() as cursor:
            cursor.execute("select set_config('plek.organisation', %s, true)", [str(self._organisation_id)])
            cursor.execute(_SQL, [sheet, rows, self._organisation_id, self._run_id])
            found = cursor.fetchone()
        return bool(found and found[0])
