"""Which team, and up to and including which day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.fidelity.selectors.indication import SCALE, scales
from plek.fidelity.selectors.team_book import Team
from plek.shared.forms import PlekForm

EARLIEST = date(2000, 1, 1)


class ChooseForm(PlekForm):
    """What does not fit is left out, so that an old address still works."""

    team = forms.ChoiceField(label=_("Team"), required=False)
    scale = forms.ChoiceField(label=_("Scale"), required=False)
    on = forms.DateField(label=_("Six months up to and including"), required=False)

    def __init__(self, teams: Sequence[Team], scales: Sequence[str], *, team: str, on: date, scale: str) -> None:
        super().__init__(initial={"team": team, "on": on, "scale": scale})
        self.fields["team"].choices = [(t.code, t.name) for t in teams]  # type: ignore[attr-defined]
        self.fields["scale"].choices = [(code, code) for code in scales]  # type: ignore[attr-defined]


def scale_asked(data: Any) -> str:
    """The scale in the address, if it can be counted; otherwise the usual one."""
    asked = str(data.get("scale", ""))
    return asked if asked in scales() else SCALE


def day_asked(data: Any, today: date) -> date:
    """The day in the address, if it is one that has been; otherwise today."""
    try:
        asked = date.fromisoformat(str(data.get("on", "")))
    except ValueError:
        return today
    return asked if EARLIEST <= asked <= today else today
