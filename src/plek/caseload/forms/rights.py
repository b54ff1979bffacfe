"""Asking, answering and deciding about a client's record."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.caseload.choices import KeepingGround, RightsKind
from plek.shared.forms import PlekForm

LONG = 2000


class RightsForm(PlekForm):
    """What the client asks, as a helper notes it."""

    kind = forms.ChoiceField(label=_("What does the client ask?"), choices=RightsKind, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Asked on"))
    text = forms.CharField(
        label=_("In the client's words"), max_length=LONG, required=False, widget=forms.Textarea({"rows": 2})
    )


class RightsAnswerForm(PlekForm):
    """What comes of it; the client reads the words."""

    DONE, NOT_DONE = "yes", "no"

    result = forms.ChoiceField(
        label=_("What do you do with it?"), widget=forms.RadioSelect,
        choices=[(DONE, _("it is done")), (NOT_DONE, _("it is not done"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("What you tell the client"), max_length=LONG, widget=forms.Textarea({"rows": 3}),
        help_text=_("If not: why, and where the client can complain."),
    )  # fmt: skip

    @property
    def is_granted(self) -> bool:
        return bool(self.cleaned_data["result"] == self.DONE)


class TermForm(PlekForm):
    """How long records are kept, and why so long."""

    years = forms.IntegerField(
        label=_("Years after the last change"), min_value=1, max_value=115, required=False,
        help_text=_("Leave empty as long as it is not decided."),
    )  # fmt: skip
    because = forms.CharField(
        label=_("What does it rest on?"), max_length=200, required=False,
        help_text=_("Such as the law with its article, or the decision of your board with its day."),
    )  # fmt: skip


class DestroyForm(PlekForm):
    """The second person says that he looked."""

    is_checked = forms.BooleanField(
        label=_("I checked that no law and no weighty interest of somebody else asks to keep this record")
    )


class KeepForm(PlekForm):
    """Why the record stays."""

    because = forms.ChoiceField(label=_("Why is it kept?"), choices=KeepingGround, widget=forms.RadioSelect)
