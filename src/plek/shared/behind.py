"""Work for the database that goes on behind what is being calculated, on the same connection and transaction."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


class Behind:
    """One piece of work at a time. ``settle`` before the connection is used for anything else."""

    def __init__(self) -> None:
        self._connection = connections[DEFAULT_DB_ALIAS]
        self._thread = ThreadPoolExecutor(1, initializer=_use, initargs=(self._connection,))
        self._work: Future[None] | None = None

    def __enter__(self) -> Self:
        self._connection.inc_thread_sharing()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Waits for what still goes on. An error of it is raised when nothing else went wrong."""
        try:
            if kind is None:
                self.settle()
        finally:
            self._thread.shutdown()
            self._connection.dec_thread_sharing()

    def do(self, work: Callable[[], None]) -> None:
        """Begin this when what went before it is done."""
        self.settle()
        self._work = self._thread.submit(work)

    def settle(self) -> None:
        """Wait until nothing goes on; raises what went wrong in it."""
        work, self._work = self._work, None
        if work is not None:
            work.result()


def _use(connection: BaseDatabaseWrapper) -> None:
    connections[DEFAULT_DB_ALIAS] = connection
