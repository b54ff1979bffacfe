"""The cash calendar: when which money comes in, and what is settled."""

from datetime import date

import pytest

from plek.engines.benefit_rules.cash import Calendar, CashPlan, calendar, calendar_as_json, problems_of
from plek.engines.benefit_rules.cash.customs import custom, customs
from plek.engines.benefit_rules.situation import KINDS
from plek.engines.benefit_rules.tests.cash_reading import amounts, entries, events, situation


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
    assert (pay[0].rule, pay[0].law, pay[0].article) == ("income_tax.three_brackets", "Wet IB 2001", "2.10")
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


def gross_of_ww(found: Calendar) -> dict[int, float]:
    """Euros before tax by the month that it is about; 8/108 is kept for the holiday allowance."""
    return {
        entry.about_from.month: round(entry.gross * 108) / 10_000
        for entry in entries(found)
        if entry.kind == "benefit" and entry.gross is not None
    }


@pytest.mark.parametrize("month", [5, 6])
def test_beside_ww_holiday_pay_counts_in_the_month_in_which_it_comes(month: int) -> None:
    ww = situation("ww", benefit={"former_wage": 2500, "months_used": 6})
    found = calendar(ww, CashPlan(date(2026, 3, 1), pay_holiday_month=month), months=6)
    built_up = 3 * 64  # March, April and May
    usual, beside = 0.7 * (2500 - 800), 0.7 * (2500 - 800 - built_up)
    assert gross_of_ww(found) == {
        about: pytest.approx(beside if about == month else usual if about > 2 else 0.7 * 2500, abs=0.02)
        for about in range(2, 8)
    }
    said = "Voor de WW telt dat mee als loon van deze maand."
    assert [number for number in range(3, 9) if said in " ".join(events(found, f"2026-0{number}"))] == [month]


def test_ww_stops_in_a_month_in_which_holiday_pay_lifts_it_over_the_limit() -> None:
    ww = situation("ww", benefit={"former_wage": 2500, "months_used": 6}, work={"gross": 2000})
    found = calendar(ww, CashPlan(date(2026, 3, 1)), months=6)
    assert set(gross_of_ww(found)) == {2, 3, 4, 6, 7}  # in May 2,000 + 480 is above 87.5% of 2,500
    assert "einde van de WW" not in " ".join(events(found, "2026-05") + events(found, "2026-06"))


def test_beside_other_benefits_holiday_pay_changes_no_month() -> None:
    found = calendar(situation("iva", benefit={"former_wage": 2500}), CashPlan(date(2026, 3, 1)), months=4)
    assert len({entry.gross for entry in entries(found) if entry.kind == "benefit"}) == 2


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


@pytest.mark.parametrize("pay_period", ["month", "four_weeks"])
def test_past_pension_age_what_is_left_of_pay_is_not_known(pay_period: str) -> None:
    older = situation("none", person={"past_pension_age": True}, work={"pay_period": pay_period})
    found = calendar(older, CashPlan(date(2026, 3, 1)), months=2)
    pay = [entry for entry in entries(found) if entry.kind == "pay"]
    assert pay
    assert not any(entry.is_known for entry in pay)
    assert "De belasting vanaf de AOW-leeftijd wordt niet berekend." in [one.nl for one in found.unknown]


def test_without_pay_no_pay_is_listed() -> None:
    for pay_period in ("month", "four_weeks"):
        idle = situation("wajong", work={"gross": 0, "hours_week": None, "pay_period": pay_period})
        found = calendar(idle, CashPlan(date(2026, 3, 1)))
        assert "employer" not in {entry.payer for entry in entries(found)}


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
