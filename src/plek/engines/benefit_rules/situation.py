"""A person's situation, as an adviser writes it: gross amounts by the month in euros unless a name says otherwise.

Every field but ``on`` has the default that stands here; None is an answer too and means: not known.
"""

from dataclasses import dataclass, field
from datetime import date

from plek.engines.benefit_rules.sentences import Sentence

KINDS = ("none", "bijstand", "wajong", "wia_lgu", "wia_lau", "wia_vvu", "iva", "wao", "ww", "zw", "tw")
BY_FORMER_WAGE = frozenset({"wia_lgu", "wia_lau", "wia_vvu", "iva", "wao", "ww", "zw"})
"""Kinds that follow from what a person earned before."""
HOLIDAY_WITHIN = frozenset({"wia_lgu", "wia_lau", "wia_vvu", "iva", "ww", "zw"})
"""Kinds whose amount holds the holiday allowance: of WIA and WW 8/108 comes in May (WIA 12, 13, 68; WW 33), of ZW
it is paid along."""

COUNTS_HOLIDAY = frozenset({"wia_lgu", "wia_lau", "wia_vvu", "iva", "zw"})
"""Kinds for which pay counts with the holiday allowance that builds up over it."""


@dataclass(frozen=True)
class Person:
    """Who it is about, with the household."""

    born: date | None = None
    """Not known: an adult below pension age is meant."""
    partner: bool = False
    partner_born: date | None = None
    """Not known: an adult below pension age is meant."""
    partner_gross: float = 0
    """Pay from work of the partner."""
    partner_has_right: bool = True
    """To social assistance."""
    partner_exemption_months_used: int | None = None
    """Bijstand: months since the partner's first exempt month. Not known: the partner's pay counts whole."""
    partner_limited_hours: bool = False
    """Bijstand: has the partner medically limited hours?"""
    partner_wage_cost_subsidy: bool = False
    """Bijstand: does the partner work with wage-cost subsidy?"""
    partner_hours_cannot_grow: bool = False
    children: tuple[date, ...] = ()
    """Days of birth of children at home."""
    housemates_27_plus: int = 0
    """Cost-sharers, for the supplement too: no partner, student or tenant on a commercial lease."""
    parental_support: bool = True
    """At 18 to 20: do the parents support?"""
    lives_with_parents: bool = False
    in_institution: bool = False
    past_pension_age: bool = False


@dataclass(frozen=True)
class Benefit:
    """The benefit that the person has now."""

    kind: str = "none"
    capacity: bool = True
    """Wajong: able to work?"""
    transitional_amount: float = 0
    """Wajong: the amount in UWV's decision."""
    former_wage: float | None = None
    """WIA, WAO, WW, ZW: monthly wage in the decision, after the highest daily wage; it holds holiday allowance."""
    uncapped_wage: float | None = None
    """The same before the highest daily wage; not known: equal to ``former_wage``."""
    months_used: int = 2
    """WIA (LGU), WW: months of benefit so far."""
    years_before_2016: int | None = None
    """WIA (LGU): years of work until 2016; with ``years_since_2016`` they say how long the benefit lasts."""
    years_since_2016: int | None = None
    disability_class: str | None = None
    """WIA (LAU, VVU) and WAO: such as "45-55"."""
    remaining_capacity: float | None = None
    """WIA (LAU, VVU): what the person is still able to earn in a month."""
    income_requirement: bool | None = None
    """WIA (LAU, VVU): does it hold? Not known: yes, except in class 80-100."""
    reference_wage: float | None = None
    """WAO: monthly maatmanloon."""
    years_with_income: int = 0
    """WAO: years of article 44 so far."""
    underlying: float | None = None
    """TW: the benefit that is supplemented."""
    supplement: bool = False
    """Is there a right to a supplement (TW) on this benefit?"""
    supplement_months_used: int = 0
    """Months in which part of the pay was left out for the supplement."""
    exemption_months_used: int = 0
    """Bijstand: months since the first month with exempt pay."""
    exemption_granted: bool = True
    """Bijstand: does the municipality leave out part of the pay?"""
    limited_hours: bool = False
    """Bijstand: medically limited hours."""
    wage_cost_subsidy: bool = False
    """Bijstand: work with wage-cost subsidy."""
    hours_cannot_grow: bool = False
    holiday_allowance: float = 0.08
    """Paid above the amount of the month; not used for bijstand and kinds of ``HOLIDAY_WITHIN``, which hold it."""


@dataclass(frozen=True)
class Work:
    """The work that the person thinks of."""

    gross: float = 0
    hours_week: float | None = None
    wage_dispensation: float | None = None
    """Wage value from 0.3 to 1; ``gross`` is then what the employer pays."""
    other_gross: float = 0
    """Other pay, without dispensation."""
    now_gross: float = 0
    """Pay from the work that the person has already and that this work replaces."""
    pay_period: str = "month"
    """Or "four_weeks": then ``gross``, ``other_gross`` and ``now_gross`` are of four weeks."""
    holiday_allowance: float = 0.08
    """Paid above ``gross``; 0 when it is in it."""
    own_contributions: float = 0
    """Pension and other contributions taken off the pay before tax."""
    costs: float = 0
    """Travel and other costs of this work, net."""


@dataclass(frozen=True)
class Municipality:
    """Choices of the municipality."""

    earnings_exemption: str | None = None
    """"31-2" or "34a"; not known: "31-2" until 2027."""


@dataclass(frozen=True)
class Rent:
    """Rented home; a number alone is the rent."""

    monthly: float = 0
    persons: int | None = None
    """Not known: counted from the household."""
    reference_income: float | None = None
    """Yearly income up to which the allowance is full, as the tax office states it."""


@dataclass(frozen=True)
class Situation:
    """One situation on one day."""

    on: date
    person: Person = field(default_factory=Person)
    benefit: Benefit = field(default_factory=Benefit)
    work: Work = field(default_factory=Work)
    wealth: float = 0
    rent: Rent | None = None
    municipality: Municipality = field(default_factory=Municipality)


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field; ``line`` is None when the situation came without a file."""

    field: str
    sentence: Sentence
    line: int | None = None

    def said(self, language: str) -> str:
        line = {"nl": "regel", "en": "line"}[language]
        place = [f"{line} {self.line}"] if self.line else []
        return f"{', '.join([*place, *filter(None, [self.field])])}: {self.sentence.in_(language)}"


@dataclass(frozen=True)
class Refusal:
    """A situation that makes no sense, with a sentence per field; what is right is kept in ``kept``."""

    on: date | None
    problems: tuple[Problem, ...]
    kept: Situation | None = None


def age_on(born: date, day: date) -> int:
    """Whole years; who is born on 29 February has a birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
