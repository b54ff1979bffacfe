"""What must be written because something was read: kept until the read-only transaction is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_waiting: ContextVar[list[Callable[[], object]] | None] = ContextVar("after_reading", default=None)


@contextmanager
def collecting() -> Iterator[list[Callable[[], object]]]:
    """Collect the writes that a reading request asks for, to be run by its door."""
    writes: list[Callable[[], object]] = []
    token = _waiting.set(writes)
    try:
        yield writes
    finally:
        _waiting.reset(token)


def after_reading(write: Callable[[], object]) -> None:
    """Run ``write`` when the reading is over; at once where nothing is only being read."""
    waiting = _waiting.get()
    if waiting is None:
        write()
    else:
        waiting.append(write)
