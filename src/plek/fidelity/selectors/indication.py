"""The live indication: every item of the scale for one team over six months."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from plek.engines.fidelity_scoring import ItemScore, Result, ScaleError, load_scale, score, with_wording
from plek.engines.fidelity_scoring.scale import Scale
from plek.engines.measures import Period
from plek.fidelity.counting import COUNTS, Tally, counted
from plek.fidelity.counting.look import FACE_TO_FACE, Look
from plek.fidelity.selectors.book import Shelf, book_of, shelf_of, whole_book_of
from plek.fidelity.selectors.columns import Columns
from plek.fidelity.selectors.recorded import Recorded
from plek.fidelity.selectors.rows import Person
from plek.fidelity.selectors.tabling import columns_of
from plek.fidelity.selectors.team_book import Book, Team
from plek.organisations.models import Membership

SCALE = "IPS-25"
MONTHS = 6
SHOWN_MONTHS = 13
"""As many recorded months as a page shows: a year, and the one to compare with."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Indication:
    """What the records of a team say over six months, and over the six that ended a month before if asked for."""

    columns: Columns
    place: int
    """Of the team in the columns."""
    period: Period
    tallies: dict[str, Tally]
    result: Result
    before: Result | None = None
    names: Mapping[int, str] = field(default_factory=dict)
    """What the clients are called, by the number of their row."""
    recorded: tuple[Recorded, ...] = ()
    """Months that have ended, as they were recorded then."""

    @property
    def team(self) -> Team:
        return self.columns.teams[self.place]

    @cached_property
    def book(self) -> Book:
        """People, trajectories and referrals as rows, without contacts and visits."""
        return book_of(self.columns, self.place, self.period.last)

    @cached_property
    def whole_book(self) -> Book:
        """Every record as a row: to keep, not to count."""
        return whole_book_of(self.columns, self.place, self.period.last)

    @property
    def specialists(self) -> list[Person]:
        """Who worked in the team in the period."""
        look, people = Look(self.columns, self.period), self.columns.people
        mine = look.is_specialist & (people.team == self.place)
        return [people.rows[n] for n in mine.nonzero()[0].tolist()]

    @property
    def met_employers(self) -> set[int]:
        """Trajectories for which an employer was met face to face, by the number of their row."""
        visits = self.columns.visits
        met = visits.course[(visits.mode == FACE_TO_FACE) & (visits.course >= 0) & (visits.team == self.place)]
        return set(self.columns.courses.pk[met].tolist())

    def item(self, code: str) -> ItemScore:
        return self.result.item(code)


@dataclass(frozen=True)
class Asked:
    """The teams to choose from, and the indication of the chosen one; None without an IPS team."""

    teams: tuple[Team, ...]
    indication: Indication | None


def indication_of(
    by: Membership, *, team: str = "", on: date, scale: str = SCALE, looks_back: bool = False,
    names_employers: bool = False,
) -> Asked:  # fmt: skip
    """The indication over the six months up to and including ``on``; with ``looks_back`` also a month earlier.

    Raises ``NotFound`` for a team that is not one of ``by``, and ``ScaleError`` for a scale that is not there.
    """
    own = load_scale(scale)
    shelf = shelf_for(by, on, scale=scale, team=team, names_employers=names_employers)
    return Asked(shelf.teams, next(iter(_indications(own, shelf, on, looks_back=looks_back)), None))


def indications_of(by: Membership, *, on: date, scale: str = SCALE) -> list[Indication]:
    """The indications of all IPS teams of ``by``, read and counted together."""
    own = load_scale(scale)
    return _indications(own, shelf_for(by, on, scale=scale, every=True), on)


def shelf_for(by: Membership, on: date, *, scale: str = SCALE, **chosen: Any) -> Shelf:
    """The records that an indication up to and including ``on`` is counted from."""
    return shelf_of(
        by, scale=scale, since=Period.months_up_to(on, MONTHS + 1).first, until=on,
        recorded_since=Period.months_up_to(on, SHOWN_MONTHS).first, **chosen,
    )  # fmt: skip


def _indications(own: Scale, shelf: Shelf, on: date, *, looks_back: bool = False) -> list[Indication]:
    period, spoken = period_up_to(on), in_words_of(own, shelf.wordings)
    every = counted(own.code, shelf.columns, period)
    before = _before(spoken, shelf.columns, on) if looks_back else [None] * len(every)
    return [
        Indication(
            shelf.columns, place, period, tallies, scored(spoken, tallies, period), before[place], shelf.names,
            shelf.recorded[place],
        )
        for place, tallies in enumerate(every)
    ]  # fmt: skip


def indication_in(book: Book, scale: Scale, period: Period) -> Indication:
    """What the records in a book say."""
    columns = columns_of(book)
    (tallies,) = counted(scale.code, columns, period)
    return Indication(columns, 0, period, tallies, scored(scale, tallies, period))


def period_up_to(on: date) -> Period:
    """The months that an indication looks at."""
    return Period.months_up_to(on, MONTHS)


def scales() -> list[str]:
    """The scales that can be counted."""
    return list(COUNTS)


def in_words_of(own: Scale, wordings: Iterable[Mapping[str, Any]]) -> Scale:
    """In the words that the organisation laid in; those for a scale that has changed since are left out."""
    for given in wordings:
        try:
            own = with_wording(own, given)
        except ScaleError:
            continue
    return own


def _before(scale: Scale, columns: Columns, on: date) -> list[Result]:
    first, last = Period.months_up_to(on, MONTHS + 1).first, Period.months_up_to(on, 1).first - ONE_DAY
    earlier = Period(first, last)
    return [scored(scale, tallies, earlier) for tallies in counted(scale.code, columns, earlier)]


def scored(scale: Scale, tallies: Mapping[str, Tally], period: Period) -> Result:
    """What was counted, on this scale."""
    return score(scale, {code: tally.evidence for code, tally in tallies.items()}, period)
