"""Referring and answering."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.choices import DeclineReason, ReferralSource
from plek.caseload.forms.clients import PersonFields
from plek.caseload.forms.trajectories import SpecialistForm
from plek.caseload.models import Client
from plek.caseload.services.referrals import Request
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership, Team
from plek.shared.forms import LoadedChoiceField, PlekForm

LONG = 2000
ASKED_BY = [(value, label) for value, label in ReferralSource.choices if value != ReferralSource.TREATMENT_TEAM]


def text(rows: int, **more: Any) -> forms.Textarea:
    return forms.Textarea({"rows": rows, **more})


class ReferralForm(PersonFields):
    """A request to start. The wish comes first; a client is chosen, or someone new is named in four fields."""

    wish = forms.CharField(
        label=_("What does the client want, in his or her own words?"), max_length=LONG, widget=text(3)
    )
    client = forms.ChoiceField(label=pgettext_lazy("who is referred", "Who?"), required=False)
    treatment_team = LoadedChoiceField(label=_("Treatment team"), required=False)
    ips_team = LoadedChoiceField(label=_("To which IPS team?"))
    source = forms.ChoiceField(label=_("Who asks?"), choices=ASKED_BY, required=False, widget=forms.RadioSelect)
    referrer_name = forms.CharField(
        label=_("Name of who asks"), max_length=120, required=False, help_text=_("If that is not the client.")
    )
    strengths = forms.CharField(
        label=_("What is this person good at?"), max_length=LONG, required=False, widget=text(2)
    )
    good_to_know = forms.CharField(
        label=_("Good to know for the employment specialist"), max_length=LONG, required=False, widget=text(2),
        help_text=_("Only what helps with work. No diagnosis is needed."),
    )  # fmt: skip
    is_client_informed = forms.BooleanField(label=_("The client knows of this referral and wants it"))

    NEW = ("first_name", "last_name", "born_on")

    def __init__(
        self, *args: Any, by: Membership, clients: Sequence[Client], teams: Sequence[Team],
        ips_teams: Sequence[Team],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.is_ips = by.role in CASELOAD_ROLES
        self.clients = {client.number: client for client in clients}
        born = ((c.number, f"{c.name} ({date_format(c.born_on, 'j N Y')})") for c in clients)
        self.fields["client"].choices = [("", _("someone new")), *born]  # type: ignore[attr-defined]
        self.fields["treatment_team"].offer(teams)  # type: ignore[attr-defined]
        self.fields["ips_team"].offer(ips_teams)  # type: ignore[attr-defined]
        for name in self.NEW:
            self.fields[name].required = False
        if not self.is_ips:
            del self.fields["source"], self.fields["referrer_name"]

    def clean_born_on(self) -> Any:
        return super().clean_born_on() if self.cleaned_data["born_on"] else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("client"):
            for name in (*self.NEW, "treatment_team"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose a client above, or fill this in for someone new."))
        if self.is_ips and not given.get("source"):
            self.add_error("source", _("Choose who asks."))
        return given

    @property
    def chosen(self) -> Client | None:
        """The client chosen from the list; None for someone new."""
        return self.clients.get(self.cleaned_data["client"])

    @property
    def source_given(self) -> str:
        return str(self.cleaned_data["source"]) if self.is_ips else ReferralSource.TREATMENT_TEAM.value

    @property
    def request(self) -> Request:
        given = self.cleaned_data
        return Request(
            given["wish"], given["strengths"], given["good_to_know"], given["is_client_informed"],
            given.get("referrer_name", ""),
        )  # fmt: skip

    @property
    def person(self) -> dict[str, Any]:
        """Who is new, as far as it is known."""
        return {name: self.cleaned_data[name] for name in (*self.NEW, "phone", "treatment_team")}


class AcceptForm(SpecialistForm):
    """Who will guide, and perhaps the first appointment at once."""

    meet_on = forms.DateField(label=_("First appointment"), required=False)
    meet_at = forms.TimeField(label=_("At"), required=False)
    place = forms.CharField(
        label=_("Where?"), max_length=120, required=False, help_text=_("Let the client choose the place.")
    )
    field_order = ["specialist", "meet_on", "meet_at", "place"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["on"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("meet_on") and not given.get("meet_at"):
            self.add_error("meet_at", _("Add the time of the appointment, or leave the day empty too."))
        return given

    @property
    def meeting(self) -> datetime | None:
        """When they meet first, if that is agreed."""
        on, at = self.cleaned_data["meet_on"], self.cleaned_data["meet_at"]
        return timezone.make_aware(datetime.combine(on, at)) if on and at else None


class QuestionForm(PlekForm):
    text = forms.CharField(label=_("Your question"), max_length=LONG, widget=text(3))


class ReplyForm(PlekForm):
    text = forms.CharField(label=_("Your answer"), max_length=LONG, widget=text(3))


class DeclineForm(PlekForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("A word to the referrer"), max_length=LONG, required=False, widget=text(2),
        help_text=_("For example what can be done now, and that asking again is always possible."),
    )  # fmt: skip


class WordForm(PlekForm):
    """A word with what one does."""

    text = forms.CharField(
        label=_("Do you want to add something?"), max_length=LONG, required=False, widget=text(2)
    )
