"""The live indication: every item of the scale for one team over six months."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from plek.engines.fidelity_scoring import ItemScore, Result, ScaleError, load_scale, score, with_wording
from plek.engines.fidelity_scoring.scale import Scale
from plek.engines.measures import Period
from plek.fidelity.counting import COUNTS, Tally, counted
from plek.fidelity.selectors.book import shelf_of
from plek.fidelity.selectors.recorded import Recorded
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

    book: Book
    period: Period
    tallies: dict[str, Tally]
    result: Result
    before: Result | None
    names: Mapping[int, str] = field(default_factory=dict)
    """What the clients are called, by the number of their row."""
    recorded: tuple[Recorded, ...] = ()
    """Months that have ended, as they were recorded then."""

    def item(self, code: str) -> ItemScore:
        return self.result.item(code)


@dataclass(frozen=True)
class Asked:
    """The teams to choose from, and the indication of the chosen one; None without an IPS team."""

    teams: tuple[Team, ...]
    indication: Indication | None


def indication_of(
    by: Membership, *, team: str = "", on: date, scale: str = SCALE, looks_back: bool = False
) -> Asked:
    """The indication over the six months up to and including ``on``; with ``looks_back`` also a month earlier.

    Raises ``NotFound`` for a team that is not one of ``by``, and ``ScaleError`` for a scale that is not there.
    """
    own = load_scale(scale)
    period, earlier = period_up_to(on), Period.months_up_to(on, MONTHS + 1)
    shelf = shelf_of(
        by, team=team, scale=scale, since=earlier.first, until=period.last,
        recorded_since=Period.months_up_to(on, SHOWN_MONTHS).first,
    )  # fmt: skip
    if shelf.book is None:
        return Asked(shelf.teams, None)
    spoken, tallies = in_words_of(own, shelf.wordings), counted(scale, shelf.book, period)
    before = _before(spoken, shelf.book, earlier, on) if looks_back else None
    result = scored(spoken, tallies, period)
    return Asked(shelf.teams, Indication(shelf.book, period, tallies, result, before, shelf.names, shelf.recorded))


def indication_in(book: Book, scale: Scale, period: Period) -> Indication:
    """What the records in a book say."""
    tallies = counted(scale.code, book, period)
    return Indication(book, period, tallies, scored(scale, tallies, period), None)


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


def _before(scale: Scale, book: Book, longer: Period, on: date) -> Result:
    earlier = Period(longer.first, Period.months_up_to(on, 1).first - ONE_DAY)
    return scored(scale, counted(scale.code, book, earlier), earlier)


def scored(scale: Scale, tallies: Mapping[str, Tally], period: Period) -> Result:
    """What was counted, on this scale."""
    return score(scale, {code: tally.evidence for code, tally in tallies.items()}, period)
