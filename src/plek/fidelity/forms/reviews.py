"""Forms of a formal review."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.engines.fidelity_scoring.scale import SCORES, Item
from plek.fidelity.choices import Part, Source
from plek.fidelity.presenters.words import said
from plek.fidelity.procedure import procedure
from plek.organisations.models import Membership, Team
from plek.shared.forms import PlekForm

LONGEST = 4000


def _words(label: Any, *, is_needed: bool = True, rows: int = 4, **other: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=is_needed, max_length=LONGEST, widget=widget, **other)


class PlanForm(PlekForm):
    """Which team, when, and by whom."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    team = forms.ChoiceField(label=_("IPS team"))
    begins_on = forms.DateField(label=_("First day of the visit"))
    ends_on = forms.DateField(label=_("Last day of the visit"))
    reviewers = forms.MultipleChoiceField(
        label=_("Two reviewers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who works in the team, or has worked in it, cannot review it."),
    )

    def __init__(self, *args: Any, teams: Sequence[Team], reviewers: Sequence[Membership], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("key", uuid4())
        super().__init__(*args, **kwargs)
        begin = [] if len(teams) == 1 else [("", "—")]
        self.fields["team"].choices = [*begin, *((team.code, team.name) for team in teams)]  # type: ignore[attr-defined]
        self.fields["reviewers"].choices = [(str(one.pk), one.user.name) for one in reviewers]  # type: ignore[attr-defined]


class DaysForm(PlekForm):
    """The days of the visit."""

    begins_on = forms.DateField(label=_("First day of the visit"))
    ends_on = forms.DateField(label=_("Last day of the visit"))


class TalkForm(PlekForm):
    """An interview or observation to plan."""

    source = forms.ChoiceField(
        label=_("With whom, or what to see"), choices=[(s.value, s.label) for s in procedure().talks]
    )
    held_on = forms.DateField(label=_("Day"))
    place = forms.ChoiceField(
        label=_("By"),
        required=False,
        choices=[("", _("both reviewers")), ("1", _("reviewer 1")), ("2", _("reviewer 2"))],
    )


class PolicyForm(PlekForm):
    """A file to add."""

    file = forms.FileField(
        label=_("File"), help_text=_("PDF, Word without macros (docx), PNG or JPEG, at most 10 MB.")
    )


class SignForm(PlekForm):
    """The statement of independence."""

    is_independent = forms.BooleanField(label=_("This is so, and I sign it"))


class NoteForm(PlekForm):
    """What was heard or seen about an item."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label=pgettext_lazy("note", "From"), choices=Source.choices)
    text = _words(_("What you heard or saw"), help_text=_("No names: say who by role, clients by number."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("key", uuid4())
        super().__init__(*args, auto_id="note_%s", **kwargs)


class ScoreForm(PlekForm):
    """The score of one reviewer."""

    score = forms.TypedChoiceField(label=_("Your score"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"].choices = [(n, f"{n} · {said(item.anchors[n].text)}") for n in SCORES]  # type: ignore[attr-defined]


class AgreeForm(ScoreForm):
    """The score of both, with the reason."""

    reason = _words(_("Why this score"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"].label = _("The score you both stand for")


class ReasonForm(PlekForm):
    """A step back, or calling it off."""

    reason = _words(_("Why"), rows=2)


class ReportForm(PlekForm):
    """Strengths, and a recommendation for each item where there is one."""

    strengths = _words(_("What this team does well"), is_needed=False, rows=6)

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            label = _("%(code)s: what would help") % {"code": item.code}
            self.fields[item.code] = _words(label, is_needed=False, rows=3)
        self.codes = [item.code for item in items]

    def passages(self) -> list[tuple[Part, str, str]]:
        """Part, item and text of all that was filled in or was there before."""
        given = self.cleaned_data
        rows = [(Part.STRENGTHS, "", given["strengths"])]
        return rows + [(Part.RECOMMENDATION, code, given[code]) for code in self.codes]


class ResponseForm(PlekForm):
    """The answer of the organisation."""

    text = _words(_("What you answer"), rows=6)


class ActionForm(PlekForm):
    """An action of the plan."""

    item = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(label=_("What will be done"), max_length=400)
    owner = forms.TypedChoiceField(label=_("Who"), coerce=int)
    due_on = forms.DateField(label=_("Before"))

    def __init__(self, *args: Any, items: Sequence[Item], owners: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="action_%s", **kwargs)
        about = [("", _("the whole team")), *((item.code, f"{item.code} {said(item.name)}") for item in items)]
        self.fields["item"].choices = about  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", "—"), *((one.pk, one.user.name) for one in owners)]  # type: ignore[attr-defined]
