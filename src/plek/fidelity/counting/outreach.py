"""Out of the office, and after who does not come."""

from collections.abc import Iterable
from datetime import timedelta

from plek.caseload.choices import ContactWith, EndReason, Setting
from plek.engines.measures import Period
from plek.fidelity.counting.tally import Line, Mark, Tally
from plek.fidelity.selectors.rows import Course, Talk, Week
from plek.fidelity.selectors.team_book import Book

FOLLOWED_WITHIN = timedelta(days=14)
OUTSIDE = frozenset({Setting.HOME, Setting.WORKPLACE, Setting.OUTDOORS})


def hours_outside(book: Book, period: Period) -> Tally:
    """SE13. The hours of a week are those for support and other work together; a week that lacks a figure, or has
    more hours outside than in all, is left out."""
    tally = Tally()
    for person in book.specialists(period):
        weeks = [week for week in person.weeks if period.first <= week.monday <= period.last]
        entered = [week for week in weeks if _is_complete(week)]
        if weeks:
            tally.own[person.pk] = {
                "hours_outside": float(sum(week.outside or 0 for week in entered)),
                "hours_scheduled": float(sum(week.all or 0 for week in entered)),
            }
        tally.lines += [Line("hours_outside", week, Mark.COUNTS, float(week.outside or 0)) for week in entered]
        tally.miss("hours_outside", [week for week in weeks if not _is_complete(week)])
    return tally


def _is_complete(week: Week) -> bool:
    return week.all is not None and week.outside is not None and week.outside <= week.all


def engagement(book: Book, period: Period) -> Tally:
    """SE14. Followed: another contact with or attempt to reach the client within 14 days. What members of the
    treatment team do by themselves is not on record."""
    tally = Tally()
    every = book.talks(period)
    if not every:
        return tally
    closed = [c for c in book.courses if c.ended_in(period) and c.end_reason == EndReason.NO_CONTACT]
    tally.count("closed_for_missed_visits", closed)
    missed = [(c, talk) for c in book.courses for talk in _each_once(t for t in c.talks if _is_missed(t, period))]
    tally.share("no_shows_followed", "no_shows", [(talk, _is_followed(c, talk)) for c, talk in missed])
    stayed_away = {course.pk for course, _ in missed}
    tally.count("visits_outside", _each_once(
        t for t in every if t.course_id in stayed_away and t.is_meeting and t.setting in OUTSIDE
    ))  # fmt: skip
    tally.count("joint_visits", _joint_visits(every))
    family = _each_once(t for t in every if t.held_with == ContactWith.FAMILY and not t.was_missed)
    tally.count("family_contacts", family)
    return tally


def _each_once(talks: Iterable[Talk]) -> list[Talk]:
    """One row of each contact, also where several of us were."""
    return list({talk.occasion: talk for talk in talks}.values())


def _joint_visits(every: list[Talk]) -> list[Talk]:
    """Of each visit to a client at which someone of us and someone of the treatment team were, the contact of one
    of us."""
    went = [talk for talk in every if talk.visit and talk.is_meeting]
    treated = {talk.visit for talk in went if talk.is_of_treatment}
    return _each_once(talk for talk in went if talk.visit in treated and not talk.is_of_treatment)


def _is_missed(talk: Talk, period: Period) -> bool:
    with_client = talk.held_with == ContactWith.CLIENT and talk.was_missed
    return with_client and period.first <= talk.held_on <= period.last


def _is_followed(course: Course, missed: Talk) -> bool:
    return any(
        talk.occasion != missed.occasion and talk.held_with == ContactWith.CLIENT
        and missed.held_on <= talk.held_on <= missed.held_on + FOLLOWED_WITHIN
        for talk in course.talks
    )  # fmt: skip
