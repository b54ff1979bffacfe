"""Opening a record in an emergency, and looking at that afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.choices import EmergencyReason
from plek.caseload.services.emergency import Sought
from plek.shared.forms import PlekForm

LONG = 2000


class EmergencyForm(PlekForm):
    """Who it is about, and why."""

    number = forms.CharField(
        label=_("Client number"), max_length=20, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=120, required=False, help_text=_("Only if you do not know the number."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    born_on = forms.DateField(label=_("Date of birth"), required=False)
    reason = forms.ChoiceField(
        label=pgettext_lazy("why look", "Your reason"), choices=EmergencyReason, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What is the matter?"), max_length=LONG, widget=forms.Textarea({"rows": 3}),
        help_text=_("The privacy officer reads this."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        is_named = given.get("last_name") and given.get("born_on")
        if not self.errors and not given.get("number") and not is_named:
            self.add_error("number", _("Give the client number, or the last name and the date of birth."))
        return given

    def sought(self) -> Sought:
        given = self.cleaned_data
        return Sought(given["number"].strip(), given["last_name"].strip(), given["born_on"])


class EmergencyLookForm(PlekForm):
    """What came of looking at it."""

    RIGHT, WRONG = "yes", "no"

    result = forms.ChoiceField(
        label=_("Was it in order?"), widget=forms.RadioSelect,
        choices=[(RIGHT, _("yes, it was needed")), (WRONG, _("no, or it is doubtful"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("What did you find, and what do you do about it?"), max_length=LONG, required=False,
        widget=forms.Textarea({"rows": 3}), help_text=_("Talk with who opened it first."),
    )  # fmt: skip
