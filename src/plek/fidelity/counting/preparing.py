"""Before the job: benefits, openness and the career profile."""

import numpy as np

from plek.caseload.choices import Benefit, MilestoneKind, Topic
from plek.employment.choices import Openness
from plek.fidelity.counting.events import Events, keys_of, once
from plek.fidelity.counting.look import Look
from plek.fidelity.counting.tally import Mark, Sums
from plek.fidelity.selectors.coding import BENEFITS, MILESTONES, OPENNESS, TOPICS
from plek.fidelity.selectors.columns import Flags, Ints, stretched
from plek.fidelity.selectors.tabling import MEMBERS

DUE_AGAIN = 60
"""About two months, in days, without a job after a talk about openness."""
PROFILE_DUE = 30
NO_BENEFIT, NOT_ASKED = BENEFITS.number(Benefit.NONE), BENEFITS.number("")


def benefits_planning(look: Look) -> Sums:
    """SE1. Told: a contact with the client about benefits, or benefits counselling, before the start or on that
    day. Advised: such a contact, or a conversation rounded off, by who stood in the register of advisers then;
    without a register that is not known."""
    sums, jobs, courses = Sums(look), look.columns.jobs, look.columns.courses
    starts = np.flatnonzero(look.of_kept & jobs.is_competitive & look.holds(jobs.starts))
    known = starts[_has_benefit(look)[jobs.course[starts]]]

    def by_the_start(events: Events) -> Flags:
        return events.first_of(len(courses.pk))[jobs.course[known]] <= jobs.starts[known]

    told_before = by_the_start(told(look, Topic.BENEFIT, MilestoneKind.BENEFITS_ADVICE))
    sums.share("starts_told", "starts", "jobs", known, told_before)
    has_register = look.per_team(look.columns.advisers.team) > 0
    for part, as_planner in (("starts_advised_trained", False), ("starts_advised_planner", True)):
        advised = by_the_start(_advised(look, as_planner=as_planner))
        sums.part(part, "jobs", known, advised, has_register)
    changes = _changes_in(look)
    _count_changes(sums, look, changes, has_register)
    asked = once(np.concatenate([jobs.course[starts], jobs.course[look.columns.changes.job[changes]]]))
    sums.miss("starts_told", "courses", asked[courses.benefit[asked] == NOT_ASKED])
    return sums


def _has_benefit(look: Look) -> Flags:
    """Of each trajectory; not where nobody asked."""
    benefit = look.columns.courses.benefit
    return (benefit != NOT_ASKED) & (benefit != NO_BENEFIT)


def _changes_in(look: Look) -> Ints:
    """Rows of changes of competitive jobs, while they lasted."""
    changes, jobs = look.columns.changes, look.columns.jobs
    lasted = (jobs.starts[changes.job] <= changes.day) & (changes.day <= jobs.ended[changes.job])
    is_of_work = look.of_kept[changes.job] & jobs.is_competitive[changes.job]
    return np.flatnonzero(look.holds(changes.day) & lasted & is_of_work)


def _count_changes(sums: Sums, look: Look, rows: Ints, has_register: Flags) -> None:
    """Advised anew: after the hours and pay that held before had begun, and by the day of the change. Without any
    change on record, ever, nobody knows."""
    changes, jobs = look.columns.changes, look.columns.jobs
    is_known = look.per_team(look.team_of_change[look.of_kept[changes.job]]) > 0
    rows = rows[_has_benefit(look)[jobs.course[changes.job[rows]]]]
    sums.know("hours_changes", look.per_team(look.team_of_change[rows]), is_known)
    course = jobs.course[changes.job[rows]]
    advised = _advised(look, as_planner=True).between(course, changes.since[rows] + 1, changes.day[rows]) > 0
    sums.part("hours_changes_advised", "changes", rows, advised, is_known & has_register)
    sums.show("hours_changes", "changes", rows[~has_register[look.team_of_change[rows]]])


def about(look: Look, topic: Topic) -> Flags:
    """Contacts with the client in which this was talked through."""
    bit = 1 << TOPICS.number(topic)
    return look.with_client & (look.columns.talks.topics & bit > 0)


def told(look: Look, topic: Topic, milestone: MilestoneKind) -> Events:
    """The days on which something was talked through with the client, each once."""
    milestones = look.columns.milestones
    rows, is_kind = about(look, topic), milestones.what == MILESTONES.number(milestone)
    marked = keys_of(milestones.course[is_kind], milestones.day[is_kind])
    return Events(once(np.concatenate([look.talk_keys[rows], marked])))


