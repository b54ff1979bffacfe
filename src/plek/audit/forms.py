"""What part of the log to show."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.audit.choices import Action
from plek.audit.selectors import LogFilter
from plek.audit.supply import event_labels
from plek.shared.forms import PlekForm

ALL = [("", pgettext_lazy("filter", "all"))]
People = Sequence[tuple[int, str]]


class PeriodForm(PlekForm):
    """A period of whole days, and someone."""

    user = forms.TypedChoiceField(label=_("Person"), required=False, coerce=int, empty_value=None)
    begins_on = forms.DateField(label=pgettext_lazy("period", "From"), required=False)
    ends_on = forms.DateField(label=pgettext_lazy("period", "Up to and including"), required=False)

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [*ALL, *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins_on, ends_on = given.get("begins_on"), given.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("This day lies before the first day. Choose a later one."))
        return given


class LogForm(PeriodForm):
    """Filter of the log; comes as a GET, so what is not understood narrows nothing."""

    action = forms.ChoiceField(label=_("What was done"), required=False, choices=[*ALL, *Action.choices])
    event = forms.ChoiceField(label=_("Event"), required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    field_order = ("user", "action", "event", "begins_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(
            ((code, str(label)) for code, label in event_labels.items()), key=lambda pair: pair[1].lower()
        )
        self.fields["event"].choices = [*ALL, *known]  # type: ignore[attr-defined]

    def chosen(self) -> LogFilter:
        """The filter asked for."""
        given = self.cleaned_data if self.is_valid() else {}
        return LogFilter(
            user_id=given.get("user"),
            event=given.get("event", ""),
            action=given.get("action", ""),
            begins_on=given.get("begins_on"),
            ends_on=given.get("ends_on"),
            before=given.get("before"),
        )


class BreachForm(PeriodForm):
    """The report for a data breach: a period, and if known whose account or which client."""

    client = forms.CharField(
        label=_("Client number"), required=False, max_length=20, help_text=_("Leave empty for all clients.")
    )
    begins_on = forms.DateField(label=pgettext_lazy("period", "From"))
    ends_on = forms.DateField(label=pgettext_lazy("period", "Up to and including"))

    field_order = ("begins_on", "ends_on", "user", "client")

    @staticmethod
    def three_days(today: date) -> dict[str, date]:
        """Where the form begins: the 72 hours behind us."""
        return {"begins_on": today - timedelta(days=3), "ends_on": today}
