"""Organisation: treatment teams, agencies, the unit, its leader, who comes in, and results shared."""

from collections import Counter
from datetime import date
from statistics import fmean

from plek.caseload.choices import ContactWith, EndReason, MeetingKind, ReferralState, WorkPhase
from plek.engines.measures import Period
from plek.fidelity.counting.staffing import fte_days
from plek.fidelity.counting.tally import Mark, Tally
from plek.fidelity.counting.turns import each_day, later, months, quarters, weeks
from plek.fidelity.selectors.rows import Course, Job, Person, Sitting
from plek.fidelity.selectors.team_book import Book
from plek.organisations.choices import TeamKind

AGENCIES = frozenset({ContactWith.UWV, ContactWith.MUNICIPALITY})
NOT_TREATMENT = frozenset({"", TeamKind.IPS, TeamKind.OFFICE})
SUPERVISION = frozenset({MeetingKind.GROUP_SUPERVISION, MeetingKind.INDIVIDUAL_SUPERVISION})
SEARCHING = frozenset({WorkPhase.SEARCH, WorkPhase.PLACEMENT})
NEW_FOR_MONTHS = 6
"""A specialist is new, and to be mentored in the field, for so long."""


def team_assignment(book: Book, period: Period) -> Tally:
    """OR1. Clients whom a specialist guided on a day of the period, each once."""
    tally = Tally()
    for person in book.specialists(period):
        own = {c.client_id: c for c in book.open_in(period) if _guides(c, person, period)}
        teams = Counter(course.treatment_team_id for course in own.values())
        two = {team for team, _ in sorted(teams.items(), key=lambda pair: (-pair[1], pair[0]))[:2]}
        inside = [course for course in own.values() if course.treatment_team_id in two]
        tally.own[person.pk] = {"caseload_of_two_teams": float(len(inside)), "caseload": float(len(own))}
        tally.show("caseload_of_two_teams", inside, Mark.YES)
        tally.show("caseload_of_two_teams", [c for c in own.values() if c not in inside], Mark.NO)
    return tally


def _guides(course: Course, person: Person, period: Period) -> bool:
    return any(who == person.pk and span.meets(period) for who, span in course.guides)


def team_contact(book: Book, period: Period) -> Tally:
    """OR2. Only with meetings on record: without any, nobody knows who was where. Raising work for a client
    without a referral leaves no record."""
    tally, turns = Tally(), weeks(period)
    if not book.sittings(period):
        return tally
    attended = total = 0
    for person in book.specialists(period):
        worked = weeks_worked(person, period)
        sat = [s for s in person.sittings if is_treatment_meeting(s) and turns.of(s.held_on) in worked]
        attended += len(turns.hit(s.held_on for s in sat))
        total += len(worked)
        tally.show("weeks_in_meeting", sat)
    tally.counts = {"weeks_in_meeting": float(attended), "weeks_worked_in_team": float(total)}
    return tally


def is_treatment_meeting(sitting: Sitting) -> bool:
    return sitting.kind == MeetingKind.TEAM and sitting.team_kind not in NOT_TREATMENT


def weeks_worked(person: Person, period: Period) -> set[int]:
    """The weeks with a day on which one worked for the team and was not away."""
    turns = weeks(period)
    return {n for n in range(len(turns)) if any(person.is_there_on(day) for day in turns.days(n))}


def agency_contacts(book: Book, period: Period) -> Tally:
    """OR3. Contacts about a client of the team that took place, in any way; only where contacts are logged."""
    tally = Tally()
    every = book.talks(period)
    held = [talk for talk in every if talk.held_with in AGENCIES and not talk.was_missed]
    days, met = [t.held_on for t in held], [t.held_on for t in held if t.is_face_to_face]
    if every:
        for name, turns in (("weeks", weeks(period)), ("months", months(period)), ("quarters", quarters(period))):
            tally.counts[name] = len(turns)
            tally.counts[f"{name}_with_contact"] = len(turns.hit(days))
            if name != "weeks":
                tally.counts[f"{name}_face_to_face"] = len(turns.hit(met))
    tally.show("weeks_with_contact", held)
    return tally


def unit(book: Book, period: Period) -> Tally:
    """OR4. Full-time is an fte of 1 on the last day; meetings only where they are on record."""
    tally = Tally()
    here = [p for p in book.specialists(period) if p.works_on(period.last)]
    full = [person for person in here if person.fte is not None and person.fte >= 1]
    if len(full) > 1 or all(person.fte is not None for person in here):
        tally.count("full_time_specialists", full)
    tally.miss("full_time_specialists", [person for person in here if person.fte is None])
    if len([p for p in book.leaders(period) if p.works_on(period.last)]) == 1:
        tally.facts["one_leader"] = True
    if book.sittings(period):
        _count_supervision(tally, book, period)
    return tally


def _count_supervision(tally: Tally, book: Book, period: Period) -> None:
    in_weeks, in_months = weeks(period), months(period)
    every = led(book, period, meetings(book, period, SUPERVISION))
    groups = [s for s in every if s.kind == MeetingKind.GROUP_SUPERVISION]
    a_month = Counter(in_months.of(s.held_on) for s in groups)
    tally.counts |= {
        "weeks": len(in_weeks), "weeks_with_group": len(in_weeks.hit(s.held_on for s in groups)),
        "weeks_with_discussion": len(in_weeks.hit(s.held_on for s in every)),
        "months": len(in_months), "months_with_two_groups": sum(n > 1 for n in a_month.values()),
    }  # fmt: skip
    tally.show("weeks_with_group", groups)
    tally.show("weeks_with_discussion", [s for s in every if s not in groups])


