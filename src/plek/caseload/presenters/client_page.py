"""What the client page prints."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plek.audit.supply import event_labels
from plek.caseload.choices import ContactPreference, EndReason, MilestoneKind, Phase, TrajectoryKind
from plek.caseload.models import Client, Trajectory
from plek.caseload.presenters.drawing import Drawing, drawing
from plek.caseload.presenters.timeline import EventLine, moments_of, reached
from plek.caseload.selectors.client_page import Story, day
from plek.shared.dates import written

FIRST_LINES = 5


@dataclass(frozen=True)
class Head:
    """Who this is and how to reach him; above every tab."""

    number: str
    name: str
    full_name: str
    pronoun: str
    phone: str
    phone_link: str
    email: str
    preference: str
    ips_team: str
    treatment_team: str


@dataclass(frozen=True)
class Standing:
    """Where the trajectory is now."""

    number: str
    kind: str
    phase: str
    phase_value: str
    phase_since: date
    day_number: int
    specialist: str
    away: str
    """That the specialist is away and who covers until when; empty while he is there."""
    has_met: bool
    wish: str
    next_step: str
    next_step_on: date | None
    is_late: bool


@dataclass(frozen=True)
class ChangeLine:
    """Something that changed since the last visit: what, by whom, how often."""

    what: str | Promise
    who: str
    times: int


@dataclass(frozen=True)
class MilestoneLine:
    """A moment that the method asks for, and when it was; None while not yet."""

    kind: str
    label: str
    on: date | None


@dataclass(frozen=True)
class QuickAction:
    """A button of the page; ``beside`` when its form opens in the panel."""

    url: str
    label: str
    icon: str
    beside: bool = True


@dataclass(frozen=True)
class Past:
    """A trajectory that ended."""

    number: str
    begin: date
    end: date | None
    reason: str


@dataclass(frozen=True)
class ClientPage:
    """The overview of one client."""

    head: Head
    standing: Standing | None
    past: tuple[Past, ...]
    changes: tuple[ChangeLine, ...]
    since: datetime | None
    lines: Sequence[EventLine]
    has_more: bool
    drawing: Drawing | None
    appointment_at: datetime | None
    appointment_with: str
    appointment_id: int | None
    open_referral: int | None
    milestones: tuple[MilestoneLine, ...]


def head(client: Client) -> Head:
    """The top of every page of one client."""
    return Head(
        client.number, client.name, f"{client.first_name} {client.last_name}", client.pronoun, client.phone,
        "".join(c for c in client.phone if c.isdigit() or c == "+"), client.email,
        _preferred(client.contact_preference), str(client.ips_team or ""), str(client.treatment_team),
    )  # fmt: skip


def _preferred(way: str) -> str:
    return str(ContactPreference(way).label) if way else ""


def client_page(story: Story, today: date, contact_url: Callable[[int], str]) -> ClientPage:
    """The overview, out of the whole story."""
    moments, now, coming = moments_of(story, contact_url, FIRST_LINES + 1), story.current, story.appointment
    past = [c.trajectory for c in story.courses if c.trajectory.ended_on]
    return ClientPage(
        head=head(story.client), standing=_standing(now, _away(story, today), today) if now else None,
        past=tuple(_past(t) for t in past), changes=_changes(story), since=story.visit.since,
        lines=tuple(m.tell() for m in moments[:FIRST_LINES]), has_more=len(moments) > FIRST_LINES,
        drawing=drawing(story, today),
        appointment_at=datetime.fromisoformat(coming["starts_at"]) if coming else None,
        appointment_with=coming["who"] if coming else "", appointment_id=coming["pk"] if coming else None,
        open_referral=story.open_referral["pk"] if story.open_referral else None,
        milestones=_milestones(story) if now else (),
    )  # fmt: skip


def _standing(trajectory: Trajectory, away: str, today: date) -> Standing:
    begin = trajectory.first_meeting_on or trajectory.referred_on
    return Standing(
        number=trajectory.number, kind=str(TrajectoryKind(trajectory.kind).label),
        phase=str(Phase(trajectory.phase).label),
        phase_value=trajectory.phase, phase_since=trajectory.phase_since, day_number=(today - begin).days + 1,
        specialist=trajectory.specialist.user.name, away=away, has_met=trajectory.first_meeting_on is not None,
        wish=trajectory.wish, next_step=trajectory.next_step, next_step_on=trajectory.next_step_on,
        is_late=trajectory.next_step_on is not None and trajectory.next_step_on < today,
    )  # fmt: skip


def _away(story: Story, today: date) -> str:
    away = next((c.away for c in story.courses if c.trajectory.ended_on is None), None)
    if away is None:
        return ""
    back = day(away["until"])
    until = written(back - timedelta(days=1), "j F") if back else ""
    if away["cover"] and until:
        return _("away; %(name)s covers until and including %(day)s") % {"name": away["cover"], "day": until}
    if away["cover"]:
        return _("away; %(name)s covers for now") % {"name": away["cover"]}
    return _("away; nobody covers yet")


def _past(trajectory: Trajectory) -> Past:
    begin = trajectory.first_meeting_on or trajectory.referred_on
    return Past(trajectory.number, begin, trajectory.ended_on, str(EndReason(trajectory.end_reason).label))


def _milestones(story: Story) -> tuple[MilestoneLine, ...]:
    when = reached(story.courses[0].milestones)
    return tuple(
        MilestoneLine(kind.value, capfirst(str(kind.label)), when.get(kind.value)) for kind in MilestoneKind
    )


def _changes(story: Story) -> tuple[ChangeLine, ...]:
    counted = Counter((c["event"], c["who"] or _("the system")) for c in story.changes)
    return tuple(
        ChangeLine(event_labels.get(event, _("something changed")), who, times)
        for (event, who), times in counted.items()
    )
