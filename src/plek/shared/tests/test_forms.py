"""The base of every form."""

from datetime import date

import pytest
from django import forms

from plek.shared.forms import PlekForm


class DayForm(PlekForm):
    """A form that asks for a day."""

    day = forms.DateField(required=False)


class WayForm(PlekForm):
    """A form with choices that are always the same, and with some that a page offers."""

    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    who = forms.ChoiceField(choices=[])


@pytest.mark.parametrize("typed", ["0001-01-01", "0026-11-24", "9999-12-31", "2101-01-01"])
def test_a_day_in_a_year_that_is_a_slip_is_refused_in_words(typed: str) -> None:
    form = DayForm({"day": typed})
    assert form.errors == {"day": ["Deze dag ligt te ver weg. Kijk het jaartal na."]}
    assert typed in form.as_p()


@pytest.mark.parametrize("typed", ["1926-11-24", "2100-12-31", "24-11-2026"])
def test_a_day_that_can_be_meant_is_taken(typed: str) -> None:
    form = DayForm({"day": typed})
    assert form.is_valid()
    assert isinstance(form.cleaned_data["day"], date)


def test_no_day_is_no_slip() -> None:
    assert DayForm({"day": ""}).is_valid()


def test_forms_do_not_gather_checks_of_each_other() -> None:
    DayForm()
    assert DayForm().fields["day"].validators == DayForm().fields["day"].validators
    assert len(DayForm().fields["day"].validators) == 1


def test_forms_share_choices_that_stay_and_keep_those_they_offer_apart() -> None:
    one, other = WayForm(), WayForm()
    assert one.fields["way"].choices is other.fields["way"].choices  # type: ignore[attr-defined]
    for field in ("way", "who"):
        one.fields[field].choices = [("c", "C")]  # type: ignore[attr-defined]
    assert WayForm({"way": "a", "who": "c"}).errors.keys() == {"who"}
    assert other.fields["way"].choices == [("a", "A"), ("b", "B")]  # type: ignore[attr-defined]
    assert other.fields["way"].widget.choices == [("a", "A"), ("b", "B")]  # type: ignore[attr-defined]
