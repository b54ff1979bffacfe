"""Everything the client page tells, in one question (and one for each supplier above)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from plek.audit.choices import Action
from plek.audit.models import Entry
from plek.caseload import supply
from plek.caseload.models import (
    Appointment,
    Assignment,
    Client,
    ClientVisit,
    Contact,
    Milestone,
    PhaseSpell,
    Referral,
    Trajectory,
)  # fmt: skip
from plek.caseload.policies.referrals import OPEN
from plek.organisations.models import Absence, Membership, current
from plek.shared.composed import composed
from plek.shared.errors import NotFound
from plek.shared.nested import Nested

ONE_SITTING = timedelta(minutes=30)
CONTACTS_AT_MOST = 600
CHANGES_AT_MOST = 30
EVENTS_AT_MOST = 300
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Course:
    """One trajectory with its history, as rows of plain values (dates in ISO notation)."""

    trajectory: Trajectory
    spells: Rows
    guides: Rows
    contacts: Rows
    milestones: Rows
    away: Mapping[str, Any] | None = None
    """That the specialist is away today: ``cover`` (a name or None) with ``mail``, and ``until`` (exclusive)."""


@dataclass(frozen=True)
class Visit:
    """Since when changes are new to who looks; None for a first visit. Looking again within one sitting is the
    same visit, so that what is new stays marked while one reads."""

    since: datetime | None
    is_new: bool


@dataclass(frozen=True)
class Story:
    """A client with his trajectories, newest first, and what happened to the record since one was here."""

    client: Client
    courses: tuple[Course, ...]
    supplied: tuple[supply.Event, ...]
    visit: "Visit"
    changes: Rows
    appointment: Mapping[str, Any] | None
    open_referral: Mapping[str, Any] | None

    @property
    def current(self) -> Trajectory | None:
        """The open trajectory, if there is one."""
        return next((c.trajectory for c in self.courses if c.trajectory.ended_on is None), None)

    @property
    def closed_on(self) -> date | None:
        """Since when nothing runs; None while something does or never did."""
        ends = [course.trajectory.ended_on for course in self.courses]
        return _last_end(ends, is_waiting=self.open_referral is not None)


def client_and_closing(by: Membership, number: str) -> tuple[Client, date | None]:
    """One client with his teams, and since when nothing runs for him; None while something does or never did.

    Raises ``NotFound`` for whom ``by`` may not see.
    """
    seen = Client.objects.visible_to(by).select_related("treatment_team", "ips_team", "user").filter(number=number)
    courses = Trajectory.objects.visible_to(by).filter(client=OuterRef("pk"))
    found: Any = seen.annotate(
        ends=ArraySubquery(courses.values("ended_on")),
        waits=Exists(Referral.objects.filter(client=OuterRef("pk"), state__in=OPEN)),
    ).first()
    if found is None:
        raise NotFound
    return found, _last_end(found.ends, is_waiting=found.waits)


def _last_end(ends: Sequence[date | None], *, is_waiting: bool) -> date | None:
    if is_waiting or None in ends:
        return None
    return max((end for end in ends if end is not None), default=None)


def client_story(by: Membership, number: str, now: datetime) -> Story:
    """The whole story of one client. Raises ``NotFound`` for whom ``by`` may not see."""
    rows = _trajectories(by, number=number, now=now, today=timezone.localtime(now).date())
    first: Any = rows[0] if rows else _client_alone(by, number, now)
    visit = _visit(first.visit, now)
    return Story(
        client=first.client if rows else first,
        courses=tuple(Course(t, t.spells, t.guides, t.log, t.reached, t.away) for t in rows),
        supplied=_supplied(by, [t.pk for t in rows]),
        visit=visit, changes=_since(first.changes, visit.since), appointment=first.appointment,
        open_referral=first.open_referral,
    )  # fmt: skip


@composed
def _trajectories(by: Membership, *, number: str, now: datetime, today: date) -> QuerySet[Any]:
    """Open first, then by end; the history of each as arrays, so that no row costs a question."""
    return (
        Trajectory.objects.visible_to(by).filter(client__number=number)
        .select_related("client__treatment_team", "client__ips_team", "specialist__user")
        .annotate(**_history(by), **_about_client(by, "client_id", now), away=_away(today))
        .order_by(F("ended_on").desc(nulls_first=True), "-pk")
    )  # fmt: skip


def _away(today: date) -> Subquery:
    """That the specialist is away today, who covers, and the day he is back, if known."""
    lasting = Absence.objects.filter(current(today), membership=OuterRef("specialist"))
    return _one(lasting, cover="cover__user__name", mail="cover__user__email", until="ends_on")


def _client_alone(by: Membership, number: str, now: datetime) -> Client:
    found = _clients(by, number=number, now=now)
    if not found:
        raise NotFound
    return cast(Client, found[0])


@composed
def _clients(by: Membership, *, number: str, now: datetime) -> QuerySet[Client]:
    seen = Client.objects.visible_to(by).filter(number=number).select_related("treatment_team", "ips_team")
    return seen.annotate(**_about_client(by, "pk", now))


def _history(by: Membership) -> dict[str, Nested]:
    spells = PhaseSpell.objects.filter(trajectory=OuterRef("pk")).order_by("begins_on", "pk")
    guides = Assignment.objects.filter(trajectory=OuterRef("pk")).order_by("begins_on", "pk")
    reached = Milestone.objects.filter(trajectory=OuterRef("pk")).order_by("-recorded_at", "-pk")
    log = Contact.objects.standing().filter(trajectory=OuterRef("pk")).order_by("-held_on", "-held_at", "-pk")
    return {
        "spells": _array(spells, phase="phase", begins_on="begins_on", ends_on="ends_on"),
        "guides": _array(guides, who="specialist__user__name", begins_on="begins_on", ends_on="ends_on"),
        "reached": _array(reached, kind="kind", on="reached_on", is_withdrawn="is_withdrawn"),
        "log": _array(
            log[:CONTACTS_AT_MOST], pk="pk", on="held_on", held_with="held_with", mode="mode", setting="setting",
            minutes="minutes", was_missed="was_missed", has_note="has_note", who="member__user__name",
        ),
    }  # fmt: skip


def _about_client(by: Membership, client: str, now: datetime) -> dict[str, Any]:
    """Of the client: my last visit, changes by others, the next appointment, the open referral."""
    visits = ClientVisit.objects.filter(membership=by.pk, client=OuterRef(client))
    who = Membership.objects.filter(pk=OuterRef("membership_id")).values("user__name")[:1]
    changes = (
        Entry.objects.visible_to(by)
        .filter(client_id=OuterRef(client), action__in=[Action.CREATE, Action.UPDATE, Action.DELETE])
        .exclude(membership_id=by.pk).order_by("-sequence").annotate(who=Subquery(who))
    )  # fmt: skip
    coming = Appointment.objects.filter(
        trajectory__client=OuterRef(client), starts_at__gte=now, cancelled_at__isnull=True
    ).order_by("starts_at")
    waiting = Referral.objects.filter(client=OuterRef(client), state__in=OPEN)
    return {
        "visit": _one(visits, visited_at="visited_at", before_at="before_at"),
        "changes": _array(changes[:CHANGES_AT_MOST], event="event", at="at", who="who"),
        "appointment": _one(coming, pk="pk", starts_at="starts_at", who="membership__user__name"),
        "open_referral": _one(waiting, pk="pk", state="state", referred_on="referred_on"),
    }


def _array(rows: QuerySet[Any], **names: str) -> Nested:
    return Nested(rows.values(json=JSONObject(**{name: F(path) for name, path in names.items()})))


def _one(rows: QuerySet[Any], **names: str) -> Subquery:
    return Subquery(rows.values(json=JSONObject(**{name: F(path) for name, path in names.items()}))[:1])


def _visit(row: Mapping[str, Any] | None, now: datetime) -> Visit:
    if row is None:
        return Visit(None, is_new=True)
    visited_at = datetime.fromisoformat(row["visited_at"])
    if now - visited_at > ONE_SITTING:
        return Visit(visited_at, is_new=True)
    return Visit(datetime.fromisoformat(row["before_at"]) if row["before_at"] else None, is_new=False)


def _since(changes: Rows, since: datetime | None) -> Rows:
    """Who was never here before has seen nothing change."""
    if since is None:
        return ()
    return tuple(c for c in changes if datetime.fromisoformat(c["at"]) > since)


def _supplied(by: Membership, trajectories: Sequence[int]) -> tuple[supply.Event, ...]:
    if not trajectories:
        return ()
    return tuple(event for supplier in supply.events for event in supplier(by, trajectories, EVENTS_AT_MOST))


def day(iso: str | None) -> date | None:
    """A day out of a row of the story."""
    return date.fromisoformat(iso) if iso else None
