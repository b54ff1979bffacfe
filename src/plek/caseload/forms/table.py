"""How the caseload table is looked at; what does not fit is left out, so that an old address still works."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.choices import Benefit, Funding, Phase, TrajectoryKind
from plek.caseload.forms.board import offer_teams
from plek.caseload.presenters.table import COLUMNS, DEFAULT_COLUMNS, ON_A_PHONE
from plek.caseload.selectors.table import MINE, NOT_IN_IPS, SORTS, TEAM, Wanted, default_who
from plek.caseload.selectors.teams import Look
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.forms import PlekForm

QUIET_DAYS = (7, 14, 30)
ANY = [("", _("all"))]
NO_FILTERS = ("ips", "who", "sort", "columns")
"""How one looks, without leaving anybody out."""


class TableForm(PlekForm):
    """Filters, sort and columns of the table."""

    ips = forms.ChoiceField(label=_("IPS team"), required=False)
    who = forms.ChoiceField(label=_("Whose clients"), required=False)
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    team = forms.ChoiceField(label=_("Treatment team"), required=False)
    work = forms.ChoiceField(
        label=_("Work"), required=False, choices=[*ANY, ("yes", _("works now")), ("no", _("does not work now"))]
    )
    quiet = forms.TypedChoiceField(label=_("No contact for"), required=False, coerce=int, empty_value=None)
    benefit = forms.ChoiceField(label=_("Benefit"), required=False, choices=[*ANY, *Benefit.choices])
    kind = forms.ChoiceField(
        label=_("Kind of trajectory"), required=False, choices=[*ANY, *TrajectoryKind.choices]
    )
    funding = forms.ChoiceField(label=_("Funding"), required=False, choices=[*ANY, *Funding.choices])
    ended = forms.ChoiceField(
        label=pgettext_lazy("trajectories", "Which"), required=False,
        choices=[("", _("open trajectories")), ("yes", _("ended trajectories"))],
    )  # fmt: skip
    sort = forms.ChoiceField(
        required=False, choices=[(s, s) for key in SORTS for s in (key, f"-{key}")], widget=forms.HiddenInput
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(c.key, c.label) for c in COLUMNS.values() if c.key != "name"],
    )  # fmt: skip

    def __init__(self, data: Any, looks: Look, options: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        super().__init__(data)
        offer_teams(self, looks)
        by = looks.by
        own = [(MINE, _("my own"))] if by.role in CASELOAD_ROLES else []
        colleagues = [pair for pair in options["who"] if pair[0] != by.code]
        self._choose("who", [*own, (TEAM, _("of the whole team")), *colleagues])
        not_in_ips = [] if by.role in CASELOAD_ROLES else [(NOT_IN_IPS, _("not in IPS"))]
        self._choose("phase", [*ANY, *Phase.choices, *not_in_ips])
        self._choose("team", [*ANY, *options["team"]])
        self._choose("quiet", [("", _("no matter")), *((d, _("%(days)s days") % {"days": d}) for d in QUIET_DAYS)])
        self.is_valid()
        begins = {"who": default_who(by), "columns": DEFAULT_COLUMNS, "sort": "name"}
        self.data = {name: self.cleaned_data.get(name) or begins.get(name, "") for name in self.fields}
        self.data["ips"] = looks.asked

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def whose(self) -> str:
        return str(self.data["who"])

    def wanted(self) -> Wanted:
        """What fits of what was asked."""
        asked = {
            name: value for name, value in self.cleaned_data.items() if value and name not in ("ips", "columns")
        }
        asked["ended"] = asked.get("ended") == "yes"
        return Wanted(**asked)

    def columns_chosen(self) -> tuple[str, ...]:
        """The columns to show; the name always stands first."""
        chosen = self.cleaned_data.get("columns")
        return ("name", *(chosen or (c for c in DEFAULT_COLUMNS if c != "specialist" or not self._is_of_one())))

    def left_out_on_a_phone(self) -> frozenset[str]:
        """Columns that nobody chose and for which a phone has no room."""
        return frozenset() if self.cleaned_data.get("columns") else frozenset(DEFAULT_COLUMNS) - ON_A_PHONE

    def _is_of_one(self) -> bool:
        """All of one specialist: his name need not stand on each line."""
        return self.data["who"] not in ("", TEAM)

    def is_filtered(self) -> bool:
        """Is anything left out by choice?"""
        return any(self.cleaned_data.get(name) for name in self.fields if name not in NO_FILTERS)
