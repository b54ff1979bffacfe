"""What was counted in an evidence book, kept with it: a book does not change, so it is counted once.

Of each item what the engine scores, and the records that its page lists; of people and trajectories what is needed
to tell whose a record is, and which charts are drawn.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, get_args

from plek.engines.fidelity_scoring import Evidence, ItemScore, Result, score
from plek.engines.fidelity_scoring.scale import Scale
from plek.engines.measures import Period
from plek.fidelity.counting import Line, Mark
from plek.fidelity.counting.order import ordered
from plek.fidelity.selectors.frozen import maker, plain
from plek.fidelity.selectors.indication import Indication
from plek.fidelity.selectors.rows import Course, Job, Person, Row
from plek.fidelity.selectors.team_book import Book

R = TypeVar("R", bound=Row)
AT_MOST = 100
"""So many records of one item stand on its page; the sum is over all."""
BELONGINGS: Mapping[type, Mapping[str, Any]] = {
    Person: {"weeks": (), "sittings": ()},
    Job: {"changes": ()},
    Course: {"guides": (), "milestones": {}, "advice": (), "jobs": (), "talks": (), "visits": ()},
}
KINDS = {kind.__name__: kind for kind in get_args(Row)}


@dataclass(frozen=True)
class Kept:
    """What stands in the counts of a book; the lines of an item are made when they are asked for."""

    index: Book
    items: Mapping[str, Mapping[str, Any]]
    scale: Scale
    period: Period

    @cached_property
    def result(self) -> Result:
        evidence = {code: maker(Evidence)(one["evidence"]) for code, one in self.items.items()}
        return score(self.scale, evidence, self.period)

    def item(self, code: str) -> ItemScore:
        return self.result.item(code)

    def lines(self, code: str) -> list[Line]:
        """At most a hundred records of one item, in the order of its page."""
        return [_line(*one) for one in self.items[code]["lines"]] if code in self.items else []

    def listed(self, code: str) -> int:
        """How many there are in all."""
        return int(self.items[code]["of"]) if code in self.items else 0


def written(found: Indication) -> str:
    """As JSON."""
    items = {code: _item(found, code) for code in found.tallies}
    return json.dumps({"index": plain(_index(found.book)), "items": items}, separators=(",", ":"))


def read(text: str, scale: Scale, period: Period) -> Kept:
    found = json.loads(text)
    return Kept(maker(Book)(found["index"]), found["items"], scale, period)


def _item(found: Indication, code: str) -> dict[str, Any]:
    tally = found.tallies[code]
    lines = ordered(tally.lines, found.item(code).item)
    shown = [
        [line.about, type(line.row).__name__, plain(bare(line.row)), line.mark, line.amount]
        for line in lines[:AT_MOST]
    ]
    return {"evidence": plain(tally.evidence), "of": len(lines), "lines": shown}


def _line(about: str, kind: str, row: Mapping[str, Any], mark: str, amount: float | None) -> Line:
    return Line(about, maker(KINDS[kind])(row), Mark(mark), amount)


def _index(book: Book) -> Book:
    """Who is who, and who worked where; no contact, visit or hour."""
    courses = tuple(replace(bare(one), guides=one.guides, jobs=one.jobs) for one in book.courses)
    people = tuple(bare(one) for one in book.people)
    return replace(book, people=people, courses=courses, visits=(), requests=())


def bare(row: R) -> R:
    """The row without the records that hang on it, which stand in lines of their own."""
    return replace(row, **BELONGINGS.get(type(row), {}))
