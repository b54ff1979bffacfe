"""All that one team recorded, with the ways in which countings look at it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from plek.engines.measures import Period
from plek.fidelity.selectors.rows import Adviser, Course, Job, Person, Request, Sitting, Talk, Visit


@dataclass(frozen=True)
class Team:
    """An IPS team of whoever asks."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True)
class Book:
    """All that one team recorded, up to and including ``until``."""

    team: Team
    until: date
    people: tuple[Person, ...]
    courses: tuple[Course, ...]
    visits: tuple[Visit, ...]
    requests: tuple[Request, ...] = ()
    advisers: tuple[Adviser, ...] = ()
    """The register of the organisation; empty where none is kept."""

    def during(self, period: Period) -> "Book":
        """Without the trajectories that had ended before: what still happened there is no work of the team."""
        kept = tuple(c for c in self.courses if c.ended_on is None or c.ended_on >= period.first)
        return replace(self, courses=kept)

    def specialists(self, period: Period) -> list[Person]:
        return [p for p in self.people if not p.is_leader and p.works_in(period)]

    def leaders(self, period: Period) -> list[Person]:
        return [p for p in self.people if p.is_leader and p.works_in(period)]

    def open_in(self, period: Period) -> list[Course]:
        return [c for c in self.courses if c.is_open_in(period)]

    def course(self, pk: int) -> Course:
        """One of the trajectories. Raises KeyError."""
        return self._by_pk[pk]

    @cached_property
    def _by_pk(self) -> dict[int, Course]:
        return {course.pk: course for course in self.courses}

    def is_adviser(self, person: int, day: date, *, as_planner: bool) -> bool:
        """Did this person stand in the register on a day, as a planner if that is asked?"""
        own = (a for a in self.advisers if a.person_id == person and a.span.holds(day))
        return any(a.is_planner or not as_planner for a in own)

    def talks(self, period: Period) -> list[Talk]:
        """Of all trajectories, missed ones too."""
        return self._once("talks", period, (t for c in self.courses for t in c.talks))

    def visits_in(self, period: Period) -> list[Visit]:
        """For clients of the team and in general, by people of the team and others."""
        return self._once("visits", period, self.visits)

    def sittings(self, period: Period) -> list[Sitting]:
        return self._once("sittings", period, (s for p in self.people for s in p.sittings))

    @cached_property
    def _picked(self) -> dict[tuple[str, Period], list[Any]]:
        return {}

    def _once(self, kind: str, period: Period, rows: Iterable[Any]) -> list[Any]:
        """Those of this period, picked once for all items that look at them."""
        if (kind, period) not in self._picked:
            first, last = period.first, period.last
            self._picked[kind, period] = [row for row in rows if first <= row.held_on <= last]
        return self._picked[kind, period]

    def jobs_in(self, period: Period) -> list[Job]:
        return [j for c in self.courses for j in c.jobs if j.is_held_in(period)]
