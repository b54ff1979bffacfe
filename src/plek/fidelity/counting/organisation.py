"""Organisation: treatment teams, agencies, who comes in, and results shared."""

from collections.abc import Collection

import numpy as np

from plek.caseload.choices import ContactWith, EndReason, MeetingKind, ReferralState, WorkPhase
from plek.fidelity.counting.events import Events, distinct, firsts, keys_of
from plek.fidelity.counting.look import FACE_TO_FACE, Look
from plek.fidelity.counting.tally import Mark, Sums
from plek.fidelity.counting.turns import months, quarters
from plek.fidelity.selectors.coding import END_REASONS, HELD_WITH, MEETINGS, PHASES, STATES, TEAM_KINDS
from plek.fidelity.selectors.columns import UNKNOWN, Flags, Ints
from plek.organisations.choices import TeamKind

IS_AGENCY = HELD_WITH.among(ContactWith.UWV, ContactWith.MUNICIPALITY)
IS_TREATING = ~TEAM_KINDS.among("", TeamKind.IPS, TeamKind.OFFICE)
IS_SEARCHING = PHASES.among(WorkPhase.SEARCH, WorkPhase.PLACEMENT)
NO_CONTACT, DECLINED = END_REASONS.number(EndReason.NO_CONTACT), STATES.number(ReferralState.DECLINED)


def team_assignment(look: Look) -> Sums:
    """OR1. Clients whom a specialist guided on a day of the period, each once."""
    sums, courses, guides = Sums(look), look.columns.courses, look.columns.guides
    size = len(look.columns.people.pk)
    person, course = distinct(guides.person[look.guides_meeting], guides.course[look.guides_meeting])
    is_last = firsts(person[::-1], courses.client[course[::-1]])[::-1]
    person, course = person[is_last], course[is_last]
    is_inside = _of_two_teams(person, courses.treatment_team[course])
    sums.know_of_each(
        look.is_specialist, caseload=np.bincount(person, minlength=size),
        caseload_of_two_teams=np.bincount(person[is_inside], minlength=size),
    )  # fmt: skip
    sums.show("caseload_of_two_teams", "courses", course[is_inside], Mark.YES)
    sums.show("caseload_of_two_teams", "courses", course[~is_inside], Mark.NO)
    return sums


def _of_two_teams(person: Ints, team: Ints) -> Flags:
    """Whether each client is of one of the two teams with which his specialist has most; of equals the first."""
    teams, number = np.unique(team, return_inverse=True)
    size = len(teams) + 1
    pairs, pair, count = np.unique(person * size + number, return_inverse=True, return_counts=True)
    whose = pairs // size
    ranked = np.lexsort((pairs, -count, whose))
    place = np.arange(len(pairs)) - np.searchsorted(whose[ranked], whose[ranked], "left")
    is_chosen = np.zeros(len(pairs), np.bool_)
    is_chosen[ranked] = place < 2
    return is_chosen[pair]


def team_contact(look: Look) -> Sums:
    """OR2. Only with meetings on record: without any, nobody knows who was where. Raising work for a client
    without a referral leaves no record."""
    sums, sittings, people = Sums(look), look.columns.sittings, look.columns.people
    rows = look.sittings[treatment_meetings(look, look.sittings)]
    rows = rows[look.is_specialist[sittings.person[rows]]]
    week = look.weeks.of(sittings.day[rows])
    in_week = look.works_in_week[sittings.person[rows], week]
    rows, week = rows[in_week], week[in_week]
    who, _ = distinct(sittings.person[rows], week)
    worked = np.where(look.is_specialist, look.works_in_week.sum(axis=1), 0)
    sums.know("weeks_in_meeting", look.per_team(people.team[who]), look.has_sittings)
    sums.know("weeks_worked_in_team", look.per_team(people.team, worked), look.has_sittings)
    sums.show("weeks_in_meeting", "sittings", rows)
    return sums


