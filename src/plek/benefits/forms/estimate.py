"""The six questions. Every answer may be left out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.benefits.answers import Answers
from plek.benefits.choices import Exemption, Kind, Partner, Per
from plek.benefits.estimates import Estimate, Found, Missing
from plek.benefits.forms.fields import AgesField, decimals, money, point_at, whole
from plek.benefits.selectors.municipalities import LocalRules
from plek.caseload.selectors.contacts import ClientChoice
from plek.engines.benefit_rules.rules.wao import CLASSES
from plek.shared.forms import PlekForm

MOST_HOURS, MOST_HOUSEMATES = 60, 20


class EstimateForm(PlekForm):
    """A first estimate: kind of benefit, age, household, work, rent, municipality."""

    kind = forms.ChoiceField(label=_("Which benefit?"), required=False, choices=Kind.choices)
    former_wage = money(
        _("Monthly wage in the decision, in euros"),
        help_text=_("For WIA, WW and Ziektewet: the gross wage of before, in the letter of UWV."),
    )
    disability_class = forms.ChoiceField(
        label=_("Class of disability, in per cent"), required=False,
        choices=[("", pgettext_lazy("answer", "I don't know")), *((one, one) for one in CLASSES)],
    )  # fmt: skip
    remaining_capacity = money(_("What UWV says can still be earned, in euros a month"))
    reference_wage = money(
        _("Wage of a healthy colleague, in euros a month"), help_text=_("For WAO: maatmanloon.")
    )
    born = forms.DateField(label=_("Date of birth"), required=False)
    partner = forms.ChoiceField(
        label=_("Partner"), required=False, choices=Partner.choices, widget=forms.RadioSelect
    )
    partner_gross = money(_("Gross pay of the partner, in euros a month"))
    children = AgesField(label=_("Ages of children at home"), help_text=_("For example: 4, 9, 15."))
    housemates = whole(
        _("Other housemates of 27 and older"),
        MOST_HOUSEMATES,
        help_text=_("Without partner, students and lodgers with a contract. Matters for social assistance."),
    )
    hours = decimals(
        _("Hours a week"), MOST_HOURS, help_text=_("Beside 12, 20 and 28 hours, which are always shown.")
    )
    pay = money(_("Gross pay, in euros"), help_text=_("Left empty, the minimum wage is taken."))
    per = forms.ChoiceField(
        label=_("That pay is for"), choices=Per.choices, initial=Per.HOUR, widget=forms.RadioSelect
    )
    rent = money(_("Rent, in euros a month"), help_text=_("Without service costs. Empty if nothing is rented."))
    exemption = forms.ChoiceField(
        label=_("Which rules does the municipality use for pay beside social assistance?"), required=False,
        choices=Exemption.choices, widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, local: Sequence[LocalRules] = (), **kwargs: Any) -> None:
        """``local`` are the municipalities whose rules are written down, to choose from."""
        super().__init__(*args, **kwargs)
        self.local = {one.place: one for one in local}
        if local:
            places = [("", pgettext_lazy("municipality", "another, or I don't know")), *_places(local)]
            self.fields["municipality"] = forms.ChoiceField(
                label=_("Municipality"), required=False, choices=places
            )

    def chosen_place(self) -> LocalRules | None:
        """The municipality that was chosen."""
        return self.local.get(self.cleaned_data.get("municipality", ""))

    def clean(self) -> dict[str, Any]:
        """Pay by the month for no hours cannot be."""
        given = super().clean() or self.cleaned_data
        if given.get("per") == Per.MONTH and given.get("pay") and given.get("hours") == 0:
            self.add_error("hours", _("There is pay, but there are no hours. Fill in the hours a week."))
        return given

    def answers(self) -> Answers:
        """What was typed, with None for what is not known."""
        typed = as_answers(self.cleaned_data)
        typed["partner"] = None if typed["partner"] is None else typed["partner"] == Partner.YES
        place = self.chosen_place()
        if typed["exemption"] is None and place is not None and place.regime is not None:
            typed["exemption"] = place.regime.exemption
        return Answers(**{name: typed[name] for name in EstimateForm.base_fields})

    def understood(self, found: Found) -> Estimate | Missing | None:
        """The estimate; what is wrong with the answers becomes an error of its field, and None returns."""
        if not isinstance(found, tuple):
            return found
        point_at(self, found)
        return None


def _places(local: Iterable[LocalRules]) -> list[tuple[str, str]]:
    return [(one.place, one.municipality) for one in local]


def as_answers(typed: dict[str, Any]) -> dict[str, Any]:
    """Numbers as the engine takes them, and None for what was left open."""
    known = {name: None if value == "" else value for name, value in typed.items()}
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in known.items()}


class KeepWithForm(PlekForm):
    """With which client a first estimate is kept."""

    client = forms.ChoiceField(label=_("Keep with which client?"))

    def __init__(self, *args: Any, clients: Iterable[ClientChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_number = dict.fromkeys((one.client_number, one.name) for one in clients)
        self.fields["client"].choices = [("", "—"), *by_number]  # type: ignore[attr-defined]
        self.is_offered = bool(by_number)
