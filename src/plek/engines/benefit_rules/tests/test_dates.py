"""Both sides of each date: every value of the book, and every gap between two, is in a case or a table."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from plek.engines.benefit_rules import RULES, Situation, calculate, read_situation
from plek.engines.benefit_rules.book import CARRIED_UNTIL, KNOWN_FROM, KNOWN_UNTIL, Book, Parameter
from plek.engines.benefit_rules.book_reading import book
from plek.engines.benefit_rules.cash import calendar
from plek.engines.benefit_rules.examples import step_of
from plek.engines.benefit_rules.situation import Benefit
from plek.engines.benefit_rules.tests.test_cases import CASES
from plek.engines.benefit_rules.tests.test_spec import ROWS

Span = tuple[date, date]


def spans(parameter: Parameter) -> list[Span]:
    """The days with one value, and those without between two values."""
    days = {day for value in parameter.values for day in (value.valid_from, value.valid_until or KNOWN_UNTIL)}
    return list(pairwise(sorted({max(KNOWN_FROM, min(day, CARRIED_UNTIL)) for day in days})))


def asked() -> dict[str, set[date]]:
    """Which parameter the cases and the tables ask for on which days."""
    remembering = Book(book().parameters)
    situations = [read_situation(case.content["situation"]) for case in CASES]
    calculate(situations, remembering)
    calendar(Situation(date(2026, 1, 1), benefit=Benefit("wajong")), parameters=remembering)
    found: dict[str, set[date]] = {}
    for name, day in remembering.memory:
        found.setdefault(name, set()).add(day)
    for row in ROWS:
        for name in RULES[row["rule"]].uses.values():
            found.setdefault(name, set()).add(row["on"])
    return found


def test_every_value_and_every_gap_has_a_case() -> None:
    days = asked()
    without = [
        f"{name} from {begin} until {end}"
        for name, parameter in book().parameters.items()
        for begin, end in spans(parameter)
        if not any(begin <= day < end for day in days.get(name, ()))
    ]
    assert not without


def rule_days() -> list[tuple[str, date]]:
    ends = [(code, day) for code, rule in RULES.items() for day in (rule.valid_from, rule.valid_until) if day]
    return [(code, day) for code, day in ends if KNOWN_FROM < day < KNOWN_UNTIL]


@pytest.mark.parametrize(("code", "day"), rule_days())
def test_a_rule_holds_on_one_side_of_its_day_and_not_on_the_other(code: str, day: date) -> None:
    before = date.fromordinal(day.toordinal() - 1)
    assert RULES[code].holds_on(before) != RULES[code].holds_on(day)


def test_the_day_itself_already_has_the_new_value() -> None:
    for parameter in book().parameters.values():
        for value in parameter.values:
            assert parameter.on(value.valid_from) is value
            before = parameter.on(date.fromordinal(value.valid_from.toordinal() - 1))
            assert before is not value


def test_a_case_may_be_read_on_its_own() -> None:
    situation: Any = read_situation(CASES[0].content["situation"])
    assert isinstance(situation, Situation)
    assert step_of(ROWS[0]).rule.code == ROWS[0]["rule"]
