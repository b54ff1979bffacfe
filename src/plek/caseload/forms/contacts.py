"""Forms of the contact log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.choices import ContactWith, Mode, Setting, Topic, WorkPhase
from plek.caseload.models import Appointment, Contact
from plek.caseload.services.contacts import Occurrence
from plek.shared.forms import PlekForm

MINUTES = (15, 30, 45, 60, 90)
SETTINGS = (Setting.OUTDOORS, Setting.HOME, Setting.WORKPLACE, Setting.OFFICE, Setting.ONLINE)
LONGEST_NUMBER = 16
MANY = ("clients", "topics", "colleagues")


class AnyChoiceField(forms.MultipleChoiceField):
    """Several of what the page offered, or of what a search found: the service checks who may choose what."""

    def valid_value(self, value: object) -> bool:
        return True


class OccurrenceForm(PlekForm):
    """What happened: how, where, how long, and when."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    mode = forms.ChoiceField(label=pgettext_lazy("contact", "How"), choices=Mode, widget=forms.RadioSelect)
    setting = forms.ChoiceField(
        label=pgettext_lazy("contact", "Where"), choices=[(s, s.label) for s in SETTINGS],
        widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    minutes = forms.ChoiceField(
        label=_("How many minutes"), choices=[(m, m) for m in MINUTES], widget=forms.RadioSelect, required=False
    )
    note = forms.CharField(
        label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=10_000
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=pgettext_lazy("contact", "About"), choices=Topic, widget=forms.CheckboxSelectMultiple, required=False
    )  # fmt: skip
    minutes_exactly = forms.IntegerField(
        label=_("Or exactly, in minutes"), min_value=1, max_value=1440, required=False
    )
    held_on = forms.DateField(label=_("Day"))
    held_at = forms.TimeField(label=_("Time"), required=False)
    held_with = forms.ChoiceField(label=_("With whom"), choices=ContactWith, widget=forms.RadioSelect)
    work_phase = forms.ChoiceField(
        label=_("Kind of work"), required=False, choices=[("", _("follows the phase")), *WorkPhase.choices]
    )
    was_missed = forms.BooleanField(label=_("We had agreed to meet, but it did not take place"), required=False)

    def clean_minutes(self) -> int | None:
        return int(self.cleaned_data["minutes"]) if self.cleaned_data["minutes"] else None

    @property
    def occurrence(self) -> Occurrence:
        """What was filled in, as the services take it."""
        given = self.cleaned_data
        return Occurrence(
            held_on=given["held_on"], held_at=given["held_at"], held_with=given["held_with"], mode=given["mode"],
            setting=given["setting"], minutes=given["minutes_exactly"] or given["minutes"],
            work_phase=given["work_phase"], topics=tuple(given["topics"]), was_missed=given["was_missed"],
            note=given["note"],
        )  # fmt: skip


class ContactForm(OccurrenceForm):
    """A new contact. ``appointment`` is the one that took place, ``draft`` what was kept while typing."""

    clients = AnyChoiceField(label=_("Client"), widget=forms.CheckboxSelectMultiple, required=False)
    colleagues = AnyChoiceField(label=_("Together with"), widget=forms.CheckboxSelectMultiple, required=False)
    appointment = forms.IntegerField(widget=forms.HiddenInput, required=False)
    draft = forms.SlugField(widget=forms.HiddenInput, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ("clients",)

    def offer_colleagues(self, colleagues: Sequence[tuple[int, str]], at_most: int) -> bool:
        """Let choose among these; are there more than fit?"""
        shown = max(at_most, len(self.colleagues_ticked))
        self.fields["colleagues"].choices = colleagues[:shown]  # type: ignore[attr-defined]
        return len(colleagues) > shown

    @property
    def colleagues_ticked(self) -> list[int]:
        """Who is ticked now, as numbers; what cannot be one is left out."""
        ticked = [str(pk) for pk in self["colleagues"].value() or []]
        return [int(pk) for pk in ticked if pk.isdecimal() and len(pk) < LONGEST_NUMBER]

    def clean_colleagues(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["colleagues"] if pk.isdecimal()]


class CorrectionForm(OccurrenceForm):
    """A contact as it should have been logged."""


class WithdrawalForm(PlekForm):
    """Why a contact does not count."""

    reason = forms.CharField(
        label=_("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For instance: wrong client chosen, or logged twice."),
    )  # fmt: skip


def starting_values(now: datetime) -> dict[str, Any]:
    """A contact as it usually is: with the client, face to face, now."""
    local = timezone.localtime(now)
    return {
        "held_on": local.date(), "held_at": local.time().replace(second=0, microsecond=0),
        "held_with": ContactWith.CLIENT, "mode": Mode.FACE_TO_FACE,
    }  # fmt: skip


def values_of_appointment(appointment: Appointment) -> dict[str, Any]:
    """An appointment as the contact that it became."""
    starts, about = timezone.localtime(appointment.starts_at), appointment.trajectory
    return {
        "appointment": appointment.pk, "held_on": starts.date(), "held_at": starts.time(),
        "mode": appointment.mode,
        "setting": appointment.setting, "clients": [about.number] if about else [],
        "held_with": ContactWith.CLIENT if about else ContactWith.INTERNAL, **_minutes(appointment.minutes),
    }  # fmt: skip


def _minutes(count: int | None) -> dict[str, int | None]:
    usual = count in MINUTES
    return {"minutes": count if usual else None, "minutes_exactly": None if usual else count}


def values_of(contact: Contact, note: str) -> dict[str, Any]:
    """A contact as initial values of its correction."""
    return {
        "held_on": contact.held_on, "held_at": contact.held_at, "held_with": contact.held_with,
        "mode": contact.mode,
        "setting": contact.setting, "work_phase": contact.work_phase, "topics": contact.topics,
        "was_missed": contact.was_missed, "note": note, **_minutes(contact.minutes),
    }  # fmt: skip


def values_of_draft(fields: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What was typed as initial values."""
    return {name: values if name in MANY else values[-1] for name, values in fields.items() if values}
