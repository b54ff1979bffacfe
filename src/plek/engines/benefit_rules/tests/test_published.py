"""What public sources print, reproduced."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from plek.engines.benefit_rules import Columns, amounts, book
from plek.engines.benefit_rules.amounts import column
from plek.engines.benefit_rules.book import Value


def care(day: date, yearly: float, *, partner: bool) -> float:
    """Care allowance of a month at a yearly income, in cents."""
    pay = np.array([yearly * 100 / 12])
    columns = Columns(day, earnings=pay, pay_holiday=column(0.0), has_partner=column(partner))
    return float(amounts(columns, ("zorgtoeslag",))["zorgtoeslag"][0])


@pytest.mark.parametrize(("partner", "ceiling"), [(False, 39_719), (True, 50_206)])
def test_the_income_ceilings_of_2025(partner: bool, ceiling: int) -> None:
    """The last income at which care allowance is paid."""
    day = date(2025, 6, 1)
    assert care(day, ceiling, partner=partner) == 200
    assert care(day, ceiling + 1, partner=partner) == 0


@pytest.mark.parametrize(("year", "threshold"), [(2024, 26_819), (2025, 28_406), (2026, 29_736)])
def test_the_threshold_income_follows_from_the_minimum_wage(year: int, threshold: int) -> None:
    """108% of twelve months of January's minimum wage, in whole euros; that of 2026 is printed a euro higher."""
    january = book().number("minimum_wage/month_reference", date(year, 1, 1))
    assert threshold - round(january * 12 * 1.08 / 100) == (1 if year == 2026 else 0)
    assert book().number("care_allowance/threshold_income", date(year, 1, 1)) == threshold * 100


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_parts_of_the_employment_credit_join(year: int) -> None:
    """Where one part ends the next begins, to the euro."""
    number = {
        name: book().number(f"income_tax/work_{name}", date(year, 1, 1))
        for name in (
            "1_rate", "1_until", "2_base", "2_rate", "2_until", "3_base", "3_rate", "3_until", "4_base", "4_taper"
        )
    }  # fmt: skip
    first = number["1_rate"] * number["1_until"]
    second = number["2_base"] + number["2_rate"] * (number["2_until"] - number["1_until"])
    third = number["3_base"] + number["3_rate"] * (number["3_until"] - number["2_until"])
    for joined, base in ((first, "2_base"), (second, "3_base"), (third, "4_base")):
        assert abs(joined - number[base]) <= 100


DAILY = [value for value in book().parameters["wia/highest_daily_wage"].values if value.valid_from.year > 2023]


@pytest.mark.parametrize(("before", "after"), list(pairwise(DAILY)))
def test_the_highest_daily_wage_follows_the_minimum_wage(before: Value, after: Value) -> None:
    """Wfsv 18: a year of 261 days rises as the minimum wage, in hundredths of a per cent, to multiples of 2.61."""
    old, new = (
        Fraction(str(book().number("minimum_wage/month_reference", one.valid_from))) for one in (before, after)
    )
    percentage = Fraction(round((new / old - 1) * 10_000), 10_000)
    year = Fraction(str(before.number)) * 261 * (1 + percentage)
    assert Fraction(str(after.number)) * 261 == round(year / Fraction("2.61")) * Fraction("2.61")


def test_the_daily_norm_of_couples_is_the_minimum_wage_of_a_day() -> None:
    day = date(2026, 7, 1)
    assert round(book().number("minimum_wage/month_reference", day) / 21.75) == book().number("tw/couple", day)
