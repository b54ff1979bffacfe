"""Controls printed by hand are those of Django's templates, but for empty lines between the tags."""

import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy

from plek.shared.forms import PlekForm
from plek.shared.widgets import BY_HAND, PlainSelect, WidgetRenderer

CHOICES = [("", "–"), ("1", 'één & "twee"'), (3, "<drie>"), ("Groep >", [("a", "A"), ("b'", "B'")])]
WIDGETS: list[tuple[forms.Widget, Any]] = [
    (forms.TextInput(attrs={"class": "a&b", "required": True, "disabled": False, "maxlength": 80}), 'x "y" <z>'),
    (forms.TextInput(), None),
    (forms.EmailInput(), "a@b.example"),
    (forms.NumberInput(attrs={"min": 0}), 1234),
    (forms.HiddenInput(), "T1"),
    (forms.DateInput(), "2026-11-24"),
    (forms.TimeInput(), "09:30"),
    (forms.CheckboxInput(attrs={"id": "yes"}), True),
    (forms.Textarea(), "a\n<b>"),
    (forms.RadioSelect(choices=CHOICES[:3], attrs={"id": "r"}), "1"),
    (forms.CheckboxSelectMultiple(choices=CHOICES), ["1", "a"]),
]


def without_lines(html: str) -> str:
    return re.sub(r"\s+", " ", html).replace("> <", "><").strip()


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_control_is_the_same_as_that_of_django(widget: forms.Widget, value: Any) -> None:
    ours, theirs = (widget.render("name<", value, renderer=r) for r in (WidgetRenderer(), DjangoTemplates()))
    assert without_lines(ours) == without_lines(theirs)


@pytest.mark.parametrize("value", ["3", 3, "b'", "", None, "unknown"])
def test_a_select_is_the_same_as_that_of_django(value: Any) -> None:
    more = {"id": "s", "class": "wide", "required": True}
    choices = [*CHOICES, (None, "<none>"), ("3", "again"), ("x", gettext_lazy("Clients"))]
    ours, theirs = (kind(choices=choices).render("name<", value, more) for kind in (PlainSelect, forms.Select))
    assert without_lines(ours) == without_lines(theirs)


def test_a_form_of_plek_prints_its_selects_by_hand() -> None:
    class Pick(PlekForm):
        one = forms.ChoiceField(choices=CHOICES[:3])

    assert without_lines(str(Pick({"one": "1"})["one"])) == without_lines(
        str(type("Pick", (forms.Form,), {"one": forms.ChoiceField(choices=CHOICES[:3])})({"one": "1"})["one"])
    )
    assert isinstance(Pick().fields["one"].widget, PlainSelect)


class Chosen(forms.Form):
    one = forms.ChoiceField(choices=CHOICES[:3], widget=forms.RadioSelect)
    more = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)


@pytest.mark.parametrize("name", ["one", "more"])
@pytest.mark.parametrize("wrap_label", [True, False])
def test_each_option_of_a_group_is_the_same_too(name: str, wrap_label: bool) -> None:
    ours, theirs = (
        [
            option.tag(wrap_label=wrap_label)
            for option in Chosen({"more": ["1"]}, renderer=renderer)[name].subwidgets
        ]
        for renderer in (WidgetRenderer(), DjangoTemplates())
    )
    assert [without_lines(tag) for tag in ours] == [without_lines(tag) for tag in theirs]
    assert all("<input" in tag for tag in ours)


def test_what_is_printed_by_hand_is_a_template_of_django() -> None:
    renderer = DjangoTemplates()
    assert all(renderer.get_template(name) for name in BY_HAND)
