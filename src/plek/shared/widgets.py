"""Controls of forms without a template for each option: a page of filters has hundreds."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import escape
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
    owner = f' for="{escape(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    return f"<label{owner}>{_input(widget)} {escape(widget['label'])}</label>"


def _select(widget: Widget) -> str:
    groups = "".join(_group(name, options) for name, options, _place in widget["optgroups"])
    return f'<select name="{escape(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'


def _group(name: str | None, options: list[Widget]) -> str:
    inside = "".join(f"\n  {_option(option)}" for option in options)
    return f'\n  <optgroup label="{escape(name)}">{inside}\n  </optgroup>' if name else inside


def _option(widget: Widget) -> str:
    label = escape(widget["label"])
    return f'<option value="{escape(str(widget["value"]))}"{_attributes(widget)}>{label}</option>'


_FOLDER = "django/forms/widgets/"
BY_HAND: dict[str, Callable[[Widget], str]] = {
    **{
        f"{_FOLDER}{kind}.html": _input
        for kind in ("text", "hidden", "email", "number", "date", "time", "checkbox")
    },
    **{f"{_FOLDER}{kind}_option.html": _input_option for kind in ("checkbox", "radio")},
    f"{_FOLDER}select.html": _select,
}
"""By the name of Django's template."""
