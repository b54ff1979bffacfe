"""The cash calendar over the year: new amounts, clocks that run out, allowances and what the whole year makes."""

from datetime import date
from math import isnan

import pytest

from plek.engines.benefit_rules import Proposed, book, read_own_value, with_own_values
from plek.engines.benefit_rules.book import Value
from plek.engines.benefit_rules.cash import CashPlan, calendar
from plek.engines.benefit_rules.tests.cash_reading import amounts, entries, events, situation


def test_a_yearly_allowance_comes_of_itself_beside_a_disability_benefit() -> None:
    found = calendar(situation(), None, months=12, begins=date(2026, 1, 1))
    assert amounts(found, "yearly_allowance") == {"2026-09": 226.28}
    assert amounts(calendar(situation("bijstand"), None), "yearly_allowance") == {}
    earlier = calendar(situation(), None, months=1, begins=date(2025, 9, 1))
    assert [entry.is_known for entry in entries(earlier) if entry.kind == "yearly_allowance"] == [False]


def test_allowances_follow_a_month_later() -> None:
    high = situation("none", work={"gross": 2600, "hours_week": 36})
    found = calendar(high, CashPlan(date(2026, 3, 1)), months=3)
    care = [entry for entry in entries(found) if entry.kind == "zorgtoeslag"]
    assert care[0].amount > care[1].amount == care[2].amount
    assert care[0].sentence.nl == "Voorschot zorgtoeslag, nog naar je oude inkomen."


def test_the_year_is_settled_in_the_year_after() -> None:
    high = situation("none", work={"gross": 2600, "hours_week": 36})
    found = calendar(high, CashPlan(date(2026, 3, 1)))
    kinds = {entry.kind: (month, entry) for month, entry in found.still_to_come}
    month, care = kinds["allowance_settled"]
    assert month == date(2027, 12, 1)
    assert care.amount > 0, "two months without pay make the income of the year lower"
    assert kinds["tax_settled"][0] == date(2027, 7, 1)
    assert kinds["tax_settled"][1].amount > 0, "tax was taken as if every month were like this"


def test_the_settlement_is_what_the_year_makes_of_it() -> None:
    """Ten months of 2,600: withheld as if every month were so, due over 26,000."""
    high = situation("none", work={"gross": 2600, "hours_week": 36, "holiday_allowance": 0})
    found = calendar(high, CashPlan(date(2026, 3, 1)))
    kinds = {entry.kind: entry for _, entry in found.still_to_come}
    month = round(0.3575 * 2600, 2) - round((3115 - 0.06398 * (31200 - 29736)) / 12, 2)
    month -= round((5300 + 0.0195 * (31200 - 25845)) / 12, 2)
    due = round(0.3575 * 26000 / 12, 2) - round(3115 / 12, 2) - round((5300 + 0.0195 * (26000 - 25845)) / 12, 2)
    assert kinds["tax_settled"].amount == pytest.approx(100 * (10 * month - 12 * due), abs=0.5)
    whole, part = round(1550 / 12, 2), round(round(1550.45 - 0.1373 * (31200 - 29736)) / 12, 2)
    assert kinds["allowance_settled"].amount == pytest.approx(100 * 9 * (whole - part), abs=0.5)


def test_new_amounts_count_from_their_day_and_unknown_ones_are_said() -> None:
    found = calendar(situation(), CashPlan(date(2026, 6, 1), settled_after=0))
    benefit = {entry.about_from: entry for entry in entries(found) if entry.kind == "benefit"}
    assert benefit[date(2026, 6, 1)].gross == 1046_08
    assert benefit[date(2026, 7, 1)].gross == 1075_90
    assert "Er gelden nieuwe bedragen." in events(found, "2026-07")
    assert found.months[7].law_of == date(2026, 12, 1)
    assert events(found, "2027-01")[0].startswith("De bedragen vanaf deze maand zijn nog niet bekend.")
    assert benefit[date(2027, 1, 1)].confidence == "unverified"
    assert [sentence.nl for sentence in found.unknown] == [
        "Vanaf 1-1-2027 zijn deze bedragen nog niet bekend: minimumloon, inkomstenbelasting, zorgtoeslag."
        " Er is gerekend met die van 31-12-2026."
    ]


