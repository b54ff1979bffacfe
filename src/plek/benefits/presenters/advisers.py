"""What the register of advisers prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plek.benefits.models import TrainedAdviser
from plek.benefits.trainings import trainings


@dataclass(frozen=True)
class AdviserLine:
    """One training of one person."""

    number: int
    name: str
    role: str
    training: str
    title: str
    is_planner: bool
    begins_on: date
    last_day: date | None
    state: str
    """``now``, ``later`` or ``past``."""


def adviser_lines(rows: Iterable[TrainedAdviser], on: date) -> list[AdviserLine]:
    """The register by name."""
    return [_line(row, on) for row in rows]


def _line(row: TrainedAdviser, on: date) -> AdviserLine:
    kind = trainings().by_code.get(row.training)
    is_over = row.ends_on is not None and row.ends_on <= on
    return AdviserLine(
        row.pk, row.member.user.name, row.member.get_role_display(), kind.name if kind else row.training,
        row.title,
        kind is not None and kind.is_planner, row.begins_on,
        row.ends_on - timedelta(days=1) if row.ends_on else None,
        "past" if is_over else "later" if row.begins_on > on else "now",
    )  # fmt: skip
