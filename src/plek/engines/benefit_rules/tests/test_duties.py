"""To-dos: whom to tell, until which day, by which form."""

from datetime import date
from typing import Any

import pytest

from plek.engines.benefit_rules import Situation, read_situation
from plek.engines.benefit_rules.book import CONFIDENCES
from plek.engines.benefit_rules.duties import EVENTS, WHOM, Duty, Happening, duties, duties_as_json
from plek.engines.benefit_rules.duties.reading import known_duties
from plek.engines.benefit_rules.situation import KINDS

START = Happening("job_start", date(2026, 3, 16))


def situation(kind: str, **benefit: Any) -> Situation:
    found = read_situation({"on": "2026-03-01", "benefit": {"kind": kind, **benefit}})
    assert isinstance(found, Situation)
    return found


def by_code(kind: str, *happenings: Happening, **benefit: Any) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in duties(situation(kind, **benefit), happenings or (START,)):
        found.setdefault(duty.code, []).append(duty)
    return found


def test_uwv_is_told_within_a_week() -> None:
    (told,) = by_code("wajong")["uwv_change"]
    assert (told.opens_on, told.due_on, told.whom) == (date(2026, 3, 16), date(2026, 3, 23), "uwv")
    assert told.channel.nl.startswith("Mijn UWV: formulier")


def test_the_municipality_is_told_at_once_and_each_month() -> None:
    found = by_code("bijstand")
    assert found["municipality_change"][0].due_on == date(2026, 3, 16)
    monthly = found["municipality_statement"]
    assert len(monthly) == 12
    assert (monthly[0].about, monthly[0].opens_on) == (date(2026, 3, 1), date(2026, 4, 1))
    assert monthly[0].due_on is None, "each municipality names its own day"


def test_the_statement_of_income_is_open_for_one_month() -> None:
    statements = by_code("ww")["ww_statement"]
    assert (statements[0].opens_on, statements[0].due_on) == (date(2026, 4, 1), date(2026, 4, 30))
    assert (statements[-1].opens_on, statements[-1].due_on) == (date(2027, 3, 1), date(2027, 3, 31))


def test_monthly_to_dos_end_with_the_work() -> None:
    found = by_code("ww", START, Happening("job_end", date(2026, 5, 20)))
    assert [duty.about for duty in found["ww_statement"]] == [date(2026, month, 1) for month in (3, 4, 5)]


def test_the_advance_is_looked_at_after_half_a_year() -> None:
    (settled,) = by_code("wajong")["uwv_advance_settled"]
    assert settled.opens_on == settled.due_on == date(2026, 9, 16)


def test_allowances_are_told_within_four_weeks_of_every_change() -> None:
    changes = [Happening(event, date(2026, 6, 1)) for event in EVENTS]
    told = by_code("none", *changes)["allowances"]
    assert len(told) == 4
    assert {duty.due_on for duty in told} == {date(2026, 6, 29)}


def test_a_supplement_brings_its_own_duty() -> None:
    assert "supplement_change" in by_code("wajong", supplement=True)
    assert "supplement_change" not in by_code("wajong")


def test_when_work_ends_a_new_benefit_is_asked_for() -> None:
    found = by_code("bijstand", Happening("job_end", date(2026, 6, 30)))
    assert found["apply_ww"][0].due_on == date(2026, 7, 7)
    assert found["assistance_again"][0].due_on == date(2026, 6, 30)
    assert "municipality_statement" not in found, "no start of work is known"


def test_to_dos_come_by_day_and_each_has_a_key_of_its_own() -> None:
    found = duties(situation("wajong"), (START, Happening("pay_change", date(2026, 5, 1))))
    assert [duty.opens_on for duty in found] == sorted(duty.opens_on for duty in found)
    assert len({duty.key for duty in found}) == len(found)


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(ValueError, match="none of job_start"):
        duties(situation("ww"), (Happening("holiday", date(2026, 3, 1)),))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("event", EVENTS)
def test_every_kind_of_benefit_has_a_to_do_for_every_event(kind: str, event: str) -> None:
    told = {duty.whom for duty in duties(situation(kind), (Happening(event, date(2026, 3, 1)),), months=0)}
    assert "allowances_office" in told
    assert kind == "none" or told & {"uwv", "municipality"}


@pytest.mark.parametrize("row", known_duties(), ids=lambda row: row.code)
def test_every_duty_says_what_and_how_in_both_languages_and_where_it_comes_from(row: Any) -> None:
    assert row.source.text
    assert row.source.confidence in CONFIDENCES
    assert row.source.law or row.source.confidence == "unverified"
    assert row.whom in WHOM
    assert row.is_monthly or row.events
    assert row.events <= set(EVENTS)
    assert row.kinds <= set(KINDS)
    assert row.what.nl != row.what.en
    assert max(len(part.split()) for part in row.what.nl.split(". ")) <= 22, "too long for level B1"


def test_the_json_is_plain_and_says_why() -> None:
    plain = duties_as_json(duties(situation("ww"), (START,)), "nl")
    assert plain[0]["why"] == "Je werk begint"
    assert {row["whom"] for row in plain} == {"UWV", "Dienst Toeslagen", "werkgever"}
    assert next(row for row in plain if row["code"] == "ww_statement")["why"] == "maart 2026"
