"""Out of the office, and after who does not come."""

import numpy as np

from plek.caseload.choices import ContactWith, Setting
from plek.fidelity.counting.events import Events, keys_of
from plek.fidelity.counting.look import CLIENT, Look
from plek.fidelity.counting.organisation import NO_CONTACT
from plek.fidelity.counting.tally import Sums
from plek.fidelity.selectors.coding import HELD_WITH, SETTINGS
from plek.fidelity.selectors.columns import Flags, Ints

FOLLOWED_WITHIN = 14
"""Days."""
IS_OUTSIDE = SETTINGS.among(Setting.HOME, Setting.WORKPLACE, Setting.OUTDOORS)
FAMILY = HELD_WITH.number(ContactWith.FAMILY)


def hours_outside(look: Look) -> Sums:
    """SE13. The hours of a week are those for support and other work together; a week that lacks a figure, or has
    more hours outside than in all, is left out."""
    sums, weeks, size = Sums(look), look.columns.weeks, len(look.columns.people.pk)
    rows = np.flatnonzero(look.holds(weeks.monday) & look.is_specialist[weeks.person])
    every = weeks.support + weeks.other
    is_complete = (weeks.other >= 0) & (weeks.outside >= 0) & (weeks.outside <= every)
    entered = rows[is_complete[rows]]
    sums.know_of_each(
        np.bincount(weeks.person[rows], minlength=size) > 0,
        hours_outside=np.bincount(weeks.person[entered], weeks.outside[entered], minlength=size) / 100,
        hours_scheduled=np.bincount(weeks.person[entered], every[entered], minlength=size) / 100,
    )  # fmt: skip
    sums.show("hours_outside", "weeks", entered, amounts=weeks.outside[entered] / 100)
    sums.miss("hours_outside", "weeks", rows[~is_complete[rows]])
    return sums


def engagement(look: Look) -> Sums:
    """SE14. Followed: another contact with or attempt to reach the client within 14 days. Outreach by the
    treatment team: a contact with, or attempt to reach, such a client without one of us; most of it stands in
    records of its own, so that none here says nothing."""
    sums, talks, courses, known = Sums(look), look.columns.talks, look.columns.courses, look.has_talks
    closed = look.course_ended & (courses.end_reason == NO_CONTACT)
    sums.count("closed_for_missed_visits", "courses", np.flatnonzero(closed), known)
    missed = look.each_once(look.talks & (talks.held_with == CLIENT) & talks.was_missed)
    sums.share("no_shows_followed", "no_shows", "talks", missed, _is_followed(look, missed), known)
    stayed_away = np.zeros(len(courses.pk), np.bool_)
    stayed_away[talks.course[missed]] = True
    outside = look.talks & stayed_away[talks.course] & look.is_meeting & IS_OUTSIDE[talks.setting]
    sums.count("visits_outside", "talks", look.each_once(outside), known)
    reached_out = look.talks & stayed_away[talks.course] & (talks.held_with == CLIENT) & _is_by_team_alone(look)
    by_team = look.each_once(reached_out)
    sums.count("outreach_by_team", "talks", by_team, look.per_team(look.team_of_talk[by_team]) > 0)
    sums.count("joint_visits", "talks", look.each_once(_is_joint(look)), known)
    family = look.each_once(look.talks & (talks.held_with == FAMILY) & ~talks.was_missed)
    sums.count("family_contacts", "talks", family, known)
    return sums


def _is_followed(look: Look, missed: Ints) -> Flags:
    """By more than those who missed the client together."""
    talks, is_tried = look.columns.talks, look.columns.talks.held_with == CLIENT
    day, until = talks.day[missed], talks.day[missed] + FOLLOWED_WITHIN
    tried = Events(look.talk_keys, is_tried).between(talks.course[missed], day, until)
    same = Events(keys_of(look.occasion, talks.day), is_tried & (talks.visit >= 0))
    together = np.where(talks.visit[missed] >= 0, same.between(look.occasion[missed], day, until), 1)
    return tried > together


def _is_joint(look: Look) -> Flags:
    """The contacts of us in visits to a client at which someone of the treatment team was too."""
    talks = look.columns.talks
    went = np.flatnonzero(look.talks & look.met_client & (talks.visit >= 0))
    key, is_treating = _visit_of(look, went), talks.is_of_treatment[went]
    found = np.zeros(len(talks.visit), np.bool_)
    found[went[np.isin(key, key[is_treating]) & ~is_treating]] = True
    return found


def _is_by_team_alone(look: Look) -> Flags:
    """Of someone of the treatment team, and not together with one of us."""
    talks = look.columns.talks
    shared = np.flatnonzero(talks.visit >= 0)
    key, is_treating = _visit_of(look, shared), talks.is_of_treatment[shared]
    found = talks.is_of_treatment.copy()
    found[shared[np.isin(key, key[~is_treating])]] = False
    return found


def _visit_of(look: Look, rows: Ints) -> Ints:
    """A number for each visit in each team."""
    visit = look.columns.talks.visit
    return look.team_of_talk[rows] * (int(visit.max(initial=0)) + 1) + visit[rows]
