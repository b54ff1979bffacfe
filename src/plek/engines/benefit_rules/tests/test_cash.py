"""The cash calendar: when which money comes in, and what is settled."""

from datetime import date
from math import isnan
from typing import Any

import pytest

from plek.engines.benefit_rules import Situation, read_situation
from plek.engines.benefit_rules.cash import Calendar, CashPlan, Entry, calendar, calendar_as_json, problems_of
from plek.engines.benefit_rules.cash.customs import custom, customs
from plek.engines.benefit_rules.situation import KINDS


def situation(kind: str = "wajong", **sections: Any) -> Situation:
    benefit = {"kind": kind, **sections.pop("benefit", {})}
    work = {"gross": 800, "hours_week": 12, **sections.pop("work", {})}
    found = read_situation({"on": "2026-02-01", "benefit": benefit, "work": work, **sections})
    assert isinstance(found, Situation)
    return found


def amounts(found: Calendar, kind: str) -> dict[str, float]:
    """Euros of one kind of payment, by month."""
    return {
        month.first.isoformat()[:7]: entry.amount / 100
        for month in found.months
        for entry in month.entries
        if entry.kind == kind
    }


def entries(found: Calendar) -> list[Entry]:
    return [entry for month in found.months for entry in month.entries]


def events(found: Calendar, month: str) -> list[str]:
    return [event.nl for one in found.months if one.first.isoformat()[:7] == month for event in one.events]


def test_a_wajong_is_first_paid_in_full_and_settled_a_month_later() -> None:
    found = calendar(situation(), CashPlan(date(2026, 3, 1)), months=4)
    gross = {(e.kind, e.about_from.month): e.gross for e in entries(found) if e.kind.startswith("benefit")}
    assert gross["benefit", 3] == 1606_08
    assert gross["benefit_settled", 3] == 1046_08 - 1606_08
    assert gross["benefit", 4] == 1046_08
    (settled,) = (e for e in entries(found) if e.kind == "benefit_settled")
    assert settled.sentence.nl == "Over maart 2026 kreeg je te veel uitkering. Dat gaat er nu af."
    assert settled.confidence == "unverified"


def test_settlement_at_once_needs_no_correction() -> None:
    found = calendar(situation(), CashPlan(date(2026, 3, 1), settled_after=0), months=4)
    assert "benefit_settled" not in {entry.kind for entry in entries(found)}


def test_the_first_month_holds_the_part_from_the_first_working_day() -> None:
    found = calendar(situation(), CashPlan(date(2026, 2, 16)), months=2)
    pay = [entry for entry in entries(found) if entry.kind == "pay"]
    assert [entry.gross for entry in pay] == [400_00, 800_00]
    assert "een deel van de maand" in pay[0].sentence.nl
    assert events(found, "2026-02")[:2] == [
        "Je werk begint op 16 februari 2026.",
        "Je eerste loon komt op 28 februari 2026.",
    ]


def test_pay_that_comes_a_month_later_is_still_to_come_at_the_end() -> None:
    plan = CashPlan(date(2026, 3, 1), first_pay_on=date(2026, 4, 10))
    found = calendar(situation(), plan, months=3)
    assert list(amounts(found, "pay")) == ["2026-04", "2026-05"]
    (later,) = (one for one in found.still_to_come if one[1].kind == "pay")
    assert later[0] == date(2026, 6, 1)
    assert later[1].gross == 800_00


def test_pay_every_four_weeks_comes_thirteen_times_a_year() -> None:
    four_weekly = situation("none", work={"pay_period": "four_weeks"})
    found = calendar(four_weekly, CashPlan(date(2026, 1, 1), first_pay_on=date(2026, 1, 28)))
    pay = [entry for entry in entries(found) if entry.kind == "pay"]
    assert len(pay) == 13
    assert pay[0].sentence.nl == "Je loon over de weken tot en met 28 januari 2026, na belasting."
    december = [entry for entry in found.months[-1].entries if entry.kind == "pay"]
    assert len(december) == 2


def test_unemployment_benefit_comes_the_month_after() -> None:
    ww = situation("ww", benefit={"former_wage": 2500, "months_used": 6})
    found = calendar(ww, CashPlan(date(2026, 3, 1)), months=2)
    about = [entry.about_from.month for entry in entries(found) if entry.kind == "benefit"]
    assert about == [2, 3]
    assert "Hoe lang je WW nog duurt, is hier niet meegerekend." in [note.nl for note in found.notes]


def test_holiday_allowance_comes_in_may_over_the_months_before() -> None:
    found = calendar(situation(), CashPlan(date(2026, 1, 1), settled_after=0), months=6)
    (holiday,) = (entry for entry in entries(found) if entry.kind == "benefit_holiday")
    # Eight months of the whole benefit (six at the amount of July 2025) and four beside 800 euros of pay.
    before = 2 * 1534.26 + 6 * 1572.06
    assert holiday.gross == pytest.approx(100 * (0.08 * before + 4 * 0.08 * 1046.08), abs=4)
    assert (holiday.about_from, holiday.about_until) == (date(2025, 5, 1), date(2026, 5, 1))
    assert (holiday.article, holiday.law) == ("3:52", "Wajong")
    (pay,) = (entry for entry in entries(found) if entry.kind == "pay_holiday")
    assert (pay.about_from, pay.about_until, pay.gross) == (date(2026, 1, 1), date(2026, 6, 1), 5 * 64_00)
    assert found.months[4].first == date(2026, 5, 1)
    assert {"pay_holiday", "benefit_holiday"} <= {entry.kind for entry in found.months[4].entries}


