"""Amounts of an organisation itself: what is refused, and what a book says with them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plek.engines.benefit_rules import (
    OWN,
    RULES,
    Proposed,
    Result,
    book,
    calculate,
    read_own_value,
    read_situation,
    rule_set,
    with_own_values,
)
from plek.engines.benefit_rules.book import CARRIED_UNTIL, KNOWN_UNTIL, Parameter, Value

HOURLY = book().parameters["minimum_wage/hourly"]
SEPTEMBER = date(2026, 9, 1)
GIVEN = Proposed(SEPTEMBER, None, 15.20, "Staatscourant", "", date(2026, 8, 20))


def own(number: float, begins: date = SEPTEMBER, until: date | None = None, of: Parameter = HOURLY) -> Value:
    found = read_own_value(of, replace(GIVEN, number=number, valid_from=begins, valid_until=until))
    assert isinstance(found, Value)
    return found


def refused(parameter: Parameter, **wrong: Any) -> dict[str, str]:
    found = read_own_value(parameter, replace(GIVEN, **wrong))
    assert isinstance(found, tuple)
    return {problem.field: problem.sentence.nl for problem in found}


@pytest.mark.parametrize(
    ("name", "wrong", "field", "says"),
    [
        ("minimum_wage/hourly", {"number": -1}, "number", "van 0 tot 250"),
        ("minimum_wage/hourly", {"number": 1520}, "number", "komma"),
        ("minimum_wage/hourly", {"number": float("nan")}, "number", "komma"),
        ("minimum_wage/hourly", {"number": 15.205}, "number", "hele centen"),
        ("minimum_wage/youth_20", {"number": 80}, "number", "van 0 tot 1 "),
        ("wia/first_months_last", {"number": 2.5}, "number", "heel getal"),
        ("minimum_wage/hourly", {"valid_from": date(2023, 12, 31)}, "valid_from", "1-1-2024 tot 1-1-2028"),
        ("minimum_wage/hourly", {"valid_from": CARRIED_UNTIL}, "valid_from", "1-1-2024 tot 1-1-2028"),
        ("minimum_wage/hourly", {"valid_until": SEPTEMBER}, "valid_until", "niet na het begin"),
        ("minimum_wage/hourly", {"text": "  "}, "text", "Zonder bron"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    name: str, wrong: dict[str, Any], field: str, says: str
) -> None:
    assert says in refused(book().parameters[name], **wrong)[field]


def test_everything_wrong_is_said_at_once() -> None:
    assert set(refused(HOURLY, number=-1, text="", valid_until=SEPTEMBER)) == {"number", "text", "valid_until"}


def test_it_ends_with_what_it_replaces_and_names_the_law() -> None:
    found = own(15.20)
    assert found.valid_until == date(2027, 1, 1)
    assert (found.source.law, found.source.article, found.source.confidence) == ("Wml", "8", OWN)


def test_where_nothing_is_known_it_ends_where_the_book_goes_on() -> None:
    gap = replace(HOURLY, values=(HOURLY.values[0], HOURLY.values[-1]))
    assert own(14.0, date(2025, 1, 1), of=gap).valid_until == HOURLY.values[-1].valid_from
    assert own(15.0, date(2026, 9, 1), of=replace(HOURLY, values=())).valid_until == KNOWN_UNTIL


def test_an_amount_of_next_year_may_be_put_in_before_the_book_has_it() -> None:
    laid = with_own_values(book(), [(HOURLY.name, own(15.40, KNOWN_UNTIL))])
    assert own(15.40, KNOWN_UNTIL).valid_until == CARRIED_UNTIL
    assert laid.known(HOURLY.name, KNOWN_UNTIL).grounds == {(HOURLY.name, OWN)}
    assert own(15.40, KNOWN_UNTIL).source.article == "8"
    scale = laid.known("minimum_wage/month_reference", KNOWN_UNTIL)
    assert scale.grounds == {("minimum_wage/month_reference", "unverified")}, "the others are carried on"


def test_it_stands_in_place_of_the_law_on_its_days_only() -> None:
    laid = with_own_values(book(), [(HOURLY.name, own(15.20, until=date(2026, 10, 1)))])
    found = [laid.number(HOURLY.name, day) for day in (date(2026, 8, 31), SEPTEMBER, date(2026, 10, 1))]
    assert found == [1499, 1520, 1499]
    assert laid.known(HOURLY.name, SEPTEMBER).grounds == {(HOURLY.name, OWN)}
    assert book().number(HOURLY.name, SEPTEMBER) == 1499, "the book itself stays what it is"


def test_the_later_of_two_goes_first() -> None:
    rows = [(HOURLY.name, own(15.20)), (HOURLY.name, own(15.30, date(2026, 9, 15)))]
    laid = with_own_values(book(), rows)
    assert [laid.number(HOURLY.name, day) for day in (date(2026, 9, 14), date(2026, 9, 15))] == [1520, 1530]


def test_without_any_the_book_is_the_same_one() -> None:
    assert with_own_values(book(), []) is book()


def test_each_result_that_rests_on_it_says_so() -> None:
    situation = read_situation({"on": SEPTEMBER, "benefit": {"kind": "wajong"}, "work": {"gross": 800}})
    reference = book().parameters["minimum_wage/month_reference"]
    laid = with_own_values(book(), [(reference.name, own(2400.0, of=reference))])
    [before], [after] = calculate([situation]), calculate([situation], laid)
    assert isinstance(before, Result)
    assert isinstance(after, Result)
    assert float(after.with_work.benefit.values - before.with_work.benefit.values) == 4410  # 0.7 x 63.00
    assert after.with_work.benefit.confidence == OWN
    assert reference.name in after.unverified
    assert reference.name not in before.unverified


def test_the_rule_set_changes_with_the_day_and_with_an_own_value() -> None:
    june, july = rule_set(book(), date(2026, 6, 30)), rule_set(book(), date(2026, 7, 1))
    assert (june.since, july.since) == (date(2026, 1, 1), date(2026, 7, 1))
    assert june.mark != july.mark
    assert rule_set(book(), date(2026, 8, 31)) == july
    laid = with_own_values(book(), [(HOURLY.name, own(15.20))])
    assert rule_set(laid, date(2026, 8, 31)).mark == july.mark
    changed = rule_set(laid, SEPTEMBER)
    assert changed.own == (HOURLY.name,)
    assert changed.since == SEPTEMBER
    assert changed.code.startswith("2026-09-01/")
    assert changed.mark != july.mark


@pytest.mark.parametrize("mended", [{"formula": "{share} x {former_wage}"}, {"article": "29"}, {"uses": {}}])
def test_a_rule_that_is_mended_gives_the_rule_set_another_mark(
    mended: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rule_set(book(), SEPTEMBER)
    monkeypatch.setitem(RULES, "zw", replace(RULES["zw"], **mended))
    assert rule_set(book(), SEPTEMBER).mark != before.mark
