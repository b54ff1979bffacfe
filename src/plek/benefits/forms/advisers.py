"""A line of the register of advisers."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.benefits.models import TrainedAdviser
from plek.benefits.services.advisers import Trained
from plek.benefits.trainings import trainings
from plek.organisations.models import Membership
from plek.shared.forms import PlekForm


class AdviserForm(PlekForm):
    """Who was trained in what, from when until when."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    member = forms.TypedChoiceField(label=_("Who?"), coerce=int)
    training = forms.ChoiceField(label=_("Kind of training"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Which training, and where?"), max_length=160, help_text=_("As it stands on the certificate.")
    )
    begins_on = forms.DateField(label=_("Completed on"))
    ends_on = forms.DateField(
        label=_("Valid until (that day not included)"), required=False,
        help_text=_("If it has to be renewed, or when somebody stops giving advice."),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        people = [(one.pk, f"{one.user.name} ({one.get_role_display()})") for one in colleagues]
        fields["member"].choices = [("", "—"), *people]
        fields["training"].choices = [(one.code, one.name) for one in trainings().by_code.values()]

    def trained(self) -> Trained:
        """What was typed."""
        given = self.cleaned_data
        return Trained(given["member"], given["training"], given["title"], given["begins_on"], given["ends_on"])


def first_values(row: TrainedAdviser | None) -> dict[str, Any]:
    """A line as it stands, or only a key."""
    if row is None:
        return {"key": uuid4()}
    shown = {name: getattr(row, name) for name in ("training", "title", "begins_on", "ends_on")}
    return {"key": uuid4(), "member": row.member_id} | shown
