"""Controls of forms without a template for each option: a page of filters has hundreds."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]


class WidgetRenderer(DjangoTemplates):
    """Prints what Django's own templates print; the common controls by hand, the others by those templates."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        by_hand = BY_HAND.get(template_name)
        if by_hand is None:
            return mark_safe(super().render(template_name, context, request))  # noqa: S308 - escaped by its template
        return mark_safe(by_hand(context["widget"]))  # noqa: S308 - every part is escaped below


def _attributes(widget: Widget) -> str:
    named = ((name, value) for name, value in widget["attrs"].items() if value is not False)
    return "".join(f" {escape(n)}" if v is True else f' {escape(n)}="{escape(str(v))}"' for n, v in named)


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
    return f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"{value}{_attributes(widget)}>'


def _input_option(widget: Widget) -> str:
    if not widget.get("wrap_label"):
        return _input(widget)
    owner = f' for="{escape(str(widget["attrs"]["id"]))}"' if widget["attrs"].get("id") else ""
    return f"<label{owner}>{_input(widget)} {escape(str(widget['label']))}</label>"


class PlainSelect(forms.Select):
    """A select that prints its options straight away, without making a widget of each."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attributes = _attributes({"attrs": self.build_attrs(self.attrs, attrs)})
        lines = "".join(f"\n  {line}" for line in self._lines(self.format_value(value)))
        return SafeString(f'<select name="{escape(name)}"{attributes}>{lines}\n</select>')

    def _lines(self, chosen: Any) -> Iterator[str]:
        left = set(chosen)
        for value, label in self.choices:
            if isinstance(label, (list, tuple)):
                yield f'<optgroup label="{escape(str(value))}">'
                yield from (self._line(v, text, left) for v, text in label)
                yield "</optgroup>"
            else:
                yield self._line(value, label, left)

    def _line(self, value: Any, label: Any, left: set[str]) -> str:
        """An option; ``left`` are the values that are chosen and did not stand in an option before."""
        text = "" if value is None else str(value)
        selected = " selected" if text in left else ""
        if selected:
            left.clear()
        return f'<option value="{escape(text)}"{selected}>{escape(str(label))}</option>'


_FOLDER = "django/forms/widgets/"
BY_HAND: dict[str, Callable[[Widget], str]] = {
    **{
        f"{_FOLDER}{kind}.html": _input
        for kind in ("text", "hidden", "email", "number", "date", "time", "checkbox")
    },
    **{f"{_FOLDER}{kind}_option.html": _input_option for kind in ("checkbox", "radio")},
}
"""By the name of Django's template."""