def test_holiday_allowance_of_the_work_may_come_in_june() -> None:
    found = calendar(situation(), CashPlan(date(2026, 1, 1), pay_holiday_month=6), months=6)
    assert list(amounts(found, "pay_holiday")) == ["2026-06"]


def test_social_assistance_keeps_its_holiday_allowance_until_june() -> None:
    found = calendar(situation("bijstand"), None, months=6, begins=date(2026, 1, 1))
    assert amounts(found, "benefit")["2026-01"] == round(1401.50 - 67.27, 2)
    assert list(amounts(found, "benefit_holiday")) == ["2026-06"]


def test_wia_holds_its_holiday_allowance() -> None:
    iva = situation("iva", benefit={"former_wage": 2700})
    found = calendar(iva, None, months=5, begins=date(2026, 1, 1))
    first = next(entry for entry in entries(found) if entry.kind == "benefit")
    assert first.gross == 1875_00, "100/108 of 75% of 2,700"
    (holiday,) = (entry for entry in entries(found) if entry.kind == "benefit_holiday")
    assert holiday.gross == 12 * 150_00


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


def test_new_amounts_count_from_their_day_and_unknown_ones_are_said() -> None:
    found = calendar(situation(), CashPlan(date(2026, 6, 1), settled_after=0))
    benefit = {entry.about_from: entry for entry in entries(found) if entry.kind == "benefit"}
    assert benefit[date(2026, 6, 1)].gross == 1046_08
    assert benefit[date(2026, 7, 1)].gross == 1075_90
    assert "Er gelden nieuwe bedragen." in events(found, "2026-07")
    assert found.months[7].law_of == date(2026, 12, 1)
    assert events(found, "2027-01")[0].startswith("De bedragen van deze maand zijn nog niet bekend.")
    assert benefit[date(2027, 1, 1)].confidence == "unverified"


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


def test_what_is_not_known_stays_unknown() -> None:
    found = calendar(situation("zw"), CashPlan(date(2026, 3, 1)), months=2)
    assert not found.months[0].is_complete
    assert calendar_as_json(found)["months"][0]["entries"][0]["amount"] is None
    assert found.unknown[0].nl.startswith("Het oude loon is niet bekend")


def test_pay_that_leaves_no_benefit_is_said() -> None:
    high = situation(work={"gross": 2600, "hours_week": 36})
    found = calendar(high, CashPlan(date(2026, 3, 1), settled_after=0), months=1)
    assert "Je loon is zo hoog dat er deze maand geen uitkering overblijft." in events(found, "2026-03")


def test_costs_go_out_while_the_work_lasts() -> None:
    found = calendar(situation(work={"costs": 35}), CashPlan(date(2026, 3, 1)), months=2, begins=date(2026, 2, 1))
    assert amounts(found, "costs") == {"2026-03": -35.0}
    assert "employer" not in {entry.payer for entry in found.months[0].entries}


def test_a_child_grows_also_past_the_days_whose_amounts_are_known() -> None:
    parent = situation("none", person={"children": ["2015-02-10"], "born": "1990-01-01"}, work={"gross": 0})
    found = calendar(parent, None, begins=date(2027, 1, 1), months=3)
    budget = amounts(found, "kindgebonden_budget")
    assert budget["2027-03"] > budget["2027-02"], "aged 12 since 10 February"


def test_a_plan_that_cannot_be_right_is_refused_by_field() -> None:
    wrong = CashPlan(date(2026, 3, 1), date(2026, 2, 1), settled_after=9, pay_holiday_month=12, credit_at="bank")
    assert [one.field for one in problems_of(wrong)] == [
        "first_pay_on", "settled_after", "pay_holiday_month", "credit_at"
    ]  # fmt: skip
    with pytest.raises(ValueError, match="Pay does not come before work begins"):
        calendar(situation(), wrong)
    assert problems_of(CashPlan(date(2026, 3, 1))) == ()


def test_the_json_is_plain_and_in_both_languages() -> None:
    found = calendar(situation(), CashPlan(date(2026, 3, 1)), months=3)
    dutch, english = calendar_as_json(found, "nl"), calendar_as_json(found)
    assert dutch["months"][0]["month"] == english["months"][0]["month"] == "2026-03"
    assert dutch["months"][0]["total"] == round(found.months[0].total / 100, 2)
    assert english["months"][0]["entries"][0]["sentence"] == "Your pay for March 2026, after tax."
    assert english["plan"]["starts_on"] == "2026-03-01"
    assert calendar_as_json(calendar(situation(), None, months=1))["plan"] is None


def test_every_custom_names_its_source_and_holds_for_every_kind() -> None:
    assert all(one.source.text and one.source.checked_on for one in customs())
    assert all(one.source.law for one in customs() if one.source.confidence != "unverified")
    whats = ("paid", "settled", "holiday")
    for kind in KINDS:
        assert tuple(custom(what, kind).what for what in whats) == whats
    with pytest.raises(LookupError):
        custom("paid", "pension")
