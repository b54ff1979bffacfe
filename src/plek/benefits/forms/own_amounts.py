"""Proposing an amount, checking it, taking it back."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plek.benefits.models import OwnAmount
from plek.benefits.services.own_amounts import FIELDS, Wanted
from plek.engines.benefit_rules import read_own_value
from plek.engines.benefit_rules.book import Parameter
from plek.shared.forms import PlekForm


class AmountForm(PlekForm):
    """A value for one parameter; what the engine finds impossible stands beside its field."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=6, localize=True)
    begins_on = forms.DateField(label=_("Counts from"))
    ends_on = forms.DateField(
        label=_("Until (that day not included)"), required=False,
        help_text=_("Left empty, it ends when the amount that it replaces would have ended."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Where does it stand?"), max_length=300,
        help_text=_("For instance: Staatscourant 2026, 16505, article 2."),
    )  # fmt: skip
    link = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")
    note = forms.CharField(label=_("Note for who checks"), max_length=500, required=False,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, known: Parameter, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.on = known, on

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if {"number", "begins_on", "source"} <= given.keys() and "ends_on" in given:
            found = read_own_value(self.known, self.wanted().as_proposed(self.on))
            language = "en" if (get_language() or "").startswith("en") else "nl"
            for problem in found if isinstance(found, tuple) else ():
                self.add_error(FIELDS.get(problem.field, problem.field), problem.sentence.in_(language))
        return given

    def wanted(self) -> Wanted:
        """What was typed."""
        given = self.cleaned_data
        return Wanted(
            given["begins_on"], given["ends_on"], given["number"], given["source"], given.get("link", ""),
            given.get("note", ""),
        )  # fmt: skip


def first_values(before: OwnAmount | None) -> dict[str, Any]:
    """An amount to correct as it is, or only a key."""
    if before is None:
        return {"key": uuid4()}
    same = ("begins_on", "ends_on", "number", "source", "link")
    return {"key": uuid4()} | {name: getattr(before, name) for name in same}


class CheckForm(PlekForm):
    """Yes, or no with the reason."""

    verdict = forms.ChoiceField(
        label=_("What do you find?"), widget=forms.RadioSelect,
        choices=[("accept", _("It is right: I looked it up in the source")), ("return", _("It goes back"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why does it go back?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class TakeBackForm(PlekForm):
    """Why an amount should not count."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    reason = forms.CharField(label=_("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
