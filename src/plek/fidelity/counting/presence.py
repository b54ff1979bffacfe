"""Who worked for the teams on which days of a period, as what, and with how much fte."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plek.engines.measures import Period
from plek.fidelity.counting.turns import Turns, weeks
from plek.fidelity.selectors.columns import Columns, Flags, Floats, Ints, Spans


@dataclass(frozen=True)
class Presence:
    """Flags have a place for each row of the table that they are about."""

    columns: Columns
    period: Period

    @property
    def teams(self) -> int:
        return len(self.columns.teams)

    @property
    def first(self) -> int:
        return self.period.first.toordinal()

    @property
    def last(self) -> int:
        return self.period.last.toordinal()

    def holds(self, days: Ints) -> Flags:
        """Which days are in the period."""
        return (days >= self.first) & (days <= self.last)

    def per_team(self, teams: Ints, amounts: Ints | Floats | None = None) -> Floats:
        """How many rows of each team, or the sum of what they bring."""
        return np.bincount(teams, amounts, minlength=self.teams).astype(np.float64)

    @cached_property
    def weeks(self) -> Turns:
        return weeks(self.period)

    @cached_property
    def works_in(self) -> Flags:
        here, size = self.columns.here, len(self.columns.people.pk)
        meets = (here.begins <= self.last) & (here.ends > self.first)
        return np.bincount(here.owner[meets], minlength=size) > 0

    @cached_property
    def is_specialist(self) -> Flags:
        return self.works_in & ~self.columns.people.is_leader

    @cached_property
    def is_leader(self) -> Flags:
        return self.works_in & self.columns.people.is_leader

    def by_specialist(self, person: Ints) -> Flags:
        """Whether these people, of whom some are -1, are specialists of the team."""
        return np.append(self.is_specialist, False)[person]

    @cached_property
    def works_on(self) -> Flags:
        """Of each person each day of the period."""
        return self._days_of(self.columns.here) > 0

    @cached_property
    def elsewhere_on(self) -> Ints:
        """In how many other IPS teams, of each person each day."""
        return self._days_of(self.columns.elsewhere)

    @cached_property
    def fte_on(self) -> Floats:
        """Of each person each day, the fte that then held; NaN where it is not on record."""
        times, days = self.columns.times, self.period.days
        begun = np.zeros((len(self.columns.people.pk), days + 1), np.int64)
        np.add.at(begun, (times.owner, np.clip(times.begins - self.first, 0, days)), 1)
        latest = np.maximum(np.cumsum(begun, axis=1)[:, :days], 1) - 1
        firsts_of_each = np.searchsorted(times.owner, np.arange(len(begun)))
        return times.fte[firsts_of_each[:, None] + latest]

    @cached_property
    def mean_fte(self) -> Floats:
        """The fte of each over the days of the period; who works for more IPS teams brings each an equal part. NaN
        for whom it is not on record of a day that he worked."""
        brought = np.where(self.works_on, self.fte_on / (1 + self.elsewhere_on), 0.0)
        return brought.sum(axis=1) / self.period.days

    @cached_property
    def works_in_week(self) -> Flags:
        """Works for the team and is not away on at least one day, of each person each week."""
        is_there = self.works_on & (self._days_of(self.columns.away) == 0)
        return np.logical_or.reduceat(is_there, self.weeks.begins - self.first, axis=1)

    def _days_of(self, spans: Spans) -> Ints:
        days = self.period.days
        begins = np.clip(spans.begins - self.first, 0, days)
        ends = np.clip(spans.ends - self.first, begins, days)
        edges = np.zeros((len(self.columns.people.pk), days + 1), np.int64)
        np.add.at(edges, (spans.owner, begins), 1)
        np.add.at(edges, (spans.owner, ends), -1)
        return np.cumsum(edges, axis=1)[:, :days]
