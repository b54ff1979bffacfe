"""The year month by month: what is not known is said, and never counted as nothing."""

import json
from dataclasses import replace
from datetime import date

import pytest

from plek.benefits.cash import EntryFigure, MonthFigure, YearFigure, year_as_plain, year_from_plain
from plek.benefits.figures import Range
from plek.benefits.presenters.years import YearPage, year_page

KNOWN = EntryFigure("uwv", "benefit", 90000.0, "WIA", "61", "law", ("Uitkering", "Benefit"))
NOT_KNOWN = replace(KNOWN, amount=None)
PART = "…: wat niet bekend is, zit niet in het totaal."


def month(*entries: EntryFigure, number: int = 1) -> MonthFigure:
    total = sum(entry.amount or 0.0 for entry in entries)
    return MonthFigure(
        date(2026, number, 1), total, all(e.amount is not None for e in entries), entries, (), Range(total, total)
    )


def shown(*months: MonthFigure) -> YearPage:
    is_complete = all(one.is_complete for one in months)
    total = sum(one.total for one in months)
    return year_page(["Nu"], [YearFigure(months, total, is_complete, (), (), (), Range(total, total))])


@pytest.mark.parametrize(
    ("entries", "total"),
    [
        ((KNOWN,), "€\N{NO-BREAK SPACE}900,00"),
        ((KNOWN, NOT_KNOWN), "€\N{NO-BREAK SPACE}900,00\N{NO-BREAK SPACE}…"),
        ((NOT_KNOWN,), "niet bekend"),
        ((), "€\N{NO-BREAK SPACE}0,00"),
    ],
)
def test_a_month_and_its_year_say_what_is_left_out(entries: tuple[EntryFigure, ...], total: str) -> None:
    page = shown(month(*entries))
    assert page.lines[0].totals == page.totals == (total,)
    assert page.years[0].months[0].total == total
    assert (PART in page.notes) is total.endswith("…")


def test_a_year_of_which_only_some_months_are_known_is_marked_too() -> None:
    page = shown(month(KNOWN), month(NOT_KNOWN, number=2))
    assert [line.totals[0] for line in page.lines] == ["€\N{NO-BREAK SPACE}900,00", "niet bekend"]
    assert page.totals == ("€\N{NO-BREAK SPACE}900,00\N{NO-BREAK SPACE}…",)
    assert PART in page.notes


def test_a_year_that_was_kept_with_both_payers_is_read_with_its_ends() -> None:
    year = YearFigure((month(KNOWN),), 90000.0, True, (), (), (), Range(90000.0, 90000.0))
    plain = json.loads(json.dumps(year_as_plain(year)))
    assert year_from_plain(plain) == year
    for part in (plain, plain["months"][0]):
        del part["ends"]
        part["otherwise"] = 80000.0
    del plain["are_credits_known"]
    before = year_from_plain(plain)
    assert before.ends == before.months[0].ends == Range(80000.0, 90000.0)
    assert not before.are_credits_known
