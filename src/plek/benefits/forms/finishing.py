"""Rounding a conversation off."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.benefits.services.finishing import Held
from plek.caseload.choices import Mode, Setting
from plek.organisations.models import Membership
from plek.shared.forms import PlekForm

MINUTES = (15, 30, 45, 60, 90)


class FinishForm(PlekForm):
    """Who led it, and whether to log it as a contact, filled in as it usually is."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    led_by = forms.TypedChoiceField(label=_("Who led the conversation?"), coerce=int, required=False,
                                    empty_value=None)  # fmt: skip
    log_contact = forms.BooleanField(label=_("Log it as a contact of today, about the benefit"), required=False)
    mode = forms.ChoiceField(
        label=pgettext_lazy("contact", "How"), choices=Mode, widget=forms.RadioSelect, required=False
    )
    setting = forms.ChoiceField(
        label=pgettext_lazy("contact", "Where"), choices=Setting, widget=forms.RadioSelect, required=False
    )
    minutes = forms.TypedChoiceField(
        label=_("How many minutes"), choices=[(m, m) for m in MINUTES], widget=forms.RadioSelect, required=False,
        coerce=int, empty_value=None,
    )  # fmt: skip

    def __init__(
        self, *args: Any, by: Membership, advisers: Sequence[Membership], has_course: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = {one.pk: one.user.name for one in (by, *advisers)}
        self.fields["led_by"].choices = list(people.items())  # type: ignore[attr-defined]
        if not advisers:
            del self.fields["led_by"]
        if not has_course:
            for name in ("log_contact", "mode", "setting", "minutes"):
                del self.fields[name]

    @property
    def held(self) -> Held | None:
        """The contact, if it is to be logged."""
        given = self.cleaned_data
        if not given.get("log_contact"):
            return None
        setting = given["setting"] if given["mode"] == Mode.FACE_TO_FACE else ""
        return Held(given["key"] or uuid4(), given["mode"], setting, given["minutes"])


def first_values(by: Membership, begun_at: datetime, now: datetime) -> dict[str, Any]:
    """As it usually is: face to face at the office, as long as it is since the begin, if that was just now."""
    return {
        "key": uuid4(), "led_by": by.pk, "log_contact": True, "mode": Mode.FACE_TO_FACE,
        "setting": Setting.OFFICE, "minutes": _minutes(now - begun_at),
    }  # fmt: skip


def _minutes(since: timedelta) -> int:
    """The usual length that comes nearest; half an hour for a conversation that began on another day."""
    passed = since / timedelta(minutes=1)
    return min(MINUTES, key=lambda usual: abs(usual - passed)) if passed <= 2 * MINUTES[-1] else 30
