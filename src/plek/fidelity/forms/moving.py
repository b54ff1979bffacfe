"""How much more or less of what, and what would be done every time."""

from typing import Any

from django import forms

from plek.fidelity.presenters.words import begun
from plek.fidelity.selectors.what_if import Movable, Moves
from plek.shared.forms import PlekForm


class WhatIfForm(PlekForm):
    """One field for each thing that can be moved; an empty one leaves it as it is."""

    def __init__(self, data: Any, found: Movable) -> None:
        super().__init__(data)
        for amount in found.amounts:
            self.fields[amount.code] = forms.DecimalField(
                label=begun(amount.text), min_value=int(amount.low), max_value=int(amount.high), decimal_places=1,
                required=False, localize=True, widget=forms.TextInput(attrs={"inputmode": "text"}),
            )  # fmt: skip
        for habit in found.habits:
            self.fields[habit.code] = forms.BooleanField(label=begun(habit.text), required=False)
        self._amounts, self._habits = [a.code for a in found.amounts], [h.code for h in found.habits]

    def moves(self) -> Moves:
        """What is filled in and right."""
        self.is_valid()
        given = self.cleaned_data
        return Moves(
            {code: float(given[code]) for code in self._amounts if given.get(code) is not None},
            frozenset(code for code in self._habits if given.get(code)),
        )

    @property
    def amounts(self) -> list[Any]:
        return [self[code] for code in self._amounts]

    @property
    def habits(self) -> list[Any]:
        return [self[code] for code in self._habits]
