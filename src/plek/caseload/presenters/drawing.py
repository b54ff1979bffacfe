"""The same story as a drawing: a row for each phase and job, ticks for contacts, months below.

Places across are shares of the width and places down are in ``em``, so that letters keep their size on a phone and
in large print.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plek.caseload.choices import Mode, Phase
from plek.caseload.selectors.client_page import Story, day
from plek.caseload.supply import Event
from plek.shared.dates import writing, written

SHORTEST = timedelta(days=60)
MARKS_AT_MOST = 6
JOBS_AT_MOST = 5
ROW = 2


@dataclass(frozen=True)
class Bar:
    """What lasted: where it begins, how wide it is, and what it says when pointed at."""

    x: str
    width: str
    title: str


@dataclass(frozen=True)
class Tick:
    """What happened on one day, by kind."""

    x: str
    title: str
    kind: str


@dataclass(frozen=True)
class Row:
    """One line of the drawing."""

    label: str
    top: str
    kind: str
    bars: tuple[Bar, ...] = ()
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True)
class Month:
    """A month along the foot."""

    x: str
    label: str


@dataclass(frozen=True)
class Drawing:
    """The timeline as a picture."""

    rows: tuple[Row, ...]
    months: tuple[Month, ...]
    today: str
    height: str
    foot: str
    summary: str


@dataclass(frozen=True)
class Scale:
    """From a day to a share of the width."""

    begin: date
    end: date

    @cached_property
    def _days(self) -> int:
        return (self.end - self.begin).days

    def at(self, on: date) -> float:
        share = (on - self.begin).days / self._days
        return 100 * min(max(share, 0.0), 1.0)

    def bar(self, begin: date, end: date, title: str) -> Bar:
        x = self.at(begin)
        return Bar(f"{x:.2f}%", f"{max(self.at(end) - x, 0.6):.2f}%", title)

    def tick(self, on: date, title: str, kind: str) -> Tick:
        return Tick(f"{self.at(on):.2f}%", title, kind)


def drawing(story: Story, today: date) -> Drawing | None:
    """The picture of a story, or None while there is nothing to draw."""
    if not story.courses:
        return None
    scale = _scale(story, today)
    found = [*_phase_rows(story, scale, today), *_job_rows(story, scale, today), *_tick_rows(story, scale)]
    rows = tuple(replace(row, top=f"{place * ROW + 0.4:.1f}em") for place, row in enumerate(found))
    return Drawing(
        rows, tuple(_months(scale)), f"{scale.at(today):.2f}%", f"{len(rows) * ROW + 1.6:.1f}em",
        f"{len(rows) * ROW:.1f}em", _summary(story),
    )  # fmt: skip


def _scale(story: Story, today: date) -> Scale:
    days = [today, *(c.trajectory.referred_on for c in story.courses), *(e.on for e in story.supplied)]
    days += [on for c in story.courses for row in c.spells if (on := day(row["begins_on"]))]
    begin = min(days)
    return Scale(begin, max(today, *days, begin + SHORTEST) + timedelta(days=3))


def _phase_rows(story: Story, scale: Scale, today: date) -> list[Row]:
    bars: dict[str, list[Bar]] = {phase: [] for phase in Phase.values}
    for course in story.courses:
        for spell in course.spells:
            begin, end = day(spell["begins_on"]) or today, day(spell["ends_on"])
            title = f"{Phase(spell['phase']).label}: {_period(begin, end)}"
            bars[spell["phase"]].append(scale.bar(begin, end or max(today, begin), title))
    return [
        Row(capfirst(str(Phase(phase).label)), "", f"phase phase-{phase}", tuple(lasted))
        for phase, lasted in bars.items()
        if lasted
    ]


def _job_rows(story: Story, scale: Scale, today: date) -> list[Row]:
    jobs = sorted((e for e in story.supplied if e.kind == "job"), key=lambda e: e.on)[-JOBS_AT_MOST:]
    return [Row(job.text, "", "job", (_job_bar(job, scale, today),)) for job in jobs]


def _job_bar(job: Event, scale: Scale, today: date) -> Bar:
    return scale.bar(job.on, job.until or max(today, job.on), f"{job.text}: {_period(job.on, job.until)}")


def _tick_rows(story: Story, scale: Scale) -> list[Row]:
    write = writing("j F Y")
    contacts = tuple(
        scale.tick(on, write(on), _contact_kind(row["mode"], row["was_missed"]))
        for c in story.courses for row in c.contacts if (on := day(row["on"]))
    )  # fmt: skip
    visits = tuple(
        scale.tick(e.on, f"{write(e.on)}: {e.text}", "visit")
        for e in story.supplied if e.kind == "employer_contact"
    )  # fmt: skip
    rows = [Row(_("Contacts"), "", "contacts", (), contacts), Row(_("Employers"), "", "employers", (), visits)]
    return [row for row in rows if row.ticks]


def _contact_kind(mode: str, was_missed: bool) -> str:
    if was_missed:
        return "missed"
    return "met" if mode == Mode.FACE_TO_FACE else "spoke"


def _months(scale: Scale) -> list[Month]:
    """The first days of months, so few that their names fit side by side."""
    firsts: list[date] = []
    on = (scale.begin.replace(day=1) + timedelta(days=32)).replace(day=1)
    while on < scale.end:
        firsts.append(on)
        on = (on + timedelta(days=32)).replace(day=1)
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 1200) if len(firsts) / s <= MARKS_AT_MOST)
    kept = [f for f in firsts if (f.year * 12 + f.month - 1) % step == 0] or firsts[:1]
    return [Month(f"{scale.at(f):.2f}%", written(f, "N Y" if step > 2 or f.month == 1 else "N")) for f in kept]


def _summary(story: Story) -> str:
    """The picture in words; the list beside it tells everything."""
    contacts = sum(len(c.contacts) for c in story.courses)
    jobs = sum(e.kind == "job" for e in story.supplied)
    phases = len({row["phase"] for c in story.courses for row in c.spells})
    words = _("Drawing of the timeline: phases %(phases)d, jobs %(jobs)d, contacts %(contacts)d. All in the list.")
    return words % {
        "phases": phases, "jobs": jobs, "contacts": contacts
    }  # fmt: skip


def _period(begin: date, end: date | None) -> str:
    until = written(end, "j F Y") if end else pgettext("period", "now")
    return f"{written(begin, 'j F Y')} – {until}"
