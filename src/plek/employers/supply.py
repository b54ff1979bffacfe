"""What higher floors supply to the pages of employers; they register how to find it when they start."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from plek.organisations.models import Membership


@dataclass(frozen=True)
class JobAt:
    """A job at an employer. ``client`` and ``trajectory`` are empty for a client whom the reader may not see."""

    title: str
    started_on: date
    ended_on: date | None
    client: str
    trajectory: str


jobs_at: list[Callable[[Membership, int], Sequence[JobAt]]] = []
"""Called with ``by`` and the employer's id; newest first."""
