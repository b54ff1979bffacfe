"""The search for work: how soon, after whose wish, how often, and how well."""

import numpy as np

from plek.caseload.choices import MilestoneKind
from plek.employers.choices import Purpose
from plek.fidelity.counting.events import Events, firsts
from plek.fidelity.counting.look import FACE_TO_FACE, Look
from plek.fidelity.counting.tally import Mark, Sums, Waits
from plek.fidelity.counting.turns import months
from plek.fidelity.selectors.coding import MILESTONES, PURPOSES
from plek.fidelity.selectors.tabling import person_of

YES = 2
"""A visit fits the wish; nought is not said."""


def rapid_search(look: Look) -> Sums:
    """SE4. From the first meeting to the first face-to-face contact with an employer for that client, whoever of
    us had it."""
    sums, courses = Sums(look), look.columns.courses
    waits = sums.waits = waits_of(look)
    sums.show("waits", "courses", waits.course[waits.has_ended], Mark.YES, waits.days[waits.has_ended])
    sums.show("waits", "courses", waits.course[~waits.has_ended], Mark.NO, waits.days[~waits.has_ended])
    sums.miss("waits", "courses", np.flatnonzero(look.lasts_into & (courses.met < 0)))
    sums.facts["tracked"] = look.has_visits
    return sums


def waits_of(look: Look) -> Waits:
    """Until the first contact, or until the trajectory or the period ended without one."""
    courses, visits = look.columns.courses, look.columns.visits
    met = Events(look.visit_keys, look.for_kept & (visits.mode == FACE_TO_FACE))
    first = met.first_of(len(courses.pk))
    rows = np.flatnonzero(look.is_open)
    ends = look.until_end(courses.ended[rows])
    has_ended = first[rows] <= ends
    days = np.maximum(0, np.where(has_ended, first[rows], ends) - courses.met[rows])
    return Waits(rows, days, has_ended)


def own_wish(look: Look) -> Sums:
    """SE5. A job search plan is up to date when it was reviewed in the period; without any review on record nobody
    knows."""
    sums, courses, visits = Sums(look), look.columns.courses, look.columns.visits
    rows = np.flatnonzero(look.visits & (visits.course >= 0))
    said, is_known = visits.fits[rows], look.per_team(visits.team[rows]) > 0
    marked = rows[said > 0]
    sums.share("contacts_fitting", "contacts_for_clients", "visits", marked, visits.fits[marked] == YES, is_known)
    sums.miss("contacts_fitting", "visits", rows[said == 0])
    milestones = look.columns.milestones
    is_review = (milestones.what == MILESTONES.number(MilestoneKind.PLAN_REVIEWED)) & look.holds(milestones.day)
    is_reviewed = np.bincount(milestones.course[is_review], minlength=len(courses.pk)) > 0
    is_reviewed &= look.is_kept
    is_known = look.per_team(courses.team[is_reviewed]) > 0
    approached = np.flatnonzero(look.is_approached & is_known[courses.team])
    sums.share(
        "clients_with_current_plan", "clients_approached", "courses", approached, is_reviewed[approached], is_known
    )
    return sums


def employer_contacts(look: Look) -> Sums:
    """SE6. Of specialists only, for a client or in general. The log was gone through in a meeting of the team in
    which job development was discussed and the leader was."""
    sums, visits, people = Sums(look), look.columns.visits, look.columns.people
    rows = np.flatnonzero(look.visits & (visits.mode == FACE_TO_FACE) & visits.decides)
    person = person_of(people, visits.team[rows], visits.member[rows])
    rows, person = rows[look.by_specialist(person)], person[look.by_specialist(person)]
    worked_then = look.works_on[person, visits.day[rows] - look.first]
    rows, person = rows[worked_then], person[worked_then]
    sums.know_of_each(
        look.is_specialist & look.has_visits[people.team],
        contacts=np.bincount(person, minlength=len(people.pk)), weeks_worked=look.works_in_week.sum(axis=1),
    )  # fmt: skip
    sums.show("contacts", "visits", rows)
    _count_reviews(sums, look)
    return sums


def _count_reviews(sums: Sums, look: Look) -> None:
    sittings, rows = look.columns.sittings, look.sittings
    own = np.array([team.pk for team in look.columns.teams])[look.team_of_sitting[rows]]
    is_review = sittings.has_log_review[rows] & (sittings.of_team[rows] == own) & look.was_led[rows]
    rows = rows[is_review & (sittings.meeting[rows] == rows) & look.has_visits[look.team_of_sitting[rows]]]
    for name, turns in (("weeks", look.weeks), ("months", months(look.period))):
        is_known = look.has_sittings & look.has_visits
        sums.know(name, len(turns), is_known)
        hit = look.distinct_per_team(look.team_of_sitting[rows], turns.of(sittings.day[rows]))
        sums.know(f"{name}_reviewed", hit, is_known)
    sums.show("weeks_reviewed", "sittings", rows)


def contact_quality(look: Look) -> Sums:
    """SE7. Signals for a rater: visits are face to face."""
    sums, visits = Sums(look), look.columns.visits
    rows = np.flatnonzero(look.visits & (visits.mode == FACE_TO_FACE))
    is_known = look.per_team(visits.team[rows]) > 0
    first = firsts(visits.team[rows], visits.employer[rows])
    once, again = rows[first], rows[~first]
    sums.know("employers_visited", look.per_team(visits.team[once]), is_known)
    more = look.distinct_per_team(visits.team[again], visits.employer[again])
    sums.know("employers_visited_again", more, is_known)
    sums.show("employers_visited", "visits", once)
    sums.count("visits_to_learn", "visits", rows[visits.purpose[rows] == PURPOSES.number(Purpose.LEARN)], is_known)
    return sums
