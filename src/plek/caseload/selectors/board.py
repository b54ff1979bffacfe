"""The board: per phase the cards that need someone first, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from plek.caseload.models import Trajectory
from plek.caseload.selectors.table import last_contact_on, next_appointment_at, of_whom, phase_rank, works
from plek.organisations.models import Membership
from plek.shared.composed import composed

SHOWN = (
    "number", "phase", "phase_since", "next_step_on", "client__number", "client__first_name",
    "client__preferred_name", "client__last_name", "client__treatment_team__name", "specialist__user__name",
    "specialist_id", "last_on", "next_at", "works",
)  # fmt: skip
"""What a card holds: no sealed text."""
CARDS_AT_MOST = 12
"""Cards in one column; the rest stands in the table."""


@dataclass(frozen=True)
class Standing:
    """Where a trajectory stands on the board, and how many there are in its column."""

    pk: int
    phase: str
    total: int


def on_the_board(by: Membership, who: str, team: str, on: date) -> list[Standing]:
    """The first cards of each column: what is overdue first, then who has been in the phase longest."""
    return [Standing(*row) for row in _placed(by, who, team, on=on)]


@composed
def _placed(by: Membership, who: str, team: str, *, on: date) -> QuerySet[Trajectory, tuple[Any, ...]]:
    rows = Trajectory.objects.visible_to(by).filter(of_whom(by, who), ended_on__isnull=True)
    if team:
        rows = rows.filter(client__treatment_team__code=team)
    order = [_waits(on), F("phase_since").asc(), F("pk").asc()]
    placed = rows.annotate(
        place=Window(RowNumber(), partition_by=F("phase"), order_by=order),
        total=Window(Count("pk"), partition_by=F("phase")),
    ).filter(place__lte=CARDS_AT_MOST)  # fmt: skip
    return placed.order_by("phase", "place").values_list("pk", "phase", "total")


def _waits(on: date) -> Case:
    """First what should have been done by now."""
    late = Q(next_step_on__lt=on)
    return Case(When(late, then=Value(False)), default=Value(True), output_field=BooleanField())


def cards(by: Membership, ids: Sequence[int], on: date) -> dict[int, dict[str, Any]]:
    """What the cards of these trajectories hold."""
    return {row["pk"]: row for row in _cards(by, ids=list(ids), on=on)}


@composed
def _cards(by: Membership, *, ids: list[int], on: date) -> QuerySet[Trajectory, dict[str, Any]]:
    rows = Trajectory.objects.visible_to(by).filter(pk__in=ids).annotate(
        last_on=last_contact_on("pk"), next_at=next_appointment_at("pk", on), works=works("pk", on)
    )  # fmt: skip
    return rows.values("pk", *SHOWN)


@composed
def meeting_rows(by: Membership, who: str, team: str, *, on: date) -> QuerySet[Trajectory, dict[str, Any]]:
    """Everyone on the caseload by phase and name, for the list that goes to a team meeting."""
    rows = Trajectory.objects.visible_to(by).filter(of_whom(by, who), ended_on__isnull=True)
    if team:
        rows = rows.filter(client__treatment_team__code=team)
    rows = rows.annotate(
        rank=phase_rank("phase"), last_on=last_contact_on("pk"), next_at=next_appointment_at("pk", on),
        works=works("pk", on),
    ).order_by("rank", "client__sort_name", "pk")  # fmt: skip
    return rows.values(*SHOWN)
