"""Leading a trajectory: one small form for each thing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.choices import EndReason, Funding, Phase
from plek.organisations.models import Membership
from plek.shared.forms import PlekForm


class PhaseForm(PlekForm):
    """Where the trajectory goes from a day on; without a day from today."""

    phase = forms.ChoiceField(label=_("Phase"), choices=Phase.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("From"), required=False, help_text=_("Leave empty for today."))


class PhaseBeginForm(PlekForm):
    begins_on = forms.DateField(label=_("This phase began on"))


class FirstMeetingForm(PlekForm):
    met_on = forms.DateField(label=_("When did you meet?"))


class NextStepForm(PlekForm):
    text = forms.CharField(
        label=_("What is the next step?"), max_length=300, required=False,
        help_text=_("One small step, in words that the client would use too. The client can read it."),
    )  # fmt: skip
    due_on = forms.DateField(label=_("Before"), required=False)


class WishForm(PlekForm):
    text = forms.CharField(
        label=_("What does the client want, in his or her own words?"), max_length=2000,
        widget=forms.Textarea({"rows": 4}), help_text=_("Earlier words are kept."),
    )  # fmt: skip


class FundingForm(PlekForm):
    funding = forms.ChoiceField(
        label=_("Who pays for the guidance?"), choices=[("", _("not known")), *Funding.choices], required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip


class MilestoneForm(PlekForm):
    reached_on = forms.DateField(label=_("When was that?"))


class EndForm(PlekForm):
    reason = forms.ChoiceField(label=_("Why does it end?"), choices=EndReason.choices, widget=forms.RadioSelect)
    ended_on = forms.DateField(label=_("Last day"))


class SpecialistForm(PlekForm):
    """Someone of the IPS team, with what each has in hand."""

    specialist = forms.TypedChoiceField(
        label=pgettext_lazy("person", "Who guides?"), coerce=int, widget=forms.RadioSelect
    )
    on = forms.DateField(label=_("From"), required=False, help_text=_("Leave empty for today."))

    def __init__(self, *args: Any, specialists: Sequence[tuple[Membership, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {member.pk: member for member, _label in specialists}
        self.fields["specialist"].choices = [(m.pk, label) for m, label in specialists]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Membership:
        return self.members[self.cleaned_data["specialist"]]
