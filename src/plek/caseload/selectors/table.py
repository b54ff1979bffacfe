"""The caseload table: one query for the rows, whatever is filtered, sorted and shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
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
from plek.caseload.selectors.contacts import few
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import Membership, Team
from plek.shared.composed import composed

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


@dataclass(frozen=True)
class Listed:
    """The rows of the table, for whoever turns its pages: counted, and taken by slices."""

    by: Membership
    wanted: Wanted
    on: date

    def count(self) -> int:
        [(found,)] = _number_of_rows(self.by, self.wanted, **self._days())
        return int(found)

    __len__ = count

    def __getitem__(self, rows: slice) -> list[dict[str, Any]]:
        return _rows(self.by, self.wanted, **self._days(), rows=rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(_rows(self.by, self.wanted, **self._days()))

    def _days(self) -> dict[str, date]:
        return {"on": self.on, "quiet_since": self.on - timedelta(days=self.wanted.quiet or 0)}


@composed
def _number_of_rows(by: Membership, wanted: Wanted, *, on: date, quiet_since: date) -> QuerySet[Any, Any]:
    rows = _clients(by, wanted, on, quiet_since).order_by().annotate(all=Value(1)).values("all")
    return rows.annotate(number=Count("pk")).values_list("number")


@composed
def _rows(by: Membership, wanted: Wanted, *, on: date, quiet_since: date) -> QuerySet[Any, dict[str, Any]]:
    shown = {"last_on": last_contact_on("course__pk"), "next_at": next_appointment_at("course__pk", on)}
    rows = _clients(by, wanted, on, quiet_since).annotate(
        **shown, phase_rank=phase_rank("course__phase"), works=works("course__pk", on)
    )
    return rows.order_by(*_order(wanted.sort)).values(*FIELDS)


def _clients(by: Membership, wanted: Wanted, on: date, quiet_since: date) -> QuerySet[Client]:
    """A row for each client, with the trajectory looked for; a practitioner also sees who is not in IPS."""
    course = FilteredRelation("trajectories", condition=Q(trajectories__ended_on__isnull=not wanted.ended))
    rows = Client.objects.visible_to(by).annotate(course=course)
    if not _shows_everyone(by, wanted):
        rows = rows.filter(course__isnull=False)
    return rows.filter(*_conditions(by, wanted, on, quiet_since))


def _shows_everyone(by: Membership, wanted: Wanted) -> bool:
    return by.role not in CASELOAD_ROLES and not wanted.ended


def _conditions(by: Membership, wanted: Wanted, on: date, quiet_since: date) -> list[Any]:
    found: list[Any] = [of_whom(by, wanted.who, "course__")]
    if wanted.phase:
        found.append(Q(course__isnull=True) if wanted.phase == NOT_IN_IPS else Q(course__phase=wanted.phase))
    for column, value in {
        "treatment_team__code": wanted.team, "benefit": wanted.benefit, "course__kind": wanted.kind,
        "course__funding": wanted.funding,
    }.items():  # fmt: skip
        if value:
            found.append(Q(**{column: value}))
    if wanted.work:
        has_work = works("course__pk", on)
        found += [Q(course__isnull=False), has_work if wanted.work == "yes" else ~has_work]
    if wanted.quiet:
        found += [Q(course__isnull=False), ~Exists(_held("course__pk").filter(held_on__gte=quiet_since))]
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
    return Subquery(_held(trajectory_column).order_by("-held_on").values("held_on")[:1])


def _held(trajectory_column: str) -> QuerySet[Contact]:
    """Standing contacts with the client that took place."""
    return Contact.objects.standing().filter(
        trajectory_id=OuterRef(trajectory_column), held_with=ContactWith.CLIENT, was_missed=False
    )


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


def filter_options(by: Membership) -> dict[str, list[tuple[str, str]]]:
    """Colleagues and treatment teams to choose from, as codes and names, in one query."""
    options: dict[str, list[tuple[str, str]]] = {"who": [], "team": []}
    for kind, code, name in _options(by):
        options[kind].append((code, name))
    return {kind: sorted(found, key=lambda pair: pair[1].casefold()) for kind, found in options.items()}


@composed
def _options(by: Membership) -> QuerySet[Any, tuple[str, str, str]]:
    clients = Client.objects.visible_to(by)
    guided = Trajectory.objects.filter(ended_on__isnull=True, client__in=few(clients.values("pk")))
    treated = clients.filter(treatment_team=OuterRef("pk"))
    guides = Membership.objects.visible_to(by).filter(pk__in=few(guided.values("specialist").distinct()))
    teams = Team.objects.visible_to(by).filter(Exists(treated))
    return guides.values_list(Value("who"), "code", "user__name").union(
        teams.values_list(Value("team"), "code", "name"), all=True
    )  # fmt: skip