def _advised(look: Look, *, as_planner: bool) -> Events:
    """The days on which an adviser of the register talked with the client about benefits, or rounded off a
    conversation about them."""
    talks, advice, rows = look.columns.talks, look.columns.advice, about(look, Topic.BENEFIT)
    course = np.concatenate([talks.course[rows], advice.course])
    member = np.concatenate([talks.member[rows], advice.what])
    day = np.concatenate([talks.day[rows], advice.day])
    return Events(keys_of(course, day), _is_adviser(look, course, member, day, as_planner=as_planner))


def _is_adviser(look: Look, course: Ints, member: Ints, day: Ints, *, as_planner: bool) -> Flags:
    """Did this person stand in the register of the team on a day, as a planner if that is asked?"""
    advisers = look.columns.advisers
    key = advisers.team * MEMBERS + advisers.member
    order = np.argsort(key, kind="stable")
    asked = look.columns.courses.team[course] * MEMBERS + member
    event, place = stretched(*(np.searchsorted(key[order], asked, side) for side in ("left", "right")))
    row = order[place]
    holds = (advisers.begins[row] <= day[event]) & (day[event] < advisers.ends[row])
    holds &= advisers.is_planner[row] | (not as_planner)
    return np.bincount(event[holds], minlength=len(course)) > 0


def openness(look: Look) -> Sums:
    """SE2. The first employer contact for a client is the first ever; the wording is not on record, nor is trouble
    at work."""
    sums, jobs, size = Sums(look), look.columns.jobs, len(look.columns.courses.pk)
    talked = told(look, Topic.OPENNESS, MilestoneKind.OPENNESS_TALK)
    first_talk, approached = talked.first_of(size), np.flatnonzero(look.is_approached)
    first_visit = Events(look.visit_keys, look.for_kept).first_of(size)
    before = first_talk[approached] <= first_visit[approached]
    sums.share("clients_talked_before", "clients_approached", "courses", approached, before)
    sums.count("clients_talked", "courses", np.flatnonzero(look.is_open & (first_talk <= look.last)))
    due = np.flatnonzero(_is_due_again(look, first_talk))
    times = talked.between(due, 0, look.last)
    sums.share("clients_talked_again", "clients_due_again", "courses", due, times > 1)
    silent = look.jobs_held & (jobs.openness == OPENNESS.number(Openness.NOBODY)) & ~jobs.is_placement
    sums.facts["not_required"] = look.per_team(look.team_of_job[silent]) > 0
    sums.show("clients_talked", "jobs", np.flatnonzero(silent))
    return sums


def _is_due_again(look: Look, first_talk: Ints) -> Flags:
    """Of every trajectory: no job came within 60 days after the first talk, and they are over."""
    courses, jobs = look.columns.courses, look.columns.jobs
    until = first_talk + DUE_AGAIN
    worked = (jobs.starts <= until[jobs.course]) & (jobs.ended >= first_talk[jobs.course]) & ~jobs.is_placement
    has_worked = np.bincount(jobs.course[worked], minlength=len(until)) > 0
    return look.is_open & (until <= look.last) & (courses.ended >= until) & ~has_worked


def career_profile(look: Look) -> Sums:
    """SE3. A profile is a career profile marked as ready, and a new version the same mark after the event. Without
    any such mark nobody knows, and the clients are only listed. Sources are not on record."""
    sums, courses, milestones = Sums(look), look.columns.courses, look.columns.milestones
    is_ready = milestones.what == MILESTONES.number(MilestoneKind.PROFILE_READY)
    is_ready &= (milestones.day <= look.last) & look.is_kept[milestones.course]
    latest = Events(keys_of(milestones.course, milestones.day), is_ready).last_of(len(courses.pk))
    is_known = look.per_team(courses.team[milestones.course[is_ready]]) > 0
    past = np.flatnonzero(look.is_open & (look.until_end(courses.ended) - courses.met > PROFILE_DUE))
    unknown = past[~is_known[courses.team[past]]]
    sums.show("clients_with_profile", "courses", unknown, Mark.NO)
    sums.share("clients_with_profile", "clients_past_start", "courses", past, latest[past] >= 0, is_known)
    _count_updates(sums, look, latest, is_known)
    return sums


def _count_updates(sums: Sums, look: Look, latest: Ints, is_known: Flags) -> None:
    """Starts and ends of jobs, each an event."""
    jobs = look.columns.jobs
    is_job = look.of_kept & ~jobs.is_placement
    starts = np.flatnonzero(is_job & look.holds(jobs.starts))
    ends = np.flatnonzero(is_job & look.holds(jobs.ended))
    rows, days = np.concatenate([starts, ends]), np.concatenate([jobs.starts[starts], jobs.ended[ends]])
    is_updated = latest[jobs.course[rows]] >= days
    sums.share("job_events_with_update", "job_events", "jobs", rows, is_updated, is_known)
