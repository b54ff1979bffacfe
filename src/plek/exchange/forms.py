"""Uploading a workbook, choosing what to take in, and mending a row."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plek.exchange.services.reports import Kept
from plek.exchange.workbook.columns import Column, Sheet
from plek.exchange.workbook.findings import Remark, Wrong
from plek.exchange.workbook.kinds import Text, YesNo, clean
from plek.exchange.workbook.limits import DEFAULT
from plek.exchange.workbook.sheets import BY_NAME
from plek.shared.forms import PlekForm

LONG = 300
"""Text columns that may be longer get a larger box."""


class UploadForm(PlekForm):
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("An .xlsx or .ods file of at most 40 MB. Drop it on the box or choose it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods", "class": "drop-zone"}),
        max_length=255,
        allow_empty_file=True,
        error_messages={"required": _("Choose a workbook of at most 40 MB first.")},
    )

    def content(self) -> bytes:
        """The uploaded bytes, one more than allowed at most."""
        return bytes(self.cleaned_data["file"].read(DEFAULT.file_bytes + 1))


class WriteForm(PlekForm):
    manner = forms.ChoiceField(
        label=_("What to take in"),
        choices=[("all", _("All rows, or nothing")), ("partial", _("Only the rows that are right"))],
        widget=forms.RadioSelect,
        initial="all",
    )

    @property
    def is_partial(self) -> bool:
        return bool(self.cleaned_data["manner"] == "partial")


class RowForm(PlekForm):
    """The cells of one refused row, each as text as in the workbook; wrong ones show why."""

    def __init__(self, row: Any, remarks: Iterable[Remark], *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet: Sheet = BY_NAME[row.sheet]
        self.on = on
        self.names: dict[str, Column] = {}
        wrong = {remark.column: remark.message for remark in remarks}
        for column in self.sheet.columns:
            if column.name in row.cells:
                self._add(column, row.cells[column.name], wrong.get(column.name, ""))

    def _add(self, column: Column, value: str, why: str) -> None:
        name = f"c_{column.field}"
        self.names[name] = column
        self.fields[name] = forms.CharField(
            label=column.name, initial=value, required=column.required and not isinstance(column.kind, YesNo),
            help_text=why or self._hint(column), widget=self._widget(column), strip=True,
        )  # fmt: skip

    def _hint(self, column: Column) -> str:
        if column.choices:
            return gettext("Choose from: %(choices)s.") % {"choices": column.choices}
        return gettext(column.note) if column.note else ""

    def _widget(self, column: Column) -> forms.Widget:
        is_long = isinstance(column.kind, Text) and column.kind.longest > LONG
        return forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self) -> dict[str, Any]:
        """Each cell by the rules of its column; what hangs together is checked with the whole workbook."""
        cleaned = super().clean() or {}
        for name, column in self.names.items():
            value = cleaned.get(name, "")
            if value:
                self._check(name, column, value)
        return cleaned

    def _check(self, name: str, column: Column, value: str) -> None:
        try:
            column.kind.parse(value, self.on)
        except Wrong as wrong:
            remark = Remark(self.sheet.name, 0, column.name, clean(value), wrong.code, wrong.params)
            self.add_error(name, remark.message)

    def cells(self) -> Mapping[str, str]:
        return {column.name: self.cleaned_data[name] for name, column in self.names.items()}


def row_form(kept: Kept, sheet: str, number: int, *args: Any, on: date) -> RowForm | None:
    """The form of one refused row of a report; None when there is no such row."""
    row = next((one for one in kept.rows if (one.sheet, one.number) == (sheet, number)), None)
    if row is None:
        return None
    remarks = [one for one in kept.refused if (one.sheet, one.row) == (sheet, number)]
    return RowForm(row, remarks, *args, on=on)