def meetings(book: Book, period: Period, kinds: frozenset[MeetingKind]) -> list[Sitting]:
    """Meetings of these kinds at which someone of the team was, each once, and not those of other teams."""
    held = [s for s in book.sittings(period) if s.kind in kinds and s.team_id in (None, book.team.pk)]
    return sorted({s.meeting_id: s for s in held}.values(), key=lambda s: (s.held_on, s.meeting_id))


def led(book: Book, period: Period, held: list[Sitting]) -> list[Sitting]:
    """Of these, the ones at a meeting where a leader of the team was."""
    there = {sitting.meeting_id for person in book.leaders(period) for sitting in person.sittings}
    return [sitting for sitting in held if sitting.meeting_id in there]


def leader_role(book: Book, period: Period) -> Tally:
    """OR5. Specialists who are new are to be mentored; who struggles is not on record, so without a new one this
    stays open. Treatment teams are those of the clients."""
    tally, leaders = Tally(), book.leaders(period)
    every = each_day(period)
    tally.counts["specialists"] = fmean(
        sum(p.works_on(day) for p in book.people if not p.is_leader) for day in every
    )
    if leaders and all(person.fte is not None for person in leaders):
        of_each = [fte_days(p, [day for day in every if p.works_on(day)]) for p in leaders]
        tally.counts["leader_fte"] = sum(of_each) / len(every)
        tally.show("leader_fte", leaders)
    tally.miss("leader_fte", [person for person in leaders if person.fte is None])
    if book.sittings(period):
        _count_leading(tally, book, period, leaders)
    return tally


def _count_leading(tally: Tally, book: Book, period: Period, leaders: list[Person]) -> None:
    in_weeks, in_quarters = weeks(period), quarters(period)
    sessions = led(book, period, meetings(book, period, SUPERVISION))
    results = led(book, period, meetings(book, period, frozenset({MeetingKind.RESULTS})))
    teams = {course.treatment_team_id for course in book.open_in(period)}
    visited = [s for p in leaders for s in p.sittings if is_treatment_meeting(s) and s.team_id in teams]
    pairs = {(s.team_id, turn) for s in visited if (turn := in_quarters.of(s.held_on)) is not None}
    tally.counts |= {
        "weeks": len(in_weeks), "weeks_with_supervision": len(in_weeks.hit(s.held_on for s in sessions)),
        "team_quarters": len(teams) * len(in_quarters), "team_quarters_attended": len(pairs),
        "quarters": len(in_quarters), "quarters_with_results": len(in_quarters.hit(s.held_on for s in results)),
    }  # fmt: skip
    tally.show("weeks_with_supervision", sessions)
    tally.show("team_quarters_attended", [s for s in visited if in_quarters.of(s.held_on) is not None])
    tally.show("quarters_with_results", results)
    _count_mentoring(tally, book, period)


def _count_mentoring(tally: Tally, book: Book, period: Period) -> None:
    turns, due, done = months(period), 0, 0
    for person in book.specialists(period):
        new = {n for n in range(len(turns)) if _is_new(person, turns.days(n)[0], turns.days(n)[-1])}
        mentored = [
            s for s in person.sittings
            if s.kind == MeetingKind.FIELD_MENTORING and turns.of(s.held_on) in new
        ]  # fmt: skip
        due, done = due + len(new), done + len(turns.hit(s.held_on for s in mentored))
        tally.show("months_mentored", mentored)
    if due:
        tally.counts |= {"months_to_mentor": due, "months_mentored": done}


def _is_new(person: Person, first: date, last: date) -> bool:
    """In the whole of these days he works here, and began less than so many months ago."""
    since = min(span.begins_on for span in person.here)
    return since <= first and last < later(since, NEW_FOR_MONTHS)


def zero_exclusion(book: Book, period: Period) -> Tally:
    """OR6. Signals for a rater. Helped to a next job: searching, an employer contact or a new job after it."""
    tally = Tally()
    asked = [r for r in book.requests if period.first <= r.referred_on <= period.last]
    tally.share("referrals_declined", "referrals", [(r, r.state == ReferralState.DECLINED) for r in asked])
    tally.counts["referral_sources"] = len({request.source for request in asked})
    tally.count(
        "closed_without_contact",
        [c for c in book.courses if c.ended_in(period) and c.end_reason == EndReason.NO_CONTACT],
    )
    ended = [(c, job) for c in book.courses for job in c.jobs if job_ended_in(job, period)]
    tally.share("helped_to_next_job", "job_ends", [(job, _is_helped(c, job, period)) for c, job in ended])
    return tally


def job_ended_in(job: Job, period: Period) -> bool:
    return job.ended_on is not None and period.first <= job.ended_on <= period.last and not job.is_placement


def _is_helped(course: Course, job: Job, period: Period) -> bool:
    after = job.ended_on or period.last
    days = [t.held_on for t in course.talks if t.work_phase in SEARCHING and not t.was_missed]
    days += [visit.held_on for visit in course.visits]
    days += [other.started_on for other in course.jobs if other.pk != job.pk]
    return any(after <= day <= period.last for day in days)


def focus_on_work(book: Book, period: Period) -> Tally:
    """OR7. A results meeting is where the employment rate is shared; the work question at intake and reviews
    stands in the treatment record and is not on record here."""
    tally = Tally()
    if book.sittings(period):
        turns = quarters(period)
        results = meetings(book, period, frozenset({MeetingKind.RESULTS}))
        tally.counts = {"quarters": len(turns), "quarters_with_rate": len(turns.hit(s.held_on for s in results))}
        tally.show("quarters_with_rate", results)
    return tally
