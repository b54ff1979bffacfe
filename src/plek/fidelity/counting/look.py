"""The columns of some teams, looked at through a period; what several items ask is found once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plek.caseload.choices import ContactWith, Mode
from plek.fidelity.counting.events import Events, distinct, firsts, keys_of
from plek.fidelity.counting.presence import Presence
from plek.fidelity.selectors.coding import HELD_WITH, MODES
from plek.fidelity.selectors.columns import Flags, Floats, Ints
from plek.fidelity.selectors.tabling import person_of

CLIENT, FACE_TO_FACE = HELD_WITH.number(ContactWith.CLIENT), MODES.number(Mode.FACE_TO_FACE)


@dataclass(frozen=True)
class Look(Presence):
    """Trajectories, meetings, contacts, visits and jobs beside who worked when."""

    # Trajectories

    @cached_property
    def is_kept(self) -> Flags:
        """Had not ended before: what still happened in others is no work of the team."""
        return self.columns.courses.ended >= self.first

    @cached_property
    def is_open(self) -> Flags:
        """Had begun, and had not ended."""
        courses = self.columns.courses
        return self.lasts_into & (courses.met >= 0) & (courses.met <= self.last)

    @cached_property
    def lasts_into(self) -> Flags:
        return self.columns.courses.ended > self.first

    @cached_property
    def course_ended(self) -> Flags:
        return self.holds(self.columns.courses.ended)

    @cached_property
    def guides_meeting(self) -> Ints:
        """Rows of guides in an open trajectory by a specialist of the team, in the period."""
        guides = self.columns.guides
        meets = (guides.begins <= self.last) & (guides.ends > self.first) & self.is_open[guides.course]
        return np.flatnonzero(meets & self.by_specialist(guides.person))

    # Meetings

    @cached_property
    def sittings(self) -> Ints:
        """Rows of the period."""
        return np.flatnonzero(self.holds(self.columns.sittings.day))

    @cached_property
    def has_sittings(self) -> Flags:
        """Teams with meetings on record: without any, nobody knows who was where."""
        return self.per_team(self.team_of_sitting[self.sittings]) > 0

    @cached_property
    def was_led(self) -> Flags:
        """Of each sitting, whether a leader of the team was at that meeting."""
        sittings = self.columns.sittings
        led = np.zeros(len(sittings.day), np.bool_)
        led[sittings.meeting[self.is_leader[sittings.person]]] = True
        return led[sittings.meeting]

    @cached_property
    def team_of_sitting(self) -> Ints:
        return self.columns.people.team[self.columns.sittings.person]

    # Contacts and visits to employers

    @cached_property
    def team_of_talk(self) -> Ints:
        return self.columns.courses.team[self.columns.talks.course]

    @cached_property
    def talks(self) -> Flags:
        """Of kept trajectories in the period, missed ones too."""
        return self.is_kept[self.columns.talks.course] & self.holds(self.columns.talks.day)

    @cached_property
    def has_talks(self) -> Flags:
        return self.per_team(self.team_of_talk[self.talks]) > 0

    @cached_property
    def with_client(self) -> Flags:
        """Took place, with the client."""
        talks = self.columns.talks
        return (talks.held_with == CLIENT) & ~talks.was_missed

    @cached_property
    def met_client(self) -> Flags:
        """Took place face to face with the client, with one of us or of the treatment team."""
        return self.with_client & (self.columns.talks.mode == FACE_TO_FACE)

    @cached_property
    def is_meeting(self) -> Flags:
        """The same with one of us."""
        return self.met_client & ~self.columns.talks.is_of_treatment

    @cached_property
    def meetings(self) -> Events:
        """By trajectory."""
        return Events(self.talk_keys, self.is_meeting)

    @cached_property
    def occasion(self) -> Ints:
        """Of each contact the place of the last row that is one with it, however many of us were there."""
        talks = self.columns.talks
        found, shared = np.arange(len(talks.visit)), np.flatnonzero(talks.visit >= 0)
        key = talks.course[shared] * (int(talks.visit.max(initial=0)) + 1) + talks.visit[shared]
        _, number = np.unique(key, return_inverse=True)
        last = np.zeros(len(shared), np.int64)
        last[number] = shared
        found[shared] = last[number]
        return found

    def each_once(self, where: Flags) -> Ints:
        """One row of each contact, the last, also where several of us were."""
        rows = np.flatnonzero(where)[::-1]
        return rows[firsts(self.occasion[rows])][::-1]

    @cached_property
    def talk_keys(self) -> Ints:
        return keys_of(self.columns.talks.course, self.columns.talks.day)

    @cached_property
    def visit_keys(self) -> Ints:
        return keys_of(self.columns.visits.course, self.columns.visits.day)

    def had_talks(self, rows: Ints) -> Ints:
        """The place of who had each of these contacts; -1 for who does not work in the team."""
        return person_of(self.columns.people, self.team_of_talk[rows], self.columns.talks.member[rows])

    @cached_property
    def visits(self) -> Flags:
        """Visits to employers in the period, for clients and in general."""
        return self.holds(self.columns.visits.day)

    @cached_property
    def has_visits(self) -> Flags:
        return self.per_team(self.columns.visits.team[self.visits]) > 0

    @cached_property
    def for_kept(self) -> Flags:
        """Visits for a kept trajectory, whenever."""
        course = self.columns.visits.course
        return (course >= 0) & np.append(self.is_kept, False)[course]

    @cached_property
    def is_approached(self) -> Flags:
        """Kept trajectories for which an employer was contacted in the period."""
        found = np.zeros(len(self.columns.courses.pk), np.bool_)
        found[self.columns.visits.course[self.for_kept & self.visits]] = True
        return found

    # Jobs

    @cached_property
    def team_of_job(self) -> Ints:
        return self.columns.courses.team[self.columns.jobs.course]

    @cached_property
    def team_of_change(self) -> Ints:
        return self.team_of_job[self.columns.changes.job]

    @cached_property
    def of_kept(self) -> Flags:
        """Jobs of kept trajectories."""
        return self.is_kept[self.columns.jobs.course]

    @cached_property
    def jobs_held(self) -> Flags:
        """Jobs and placements that lasted on a day of the period."""
        jobs = self.columns.jobs
        return self.of_kept & (jobs.starts <= self.last) & (jobs.ended >= self.first)

    @cached_property
    def jobs_ended(self) -> Flags:
        jobs = self.columns.jobs
        return self.of_kept & self.holds(jobs.ended) & ~jobs.is_placement

    def distinct_per_team(self, teams: Ints, *parts: Ints) -> Floats:
        """How many different ones each team has."""
        return self.per_team(distinct(teams, *parts)[0])

    def until_end(self, ended: Ints) -> Ints:
        """The day of the end, or the last of the period if that was earlier."""
        return np.minimum(ended, self.last)
