"""What lies on one member's desk: appointments, tasks, what was put off, rules as tuned. One query."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from plek.caseload import supply
from plek.caseload.choices import MeetingKind, ReferralState
from plek.caseload.models import Appointment, Attendance, Meeting, Referral, RuleSetting, Snooze, Task
from plek.caseload.rules.book import Tuning
from plek.caseload.rules.engine import end_of_week
from plek.caseload.selectors.contacts import client_name, own_or_covered
from plek.caseload.selectors.teams import LedTeam, led_by
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.composed import composed
from plek.shared.encryption import opened_from_json
from plek.shared.nested import Nested

AT_MOST = 200
TASKS_AHEAD = timedelta(days=7)
SUPERVISION = (MeetingKind.GROUP_SUPERVISION, MeetingKind.INDIVIDUAL_SUPERVISION)


@dataclass(frozen=True)
class Planned:
    """An appointment. ``whose`` names the colleague when it is not one's own."""

    pk: int
    starts_at: datetime
    minutes: int
    client: str
    client_number: str
    trajectory: str
    place: str
    about: str
    whose: str
    is_logged: bool


@dataclass(frozen=True)
class OpenTask:
    """A task to do. ``whose`` names the colleague covered, ``given_by`` who gave it."""

    pk: int
    due_on: date
    text: str
    client: str
    client_number: str
    whose: str
    given_by: str


@dataclass(frozen=True)
class WaitingReferral:
    """A referral that waits for an answer of the IPS team."""

    pk: int
    referred_on: date
    client: str


@dataclass(frozen=True)
class Desk:
    """All of it. ``put_off`` maps a line's key to the day it comes back; ``teams`` only for a team leader."""

    appointments: tuple[Planned, ...]
    tasks: tuple[OpenTask, ...]
    put_off: dict[str, date]
    tunings: tuple[Tuning, ...]
    last_supervision_on: date | None
    referrals: tuple[WaitingReferral, ...]
    teams: tuple[LedTeam, ...] = ()
    duties: tuple[supply.Duty, ...] = ()


def desk(by: Membership, now: datetime) -> Desk:
    """The desk of ``by`` on this day, with those whom he covers."""
    today = timezone.localtime(now).date()
    first, end = days_between(today, end_of_week(today))
    [row] = _rows(by, today=today, first=first, end=end, last_due=today + TASKS_AHEAD)
    return Desk(
        appointments=tuple(_planned(by, a) for a in row["planned"] or ()),
        tasks=tuple(_open_task(by, t) for t in row["to_do"] or ()),
        put_off={s["line"]: date.fromisoformat(s["until"]) for s in row["put_off"] or ()},
        tunings=tuple(Tuning(**t) for t in row["tunings"] or ()),
        last_supervision_on=row["supervision"],
        referrals=tuple(_waiting(r) for r in row["referrals"] or ()),
        teams=tuple(LedTeam(**t) for t in row["teams"] or ()),
        duties=_duties(by, row, today),
    )


@composed
def _rows(
    by: Membership, *, today: date, first: datetime, end: datetime, last_due: date
) -> QuerySet[Membership, dict[str, Any]]:
    return Membership.objects.visible_to(by).filter(pk=by.pk).values(
        planned=Nested(_appointments(by, today, first, end)),
        to_do=Nested(_tasks(by, today, last_due)),
        put_off=Nested(_put_off(by, today)), tunings=Nested(_tunings(by)),
        supervision=Subquery(_supervision(by, today)), referrals=Nested(_referrals(by)),
        teams=Nested(_teams(by)),
        **{_duties_at(n): Nested(source.rows(by)) for n, source in enumerate(supply.duty_sources)},
    )  # fmt: skip


def _duties_at(n: int) -> str:
    return f"duties_{n}"


def _duties(by: Membership, row: dict[str, Any], today: date) -> tuple[supply.Duty, ...]:
    """What higher floors have waiting for ``by``."""
    told = (
        source.told(by, found, today)
        for n, source in enumerate(supply.duty_sources)
        for found in row[_duties_at(n)] or ()
    )
    return tuple(duty for duty in told if duty is not None)


