"""Month by month for a year: now beside each plan, and what comes from whom in each month."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plek.benefits.cash import EntryFigure, MonthFigure, Said, YearFigure
from plek.benefits.presenters.figures import amount, money, said
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
    """One month of one plan."""

    name: str
    total: str
    is_sure: bool
    is_complete: bool
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
        *_about_credits(years), *_about_gaps(years),
        *(_in_use(one) for year in years for one in (*year.notes, *year.unknown)),
    ])  # fmt: skip
    return YearPage(
        tuple(titles), tuple(MonthLine(row[0].name, tuple(_total(one) for one in row)) for row in together),
        tuple(part.total for part in parts), tuple(parts), tuple(notes),
    )  # fmt: skip


def _about_credits(years: Sequence[YearFigure]) -> list[str]:
    if all(year.otherwise is None for year in years):
        return []
    return [
        _("Where the tax credits count is not known: a month with two ends has both."),
        _("What comes from whom is told with the tax credits at the benefit agency."),
    ]  # fmt: skip


def _about_gaps(years: Sequence[YearFigure]) -> list[str]:
    if all(year.is_known for year in years):
        return []
    return [_("From the month in which a study begins that ends or changes the benefit nothing is calculated.")]


def _total(month: MonthPart) -> str:
    return month.total + ("" if month.is_complete else " …")


def _both(total: float, otherwise: float | None) -> str:
    """One amount, or that with the tax credits at either payer."""
    return amount((total, total if otherwise is None else otherwise))


def _year(place: int, title: str, year: YearFigure) -> YearPart:
    months = tuple(_month(one) for one in year.months)
    later = tuple(_payment(one) for one in year.still_to_come)
    total = _both(year.total, year.otherwise) if year.is_known else _("not known")
    return YearPart(f"year-{place}", title, months, total, later)


def _month(one: MonthFigure) -> MonthPart:
    payments = tuple(_payment(entry) for entry in one.entries)
    total = _both(one.total, one.otherwise) if one.is_known else _("not known")
    return MonthPart(
        written(one.first, "F Y"), total, all(payment.is_sure for payment in payments),
        one.is_complete or not one.is_known, payments, tuple(_in_use(event) for event in one.events),
    )  # fmt: skip


def _payment(one: EntryFigure) -> Payment:
    article = (
        _("%(law)s, article %(article)s") % {"law": one.law, "article": one.article} if one.article else one.law
    )
    sure = said(CONFIDENCE[one.confidence])
    source = " · ".join(part for part in (article, sure) if part)
    amount = _("not known") if one.amount is None else money(one.amount)
    return Payment(
        _upper(said(PAYERS[one.payer])), said(KINDS_OF_ENTRY[one.kind]), amount, _in_use(one.said), source,
        one.confidence in SURE,
    )  # fmt: skip


def _in_use(one: Said) -> str:
    return said(Sentence(*one))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
