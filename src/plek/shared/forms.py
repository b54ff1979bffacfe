"""The base of every form: it shapes and checks input, and carries a refusal back to the page."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Protocol, Self, TypeVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from plek.shared.errors import Refused
from plek.shared.widgets import PlainSelect, WidgetRenderer

T = TypeVar("T")
EARLIEST, LATEST = date(1000, 1, 1), date(2100, 12, 31)
"""Beyond these the year is a slip, such as 0026, and a day that cannot be counted with."""


def version_sent(data: Mapping[str, Any]) -> int:
    """The version that a page was made from; 0, which no row has, when there is none."""
    text = str(data.get("version", ""))
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def within_reach(day: date) -> None:
    """Refuse a day that nobody can mean."""
    if not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(_("This day lies too far away. Check the year."))


class Named(Protocol):
    """A row that can be chosen by its name."""

    pk: int
    name: str


class LoadedChoiceField(forms.ChoiceField):
    """A choice among rows that were asked for already, so that the form itself costs no question."""

    def offer(self, rows: Sequence[Named]) -> None:
        """These can be chosen; the only one is chosen already."""
        self.rows = {row.pk: row for row in rows}
        begin = [] if len(rows) == 1 else [("", "—")]
        self.choices = [*begin, *((row.pk, row.name) for row in rows)]

    def prepare_value(self, value: Any) -> Any:
        return getattr(value, "pk", value)

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return self.rows[int(chosen)] if chosen else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


class KeptChoices(list[Any]):
    """Choices that are always the same: every form of a class shares them, where Django would copy each word."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        return self


@cache
def _keep_choices(form_of: type[forms.BaseForm]) -> None:
    fields: Any = form_of.base_fields  # type: ignore[attr-defined]
    for field in fields.values():
        if hasattr(field, "_choices") and isinstance(field._choices, list):
            field._choices = KeptChoices(field._choices)


class PlekForm(forms.Form):
    """A form whose refusals stand beside what was typed, so that nothing has to be typed again."""

    default_renderer = WidgetRenderer()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        _keep_choices(type(self))
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.validators.append(within_reach)
            if type(field.widget) is forms.Select:
                field.widget.__class__ = PlainSelect

    def attempt(self, call: Callable[[], T]) -> T | None:
        """Run a service; a refusal becomes an error of this form, what it wrote is undone, and None returns."""
        try:
            with transaction.atomic():
                return call()
        except Refused as refusal:
            field = refusal.field if refusal.field in self.fields else None
            self.add_error(field, str(refusal))
            return None

    @property
    def http_status(self) -> int:
        """422 when the page shows errors, 200 otherwise."""
        return 422 if self.is_bound and self.errors else 200
