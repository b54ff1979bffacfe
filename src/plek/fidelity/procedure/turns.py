"""Whose turn it is, what is to be done and by when: pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from plek.fidelity.choices import OVER, ReviewState
from plek.fidelity.procedure.book import procedure


class Desk(StrEnum):
    """On whose desk a review lies."""

    PLANNER = "planner"
    """The IPS team leader or an administrator."""
    REVIEWERS = "reviewers"
    NOBODY = "nobody"


class Turn(StrEnum):
    """What is to be done next."""

    SIGN = "sign"
    MAKE_BOOK = "make_book"
    WAIT_TO_BEGIN = "wait_to_begin"
    BEGIN_VISIT = "begin_visit"
    END_VISIT = "end_visit"
    RATE = "rate"
    WAIT_FOR_OTHER = "wait_for_other"
    AGREE = "agree"
    WRITE_REPORT = "write_report"
    RESPOND = "respond"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Standing:
    """What must be known of a review to say whose turn it is; ``mine`` is the reader's place, 0 if he has none."""

    state: str
    visit_begins_on: date
    visit_ends_on: date
    final_on: date | None = None
    signed: frozenset[int] = frozenset()
    finished: frozenset[int] = frozenset()
    has_book: bool = False
    mine: int = 0


BOTH = frozenset({1, 2})
SIMPLE = {
    ReviewState.CONSENSUS: (Desk.REVIEWERS, Turn.AGREE), ReviewState.REPORT: (Desk.REVIEWERS, Turn.WRITE_REPORT),
    ReviewState.RESPONSE: (Desk.PLANNER, Turn.RESPOND), ReviewState.VISIT: (Desk.REVIEWERS, Turn.END_VISIT),
}  # fmt: skip


def turn_of(standing: Standing) -> tuple[Desk, Turn]:
    """Who acts next, and how."""
    if standing.state in OVER:
        return Desk.NOBODY, Turn.NOTHING
    if standing.state == ReviewState.PLANNING:
        return _while_planning(standing)
    if standing.state == ReviewState.RATING:
        is_done = standing.mine in standing.finished
        return Desk.REVIEWERS, Turn.WAIT_FOR_OTHER if is_done else Turn.RATE
    return SIMPLE[ReviewState(standing.state)]


def _while_planning(standing: Standing) -> tuple[Desk, Turn]:
    if not standing.has_book:
        return Desk.PLANNER, Turn.MAKE_BOOK
    if standing.signed == BOTH:
        return Desk.REVIEWERS, Turn.BEGIN_VISIT
    return Desk.REVIEWERS, Turn.WAIT_TO_BEGIN if standing.mine in standing.signed else Turn.SIGN


def due_on(standing: Standing, code: str = "") -> date | None:
    """The last day for leaving a state, or for what ``code`` names; None where there is no term."""
    term = procedure().terms.get(code or standing.state)
    days = {
        "visit_begins": standing.visit_begins_on, "visit_ends": standing.visit_ends_on, "final": standing.final_on,
    }  # fmt: skip
    begin = days[term.after] if term else None
    return begin + timedelta(days=term.days) if term and begin else None
