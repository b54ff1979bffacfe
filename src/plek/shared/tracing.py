"""Which request is being answered and from where; for logs and the audit log."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Trace:
    """The id of a request and the network address it came from."""

    request_id: str = "-"
    access_point: str = ""


trace: ContextVar[Trace] = ContextVar("trace", default=Trace())  # noqa: B039  (frozen)
