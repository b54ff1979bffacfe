"""Forms of a formal review."""

from collections.abc import Mapping, Sequence
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
WHY = _("Say why in a few words.")
WRITTEN_MEANWHILE = _("The other reviewer wrote here meanwhile: “%(text)s”. Put both together and keep it again.")
Texts = Mapping[tuple[str, str], str]


def _words(label: Any, *, asked: Any = "", rows: int = 4, **other: Any) -> forms.CharField:
    """A text of some lines; it may stay empty where nothing is ``asked``."""
    return forms.CharField(
        label=label, required=bool(asked), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=_asked(asked), **other,
    )  # fmt: skip


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, error_messages=_asked(_("Choose a day.")))


def _asked(text: Any) -> dict[str, Any]:
    """What a field says when it was left empty."""
    return {"required": text}


class PlanForm(PlekForm):
    """Which team, when, and by whom."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    team = forms.ChoiceField(label=_("IPS team"), error_messages=_asked(_("Choose a team.")))
    begins_on = _day(_("First day of the visit"))
    ends_on = _day(_("Last day of the visit"))
    reviewers = forms.MultipleChoiceField(
        label=_("Two reviewers"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=_asked(_("A review is done by two reviewers. Choose two.")),
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

    begins_on = _day(_("First day of the visit"))
    ends_on = _day(_("Last day of the visit"))


class TalkForm(PlekForm):
    """An interview or observation to plan; ``reviewers`` by their place."""

    source = forms.ChoiceField(
        label=_("With whom, or what to see"), choices=[(s.value, s.label) for s in procedure().talks]
    )
    held_on = _day(_("Day"))
    held_at = forms.TimeField(label=_("Time"), required=False)
    place = forms.TypedChoiceField(label=_("By"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, reviewers: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("both reviewers")), *reviewers.items()]  # type: ignore[attr-defined]


class PolicyForm(PlekForm):
    """A file to add."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word without macros (docx), PNG or JPEG, at most 10 MB."),
        error_messages=_asked(_("Choose a file of at most 10 MB.")),
    )


class SignForm(PlekForm):
    """The statement of independence."""

    is_independent = forms.BooleanField(
        label=_("This is so, and I sign it"),
        error_messages=_asked(_("Tick this if it is so. If it is not, tell who planned the review.")),
    )


class NoteForm(PlekForm):
    """What was heard or seen about an item."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label=pgettext_lazy("note", "From"), choices=Source.choices)
    text = _words(
        _("What you heard or saw"), asked=_("Write down what you heard or saw."),
        help_text=_("No names: say who by role, clients by number."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("key", uuid4())
        super().__init__(*args, auto_id="note_%s", **kwargs)


class HeardForm(NoteForm):
    """The same, of any item: one talk is about many."""

    item = forms.ChoiceField(label=_("About"), error_messages=_asked(_("Choose what it is about.")))
    field_order = ("source", "item", "text")

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", "—"), *((one.code, f"{one.code} {said(one.name)}") for one in items)]  # type: ignore[attr-defined]


class ScoreForm(PlekForm):
    """The score of one reviewer."""

    score = forms.TypedChoiceField(
        label=_("Your score"), coerce=int, widget=forms.RadioSelect, error_messages=_asked(_("Choose a score."))
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"].choices = [(n, f"{n} · {said(item.anchors[n].text)}") for n in SCORES]  # type: ignore[attr-defined]


class AgreeForm(ScoreForm):
    """The score of both, with the reason."""

    reason = _words(_("Why this score"), asked=WHY, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"].label = _("The score you both stand for")


class ReasonForm(PlekForm):
    """A step back, or calling it off."""

    reason = _words(_("Why"), asked=WHY, rows=2)


class ReportForm(PlekForm):
    """Strengths, and a recommendation for each item where there is one. ``seen`` is the last passage that stood
    there when the page was opened, since both reviewers write."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    strengths = _words(_("What this team does well"), rows=6)

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            label = _("%(code)s: what would help") % {"code": item.code}
            self.fields[item.code] = _words(label, rows=3)
        self.codes = [item.code for item in items]

    def passages(self) -> list[tuple[Part, str, str]]:
        """Part, item and text of all that was filled in or was there before."""
        given = self.cleaned_data
        rows = [(Part.STRENGTHS, "", given["strengths"])]
        return rows + [(Part.RECOMMENDATION, code, given[code]) for code in self.codes]

    def catch_up(self, before: Texts, now: Texts, newest: int) -> None:
        """What the other wrote since ``before`` is taken over where one changed nothing, else told."""
        sent: Any = self.data
        self.data = data = sent.copy()
        data["seen"] = newest
        for part, item, mine in self.passages():
            was, theirs = before.get((part, item), ""), now.get((part, item), "")
            if theirs == was or mine.split() == theirs.split():
                continue
            if mine.split() == was.split():
                data[item or "strengths"] = self.cleaned_data[item or "strengths"] = theirs
            else:
                self.add_error(item or "strengths", WRITTEN_MEANWHILE % {"text": theirs})


class ResponseForm(PlekForm):
    """The answer of the organisation."""

    text = _words(_("What you answer"), asked=_("Write down what you answer."), rows=6)


class ActionForm(PlekForm):
    """An action of the plan."""

    item = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(
        label=_("What will be done"), max_length=400, error_messages=_asked(_("Say what will be done."))
    )
    owner = forms.TypedChoiceField(label=_("Who"), coerce=int, error_messages=_asked(_("Choose who does it.")))
    due_on = _day(_("Before"))

    def __init__(self, *args: Any, items: Sequence[Item], owners: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="action_%s", **kwargs)
        about = [("", _("the whole team")), *((item.code, f"{item.code} {said(item.name)}") for item in items)]
        self.fields["item"].choices = about  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", "—"), *((one.pk, one.user.name) for one in owners)]  # type: ignore[attr-defined]