def treatment_meetings(look: Look, rows: Ints) -> Flags:
    """Which of these sittings are at the meeting of a treatment team."""
    sittings = look.columns.sittings
    is_team_meeting = sittings.kind[rows] == MEETINGS.number(MeetingKind.TEAM)
    return is_team_meeting & IS_TREATING[sittings.team_kind[rows]]


def agency_contacts(look: Look) -> Sums:
    """OR3. Contacts about a client of the team that took place, in any way; only where contacts are logged."""
    sums, talks = Sums(look), look.columns.talks
    rows = np.flatnonzero(look.talks & IS_AGENCY[talks.held_with] & ~talks.was_missed)
    met = rows[talks.mode[rows] == FACE_TO_FACE]
    teams = look.team_of_talk
    turns = {"weeks": look.weeks, "months": months(look.period), "quarters": quarters(look.period)}
    for name, parts in turns.items():
        sums.know(name, len(parts), look.has_talks)
        hit = look.distinct_per_team(teams[rows], parts.of(talks.day[rows]))
        sums.know(f"{name}_with_contact", hit, look.has_talks)
        if name != "weeks":
            hit = look.distinct_per_team(teams[met], parts.of(talks.day[met]))
            sums.know(f"{name}_face_to_face", hit, look.has_talks)
    sums.show("weeks_with_contact", "talks", rows)
    return sums


def zero_exclusion(look: Look) -> Sums:
    """OR6. Signals for a rater. Helped to a next job: searching, an employer contact or a new job after it."""
    sums, requests, courses = Sums(look), look.columns.requests, look.columns.courses
    asked = np.flatnonzero(look.holds(requests.day))
    sums.share("referrals_declined", "referrals", "requests", asked, requests.state[asked] == DECLINED)
    sums.know("referral_sources", look.distinct_per_team(requests.team[asked], requests.source[asked]))
    closed = look.course_ended & (courses.end_reason == NO_CONTACT)
    sums.count("closed_without_contact", "courses", np.flatnonzero(closed))
    ended = np.flatnonzero(look.jobs_ended)
    sums.share("helped_to_next_job", "job_ends", "jobs", ended, _helped(look)[ended])
    return sums


def _helped(look: Look) -> Flags:
    """Of every job: whether the search went on from its end until the end of the period."""
    talks, jobs = look.columns.talks, look.columns.jobs
    searched = Events(look.talk_keys, IS_SEARCHING[talks.work_phase] & ~talks.was_missed)
    went = Events(look.visit_keys, look.for_kept)
    began = Events(keys_of(jobs.course, jobs.starts))
    found = [events.between(jobs.course, jobs.ended, look.last) for events in (searched, went, began)]
    itself = (jobs.starts >= jobs.ended) & (jobs.starts <= look.last)
    return sum(found) - itself > 0


def focus_on_work(look: Look) -> Sums:
    """OR7. A results meeting is where the employment rate is shared; the work question at intake and reviews
    stands in the treatment record and is not on record here."""
    sums, sittings, turns = Sums(look), look.columns.sittings, quarters(look.period)
    results = meetings(look, (MeetingKind.RESULTS,))
    hit = look.distinct_per_team(look.team_of_sitting[results], turns.of(sittings.day[results]))
    sums.know("quarters", len(turns), look.has_sittings)
    sums.know("quarters_with_rate", hit, look.has_sittings)
    sums.show("quarters_with_rate", "sittings", results)
    return sums


def led(look: Look, kinds: Collection[MeetingKind]) -> Ints:
    """Of these meetings the ones where a leader of the team was."""
    rows = meetings(look, kinds)
    return rows[look.was_led[rows]]


def meetings(look: Look, kinds: Collection[MeetingKind]) -> Ints:
    """Meetings of these kinds at which someone of the team was, each once, and not those of other teams."""
    sittings, rows = look.columns.sittings, look.sittings
    own = np.array([team.pk for team in look.columns.teams])[look.team_of_sitting[rows]]
    is_own = (sittings.of_team[rows] == UNKNOWN) | (sittings.of_team[rows] == own)
    is_one = sittings.meeting[rows] == rows
    return rows[is_own & is_one & MEETINGS.among(*kinds)[sittings.kind[rows]]]
