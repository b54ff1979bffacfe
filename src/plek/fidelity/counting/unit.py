"""The unit and its leader: who is there, who meets, who is coached."""

import numpy as np

from plek.caseload.choices import MeetingKind
from plek.fidelity.counting.events import distinct
from plek.fidelity.counting.look import Look
from plek.fidelity.counting.organisation import led, treatment_meetings
from plek.fidelity.counting.tally import Sums
from plek.fidelity.counting.turns import Turns, later, months, quarters
from plek.fidelity.selectors.coding import MEETINGS
from plek.fidelity.selectors.columns import FAR, Flags, Floats, Ints

GROUP = (MeetingKind.GROUP_SUPERVISION,)
SUPERVISION = (*GROUP, MeetingKind.INDIVIDUAL_SUPERVISION)
NEW_FOR_MONTHS = 6
"""A specialist is new, and to be mentored in the field, for so long."""


def unit(look: Look) -> Sums:
    """OR4. Full-time is an fte of 1 on the last day; meetings only where they are on record."""
    sums, people = Sums(look), look.columns.people
    here = look.is_specialist & look.works_on[:, -1]
    fte = look.fte_on[:, -1]
    full, lacks = here & (fte >= 1), here & np.isnan(fte)
    is_known = (look.per_team(people.team[full]) > 1) | (look.per_team(people.team[lacks]) == 0)
    sums.count("full_time_specialists", "people", np.flatnonzero(full), is_known)
    sums.miss("full_time_specialists", "people", np.flatnonzero(lacks))
    leads = look.is_leader & look.works_on[:, -1]
    sums.facts["one_leader"] = look.per_team(people.team[leads]) == 1
    _count_supervision(sums, look)
    return sums


def _count_supervision(sums: Sums, look: Look) -> None:
    sittings, in_months = look.columns.sittings, months(look.period)
    groups, every = led(look, GROUP), led(look, SUPERVISION)
    key = look.team_of_sitting[groups] * len(in_months) + in_months.of(sittings.day[groups])
    a_month = np.bincount(key, minlength=look.teams * len(in_months)).reshape(look.teams, len(in_months))
    found: dict[str, Floats | Ints | int] = {
        "weeks": len(look.weeks), "weeks_with_group": _turns_hit(look, groups, look.weeks),
        "weeks_with_discussion": _turns_hit(look, every, look.weeks), "months": len(in_months),
        "months_with_two_groups": (a_month > 1).sum(axis=1),
    }  # fmt: skip
    for code, counts in found.items():
        sums.know(code, counts, look.has_sittings)
    sums.show("weeks_with_group", "sittings", groups)
    sums.show("weeks_with_discussion", "sittings", np.setdiff1d(every, groups))


def _turns_hit(look: Look, rows: Ints, turns: Turns) -> Floats:
    """In how many turns each team has one of these sittings."""
    return look.distinct_per_team(look.team_of_sitting[rows], turns.of(look.columns.sittings.day[rows]))


def leader_role(look: Look) -> Sums:
    """OR5. Specialists who are new are to be mentored; who struggles is not on record, so without a new one this
    stays open. Treatment teams are those of the clients."""
    sums, people, days = Sums(look), look.columns.people, look.period.days
    worked = np.where(people.is_leader, 0, look.works_on.sum(axis=1))
    sums.know("specialists", look.per_team(people.team, worked) / days)
    leaders, lacks = look.is_leader, look.is_leader & np.isnan(look.mean_fte)
    is_known = (look.per_team(people.team[leaders]) > 0) & (look.per_team(people.team[lacks]) == 0)
    rows = np.flatnonzero(leaders & is_known[people.team])
    sums.know("leader_fte", look.per_team(people.team[rows], look.mean_fte[rows]), is_known)
    sums.show("leader_fte", "people", rows)
    sums.miss("leader_fte", "people", np.flatnonzero(lacks))
    _count_leading(sums, look)
    _count_mentoring(sums, look)
    return sums


def _count_leading(sums: Sums, look: Look) -> None:
    sessions, results = led(look, SUPERVISION), led(look, (MeetingKind.RESULTS,))
    visited, pairs, teams = _visited_teams(look)
    in_quarters = quarters(look.period)
    found: dict[str, Floats | Ints | int] = {
        "weeks": len(look.weeks), "weeks_with_supervision": _turns_hit(look, sessions, look.weeks),
        "team_quarters": teams * len(in_quarters), "team_quarters_attended": pairs, "quarters": len(in_quarters),
        "quarters_with_results": _turns_hit(look, results, in_quarters),
    }  # fmt: skip
    for code, counts in found.items():
        sums.know(code, counts, look.has_sittings)
    sums.show("weeks_with_supervision", "sittings", sessions)
    sums.show("team_quarters_attended", "sittings", visited)
    sums.show("quarters_with_results", "sittings", results)


def _visited_teams(look: Look) -> tuple[Ints, Floats, Floats]:
    """Sittings of leaders with treatment teams of the clients; in how many quarters of them; how many teams."""
    courses, sittings, in_quarters = look.columns.courses, look.columns.sittings, quarters(look.period)
    team, treating = distinct(courses.team[look.is_open], courses.treatment_team[look.is_open])
    rows = look.sittings[treatment_meetings(look, look.sittings)]
    rows = rows[look.is_leader[sittings.person[rows]]]
    size = int(max(treating.max(initial=0), sittings.of_team.max(initial=0))) + 2
    own = look.team_of_sitting[rows]
    rows = rows[np.isin(own * size + sittings.of_team[rows] + 1, team * size + treating + 1)]
    quarter = in_quarters.of(sittings.day[rows])
    attended = look.distinct_per_team(look.team_of_sitting[rows], sittings.of_team[rows], quarter)
    return rows, attended, look.per_team(team)


def _count_mentoring(sums: Sums, look: Look) -> None:
    sittings, people, turns = look.columns.sittings, look.columns.people, months(look.period)
    is_new = _is_new(look, turns)
    rows = look.sittings[sittings.kind[look.sittings] == MEETINGS.number(MeetingKind.FIELD_MENTORING)]
    month = turns.of(sittings.day[rows])
    mentored = is_new[sittings.person[rows], month] & look.has_sittings[look.team_of_sitting[rows]]
    rows, month = rows[mentored], month[mentored]
    due = look.per_team(people.team, is_new.sum(axis=1))
    who, _ = distinct(sittings.person[rows], month)
    sums.know("months_to_mentor", due, look.has_sittings & (due > 0))
    sums.know("months_mentored", look.per_team(people.team[who]), look.has_sittings & (due > 0))
    sums.show("months_mentored", "sittings", rows)


def _is_new(look: Look, turns: Turns) -> Flags:
    """Of each specialist each month: he works here in the whole of it, and began less than so long ago."""
    since = np.full(len(look.columns.people.pk), FAR)
    np.minimum.at(since, look.columns.here.owner, look.columns.here.begins)
    until = later(since, NEW_FOR_MONTHS)
    is_new = (since[:, None] <= turns.begins) & (turns.last_days < until[:, None])
    return is_new & look.is_specialist[:, None]
