"""One record in words, with the page where it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.caseload.choices import ContactWith, MeetingKind, Mode, ReferralState
from plek.fidelity.counting import Line, Mark
from plek.fidelity.presenters.words import figure
from plek.fidelity.selectors.rows import Change, Course, Job, Person, Request, Sitting, Talk, Visit, Week
from plek.fidelity.selectors.team_book import Book
from plek.shared.dates import written

Link = Callable[..., str]
Names = Mapping[int, str]
"""What clients are called, by the number of their row; only of those whom the reader may see."""
DAY = "j F Y"


@dataclass(frozen=True)
class Described:
    """The words of one record and its address; no address where there is no page."""

    label: str
    detail: str = ""
    url: str = ""


def describe(line: Line, book: Book, names: Names, link: Link) -> Described:
    row = line.row
    if isinstance(row, Course):
        return _course(row, line, book, names, link)
    if isinstance(row, Job):
        return _job(row, book, names, link)
    if isinstance(row, Change):
        return _change(row, book, names, link)
    if isinstance(row, Talk):
        return _talk(row, book, names, link)
    if isinstance(row, Visit):
        return _visit(row, book, names, link)
    return _other(line, book, names, link)


def _other(line: Line, book: Book, names: Names, link: Link) -> Described:
    row = line.row
    if isinstance(row, Request):
        state = ReferralState(row.state).label
        return Described(names.get(row.client_id, ""), str(state), link("caseload:referral", referral=row.pk))
    if isinstance(row, Sitting):
        return Described(str(MeetingKind(row.kind).label), "", link("caseload:meeting", meeting=row.meeting_id))
    if isinstance(row, Week):
        return _week(row, book)
    return _person(row, line, book) if isinstance(row, Person) else Described("")


def _course(row: Course, line: Line, book: Book, names: Names, link: Link) -> Described:
    """With the days that a trajectory has, each by its name."""
    name, days = names.get(row.client_id, row.client_number), [_waited(line)]
    if row.first_meeting_on:
        days.append(_("first meeting %(day)s") % {"day": written(row.first_meeting_on, DAY)})
    if row.ended_on and row.ended_on <= book.until:
        days.append(_("ended %(day)s") % {"day": written(row.ended_on, DAY)})
    return Described(name, " · ".join(filter(None, days)), link("caseload:client", number=row.client_number))


def _waited(line: Line) -> str:
    if line.about != "waits" or line.amount is None:
        return ""
    days = ngettext("%(n)s day", "%(n)s days", int(line.amount)) % {"n": int(line.amount)}
    return days if line.mark is Mark.YES else _("%(days)s, still waiting") % {"days": days}


def _job(row: Job, book: Book, names: Names, link: Link) -> Described:
    course = book.course(row.course_id)
    detail = f"{names.get(course.client_id, course.client_number)} · {row.employer}"
    return Described(row.title, detail, link("employment:jobs", number=course.number))


def _change(row: Change, book: Book, names: Names, link: Link) -> Described:
    course = book.course(row.course_id)
    detail = f"{names.get(course.client_id, course.client_number)} · {what_changed(row)}"
    return Described(row.title, detail, link("employment:jobs", number=course.number))


def what_changed(row: Change) -> str:
    hours = {"before": _hours(row.hours_before), "after": _hours(row.hours)}
    if row.hours == row.hours_before:
        return _("other pay, %(after)s hours per week as before") % hours
    return _("from %(before)s to %(after)s hours per week") % hours


def _talk(row: Talk, book: Book, names: Names, link: Link) -> Described:
    course = book.course(row.course_id)
    who = names.get(course.client_id, course.client_number)
    detail = f"{ContactWith(row.held_with).label}, {Mode(row.mode).label}"
    if row.was_missed:
        detail = _("%(contact)s, missed") % {"contact": detail}
    return Described(who, detail, link("caseload:contact", contact=row.pk))


def _visit(row: Visit, book: Book, names: Names, link: Link) -> Described:
    who = next((person.name for person in book.people if person.pk == row.member_id), "")
    parts = [str(Mode(row.mode).label), who]
    if row.course_id is not None:
        course = book.course(row.course_id)
        parts.append(_("for %(client)s") % {"client": names.get(course.client_id, course.client_number)})
    detail = " · ".join(part for part in parts if part)
    return Described(row.employer, detail, link("employers:employer", code=row.employer_code))


def _week(row: Week, book: Book) -> Described:
    who = next((person.name for person in book.people if person.pk == row.person_id), "")
    hours = {"outside": _hours(row.outside), "all": _hours(row.all)}
    told = _("outside the office %(outside)s, in all %(all)s hours") % hours
    return Described(who, f"{_('week of')} {written(row.monday, DAY)}: {told}")


def _hours(value: object) -> str:
    return "–" if value is None else figure(float(str(value)))


def _person(row: Person, line: Line, book: Book) -> Described:
    if line.amount is None:
        return Described(row.name)
    mean = _("%(fte)s fte on average") % {"fte": figure(line.amount)}
    return Described(row.name, " · ".join(filter(None, (mean, _other_hours(row, line.amount, book)))))


def _other_hours(row: Person, mean: float, book: Book) -> str:
    """What he works since a change, where the mean is of before that too."""
    changes = [time for time in row.times[1:] if time.begins_on <= book.until]
    if not changes or changes[-1].fte is None or figure(changes[-1].fte) == figure(mean):
        return ""
    return _("%(fte)s fte since %(day)s") % {
        "fte": figure(changes[-1].fte), "day": written(changes[-1].begins_on, DAY),
    }  # fmt: skip
