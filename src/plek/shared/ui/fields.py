"""How one form field is printed: its kind of control, its classes, its wiring for assistive tools."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.functional import Promise
from django.utils.safestring import SafeString

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.Widget, "utrecht-textbox utrecht-textbox--html-input"),
)
NATIVE_TYPES: tuple[tuple[type[forms.Field], type[forms.Widget], str], ...] = (
    (forms.DateField, forms.DateInput, "date"),
    (forms.TimeField, forms.TimeInput, "time"),
    (forms.DateTimeField, forms.DateTimeInput, "datetime-local"),
)
ISO = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime-local": "%Y-%m-%dT%H:%M"}
CHIPS_AT_MOST = 8


@dataclass(frozen=True)
class Choice:
    """One choice of a group: its control, and the words that belong to it."""

    id: str
    html: SafeString
    label: str | Promise


@dataclass(frozen=True)
class Control:
    """What ``<c-field>`` prints."""

    kind: str
    """``hidden``, ``checkbox``, ``choices`` or ``control``."""
    id: str
    label: str | Promise
    note: str | Promise
    errors: tuple[str, ...]
    is_optional: bool
    """To be said: it need not be filled in."""
    html: SafeString
    choices: tuple[Choice, ...]
    layout: str
    help_id: str
    error_id: str
    described_by: str


def kind_of(widget: forms.Widget) -> str:
    """The four shapes in which a field can be printed."""
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "control"


def style(widget: forms.Widget, invalid: bool) -> str:
    """The design system's classes for a widget, after its own."""
    classes = next(classes for kind, classes in CLASSES if isinstance(widget, kind))
    bad = f" {classes.split()[0]}--invalid" if invalid else ""
    return f"{widget.attrs.get('class', '')} {classes}{bad}".strip()


def use_native_type(field: BoundField) -> None:
    """Dates and times get the browser's own picker, which needs the ISO notation."""
    widget: Any = field.field.widget
    for field_type, widget_type, input_type in NATIVE_TYPES:
        if type(field.field.widget) is widget_type and isinstance(field.field, field_type):
            widget.input_type, widget.format = input_type, ISO[input_type]


def control(
    field: BoundField, layout: str = "", autofocus: bool = False, attrs: dict[str, Any] | None = None, *,
    label: str = "", note: str = "", says_optional: bool = True,
) -> Control:  # fmt: skip
    """Everything ``<c-field>`` needs about one bound field."""
    use_native_type(field)
    widget, kind, errors = field.field.widget, kind_of(field.field.widget), tuple(map(str, field.errors))
    extra: dict[str, Any] = dict(attrs or {}) | ({"autofocus": True} if autofocus else {})
    if kind == "control" and not isinstance(widget, forms.MultiWidget):
        extra["class"] = style(widget, bool(errors))
    choices = tuple(choice_of(option) for option in field.subwidgets) if kind == "choices" else ()
    return Control(
        kind=kind,
        id=field.id_for_label or "",
        label=label or field.label,
        note=note or field.help_text,
        errors=errors,
        is_optional=says_optional and not field.field.required,
        html=SafeString("") if choices else field.as_widget(attrs=extra),
        choices=choices,
        layout=layout or default_layout(choices),
        help_id=f"{field.auto_id}_helptext",
        error_id=f"{field.auto_id}_error",
        described_by=described_by(field),
    )


def choice_of(option: BoundWidget) -> Choice:
    return Choice(option.id_for_label, SafeString(option.tag()), option.choice_label)


def default_layout(choices: tuple[Choice, ...]) -> str:
    """A few choices stand side by side as chips, many stand as a list."""
    return "chips" if len(choices) <= CHIPS_AT_MOST else "list"


def described_by(field: BoundField) -> str:
    """The ids of help and error of a group of choices (other widgets get them from Django)."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    return " ".join([*ids, f"{field.auto_id}_error"] if field.errors else ids)


def error_lines(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Each error of a form with the id of the control to go to; empty for the form as a whole."""
    lines = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        lines += [(first_control(field), f"{str(field.label).rstrip('?:')}: {error}") for error in field.errors]
    return lines


def first_control(field: BoundField) -> str:
    """The id that takes the focus: the first choice of a group, else the control itself."""
    widget = field.field.widget
    is_group = kind_of(widget) == "choices" or isinstance(widget, forms.MultiWidget)
    return f"{field.auto_id}_0" if is_group else field.auto_id