def days_between(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of one day to the first moment after another, on the clock in Amsterdam."""
    zone = timezone.get_default_timezone()
    begin = datetime.combine(first, datetime.min.time(), zone)
    return begin, datetime.combine(last + timedelta(days=1), datetime.min.time(), zone)


def _appointments(by: Membership, today: date, first: datetime, end: datetime) -> QuerySet[Any, Any]:
    rows = Appointment.objects.visible_to(by).filter(
        membership__in=own_or_covered(by, today), starts_at__gte=first, starts_at__lt=end,
        cancelled_at__isnull=True
    )  # fmt: skip
    return rows.order_by("starts_at", "pk").values(json=JSONObject(
        pk="pk", starts_at="starts_at", minutes="minutes", client=client_name("trajectory__client"),
        client_number="trajectory__client__number", trajectory="trajectory__number", place="place", about="about",
        member="membership_id", whose="membership__user__name", contact="contact_id",
    ))[:AT_MOST]  # fmt: skip


def _tasks(by: Membership, today: date, last_due: date) -> QuerySet[Any, Any]:
    rows = Task.objects.visible_to(by).filter(
        owner__in=own_or_covered(by, today), done_at__isnull=True, due_on__lte=last_due
    )  # fmt: skip
    return rows.order_by("due_on", "pk").values(json=JSONObject(
        pk="pk", due_on="due_on", text="text", client=client_name("trajectory__client"),
        client_number="trajectory__client__number", owner="owner_id", whose="owner__user__name",
        maker="made_by_id",
        given_by="made_by__user__name",
    ))[:AT_MOST]  # fmt: skip


def _put_off(by: Membership, today: date) -> QuerySet[Any, Any]:
    return (
        Snooze.objects.visible_to(by).filter(until__gt=today).values(json=JSONObject(line="line", until="until"))
    )


def _tunings(by: Membership) -> QuerySet[Any, Any]:
    return RuleSetting.objects.visible_to(by).values(json=JSONObject(rule="rule", is_on="is_on", days="days"))


def _supervision(by: Membership, today: date) -> QuerySet[Any, Any]:
    """The day of the last one attended."""
    attended = Attendance.objects.filter(membership=by.pk, meeting=OuterRef("pk"))
    held = Meeting.objects.filter(Exists(attended), kind__in=SUPERVISION, held_on__lte=today)
    return held.order_by("-held_on").values("held_on")[:1]


def _referrals(by: Membership) -> QuerySet[Any, Any]:
    waiting = Referral.objects.visible_to(by).filter(state=ReferralState.WAITING, ips_team__in=by.team_ids)
    if by.role != Role.IPS_TEAM_LEADER:
        waiting = waiting.none()
    return waiting.order_by("referred_on").values(
        json=JSONObject(pk="pk", referred_on="referred_on", client=client_name())
    )[:AT_MOST]  # fmt: skip


def _teams(by: Membership) -> QuerySet[Any, Any]:
    return led_by(by).order_by("name", "pk").values(json=JSONObject(pk="pk", code="code", name="name"))


def _planned(by: Membership, row: dict[str, Any]) -> Planned:
    return Planned(
        row["pk"], timezone.localtime(datetime.fromisoformat(row["starts_at"])), row["minutes"],
        (row["client"] or "").strip(),
        row["client_number"] or "", row["trajectory"] or "", opened_from_json(Appointment, "place", row["place"]),
        opened_from_json(Appointment, "about", row["about"]), "" if row["member"] == by.pk else row["whose"],
        row["contact"] is not None,
    )  # fmt: skip


def _open_task(by: Membership, row: dict[str, Any]) -> OpenTask:
    return OpenTask(
        row["pk"], date.fromisoformat(row["due_on"]), opened_from_json(Task, "text", row["text"]),
        (row["client"] or "").strip(),
        row["client_number"] or "", "" if row["owner"] == by.pk else row["whose"],
        "" if row["maker"] == row["owner"] else row["given_by"],
    )  # fmt: skip


def _waiting(row: dict[str, Any]) -> WaitingReferral:
    return WaitingReferral(row["pk"], date.fromisoformat(row["referred_on"]), row["client"])
