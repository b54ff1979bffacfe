"""The form of an appointment."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.choices import Mode
from plek.caseload.forms.contacts import SETTINGS
from plek.caseload.models import Appointment
from plek.caseload.selectors.contacts import ClientChoice
from plek.caseload.services.appointments import Plan
from plek.shared.forms import PlekForm

MINUTES = (30, 45, 60, 90, 120)


class AppointmentForm(PlekForm):
    """Who, when, how long, where."""

    trajectory = forms.ChoiceField(label=_("Client"), required=False)
    on = forms.DateField(label=_("Day"))
    at = forms.TimeField(label=_("Time"))
    minutes = forms.TypedChoiceField(
        label=_("How many minutes"),
        coerce=int,
        choices=[(m, m) for m in MINUTES],
        widget=forms.RadioSelect,
        initial=60,
    )
    mode = forms.ChoiceField(
        label=pgettext_lazy("contact", "How"), choices=Mode, widget=forms.RadioSelect, initial=Mode.FACE_TO_FACE
    )
    setting = forms.ChoiceField(
        label=pgettext_lazy("contact", "Where"), choices=[(s, s.label) for s in SETTINGS],
        widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    place = forms.CharField(label=_("Address or place"), max_length=200, required=False)
    about = forms.CharField(label=_("About"), max_length=200, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, clients: Sequence[ClientChoice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Without a client")), *((c.number, c.name) for c in clients)]
        self.fields["trajectory"].choices = choices  # type: ignore[attr-defined]

    @property
    def plan(self) -> Plan:
        """What was agreed. The clock is Amsterdam's; in the hour that comes twice the first one is meant."""
        given = self.cleaned_data
        starts_at = datetime.combine(given["on"], given["at"], timezone.get_default_timezone())
        return Plan(starts_at, given["minutes"], given["mode"], given["setting"], given["place"], given["about"])

    def clean(self) -> dict[str, Any]:
        """A time that the clock skips does not exist."""
        given = super().clean() or self.cleaned_data
        if given.get("on") and given.get("at"):
            zone = timezone.get_default_timezone()
            meant = datetime.combine(given["on"], given["at"], zone)
            if meant.astimezone(UTC).astimezone(zone).time() != given["at"]:
                self.add_error("at", _("The clock skips this time that night. Choose another time."))
        return given


def values_of(appointment: Appointment) -> dict[str, Any]:
    """An appointment as initial values."""
    starts = timezone.localtime(appointment.starts_at)
    return {
        "trajectory": appointment.trajectory.number if appointment.trajectory else "", "on": starts.date(),
        "at": starts.time(), "minutes": appointment.minutes, "mode": appointment.mode,
        "setting": appointment.setting,
        "place": appointment.place, "about": appointment.about,
    }  # fmt: skip


def starting_values(trajectory: str, day: date) -> dict[str, Any]:
    """A new appointment: for this trajectory, tomorrow if nothing else is said."""
    return {"trajectory": trajectory, "on": day}
