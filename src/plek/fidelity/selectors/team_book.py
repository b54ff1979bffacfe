"""All that one team recorded, row by row: what pages list and what a review keeps."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plek.engines.measures import Period
from plek.fidelity.selectors.rows import Adviser, Course, Person, Request, Visit


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
    visits: tuple[Visit, ...] = ()
    requests: tuple[Request, ...] = ()
    advisers: tuple[Adviser, ...] = ()
    """The register of the organisation; empty where none is kept."""

    def open_in(self, period: Period) -> list[Course]:
        return [c for c in self.courses if c.is_open_in(period)]

    def course(self, pk: int) -> Course:
        """One of the trajectories. Raises KeyError."""
        return self._by_pk[pk]

    @cached_property
    def _by_pk(self) -> dict[int, Course]:
        return {course.pk: course for course in self.courses}
