"""The search for work: how soon, after whose wish, how often, and how well."""

from collections import Counter

from plek.caseload.choices import MilestoneKind
from plek.employers.choices import Purpose
from plek.engines.fidelity_scoring import Wait
from plek.engines.measures import Period
from plek.fidelity.counting.organisation import led, weeks_worked
from plek.fidelity.counting.preparing import approached_in
from plek.fidelity.counting.tally import Line, Mark, Tally
from plek.fidelity.counting.turns import months, weeks
from plek.fidelity.selectors.rows import Course, Visit
from plek.fidelity.selectors.team_book import Book


def rapid_search(book: Book, period: Period) -> Tally:
    """SE4. From the first meeting to the first face-to-face contact with an employer for that client, whoever of
    us had it."""
    tally = Tally()
    for course in book.open_in(period):
        wait = wait_of(course, period)
        tally.waits.append(wait)
        tally.lines.append(Line("waits", course, Mark.YES if wait.has_ended else Mark.NO, wait.days))
    tally.miss("waits", [course for course in book.courses if course.lacks_first_meeting(period)])
    if book.visits_in(period):
        tally.facts["tracked"] = True
    return tally


def wait_of(course: Course, period: Period) -> Wait:
    """Until the first contact, or until the trajectory or the period ended without one."""
    met = course.first_meeting_on or period.last
    ends = min(period.last, course.ended_on or period.last)
    first = next((v.held_on for v in course.visits if v.is_face_to_face and v.held_on <= ends), None)
    return Wait(max(0, ((first or ends) - met).days), first is not None)


def own_wish(book: Book, period: Period) -> Tally:
    """SE5. A job search plan is up to date when it was reviewed in the period; without any review on record nobody
    knows."""
    tally = Tally()
    for_clients = [visit for visit in book.visits_in(period) if visit.course_id is not None]
    marked = [(visit, visit.fits_wish) for visit in for_clients if visit.fits_wish is not None]
    if for_clients:
        tally.share("contacts_fitting", "contacts_for_clients", marked)
    tally.miss("contacts_fitting", [visit for visit in for_clients if visit.fits_wish is None])
    reviewed = {c.pk for c in book.courses if _is_reviewed(c, period)}
    if reviewed:
        approached = [(c, c.pk in reviewed) for c in approached_in(book, period)]
        tally.share("clients_with_current_plan", "clients_approached", approached)
    return tally


def _is_reviewed(course: Course, period: Period) -> bool:
    days = course.milestones.get(MilestoneKind.PLAN_REVIEWED, ())
    return any(period.first <= day <= period.last for day in days)


def employer_contacts(book: Book, period: Period) -> Tally:
    """SE6. Of specialists only, for a client or in general. The log was gone through in a meeting of the team in
    which job development was discussed and the leader was."""
    tally = Tally()
    if not book.visits_in(period):
        return tally
    counting = [v for v in book.visits_in(period) if v.is_face_to_face and v.decides_on_hiring]
    for person in book.specialists(period):
        own = [visit for visit in counting if visit.member_id == person.pk and person.works_on(visit.held_on)]
        worked = len(weeks_worked(person, period))
        tally.own[person.pk] = {"contacts": float(len(own)), "weeks_worked": float(worked)}
        tally.show("contacts", own)
    if book.sittings(period):
        _count_reviews(tally, book, period)
    return tally


def _count_reviews(tally: Tally, book: Book, period: Period) -> None:
    looked = [s for s in book.sittings(period) if s.has_log_review and s.team_id == book.team.pk]
    held = {s.meeting_id: s for s in led(book, period, looked)}
    days = [sitting.held_on for sitting in held.values()]
    for name, turns in (("weeks", weeks(period)), ("months", months(period))):
        tally.counts |= {name: len(turns), f"{name}_reviewed": len(turns.hit(days))}
    tally.show("weeks_reviewed", held.values())


def contact_quality(book: Book, period: Period) -> Tally:
    """SE7. Signals for a rater: visits are face to face."""
    tally = Tally()
    went = [visit for visit in book.visits_in(period) if visit.is_face_to_face]
    if not went:
        return tally
    times = Counter(visit.employer_id for visit in went)
    tally.counts["employers_visited"] = len(times)
    tally.counts["employers_visited_again"] = sum(n > 1 for n in times.values())
    tally.show("employers_visited", _first_of_each(went))
    tally.count("visits_to_learn", [visit for visit in went if visit.purpose == Purpose.LEARN])
    return tally


def _first_of_each(visits: list[Visit]) -> list[Visit]:
    return list({visit.employer_id: visit for visit in reversed(visits)}.values())
