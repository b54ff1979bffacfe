"""What all forms of signing in share: labels without placeholders, our own words, nothing to remember."""

from collections.abc import Mapping
from typing import Any

from django import forms


class PlainFields:
    """Takes allauth's placeholders and help away and puts our labels and attributes in their place."""

    labels: Mapping[str, Any] = {}
    helps: Mapping[str, Any] = {}
    attributes: Mapping[str, Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            self._plain(name, field)

    def _plain(self, name: str, field: forms.Field) -> None:
        field.widget.attrs.pop("placeholder", None)
        field.label = self.labels.get(name, field.label)
        field.help_text = self.helps.get(name, "")
        field.widget.attrs.update(self.attributes.get(name, {}))
