"""A million people with Wajong, no two alike, and the sums that someone would write by hand for them in NumPy."""

from datetime import date

import numpy as np

from plek.engines.benefit_rules.amounts import Column

ON, MOST = date(2026, 7, 1), 400_000
NAMES = ("benefit", "tax", "zorgtoeslag", "disposable")
NUDGE = 0.5 + 1e-6
People = dict[str, Column]
"""Answers by their names in the columns of the engine; money in cents a month, wealth in cents."""


def people(count: int) -> People:
    """So many people, always the same: ages, capacity, dispensation, pay, partner, wealth and more all differ."""
    draw = np.random.default_rng(1998)
    capacity, working = draw.random(count) < 0.85, draw.random(count) < 0.7
    dispensed = capacity & working & (draw.random(count) < 0.25)
    other = np.where(dispensed & (draw.random(count) < 0.2), draw.integers(0, 60_000, count), 0)
    pay = np.where(working, draw.integers(1, MOST, count) * np.where(dispensed, 0.5, 1.0) // 1, 0) + other
    partner, rich = draw.random(count) < 0.25, draw.random(count) < 0.1
    found = {
        "age": draw.integers(18, 65, count),
        "capacity": capacity,
        "is_dispensed": dispensed,
        "wage_value": np.where(dispensed, draw.integers(31, 100, count), 100) / 100,
        "earnings": pay,
        "other_earnings": other,
        "contributions": pay * 3 // 100,
        "costs": np.where(working, draw.integers(0, 15_000, count), 0),
        "transitional_amount": np.where(draw.random(count) < 0.05, draw.integers(1, 20_000, count), 0),
        "has_partner": partner,
        "partner_gross": np.where(partner, draw.integers(0, 350_000, count), 0),
        "wealth": np.where(rich, draw.integers(0, 30_000_000, count), 0),
    }
    return {name: values.astype(np.float64) for name, values in found.items()}


def by_hand(people: People) -> dict[str, Column]:
    """The amounts of 1 July 2026, in cents."""
    benefit = _wajong(people)
    pay = people["earnings"] - people["contributions"]
    due = _tax(12.0 * (pay + benefit), 12.0 * pay)
    income = np.round(12.0 * ((pay + people["partner_gross"]) * 1.08 + benefit * 1.08))
    care = _care(income, people["has_partner"], people["wealth"])
    return {
        "benefit": benefit,
        "tax": due,
        "zorgtoeslag": care,
        "disposable": pay + benefit - due + care - people["costs"],
    }


def _wajong(people: People) -> Column:
    scale = np.select([people["age"] == age for age in (18, 19, 20)], [0.5, 0.6, 0.8], 1.0)
    wage, pay = np.floor(scale * 233_700.0 + NUDGE), people["earnings"]
    free = np.maximum(np.floor(0.7 * (wage - pay) + NUDGE), 0.0)
    value, other = people["wage_value"], people["other_earnings"]
    here, factor = pay - other, (value - 0.3) / (0.7 * value)
    dispensed = np.maximum(0.7 * wage - 0.7 * (factor * here + other), here / value - here)
    able = np.where(people["is_dispensed"] != 0, np.maximum(np.floor(dispensed + NUDGE), 0.0), free)
    unable = np.maximum(np.floor(0.75 * (wage - pay) + NUDGE), 0.0)
    return np.where(people["capacity"] != 0, able, unable) + people["transitional_amount"]


def _tax(year: Column, work: Column) -> Column:
    tax = (
        0.3575 * year + 0.0181 * np.maximum(year - 3_888_300.0, 0.0) + 0.1194 * np.maximum(year - 7_842_600.0, 0.0)
    )
    general = np.maximum(311_500.0 - 0.06398 * np.maximum(year - 2_973_600.0, 0.0), 0.0)
    low = np.where(work <= 1_196_500.0, 0.08324 * work, 99_600.0 + 0.31009 * (work - 1_196_500.0))
    high = np.where(
        work <= 4_559_200.0,
        530_000.0 + 0.0195 * (work - 2_584_500.0),
        np.maximum(568_500.0 - 0.0651 * (work - 4_559_200.0), 0.0),
    )
    employed = np.where(work <= 2_584_500.0, low, high)
    credits = _month(general) + _month(employed) + np.floor(92_300.0 / 12.0 + NUDGE)
    return np.maximum(_month(tax) - credits, 0.0)


def _care(income: Column, has_partner: Column, wealth: Column) -> Column:
    couple = has_partner != 0
    own = np.where(couple, 0.04289, 0.01912) * 2_973_600.0 + 0.1373 * np.maximum(income - 2_973_600.0, 0.0)
    euros = np.floor(((1.0 + has_partner) * 211_900.0 - own) / 100.0 + NUDGE) * 100.0
    paid = (euros >= 2_400.0) & (wealth <= np.where(couple, 18_463_300.0, 14_601_100.0))
    return _month(np.where(paid, euros, 0.0))


def _month(year: Column) -> Column:
    return np.floor(year / 12.0 + NUDGE)
