"""What is written down of a municipality."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.benefits.choices import Exemption
from plek.benefits.models import ExemptionRegime, LocalScheme
from plek.benefits.services.municipalities import Local, Scheme
from plek.shared.forms import PlekForm


class LocalForm(PlekForm):
    """What both kinds of line share."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    municipality = forms.CharField(label=_("Municipality"), max_length=80)
    begins_on = forms.DateField(label=_("From"))
    source = forms.CharField(
        label=_("Where does it stand?"),
        max_length=300,
        help_text=_("For instance: the municipal regulation, article 4."),
    )
    link = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")

    def local(self) -> Local:
        """What was typed of these."""
        given = self.cleaned_data
        return Local(given["municipality"], given["begins_on"], given["source"], given["link"])


class RegimeForm(LocalForm):
    """By which rules pay is left beside social assistance."""

    exemption = forms.ChoiceField(
        label=_("Rules for pay beside social assistance"), choices=[(one.value, one.label) for one in Exemption],
        widget=forms.RadioSelect,
    )  # fmt: skip

    field_order = ("key", "municipality", "exemption", "begins_on", "source", "link")


class SchemeForm(LocalForm):
    """A scheme as a free line."""

    name = forms.CharField(label=_("What is it called?"), max_length=120)
    gives = forms.CharField(
        label=_("What does it give?"), max_length=300,
        help_text=_("An amount or a few words, for instance: € 300 a year, once."),
    )  # fmt: skip
    for_whom = forms.CharField(label=_("For whom?"), max_length=300, required=False)
    ends_on = forms.DateField(label=_("Until (that day not included)"), required=False)

    field_order = ("key", "municipality", "name", "gives", "for_whom", "begins_on", "ends_on", "source", "link")

    def scheme(self) -> Scheme:
        """What was typed of the scheme."""
        given = self.cleaned_data
        return Scheme(given["name"], given["gives"], given["for_whom"], given["ends_on"])


class RowForm(PlekForm):
    """Only the key of the row that withdraws."""

    key = forms.UUIDField(widget=forms.HiddenInput)


def first_values(row: ExemptionRegime | LocalScheme | None, municipality: str = "") -> dict[str, Any]:
    """A line as it stands, or an empty one of this municipality."""
    if row is None:
        return {"key": uuid4(), "municipality": municipality}
    shown = ("municipality", "begins_on", "source", "link", "exemption", "name", "gives", "for_whom", "ends_on")
    return {"key": uuid4()} | {name: getattr(row, name) for name in shown if hasattr(row, name)}
