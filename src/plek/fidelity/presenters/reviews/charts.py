"""What the team recorded about one client, by number: dates and facts that items ask for, and nothing else."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plek.caseload.choices import (
    ContactWith,
    EndReason,
    MeetingKind,
    MilestoneKind,
    Mode,
    Setting,
    Topic,
    WorkPhase,
)
from plek.employers.choices import Purpose
from plek.employment.choices import Contract, Openness
from plek.engines.measures import Period
from plek.fidelity.presenters.describing import what_changed
from plek.fidelity.selectors.rows import Change, Course, Job, Sitting, Talk, Visit
from plek.fidelity.selectors.team_book import Book
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class Fact:
    """Something that was recorded, on a day, and for which items it counts."""

    on: date
    what: str
    items: str


@dataclass(frozen=True)
class Chart:
    """The trajectory or trajectories of one client."""

    number: str
    begins_on: date | None
    ended: str
    specialist: str
    has_benefit: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Meeting:
    """A meeting with who was there, by code."""

    on: date
    kind: str
    who: str
    is_review: bool


def chart_of(book: Book, period: Period, number: str) -> Chart:
    """``NotFound`` for a client who is not in the book."""
    courses = [course for course in book.open_in(period) if course.client_number == number]
    if not courses:
        raise NotFound
    course = courses[-1]
    facts = [fact for each in courses for fact in _facts(each, period)]
    return Chart(
        number=number, begins_on=course.first_meeting_on,
        ended=str(EndReason(course.end_reason).label) if course.ended_on and course.end_reason else "",
        specialist=_specialist(course, book), has_benefit=bool(course.benefit),
        facts=tuple(sorted(facts, key=lambda fact: fact.on)),
    )  # fmt: skip


def _specialist(course: Course, book: Book) -> str:
    codes = {person.pk: person.code for person in book.people}
    return ", ".join(dict.fromkeys(codes.get(who, _("another team")) for who, _span in course.guides))


def _facts(course: Course, period: Period) -> list[Fact]:
    """All that was reached and worked; contacts of the period, and earlier ones on benefits and openness."""
    return [
        *(_reached(kind, day) for kind, days in course.milestones.items() for day in days),
        *(fact for job in course.jobs for fact in _job(job)),
        *(_talk(talk) for talk in course.talks),
        *(_visit(visit) for visit in course.visits),
        *([Fact(course.first_meeting_on, _("First meeting"), "SE4")] if course.first_meeting_on else []),
        *([Fact(course.ended_on, _("Trajectory ended"), "OR6 SE14")] if course.ended_on else []),
    ]  # fmt: skip


def _reached(kind: str, day: date) -> Fact:
    items = {"benefits_advice": "SE1", "openness_talk": "SE2", "profile_ready": "SE3", "plan_reviewed": "SE5"}
    return Fact(day, str(MilestoneKind(kind).label), items.get(kind, ""))


def _job(job: Job) -> list[Fact]:
    kind = str(Contract(job.contract).label)
    told = _("openness: %(to)s") % {"to": Openness(job.openness).label} if job.openness else ""
    open_to = f", {told}" if told else ""
    began = _("Job began: %(title)s at %(employer)s (%(kind)s)") % {
        "title": job.title, "employer": job.employer, "kind": kind
    }  # fmt: skip
    facts = [Fact(job.started_on, began + open_to, "SE8 SE9 SE10 SE12")]
    facts += [Fact(change.changed_on, _changed(change), "SE1") for change in job.changes]
    if job.ended_on:
        facts.append(Fact(job.ended_on, _("Job ended: %(title)s") % {"title": job.title}, "OR6 SE3 SE12"))
    return facts


def _changed(change: Change) -> str:
    told = {"title": change.title, "how": what_changed(change)}
    return _("Job changed: %(title)s, %(how)s") % told


def _talk(talk: Talk) -> Fact:
    parts = [str(ContactWith(talk.held_with).label), str(Mode(talk.mode).label)]
    parts += [str(Setting(talk.setting).label)] if talk.setting else []
    parts += [str(WorkPhase(talk.work_phase).label)] if talk.work_phase else []
    parts += [str(Topic(topic).label) for topic in talk.topics]
    parts += [_("missed")] if talk.was_missed else []
    return Fact(talk.held_on, _("Contact: %(how)s") % {"how": ", ".join(parts)}, _items_of(talk))


def _items_of(talk: Talk) -> str:
    if talk.held_with in (ContactWith.UWV, ContactWith.MUNICIPALITY):
        return "OR3"
    items = ["SE1"] * (Topic.BENEFIT in talk.topics) + ["SE2"] * (Topic.OPENNESS in talk.topics)
    return " ".join(["ST3", *items, "SE12", "SE14"])


def _visit(visit: Visit) -> Fact:
    fits = {True: _("fits the wish"), False: _("does not fit the wish"), None: ""}[visit.fits_wish]
    decides = _("decides on hiring") if visit.decides_on_hiring else ""
    told = ", ".join(
        part for part in (str(Mode(visit.mode).label), str(Purpose(visit.purpose).label), decides, fits) if part
    )
    words = {"employer": visit.employer, "how": told}
    return Fact(visit.held_on, _("Employer %(employer)s: %(how)s") % words, "SE4 SE5 SE6")


def meetings_of(book: Book, period: Period) -> tuple[Meeting, ...]:
    """Supervision, field mentoring and team meetings of the period, the latest first."""
    there: dict[int, list[str]] = {}
    sittings: dict[int, Sitting] = {}
    for person in book.people:
        for sitting in person.sittings:
            if period.first <= sitting.held_on <= period.last:
                sittings[sitting.meeting_id] = sitting
                there.setdefault(sitting.meeting_id, []).append(person.code)
    order = sorted(sittings.values(), key=lambda s: (s.held_on, s.meeting_id), reverse=True)
    return tuple(
        Meeting(
            s.held_on, str(MeetingKind(s.kind).label), ", ".join(sorted(there[s.meeting_id])), s.has_log_review
        )
        for s in order
    )
