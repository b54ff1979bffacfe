"""What a client writes himself."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.caseload.choices import RightsKind
from plek.organisations.models import Team
from plek.shared.forms import LoadedChoiceField, PlekForm

OWN_RIGHTS = (
    (RightsKind.ACCESS, _("Read my whole record together with you")),
    (RightsKind.COPY, _("A copy of my record to take along")),
    (RightsKind.CORRECTION, _("Correct something that is wrong")),
    (RightsKind.LIMITATION, _("Do not use something for a while")),
    (RightsKind.OBJECTION, _("I do not agree with what you do with my record")),
    (RightsKind.DESTRUCTION, _("Destroy my record")),
)
"""What a client may ask, in his own words."""


class OwnWishForm(PlekForm):
    text = forms.CharField(
        label=_("What do you want?"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Write it in your own words. What you wrote before is kept."),
    )  # fmt: skip


class AskForm(PlekForm):
    """Ask to start, or to come back."""

    text = forms.CharField(
        label=_("What do you want?"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("For example: I want to work outside, two days a week. You need not know yet what work."),
    )  # fmt: skip
    ips_team = LoadedChoiceField(label=_("Which team?"))

    def __init__(self, *args: Any, ips_teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ips_team"].offer(ips_teams)  # type: ignore[attr-defined]
        self.has_one_team = len(ips_teams) == 1
        if self.has_one_team:
            self.fields["ips_team"].widget = forms.HiddenInput()
            self.initial.setdefault("ips_team", ips_teams[0].pk)


class OwnRightsForm(PlekForm):
    """Something about my own record."""

    kind = forms.ChoiceField(label=_("What do you want?"), choices=OWN_RIGHTS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your own words"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: what is wrong, or what you do not want."),
    )  # fmt: skip


class OwnReplyForm(PlekForm):
    text = forms.CharField(label=_("Your answer"), max_length=2000, widget=forms.Textarea({"rows": 3}))
