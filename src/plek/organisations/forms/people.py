"""Input about people: whom to invite, which role, which teams, when away."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.organisations.choices import AbsenceKind, Role
from plek.organisations.models import Membership, Team
from plek.organisations.selectors.people import PeopleFilter
from plek.organisations.services.invitations import Newcomer
from plek.organisations.services.people import Details
from plek.shared.forms import PlekForm

ALL = [("", pgettext_lazy("filter", "all"))]
STATES = [
    ("here", pgettext_lazy("people", "works here")),
    ("invited", pgettext_lazy("people", "invited")),
    ("left", pgettext_lazy("people", "has left")),
    ("all", pgettext_lazy("filter", "all")),
]
ROLES = [(role.value, role.label) for role in Role if role != Role.CLIENT]
"""Clients are let in from their own record, not from here."""


class TeamChoice(forms.ModelMultipleChoiceField):
    """Several open teams."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Team.objects.none(), label=_("Teams"), required=False, **kwargs)


class ColleagueChoice(forms.ModelChoiceField):
    """One colleague, with role."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.name} ({obj.get_role_display()})"


class PeopleFilterForm(PlekForm):
    """Search and filters of the list; comes as a GET, so what is not understood narrows nothing."""

    q = forms.CharField(label=_("Name, e-mail or code"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[*ALL, *ROLES])
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, empty_label=ALL[0][1])
    state = forms.ChoiceField(label=pgettext_lazy("people", "State"), required=False, choices=STATES)

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    def chosen(self) -> PeopleFilter:
        """The filter asked for; those in service when nothing is."""
        if not self.is_valid():
            return PeopleFilter()
        given = self.cleaned_data
        state = given["state"] or "here"
        return PeopleFilter(
            text=given["q"].strip(),
            role=given["role"],
            team_id=given["team"].pk if given["team"] else None,
            state="" if state == "all" else state,
        )


class FteField(forms.DecimalField):
    """Working time as a part of a full week."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("FTE"), min_value=0, max_value=1.5, max_digits=4, decimal_places=2, required=False,
            localize=True, help_text=_("1 is a full week. The caseload is weighed against it."), **kwargs,
        )  # fmt: skip


class DetailsForm(PlekForm):
    """Code and profession."""

    code = forms.CharField(
        label=pgettext_lazy("person", "Code"),
        max_length=20,
        help_text=_("As in the workbook, such as TB1."),
        validators=[RegexValidator(r"^[\w.-]+$", _("Use letters, figures, points and dashes only."))],
    )
    profession = forms.CharField(label=_("Profession"), max_length=60, required=False)

    def details(self) -> Details:
        given = self.cleaned_data
        return Details(code=given["code"], profession=given["profession"])


class InviteForm(DetailsForm):
    """Everything needed to let someone in."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), help_text=_("Whoever has an account already keeps it."))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    teams = TeamChoice()
    fte = FteField()
    begins_on = forms.DateField(label=_("Begins on"))

    field_order = ("name", "email", "role", "teams", "begins_on", "profession", "fte", "code")

    def __init__(self, *args: Any, teams: QuerySet[Team], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]
        self.fields["begins_on"].initial = today
        self.fields["code"].required = False
        self.fields["code"].help_text = _("Leave empty: a code is made.")

    def newcomer(self) -> Newcomer:
        given = dict(self.cleaned_data)
        return Newcomer(**given | {"teams": list(given["teams"])})


class OnForm(PlekForm):
    """Something that happens from a day on."""

    on = forms.DateField(label=pgettext_lazy("day", "From"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class WorkingTimeForm(OnForm):
    """How much someone works from a day on."""

    fte = FteField()
    field_order = ("fte", "on")


class RoleForm(OnForm):
    """Another role from a day on."""

    role = forms.ChoiceField(label=_("New role"), choices=ROLES)
    field_order = ("role", "on")


class TeamsForm(OnForm):
    """The teams in which someone works from a day on."""

    teams = TeamChoice()
    field_order = ("teams", "on")

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]


class CoverForm(PlekForm):
    """Who stands in for a colleague who is away."""

    cover = ColleagueChoice(Membership.objects.none(), label=_("Who covers?"))

    def __init__(self, *args: Any, colleagues: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].queryset = colleagues  # type: ignore[attr-defined]


class AbsenceForm(PlekForm):
    """Away from a day, up to and including another; last day open when it is not known."""

    kind = forms.ChoiceField(label=_("Kind of absence"), choices=AbsenceKind.choices, widget=forms.RadioSelect)
    begins_on = forms.DateField(label=_("First day away"))
    last_day = forms.DateField(
        label=_("Last day away"), required=False, help_text=_("Leave empty when not known.")
    )
    cover = ColleagueChoice(
        Membership.objects.none(), label=_("Who covers?"), required=False, empty_label=_("nobody yet")
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].queryset = colleagues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("begins_on"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first. Choose a later day."))
        given["ends_on"] = last + timedelta(days=1) if last else None
        return given
