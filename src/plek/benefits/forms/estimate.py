"""The six questions. Every answer may be left out."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plek.benefits.answers import Answers
from plek.benefits.choices import Exemption, Kind, Partner, Per
from plek.benefits.estimates import Estimate, Found, Missing
from plek.engines.benefit_rules.rules.wao import CLASSES
from plek.shared.forms import PlekForm

MOST_HOURS, MOST_CHILDREN, MOST_HOUSEMATES = 60, 12, 20
ADULT = 18
FIELDS = {
    "person.born": "born", "person.partner": "partner", "person.partner_gross": "partner_gross",
    "person.children": "children", "person.housemates_27_plus": "housemates", "benefit.kind": "kind",
    "benefit.former_wage": "former_wage", "benefit.disability_class": "disability_class",
    "benefit.remaining_capacity": "remaining_capacity", "benefit.reference_wage": "reference_wage",
    "work.gross": "pay", "work.hours_week": "hours", "rent.monthly": "rent",
    "municipality.earnings_exemption": "exemption",
}  # fmt: skip
"""Where the page asks for what the engine may find wrong."""


def _money(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=9, decimal_places=2, localize=True, **more
    )


class EstimateForm(PlekForm):
    """A first estimate: kind of benefit, age, household, work, rent, municipality."""

    kind = forms.ChoiceField(label=_("Which benefit?"), required=False, choices=Kind.choices)
    former_wage = _money(
        _("Monthly wage in the decision, in euros"),
        help_text=_("For WIA, WW and Ziektewet: the gross wage of before, in the letter of UWV."),
    )
    disability_class = forms.ChoiceField(
        label=_("Class of disability, in per cent"), required=False,
        choices=[("", pgettext_lazy("answer", "I don't know")), *((one, one) for one in CLASSES)],
    )  # fmt: skip
    remaining_capacity = _money(_("What UWV says can still be earned, in euros a month"))
    reference_wage = _money(
        _("Wage of a healthy colleague, in euros a month"), help_text=_("For WAO: maatmanloon.")
    )
    born = forms.DateField(label=_("Date of birth"), required=False)
    partner = forms.ChoiceField(
        label=_("Partner"), required=False, choices=Partner.choices, widget=forms.RadioSelect
    )
    partner_gross = _money(_("Gross pay of the partner, in euros a month"))
    children = forms.CharField(
        label=_("Ages of children at home"), required=False, max_length=60, help_text=_("For example: 4, 9, 15."),
    )  # fmt: skip
    housemates = forms.IntegerField(
        label=_("Other housemates of 27 and older"), required=False, min_value=0, max_value=MOST_HOUSEMATES,
        help_text=_("Without partner, students and lodgers with a contract. Matters for social assistance."),
    )  # fmt: skip
    hours = forms.DecimalField(
        label=_("Hours a week"), required=False, min_value=0, max_value=MOST_HOURS, max_digits=4,
        decimal_places=1, localize=True, help_text=_("Beside 12, 20 and 28 hours, which are always shown."),
    )  # fmt: skip
    pay = _money(_("Gross pay, in euros"), help_text=_("Left empty, the minimum wage is taken."))
    per = forms.ChoiceField(
        label=_("That pay is for"), choices=Per.choices, initial=Per.HOUR, widget=forms.RadioSelect
    )
    rent = _money(_("Rent, in euros a month"), help_text=_("Without service costs. Empty if nothing is rented."))
    exemption = forms.ChoiceField(
        label=_("Which rules does the municipality use for pay beside social assistance?"), required=False,
        choices=Exemption.choices, widget=forms.RadioSelect,
    )  # fmt: skip

    def clean_children(self) -> tuple[int, ...]:
        words = re.split(r"[\s,;]+", self.cleaned_data["children"].strip())
        ages = [word for word in words if word]
        if not all(word.isdecimal() and len(word) < 3 and int(word) < ADULT for word in ages):
            raise forms.ValidationError(_("Write ages from 0 to 17 in figures, with commas between them."))
        if len(ages) > MOST_CHILDREN:
            raise forms.ValidationError(_("These are more children than this estimate can count with."))
        return tuple(int(word) for word in ages)

    def clean(self) -> dict[str, Any]:
        """Pay by the month for no hours cannot be."""
        given = super().clean() or self.cleaned_data
        if given.get("per") == Per.MONTH and given.get("pay") and given.get("hours") == 0:
            self.add_error("hours", _("There is pay, but there are no hours."))
        return given

    def answers(self) -> Answers:
        """What was typed, with None for what is not known."""
        typed: dict[str, Any] = {name: None if value == "" else value for name, value in self.cleaned_data.items()}
        for name, value in typed.items():
            if isinstance(value, Decimal):
                typed[name] = float(value)
        typed["partner"] = None if typed["partner"] is None else typed["partner"] == Partner.YES
        return Answers(**typed)

    def understood(self, found: Found) -> Estimate | Missing | None:
        """The estimate; what is wrong with the answers becomes an error of its field, and None returns."""
        if not isinstance(found, tuple):
            return found
        language = "en" if (get_language() or "").startswith("en") else "nl"
        for problem in found:
            self.add_error(FIELDS.get(problem.field), problem.sentence.in_(language))
        return None
