"""Moving a card, and whose cards are on the board."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.caseload.choices import Phase
from plek.caseload.selectors.table import MINE, TEAM, default_who
from plek.caseload.selectors.teams import ALL, Look
from plek.shared.forms import PlekForm


class BoardForm(PlekForm):
    """Whose trajectories, and of which treatment team."""

    ips = forms.ChoiceField(label=_("IPS team"), required=False)
    who = forms.ChoiceField(label=_("Whose clients"), required=False)
    team = forms.ChoiceField(label=_("Treatment team"), required=False)

    def __init__(self, data: Any, looks: Look, options: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        super().__init__(data)
        offer_teams(self, looks)
        by = looks.by
        colleagues = [pair for pair in options["who"] if pair[0] != by.code]
        whose = [(MINE, _("my own")), (TEAM, _("of the whole team")), *colleagues]
        self.fields["who"].choices = whose  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", _("all")), *options["team"]]  # type: ignore[attr-defined]
        self.is_valid()
        self.whose = self.cleaned_data.get("who") or default_who(by)
        self.of_team = self.cleaned_data.get("team", "")
        self.data = {"ips": looks.asked, "who": self.whose, "team": self.of_team}


def offer_teams(form: PlekForm, looks: Look) -> None:
    """The teams to choose from; whoever leads few does not see the question."""
    if looks.teams:
        teams = [*((team.code, team.name) for team in looks.teams), (ALL, _("all my teams"))]
        form.fields["ips"].choices = teams  # type: ignore[attr-defined]
    else:
        del form.fields["ips"]


class MoveForm(PlekForm):
    """To which phase."""

    phase = forms.ChoiceField(choices=Phase.choices)
