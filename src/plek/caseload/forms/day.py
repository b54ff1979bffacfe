"""Small forms of the day: putting off, tasks, hours, meetings, rules."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from plek.caseload.choices import MeetingKind
from plek.caseload.rules.book import Rule
from plek.caseload.selectors.contacts import ClientChoice
from plek.organisations.models import Membership, Team
from plek.shared.forms import PlekForm

LIFETIME = 100
"""Years; further away lies no week that anyone worked."""


class PutOffForm(PlekForm):
    """Until when a line can wait, and why: one of some usual days, or another."""

    line = forms.CharField(max_length=80, widget=forms.HiddenInput)
    next = forms.CharField(widget=forms.HiddenInput, required=False)
    day = forms.ChoiceField(label=_("Show again"), widget=forms.RadioSelect, required=False)
    until = forms.DateField(label=_("Or on another day"), required=False)
    reason = forms.CharField(
        label=_("Why can it wait?"), max_length=300, help_text=_("For instance: on holiday until Monday.")
    )

    def __init__(self, *args: Any, days: Sequence[date] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["day"].choices = [(day.isoformat(), date_format(day, "l j F")) for day in days]

    def clean(self) -> dict[str, Any]:
        """A day typed goes before one tapped."""
        given = super().clean() or self.cleaned_data
        given["until"] = given.get("until") or (date.fromisoformat(given["day"]) if given.get("day") else None)
        if given["until"] is None and not self.errors:
            self.add_error("day", _("Choose a day."))
        return given


class TaskForm(PlekForm):
    """Something to do."""

    text = forms.CharField(label=_("What is to be done?"), max_length=200)
    due_on = forms.DateField(label=_("By which day"))
    trajectory = forms.ChoiceField(label=_("Client"), required=False)
    owner = forms.TypedChoiceField(label=_("Who does it"), coerce=int, empty_value=None, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        clients: Iterable[ClientChoice] = (),
        colleagues: Iterable[Membership] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["trajectory"].choices = [("", _("No client")), *((c.number, c.name) for c in clients)]
        fields["owner"].choices = [("", _("I do")), *((c.pk, c.user.name) for c in colleagues)]


class HoursForm(PlekForm):
    """Hours of one week."""

    support = forms.DecimalField(
        label=_("Hours on helping people find and keep work"),
        min_value=0,
        max_value=80,
        decimal_places=2,
        localize=True,
    )
    other = forms.DecimalField(
        label=_("Hours on other work"), min_value=0, max_value=80, decimal_places=2, required=False, localize=True
    )
    outside = forms.DecimalField(
        label=_("Of all hours, outside the office"), min_value=0, max_value=80, decimal_places=2, required=False,
        localize=True,
    )  # fmt: skip


class MeetingForm(PlekForm):
    """What kind of meeting, when, of which team, and who was there."""

    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=MeetingKind)
    held_on = forms.DateField(label=_("Day"))
    team = forms.TypedChoiceField(label=_("Team"), coerce=int)
    attendees = forms.TypedMultipleChoiceField(
        label=_("Who was there?"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    was_job_development_discussed = forms.BooleanField(label=_("We also spoke about employers"), required=False)

    def __init__(
        self, *args: Any, teams: Iterable[Team] = (), people: Iterable[Membership] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["team"].choices = [(t.pk, t.name) for t in teams]
        fields["attendees"].choices = [(p.pk, p.user.name) for p in people]


class TuneForm(PlekForm):
    """Days of a rule, and whether it is used."""

    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=366)
    is_on = forms.BooleanField(label=_("We use this rule"), required=False)

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bounds = {"norm": rule.norm_days, "least": rule.least, "most": rule.most}
        text = _("The method says %(norm)d. You can choose from %(least)d to %(most)d.")
        self.fields["days"].help_text = str(text) % bounds
        if not rule.may_be_off:
            del self.fields["is_on"]


def week_from(text: str, today: date) -> date:
    """The Monday of a week written as ``2026-W47``; of this week when it is not one, or not of our time."""
    this = date.fromisocalendar(*today.isocalendar()[:2], 1)
    try:
        year, week = text.split("-W")
        asked = date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return this
    return asked if abs(asked.year - this.year) < LIFETIME else this
