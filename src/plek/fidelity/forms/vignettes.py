"""A score for each item of a vignette."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.engines.fidelity_scoring.scale import SCORES
from plek.engines.fidelity_scoring.vignettes import Vignette
from plek.fidelity.presenters.words import said
from plek.shared.forms import PlekForm


class RateForm(PlekForm):
    """The five anchors of each item, to choose from."""

    def __init__(self, data: Any, vignette: Vignette) -> None:
        super().__init__(data)
        self.situations = vignette.items
        for one in vignette.items:
            item = one.item
            self.fields[item.code] = forms.ChoiceField(
                label=f"{item.code} {said(item.name)}", widget=forms.RadioSelect,
                choices=[(score, f"{score}: {said(item.anchors[score].text)}") for score in SCORES],
                error_messages={"required": _("Choose a score.")},
            )  # fmt: skip

    @property
    def questions(self) -> list[tuple[str, str, Any]]:
        """What the item is about and what is found, with the field for its score."""
        return [(said(one.item.about), said(one.found), self[one.item.code]) for one in self.situations]

    @property
    def scores(self) -> dict[str, int]:
        return {code: int(score) for code, score in self.cleaned_data.items()}
