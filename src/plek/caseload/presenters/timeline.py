"""What happened, as a list: newest first, by kind, a stretch at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plek.caseload.choices import ContactWith, EndReason, MilestoneKind, Mode, Phase, Setting
from plek.caseload.selectors.client_page import Course, Rows, Story, day
from plek.caseload.supply import Event

PER_STRETCH = 25
GROUPS: dict[str, tuple[str | Promise, frozenset[str]]] = {
    "contacts": (gettext_lazy("Contacts"), frozenset({"contact"})),
    "course": (gettext_lazy("Course"), frozenset({"phase", "milestone", "begin", "end", "guide"})),
    "work": (gettext_lazy("Work and study"), frozenset({"job", "education"})),
    "employers": (gettext_lazy("Employers"), frozenset({"employer_contact"})),
}
"""Filters of the timeline: the name in the address, what it is called, and the kinds of event in it."""
ICONS = {
    "contact": "message-circle", "phase": "footprints", "milestone": "flag", "begin": "handshake",
    "end": "circle-check",
    "guide": "user-check", "job": "briefcase", "education": "graduation-cap", "employer_contact": "store",
}  # fmt: skip


@dataclass(frozen=True)
class EventLine:
    """One line of the timeline. ``until`` only for what lasted."""

    on: date
    until: date | None
    kind: str
    icon: str
    title: str
    detail: str
    url: str
    has_note: bool = False

    @property
    def is_job(self) -> bool:
        return self.kind == "job"


@dataclass(frozen=True)
class Moment:
    """Something that happened, and how to tell it: only what is shown is put into words."""

    on: date
    kind: str
    tell: Callable[[], EventLine]


@dataclass(frozen=True)
class Stretch:
    """A part of the timeline and where the next, older part begins."""

    lines: Sequence[EventLine]
    older: str


def moments_of(story: Story, contact_url: Callable[[int], str], newest: int | None = None) -> list[Moment]:
    """Everything that happened, newest first; or only so much that the ``newest`` are among it."""
    found = [moment for course in story.courses for moment in _course_moments(course, contact_url, newest)]
    found += [Moment(event.on, event.kind, partial(_supplied, event)) for event in story.supplied]
    return sorted(found, key=lambda moment: moment.on, reverse=True)


def of_group(moments: Sequence[Moment], group: str) -> list[Moment]:
    """The moments of one filter; of an unknown one all."""
    if group not in GROUPS:
        return list(moments)
    return [moment for moment in moments if moment.kind in GROUPS[group][1]]


def stretch(moments: Sequence[Moment], before: str) -> Stretch:
    """What is older than ``before``: a day, and how many lines of that day were shown."""
    start = _place(moments, before)
    end = start + PER_STRETCH
    shown = tuple(moment.tell() for moment in moments[start:end])
    if len(moments) <= end:
        return Stretch(shown, "")
    last = shown[-1].on
    seen = sum(moment.on == last for moment in moments[:end])
    return Stretch(shown, f"{last.isoformat()}.{seen}")


def _place(lines: Sequence[Moment], before: str) -> int:
    on, _dot, seen = before.partition(".")
    try:
        at, skip = date.fromisoformat(on), int(seen or 0)
    except ValueError:
        return 0
    first = next((i for i, line in enumerate(lines) if line.on <= at), len(lines))
    same_day = sum(line.on == at for line in lines)
    return first + min(max(skip, 0), same_day)


def _course_moments(
    course: Course, contact_url: Callable[[int], str], newest: int | None
) -> Iterator[Moment]:  # fmt: skip
    for line in _course_lines(course):
        yield Moment(line.on, line.kind, partial(_same, line))
    for contact in course.contacts[:newest]:
        yield Moment(date.fromisoformat(contact["on"]), "contact", partial(_contact, contact, contact_url))


def _same(line: EventLine) -> EventLine:
    return line


def _course_lines(course: Course) -> Iterator[EventLine]:
    yield from _begin_and_end(course)
    for spell in course.spells[1:]:
        phase = Phase(spell["phase"]).label
        yield _line(day(spell["begins_on"]), "phase", _("Phase: %(phase)s") % {"phase": phase})
    for guide in course.guides[1:]:
        yield _line(day(guide["begins_on"]), "guide", _("Guided by %(name)s from now on") % {"name": guide["who"]})
    for kind, on in reached(course.milestones).items():
        yield _line(on, "milestone", capfirst(str(MilestoneKind(kind).label)))


def reached(milestones: Rows) -> dict[str, date]:
    """The milestones that stand: of each kind the last row counts, unless it takes back."""
    last: dict[str, date | None] = {}
    for row in milestones:
        last.setdefault(row["kind"], None if row["is_withdrawn"] else day(row["on"]))
    return {kind: on for kind, on in last.items() if on}


def _begin_and_end(course: Course) -> Iterator[EventLine]:
    trajectory = course.trajectory
    yield _line(trajectory.referred_on, "begin", _("Referred"), trajectory.number)
    if trajectory.first_meeting_on:
        yield _line(trajectory.first_meeting_on, "begin", _("First meeting"))
    if trajectory.ended_on:
        reason = EndReason(trajectory.end_reason).label
        yield _line(
            trajectory.ended_on, "end", _("Rounded off: %(reason)s") % {"reason": reason}, trajectory.number
        )


def _contact(row: Mapping[str, Any], contact_url: Callable[[int], str]) -> EventLine:
    title = _("%(how)s with %(whom)s") % {
        "how": capfirst(str(Mode(row["mode"]).label)), "whom": ContactWith(row["held_with"]).label
    }  # fmt: skip
    on, url = date.fromisoformat(row["on"]), contact_url(row["pk"])
    return EventLine(on, None, "contact", ICONS["contact"], title, _contact_detail(row), url, row["has_note"])


def _contact_detail(row: Mapping[str, Any]) -> str:
    minutes = row["minutes"] or 0
    parts = [
        _("did not take place") if row["was_missed"] else "",
        str(Setting(row["setting"]).label) if row["setting"] else "",
        ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes} if minutes else "",
        row["who"],
    ]
    return ", ".join(part for part in parts if part)


def _supplied(event: Event) -> EventLine:
    return EventLine(event.on, event.until, event.kind, ICONS.get(event.kind, "circle"), event.text, "", event.url)


def _line(on: date | None, kind: str, title: str, detail: str = "") -> EventLine:
    return EventLine(on or date.min, None, kind, ICONS[kind], title, detail, "")
