"""Contacts and visits as columns, from packed bytes or from rows, and one of them as a row again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Generic, TypeVar, overload
from uuid import UUID

import numpy as np
import numpy.typing as npt

from plek.fidelity.selectors.coding import HELD_WITH, MODES, PHASES, PURPOSES, SETTINGS, TOPICS
from plek.fidelity.selectors.columns import UNKNOWN, Courses, Ints, People, Talks, Visits, places, stretched
from plek.fidelity.selectors.packing import BIG, DAY, FLAG, KEY, SMALL, Layout, places_of
from plek.fidelity.selectors.rows import Talk, Visit
from plek.fidelity.selectors.team_book import Book

TALK = Layout(
    pk=BIG, course=BIG, member=BIG, day=DAY, held_with=SMALL, mode=SMALL, setting=SMALL, work_phase=SMALL,
    topics=SMALL, was_missed=FLAG, visit=KEY, is_of_treatment=FLAG,
)  # fmt: skip
VISIT = Layout(
    pk=BIG, key=KEY, course=BIG, member=BIG, employer=BIG, day=DAY, mode=SMALL, decides=FLAG, fits=SMALL,
    purpose=SMALL,
)  # fmt: skip
FITS = (None, False, True)
"""By number: not said, no, yes."""
NO_KEY = bytes(16)
Raw = Mapping[str, npt.NDArray[Any]]
Employers = Mapping[int, tuple[str, str]]
"""Code and name of employers."""
T = TypeVar("T")


class Made(Sequence[T], Generic[T]):
    """Rows that are only made when they are asked for."""

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        self._size, self._make = size, make

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self._make(n) for n in range(*place.indices(self._size))]
        return self._make(place)


def unpacked_talks(raw: Raw, courses: Courses) -> Talks:
    course = places(courses.pk, raw["course"])
    order = np.lexsort((raw["pk"], raw["day"], course))
    raw = {name: column[order] for name, column in raw.items()}
    return _talks(Made(len(order), lambda place: _talk(raw, place)), course[order], raw)


def _talks(rows: Sequence[Talk], course: Ints, raw: Raw) -> Talks:
    return Talks(
        rows=rows, course=course, member=raw["member"], day=raw["day"], held_with=raw["held_with"],
        mode=raw["mode"], setting=raw["setting"], work_phase=raw["work_phase"], topics=raw["topics"],
        was_missed=raw["was_missed"], visit=places_of(raw["visit"]),
        is_of_treatment=raw["is_of_treatment"],
    )  # fmt: skip


def _talk(raw: Raw, place: int) -> Talk:
    said = {name: raw[name][place].item() for name in TALK.fields}
    return Talk(
        pk=said["pk"], course_id=said["course"], member_id=said["member"],
        held_on=date.fromordinal(said["day"]), held_with=HELD_WITH.words[said["held_with"]],
        mode=MODES.words[said["mode"]], setting=SETTINGS.words[said["setting"]],
        work_phase=PHASES.words[said["work_phase"]], topics=TOPICS.words_in(said["topics"]),
        was_missed=said["was_missed"], visit=_text_of(said["visit"]), is_of_treatment=said["is_of_treatment"],
    )  # fmt: skip


def _text_of(key: bytes) -> str:
    return "" if key == NO_KEY else str(UUID(bytes=key))


def talks_of(books: Iterable[Book]) -> Talks:
    """From rows, which stand with their trajectories."""
    courses = [course for book in books for course in book.courses]
    pairs = sorted(
        ((n, talk) for n, course in enumerate(courses) for talk in course.talks),
        key=lambda pair: (pair[0], pair[1].held_on, pair[1].pk),
    )
    rows = [talk for _, talk in pairs]
    numbers: dict[str, int] = {"": UNKNOWN}
    return Talks(
        rows=rows, course=_ints(n for n, _ in pairs), member=_ints(t.member_id for t in rows),
        day=_ints(t.held_on.toordinal() for t in rows), held_with=HELD_WITH.column(t.held_with for t in rows),
        mode=MODES.column(t.mode for t in rows), setting=SETTINGS.column(t.setting for t in rows),
        work_phase=PHASES.column(t.work_phase for t in rows),
        topics=_ints(TOPICS.number_of_all(t.topics) for t in rows),
        was_missed=np.array([t.was_missed for t in rows], np.bool_),
        visit=_ints(numbers.setdefault(t.visit, len(numbers)) for t in rows),
        is_of_treatment=np.array([t.is_of_treatment for t in rows], np.bool_),
    )  # fmt: skip


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


def unpacked_visits(raw: Raw, courses: Courses, people: People, since: int, employers: Employers) -> Visits:
    """Those for a trajectory stand with its team, those of a colleague since ``since`` with each of his teams."""
    course = places(courses.pk, raw["course"])
    row, team = _with_teams(raw, course, courses, people, since)
    own = np.where((course[row] >= 0) & (courses.team[course[row]] == team), course[row], UNKNOWN)
    order = np.lexsort((raw["pk"][row], raw["day"][row], team))
    row, team, own = row[order], team[order], own[order]
    raw = {name: column[row] for name, column in raw.items()}
    rows = Made(len(row), lambda place: _visit(raw, own, employers, place))
    return Visits(
        rows=rows, team=team, course=own, member=raw["member"], employer=raw["employer"], day=raw["day"],
        mode=raw["mode"], decides=raw["decides"], fits=raw["fits"], purpose=raw["purpose"],
    )  # fmt: skip


def _with_teams(raw: Raw, course: Ints, courses: Courses, people: People, since: int) -> tuple[Ints, Ints]:
    for_client = np.flatnonzero(course >= 0)
    recent = np.flatnonzero(raw["day"] >= since)
    order = np.argsort(people.pk, kind="stable")
    member, known = raw["member"][recent], people.pk[order]
    nth, place = stretched(np.searchsorted(known, member, "left"), np.searchsorted(known, member, "right"))
    rows = np.concatenate([for_client, recent[nth]])
    teams = np.concatenate([courses.team[course[for_client]], people.team[order[place]]])
    size = int(teams.max(initial=0)) + 1
    both = np.unique(rows * size + teams)
    return both // size, both % size


def _visit(raw: Raw, own: Ints, employers: Employers, place: int) -> Visit:
    said = {name: raw[name][place].item() for name in VISIT.fields}
    code, name = employers.get(said["employer"], ("", ""))
    return Visit(
        pk=said["pk"], key=_text_of(said["key"]), course_id=said["course"] if own[place] >= 0 else None,
        member_id=said["member"], employer_id=said["employer"], employer_code=code, employer=name,
        held_on=date.fromordinal(said["day"]), mode=MODES.words[said["mode"]],
        decides_on_hiring=said["decides"], fits_wish=FITS[said["fits"]], purpose=PURPOSES.words[said["purpose"]],
    )  # fmt: skip


def visits_of(books: Sequence[Book], courses: Courses) -> Visits:
    """From rows, which stand in the book of their team."""
    pairs = sorted(
        ((n, visit) for n, book in enumerate(books) for visit in book.visits),
        key=lambda pair: (pair[0], pair[1].held_on, pair[1].pk),
    )
    rows = [visit for _, visit in pairs]
    own = zip(courses.team.tolist(), courses.pk.tolist(), strict=True)
    course = {key: n for n, key in enumerate(own)}
    return Visits(
        rows=rows, team=_ints(n for n, _ in pairs),
        course=_ints(course.get((n, v.course_id or 0), UNKNOWN) for n, v in pairs),
        member=_ints(v.member_id for v in rows), employer=_ints(v.employer_id for v in rows),
        day=_ints(v.held_on.toordinal() for v in rows), mode=MODES.column(v.mode for v in rows),
        decides=np.array([v.decides_on_hiring for v in rows], np.bool_),
        fits=_ints(FITS.index(v.fits_wish) for v in rows), purpose=PURPOSES.column(v.purpose for v in rows),
    )  # fmt: skip
