"""Fields of answers that may be left open, and what the engine finds wrong with them."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plek.benefits.choices import YesNo
from plek.benefits.situations import ASKED_AS
from plek.engines.benefit_rules.situation import Problem

MOST_CHILDREN, ADULT, MOST_MONTHS = 12, 18, 600


LESS_IS_POSSIBLE = ("max_digits", "max_decimal_places", "max_whole_digits")
MENDED_BY = {
    "invalid": _("Write this in figures. Leave it empty if you do not know it."),
    "min_value": _("This is %(limit_value)s at least. Leave it empty if you do not know it."),
    "max_value": _("This is %(limit_value)s at most. Leave it empty if you do not know it."),
}
"""What to do about a number that cannot be."""


def money(label: Any, **more: Any) -> forms.DecimalField:
    too_long = dict.fromkeys(LESS_IS_POSSIBLE, _("Write an amount in euros with at most two figures for cents."))
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=9, decimal_places=2, localize=True,
        error_messages=MENDED_BY | too_long, **more,
    )  # fmt: skip


def decimals(label: Any, most: int, **more: Any) -> forms.DecimalField:
    """Hours and per cents, with at most one decimal."""
    too_long = dict.fromkeys(LESS_IS_POSSIBLE, _("Write a number with at most one decimal."))
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=most, max_digits=4, decimal_places=1, localize=True,
        error_messages=MENDED_BY | too_long, **more,
    )  # fmt: skip


def whole(label: Any, most: int = MOST_MONTHS, least: int = 0, **more: Any) -> forms.IntegerField:
    """Months, housemates, whole per cents."""
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, error_messages=MENDED_BY, **more
    )


def yes_no(label: Any, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, choices=YesNo.choices, coerce=lambda value: value == YesNo.YES,
        empty_value=None, widget=forms.RadioSelect, **more,
    )  # fmt: skip


class AgesField(forms.CharField):
    """Ages of children at home, with commas between them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=60, **more)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        ages = [word for word in re.split(r"[\s,;]+", super().clean(value).strip()) if word]
        if not all(age.isdecimal() and len(age) < 3 and int(age) < ADULT for age in ages):
            raise forms.ValidationError(_("Write ages from 0 to 17 in figures, with commas between them."))
        if len(ages) > MOST_CHILDREN:
            raise forms.ValidationError(_("These are more children than this estimate can count with."))
        return tuple(int(age) for age in ages)


def point_at(form: forms.Form, problems: Iterable[Problem]) -> None:
    """Put what the engine finds wrong beside the field that asked for it; what has none goes on top."""
    language = "en" if (get_language() or "").startswith("en") else "nl"
    for problem in problems:
        field = ASKED_AS.get(problem.field)
        form.add_error(field if field in form.fields else None, problem.sentence.in_(language))
