"""What the gallery shows: sample forms in every state, the tokens, the icons."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from plek.shared.ui.tokens import icon_names, pairs, palettes

HOW = [("visit", _("In person")), ("phone", _("Phone")), ("video", _("Video")), ("message", _("Message"))]
WISHES = [("kitchen", _("Kitchen")), ("garden", _("Garden")), ("shop", _("Shop")), ("office", _("Office"))]
PHASES = [
    ("", _("Choose a phase")),
    ("profile", _("Getting to know")),
    ("search", _("Searching")),
    ("job", _("Working")),
]


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("What shall we call you?"), max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Only for appointments."))
    how = forms.ChoiceField(label=_("How"), choices=HOW, widget=forms.RadioSelect, initial="visit")
    phase = forms.ChoiceField(label=_("Phase"), choices=PHASES)
    wishes = forms.MultipleChoiceField(
        label=_("Where would you like to work?"),
        choices=WISHES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    starts_on = forms.DateField(label=_("Starts on"), required=False)
    at = forms.TimeField(label=_("Time"), required=False)
    hours = forms.IntegerField(label=_("Hours a week"), min_value=1, required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label=_("We agreed on this together"), help_text=_("You can change this later."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def gallery_page(query: Mapping[str, str]) -> dict[str, Any]:
    """The context of the gallery."""
    light, dark = palettes()
    wrong = SampleForm({"wrong-name": "", "wrong-email": "sam@", "wrong-phase": ""}, prefix="wrong")
    return {
        "sample": SampleForm(prefix="sample"),
        "wrong": wrong,
        "colours": [(name, light[name], dark[name]) for name in light],
        "pairs": pairs(),
        "icons": icon_names(),
        "page": Paginator(range(95), 10).get_page(query.get("page", 2)),
        "tones": ["", "soon", "risk", "done", "good"],
    }
