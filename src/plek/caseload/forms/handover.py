"""Who takes over what, and from when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.models import Trajectory
from plek.caseload.presenters.handover import name_of, room_sentence
from plek.caseload.selectors.handover import Receiver
from plek.caseload.services.handover import Plan
from plek.organisations.models import Membership
from plek.shared.forms import PlekForm

PREFIX = "trajectory-"


class HandoverForm(PlekForm):
    """One colleague for all, or divided; per trajectory for whoever sees the clients."""

    leaves = forms.TypedChoiceField(
        label=_("What happens?"),
        choices=[("1", _("leaves, after the hand-over")), ("", _("stays, hands over only"))],
        coerce=bool,
        empty_value="",
        required=False,
        initial="1",
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label=pgettext_lazy("day", "From"),
        help_text=_(
            "From this day the colleagues guide, and who leaves has no access. Until then it can be undone."
        ),
    )
    to = forms.TypedChoiceField(label=_("Who takes over?"), required=False, coerce=int, empty_value=None)
    rest_to = forms.TypedChoiceField(
        label=_("And what belongs to no trajectory?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Tasks, appointments and referrals of which nobody else is in charge."),
    )

    def __init__(
        self,
        *args: Any,
        able: Sequence[Receiver],
        trajectories: Sequence[Trajectory],
        has_loose: bool,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.able = {one.membership.pk: one.membership for one in able}
        people = [(one.membership.pk, f"{one.membership.user.name} – {room_sentence(one)}") for one in able]
        self.fields["on"].initial = today
        self.fields["to"].choices = [("", _("divide by room in the caseloads")), *people]  # type: ignore[attr-defined]
        self.fields["rest_to"].choices = [("", _("whoever takes over everything")), *people]  # type: ignore[attr-defined]
        if not has_loose:
            del self.fields["rest_to"]
        names = [("", _("as chosen above")), *((one.membership.pk, name_of(one)) for one in able)]
        for one in trajectories:
            self.fields[f"{PREFIX}{one.pk}"] = forms.TypedChoiceField(
                label=f"{one.client.name} ({one.number})",
                required=False,
                coerce=int,
                empty_value=None,
                choices=names,
            )

    @property
    def per_trajectory(self) -> list[forms.BoundField]:
        """The fields of the single trajectories."""
        return [field for field in self if field.name.startswith(PREFIX)]

    def plan(self) -> Plan:
        """What was chosen."""
        given = self.cleaned_data
        chosen = {
            int(name.removeprefix(PREFIX)): self.able[value]
            for name, value in given.items()
            if name.startswith(PREFIX) and value
        }
        return Plan(
            on=given["on"],
            leaves=bool(given["leaves"]),
            to=self._colleague(given["to"]),
            chosen=chosen,
            rest_to=self._colleague(given.get("rest_to")),
        )

    def _colleague(self, number: int | None) -> Membership | None:
        return self.able.get(number) if number else None
