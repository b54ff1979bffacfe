"""Month by month for a year: now beside each plan, and what comes from whom in each month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plek.benefits.cash import EntryFigure, MonthFigure, Said, YearFigure
from plek.benefits.presenters.figures import LEFT_OUT, amount, money, said
from plek.engines.benefit_rules import CONFIDENCE, SURE
from plek.engines.benefit_rules.cash import KINDS_OF_ENTRY, PAYERS
from plek.engines.benefit_rules.sentences import Sentence
from plek.shared.dates import written


@dataclass(frozen=True)
class Payment:
    """One payment of a month."""

    payer: str
    what: str
    amount: str
    sentence: str
    source: str
    is_sure: bool


@dataclass(frozen=True)
class MonthPart:
    """One month of one plan; the total of what is known ends in ``…`` where that is not all.

    ``sum`` is that of the payments, which belong to the plainest way in which the answers can be meant.
    """

    name: str
    total: str
    sum: str
    is_sure: bool
    payments: tuple[Payment, ...]
    events: tuple[str, ...]


@dataclass(frozen=True)
class YearPart:
    """The year of one plan."""

    anchor: str
    title: str
    months: tuple[MonthPart, ...]
    total: str
    later: tuple[Payment, ...]


@dataclass(frozen=True)
class MonthLine:
    """One month, with the total of now and of each plan."""

    name: str
    totals: tuple[str, ...]


@dataclass(frozen=True)
class YearPage:
    """All plans beside each other, and each by itself."""

    titles: tuple[str, ...]
    lines: tuple[MonthLine, ...]
    totals: tuple[str, ...]
    years: tuple[YearPart, ...]
    notes: tuple[str, ...]


def year_page(titles: Sequence[str], years: Sequence[YearFigure]) -> YearPage:
    """The years in the order of their titles, of which the first is now."""
    parts = [_year(place, title, year) for place, (title, year) in enumerate(zip(titles, years, strict=True))]
    together = zip(*(part.months for part in parts), strict=True)
    notes = dict.fromkeys([
        *_about_credits(years), *_about_gaps(parts, years),
        *(_in_use(one) for year in years for one in (*year.notes, *year.unknown)),
    ])  # fmt: skip
    return YearPage(
        tuple(titles), tuple(MonthLine(row[0].name, tuple(one.total for one in row)) for row in together),
        tuple(part.total for part in parts), tuple(parts), tuple(notes),
    )  # fmt: skip


def _about_credits(years: Sequence[YearFigure]) -> list[str]:
    if all(year.are_credits_known for year in years):
        return []
    return [
        _("Where the tax credits count is not known: a month with two ends has both."),
        _("What comes from whom is told with the tax credits at the benefit agency."),
    ]  # fmt: skip


def _about_gaps(parts: Sequence[YearPart], years: Sequence[YearFigure]) -> Iterator[str]:
    totals = [total for part in parts for total in (part.total, *(month.total for month in part.months))]
    if any(total.endswith(LEFT_OUT) for total in totals):
        yield _("…: what is not known is left out of the total.")
    if not all(year.is_known for year in years):
        yield _("From the month in which a study begins that ends or changes the benefit nothing is calculated.")


def _is_silent(month: MonthFigure) -> bool:
    """Nothing of it is known, so that its total says nothing."""
    return not month.is_known or (bool(month.entries) and all(entry.amount is None for entry in month.entries))


def _is_silent_year(year: YearFigure) -> bool:
    return not year.is_known or all(map(_is_silent, year.months))


def _known(one: MonthFigure | YearFigure, *, is_silent: bool) -> str:
    """One amount, or the least and the most."""
    return _("not known") if is_silent else amount(one.ends.ends, is_complete=one.is_complete)


def _year(place: int, title: str, year: YearFigure) -> YearPart:
    months = tuple(_month(one) for one in year.months)
    later = tuple(_payment(one) for one in year.still_to_come)
    total = _known(year, is_silent=_is_silent_year(year))
    return YearPart(f"year-{place}", title, months, total, later)


def _month(one: MonthFigure) -> MonthPart:
    payments = tuple(_payment(entry) for entry in one.entries)
    return MonthPart(
        written(one.first, "F Y"), _known(one, is_silent=_is_silent(one)), money(one.total),
        all(payment.is_sure for payment in payments), payments, tuple(_in_use(event) for event in one.events),
    )  # fmt: skip


def _payment(one: EntryFigure) -> Payment:
    article = (
        _("%(law)s, article %(article)s") % {"law": one.law, "article": one.article} if one.article else one.law
    )
    sure = said(CONFIDENCE[one.confidence])
    source = " · ".join(part for part in (article, sure) if part)
    amount = _("not known") if one.amount is None else money(one.amount)
    return Payment(
        capfirst(said(PAYERS[one.payer])), said(KINDS_OF_ENTRY[one.kind]), amount, _in_use(one.said), source,
        one.confidence in SURE,
    )  # fmt: skip


def _in_use(one: Said) -> str:
    return said(Sentence(*one))