def test_what_an_organisation_already_put_in_for_next_year_counts_and_is_no_longer_named() -> None:
    reference = book().parameters["minimum_wage/month_reference"]
    given = read_own_value(reference, Proposed(date(2027, 1, 1), None, 2400.0, "Stcrt", "", date(2026, 11, 20)))
    assert isinstance(given, Value)
    laid = with_own_values(book(), [(reference.name, given)])
    found = calendar(situation(), CashPlan(date(2026, 11, 1), settled_after=0), parameters=laid)
    benefit = {entry.about_from: entry for entry in entries(found) if entry.kind == "benefit"}
    assert benefit[date(2026, 12, 1)].gross == 1075_90
    assert benefit[date(2027, 1, 1)].gross == 0.7 * (2400_00 - 800_00)
    assert ": inkomstenbelasting, zorgtoeslag." in found.unknown[0].nl
    assert found.months[-1].law_of == date(2026, 12, 1)


@pytest.mark.parametrize("month", [9, 10, 11, 12])
@pytest.mark.parametrize("kind", ["none", "wajong", "bijstand", "ww", "iva", "zw"])
def test_a_year_that_begins_in_autumn_is_whole_and_marked(kind: str, month: int) -> None:
    benefit = {"former_wage": 2700} if kind in ("ww", "iva", "zw") else {}
    begins = date(2026, month, 1)
    found = calendar(situation(kind, benefit=benefit, on=begins), CashPlan(begins))
    assert found.is_complete
    assert len(found.months) == 12
    after = [one for one in found.months if one.first.year == 2027]
    assert all(one.total > 0 and one.law_of == date(2026, 12, 1) for one in after)
    made = [entry for one in after for entry in one.entries if entry.rule and entry.about_from.year == 2027]
    assert made
    assert {entry.confidence for entry in made if entry.kind in ("pay", "zorgtoeslag")} == {"unverified"}
    assert any("1-1-2027" in sentence.nl for sentence in found.unknown)


def test_an_exemption_that_runs_out_is_said_in_its_month() -> None:
    found = calendar(situation("bijstand"), CashPlan(date(2026, 3, 1), settled_after=0))
    assert events(found, "2026-09") == ["Vanaf deze maand telt niet meer: vrijlating eerste zes maanden."]
    benefit = amounts(found, "benefit")
    assert benefit["2026-08"] > benefit["2026-09"]


def test_from_2027_the_new_exemption_is_used_and_that_is_said() -> None:
    found = calendar(situation("bijstand"), CashPlan(date(2026, 9, 1)), months=6)
    assert "Vanaf deze maand telt mee: nieuwe vrijlating van loon." in events(found, "2027-01")
    assert any("nieuwe vrijlating" in note.nl for note in found.notes)
    old = situation("bijstand", municipality={"earnings_exemption": "31-2"})
    assert "Vanaf deze maand" not in " ".join(
        events(calendar(old, CashPlan(date(2026, 9, 1)), months=6), "2027-01")
    )


def test_after_the_wage_related_benefit_follows_what_is_known_or_nothing() -> None:
    lgu = {"former_wage": 2700, "months_used": 10, "years_before_2016": 6, "years_since_2016": 6}
    vague = calendar(situation("wia_lgu", benefit=lgu), None, months=4)
    months = [entry.amount for entry in entries(vague) if entry.kind == "benefit"]
    assert [isnan(amount) for amount in months] == [False, True, True, True]
    assert not vague.is_complete
    known = lgu | {"disability_class": "80-100", "remaining_capacity": 0}
    found = calendar(situation("wia_lgu", benefit=known), None, months=4)
    rules = [entry.rule for entry in entries(found) if entry.kind == "benefit"]
    assert rules == ["wia.wage_related", "wia.supplement", "wia.supplement", "wia.supplement"]
    assert found.is_complete


def test_a_child_grows_also_past_the_days_whose_amounts_are_known() -> None:
    parent = situation("none", person={"children": ["2015-02-10"], "born": "1990-01-01"}, work={"gross": 0})
    found = calendar(parent, None, begins=date(2027, 1, 1), months=3)
    budget = amounts(found, "kindgebonden_budget")
    assert budget["2027-03"] > budget["2027-02"], "aged 12 since 10 February"
