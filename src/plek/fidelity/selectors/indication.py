"""The live indication: every item of the scale for one team over six months."""

from dataclasses import dataclass
from datetime import date, timedelta

from plek.engines.fidelity_scoring import ItemScore, Result, load_scale, score
from plek.engines.fidelity_scoring.scale import Scale
from plek.engines.measures import Period
from plek.fidelity.counting import COUNTS, Tally, counted
from plek.fidelity.selectors.book import book_of
from plek.fidelity.selectors.team_book import Book, Team
from plek.organisations.models import Membership

SCALE = "IPS-25"
MONTHS = 6
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Indication:
    """What the records of a team say over six months, and over the six that ended a month before if asked for."""

    book: Book
    period: Period
    tallies: dict[str, Tally]
    result: Result
    before: Result | None

    def item(self, code: str) -> ItemScore:
        return self.result.item(code)


@dataclass(frozen=True)
class Asked:
    """The teams to choose from, and the indication of the chosen one; None without an IPS team."""

    teams: list[Team]
    indication: Indication | None


def indication_of(
    by: Membership, *, team: str = "", on: date, scale: str = SCALE, looks_back: bool = False
) -> Asked:
    """The indication over the six months up to and including ``on``; with ``looks_back`` also a month earlier.

    Raises ``NotFound`` for a team that is not one of ``by``, and ``ScaleError`` for a scale that is not there.
    """
    found = load_scale(scale)
    period = Period.months_up_to(on, MONTHS)
    earlier = Period(Period.months_up_to(on, MONTHS + 1).first, Period.months_up_to(on, 1).first - ONE_DAY)
    teams, book = book_of(by, team, earlier.first, period.last)
    if book is None:
        return Asked(teams, None)
    tallies = counted(scale, book, period)
    before = _scored(found, counted(scale, book, earlier), earlier) if looks_back else None
    return Asked(teams, Indication(book, period, tallies, _scored(found, tallies, period), before))


def scales() -> list[str]:
    """The scales that can be counted."""
    return list(COUNTS)


def _scored(scale: Scale, tallies: dict[str, Tally], period: Period) -> Result:
    return score(scale, {code: tally.evidence for code, tally in tallies.items()}, period)
