"""The caseload table: one query for the rows, whatever is filtered, sorted and shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import NullIf

from plek.caseload import supply
from plek.caseload.choices import ContactWith, Phase
from plek.caseload.models import Appointment, Client, Contact, Trajectory
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import Membership, Team

MINE, TEAM, NOT_IN_IPS = "mine", "team", "none"

FIELDS = (
    "number", "first_name", "preferred_name", "last_name", "benefit", "treatment_team__name", "course__number",
    "course__phase", "course__phase_since", "course__kind", "course__funding", "course__referred_on",
    "course__first_meeting_on", "course__next_step_on", "course__ended_on", "course__end_reason",
    "course__specialist__user__name", "last_on", "next_at", "works",
)  # fmt: skip
"""What a row holds: no sealed text, so nothing is opened to make a list."""

SORTS: dict[str, str] = {
    "name": "sort_name", "number": "number", "phase": "phase_rank", "days": "course__phase_since",
    "specialist": "course__specialist__user__name", "team": "treatment_team__name", "last": "last_on",
    "next": "next_at", "step": "course__next_step_on", "work": "works", "benefit": "benefit",
    "kind": "course__kind", "funding": "course__funding", "referred": "course__referred_on",
    "met": "course__first_meeting_on", "ended": "course__ended_on", "reason": "course__end_reason",
}  # fmt: skip
BACKWARDS = frozenset({"days"})
"""The longest in a phase is who has been there since the earliest day."""

WORDS = frozenset({"benefit", "kind", "funding", "reason"})
"""Words that may be missing; who has none comes last."""


@dataclass(frozen=True)
class Wanted:
    """How someone looks at the caseload: codes only, never a name, since it stands in the address."""

    who: str = ""
    phase: str = ""
    team: str = ""
    benefit: str = ""
    kind: str = ""
    funding: str = ""
    work: str = ""
    quiet: int | None = None
    """No contact with the client for so many days."""
    ended: bool = False
    sort: str = "name"


def default_who(by: Membership) -> str:
    """A specialist looks at his own clients first, others at all whom they may see."""
    return MINE if by.role == Role.EMPLOYMENT_SPECIALIST else TEAM


def of_whom(by: Membership, who: str, path: str = "") -> Q:
    """Trajectories of oneself, of a colleague by his code, or of the whole team."""
    asked = who or default_who(by)
    if asked == TEAM:
        return Q()
    return Q(**{f"{path}specialist_id": by.pk}) if asked == MINE else Q(**{f"{path}specialist__code": asked})


def table_rows(by: Membership, wanted: Wanted, on: date) -> QuerySet[Any]:
    """A row for each client, with the trajectory looked for; a practitioner also sees who is not in IPS."""
    course = FilteredRelation("trajectories", condition=Q(trajectories__ended_on__isnull=not wanted.ended))
    rows = Client.objects.visible_to(by).annotate(course=course)
    if not _shows_everyone(by, wanted):
        rows = rows.filter(course__isnull=False)
    rows = rows.annotate(
        phase_rank=phase_rank("course__phase"), last_on=last_contact_on("course__pk"),
        next_at=next_appointment_at("course__pk", on), works=works("course__pk", on),
    ).filter(*_conditions(by, wanted, on))  # fmt: skip
    return rows.order_by(*_order(wanted.sort)).values(*FIELDS)


def _shows_everyone(by: Membership, wanted: Wanted) -> bool:
    return by.role not in CASELOAD_ROLES and not wanted.ended


def _conditions(by: Membership, wanted: Wanted, on: date) -> list[Q]:
    found = [of_whom(by, wanted.who, "course__")]
    if wanted.phase:
        found.append(Q(course__isnull=True) if wanted.phase == NOT_IN_IPS else Q(course__phase=wanted.phase))
    for column, value in {
        "treatment_team__code": wanted.team, "benefit": wanted.benefit, "course__kind": wanted.kind,
        "course__funding": wanted.funding,
    }.items():  # fmt: skip
        if value:
            found.append(Q(**{column: value}))
    if wanted.work:
        found.append(Q(course__isnull=False, works=wanted.work == "yes"))
    if wanted.quiet:
        since = on - timedelta(days=wanted.quiet)
        found.append(Q(course__isnull=False) & (Q(last_on__isnull=True) | Q(last_on__lt=since)))
    return found


def _order(sort: str) -> list[Any]:
    key, down = sort.removeprefix("-"), sort.startswith("-")
    column = NullIf(SORTS[key], Value("")) if key in WORDS else F(SORTS.get(key, "sort_name"))
    first = column.desc(nulls_last=True) if down != (key in BACKWARDS) else column.asc(nulls_last=True)
    return [first, "sort_name", "pk"]


def phase_rank(column: str) -> Case:
    """The usual order of the phases."""
    ranks = [When(**{column: phase}, then=Value(rank)) for rank, phase in enumerate(Phase)]
    return Case(*ranks, default=Value(len(Phase)), output_field=IntegerField())


def last_contact_on(trajectory_column: str) -> Subquery:
    """The day of the last contact with the client that took place; of trajectories that show already."""
    held = Contact.objects.filter(
        trajectory_id=OuterRef(trajectory_column), held_with=ContactWith.CLIENT, was_missed=False
    )
    return Subquery(held.standing().order_by("-held_on").values("held_on")[:1])


def next_appointment_at(trajectory_column: str, on: date) -> Subquery:
    """The first appointment from today on that stands."""
    agreed = Appointment.objects.filter(
        trajectory_id=OuterRef(trajectory_column), cancelled_at__isnull=True, starts_at__date__gte=on
    )
    return Subquery(agreed.order_by("starts_at").values("starts_at")[:1])


def works(trajectory_column: str, on: date) -> Any:
    """Is there a job on this day? Whoever knows of jobs says so (``supply``)."""
    conditions: list[Callable[[str, date], Any]] = list(supply.at_work)
    if not conditions:
        return Value(False, output_field=BooleanField())
    return reduce(or_, (condition(trajectory_column, on) for condition in conditions))


def filter_options(by: Membership, on: date) -> dict[str, list[tuple[str, str]]]:
    """Colleagues and treatment teams to choose from, as codes and names, in one query."""
    trajectories = Trajectory.objects.visible_to(by).filter(ended_on__isnull=True)
    teams = Team.objects.visible_to(by).filter(pk__in=Client.objects.visible_to(by).values("treatment_team_id"))
    pairs = trajectories.order_by().values_list(Value("who"), "specialist__code", "specialist__user__name").union(
        teams.values_list(Value("team"), "code", "name")
    )  # fmt: skip
    options: dict[str, list[tuple[str, str]]] = {"who": [], "team": []}
    for kind, code, name in pairs:
        options[kind].append((code, name))
    return {kind: sorted(found, key=lambda pair: pair[1].casefold()) for kind, found in options.items()}
