"""What was told, so that a sheet of paper says whose figures these are."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from plek.benefits.answers import FIELDS_OF, LONGER, PARTNERS_LONGER, Answers
from plek.benefits.choices import Exemption, Kind, Partner, Per, YesNo
from plek.benefits.forms.steps import FORMS
from plek.benefits.presenters.figures import hours_text, money
from plek.shared.dates import written

AS_ASKED = frozenset({
    "partner_born", "housemates", "lives_with_parents", "remaining_capacity", "reference_wage", "supplement",
    *LONGER, "exemption_months_used", *PARTNERS_LONGER, "partner_exemption_months_used", "reference_income",
})  # fmt: skip
"""What is told by the question that asked it."""


def given(answers: Answers) -> Iterator[tuple[str, str]]:
    """Label and value of all that is known."""
    told = {**_person(answers), **_benefit(answers), **_work(answers), **_home(answers), **_as_asked(answers)}
    yield from ((label, value) for label, value in told.items() if value)


def _as_asked(answers: Answers) -> dict[str, str]:
    """Of what has no short name, the question itself."""
    asked = [(name, step) for step, names in FIELDS_OF.items() for name in names if name in AS_ASKED]
    return {str(FORMS[step].base_fields[name].label): _value(getattr(answers, name)) for name, step in asked}


def _value(told: Any) -> str:
    """In the language in use; empty when it is not known."""
    if isinstance(told, bool):
        return str((YesNo.YES if told else YesNo.NO).label)
    if isinstance(told, date):
        return written(told, "j F Y")
    return _money(told) if isinstance(told, float) else "" if told is None else str(told)


def _money(euros: float | None) -> str:
    return "" if euros is None else money(euros * 100)


def _person(answers: Answers) -> dict[str, str]:
    partner = "" if answers.partner is None else str((Partner.YES if answers.partner else Partner.NO).label)
    return {
        _("Benefit"): str(Kind(answers.kind).label) if answers.kind else "",
        _("Date of birth"): written(answers.born, "j F Y") if answers.born else "",
        _("Partner"): partner,
        _("Gross pay of the partner"): _money(answers.partner_gross),
        _("Children at home"): ", ".join(map(str, answers.children)),
    }


def _benefit(answers: Answers) -> dict[str, str]:
    return {
        _("Former wage"): _money(answers.former_wage),
        _("Class of disability"): f"{answers.disability_class}%" if answers.disability_class else "",
        _("Months of benefit so far"): "" if answers.months_used is None else str(answers.months_used),
        _("Guaranteed amount"): _money(answers.transitional_amount),
    }


def _work(answers: Answers) -> dict[str, str]:
    now = [hours_text(answers.now_hours) if answers.now_hours else "", _money(answers.now_gross or None)]
    value = answers.wage_value
    return {
        _("Hours a week"): hours_text(answers.hours) if answers.hours else "",
        _("Present work"): ", ".join(part for part in now if part),
        _("Pay"): f"{_money(answers.pay)} {dict(Per.choices)[answers.per]}" if answers.pay else "",
        _("Wage value"): "" if value is None else f"{value:.0%}",
        _("Costs of work"): _money(answers.costs),
        _("For pension"): _per_cent(answers.contributions),
    }


def _per_cent(share: float | None) -> str:
    """With one decimal, as the language in use writes it."""
    return "" if share is None else f"{number_format(100 * share, 1)}%"


def _home(answers: Answers) -> dict[str, str]:
    return {
        _("Rent"): _money(answers.rent) if answers.rent else "",
        _("Savings"): _money(answers.wealth),
        _("Rules of the municipality"): str(Exemption(answers.exemption).label) if answers.exemption else "",
    }
