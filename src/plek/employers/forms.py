"""What is typed about employers, shaped and checked."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.choices import Mode
from plek.employers.choices import QUIET_DAYS, Purpose
from plek.employers.selectors import SORTS, EmployerFilter
from plek.shared.forms import PlekForm

Choices = Sequence[tuple[str, str]]

YES_NO = (("yes", _("yes")), ("no", _("no")))


def _is_yes(value: str) -> bool:
    return value == "yes"


class EmployerForm(PlekForm):
    """One firm. The number of the Chamber of Commerce has eight digits."""

    name = forms.CharField(label=pgettext_lazy("employer", "Name"), max_length=160)
    town = forms.CharField(label=_("Town"), max_length=80, required=False)
    sector = forms.CharField(label=_("Sector"), max_length=80, required=False)
    kvk = forms.CharField(
        label=_("Chamber of Commerce number (KvK)"), max_length=12, required=False, help_text=_("Eight digits.")
    )
    is_another = forms.BooleanField(label=_("This is another employer than those"), required=False)

    def clean_kvk(self) -> str:
        digits = re.sub(r"[ .\-]", "", self.cleaned_data["kvk"])
        if digits and not re.fullmatch(r"[0-9]{8}", digits):
            raise forms.ValidationError(
                _("A KvK number has eight digits, such as 12345678. Check the number or leave it empty.")
            )
        return digits

    def fields_of_employer(self) -> dict[str, str]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in ("name", "town", "sector", "kvk")}


class FilterForm(PlekForm):
    """How the list is looked at; what does not fit is left out, so that an old address still works."""

    q = forms.CharField(label=pgettext_lazy("label", "Find"), required=False, max_length=80)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    town = forms.ChoiceField(label=_("Town"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    owner = forms.ChoiceField(label=_("Who spoke last"), required=False)
    quiet = forms.TypedChoiceField(label=_("No contact for"), required=False, coerce=int, empty_value=None)
    sort = forms.ChoiceField(required=False, choices=[(key, key) for key in SORTS], widget=forms.HiddenInput)

    def __init__(self, data: Any, options: dict[str, list[tuple[str, str]]]) -> None:
        super().__init__(data)
        everything = [("", _("all"))]
        for name in ("sector", "town", "owner"):
            self.fields[name].choices = [*everything, *options[name]]  # type: ignore[attr-defined]
        stages = [("none", _("not spoken yet")), *Purpose.choices]
        self.fields["stage"].choices = [*everything, *stages]  # type: ignore[attr-defined]
        days = [(days, _("%(days)s days") % {"days": days}) for days in QUIET_DAYS]
        self.fields["quiet"].choices = [("", _("no matter")), *days]  # type: ignore[attr-defined]

    def wanted(self) -> EmployerFilter:
        """What fits of what was asked."""
        self.is_valid()
        asked = self.cleaned_data
        return EmployerFilter(
            text=asked.get("q", ""), sector=asked.get("sector", ""), town=asked.get("town", ""),
            stage=asked.get("stage", ""), owner=asked.get("owner", ""), quiet_days=asked.get("quiet"),
            sort=asked.get("sort") or "name",
        )  # fmt: skip


class ContactForm(PlekForm):
    """A contact with an employer: four taps, the rest may wait."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    employer = forms.CharField(label=_("Employer"), required=False, max_length=20, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Another employer"), required=False, max_length=160)
    town = forms.CharField(label=_("Town"), required=False, max_length=80)
    is_another = forms.BooleanField(label=_("This is another employer than those"), required=False)
    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices, widget=forms.RadioSelect)
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices, widget=forms.RadioSelect)
    decides_on_hiring = forms.TypedChoiceField(
        label=_("Does this person decide on hiring?"), choices=YES_NO, coerce=_is_yes, widget=forms.RadioSelect
    )
    held_on = forms.DateField(label=_("Day"))
    person = forms.CharField(label=_("Whom you spoke"), required=False, max_length=120)
    trajectory = forms.ChoiceField(
        label=_("For a client"), required=False,
        help_text=_(
            "Leave empty for a visit in general. Mention a client to an employer only as you agreed together."
        ),
    )  # fmt: skip
    fits_wish = forms.TypedChoiceField(
        label=_("Does it fit what the client wants?"), required=False, choices=YES_NO, coerce=_is_yes,
        empty_value=None, widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, employers: Choices, trajectories: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employer"].widget.choices = employers
        self.fields["trajectory"].choices = [("", _("no client in particular")), *trajectories]  # type: ignore[attr-defined]

    @staticmethod
    def blank(on: date) -> dict[str, Any]:
        """What a new form begins with: seen today, face to face."""
        return {"key": uuid4(), "held_on": on, "mode": Mode.FACE_TO_FACE}

    def contact(self) -> dict[str, Any]:
        """What the services take about the contact itself."""
        same = ("key", "held_on", "mode", "purpose", "decides_on_hiring", "person", "fits_wish")
        return {name: self.cleaned_data[name] for name in same} | {
            "trajectory_number": self.cleaned_data["trajectory"]
        }

    def employer_typed(self) -> dict[str, Any]:
        """What the services take to find or add the employer."""
        chosen = self.cleaned_data
        return {"code": chosen["employer"]} | {name: chosen[name] for name in ("name", "town", "is_another")}


class WithdrawForm(PlekForm):
    """Only the key of the row that withdraws."""

    key = forms.UUIDField(widget=forms.HiddenInput)
