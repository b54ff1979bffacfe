"""Every kind of form field, with its label, help, error and wiring."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django import forms

from plek.shared.ui.fields import error_lines, first_control
from plek.shared.ui.gallery import SampleForm
from plek.shared.ui.tests.rendering import printed

FIELD = '<c-field :field="field" />'


def field_of(name: str, data: dict[str, Any] | None = None, **kwargs: Any) -> str:
    return printed(FIELD, field=SampleForm(data, **kwargs)[name])


def test_a_text_field_has_a_label_for_its_input() -> None:
    html = field_of("name")
    assert '<label class="utrecht-form-label" for="id_name">Hoe mogen we je noemen?</label>' in html
    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in html
    assert "required" in html


def test_what_need_not_be_filled_in_says_so() -> None:
    assert "(niet verplicht)" in field_of("email")
    assert "(niet verplicht)" not in field_of("name")
    assert "(niet verplicht)" not in printed(
        '<c-field :field="field" :optional="False" />', field=SampleForm()["email"]
    )


def test_help_is_tied_to_the_input() -> None:
    html = field_of("email")
    assert '<p class="utrecht-form-field-description" id="id_email_helptext">Alleen voor afspraken.</p>' in html
    assert 'aria-describedby="id_email_helptext"' in html


def test_an_error_is_tied_to_the_input_and_marked_by_more_than_colour() -> None:
    html = field_of("name", {})
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert "utrecht-textbox--invalid" in html
    assert "#circle-alert" in html
    assert '<span class="visually-hidden">Fout: </span>Dit veld is verplicht.' in html


def test_help_and_error_are_both_told() -> None:
    html = field_of("email", {"email": "sam@"})
    assert 'aria-describedby="id_email_helptext id_email_error"' in html


def test_a_choice_is_a_group_with_a_legend() -> None:
    html = field_of("how")
    assert "<fieldset>" in html
    assert '<legend><span class="utrecht-form-label">Hoe</span></legend>' in html
    assert html.count('type="radio"') == 4
    assert 'class="choices choices--chips"' in html
    assert '<label class="choice" for="id_how_0">' in html


def test_an_error_of_a_choice_is_tied_to_the_group() -> None:
    assert '<fieldset aria-describedby="id_how_error">' in field_of("how", {})


def test_many_choices_stand_as_a_list() -> None:
    class Many(forms.Form):
        pick = forms.ChoiceField(choices=[(n, str(n)) for n in range(9)], widget=forms.RadioSelect)

    assert "choices--list" in printed(FIELD, field=Many()["pick"])
    assert "choices--chips" in printed('<c-field :field="field" layout="chips" />', field=Many()["pick"])


def test_checkboxes_of_a_group_keep_what_was_chosen() -> None:
    html = field_of("wishes", {"wishes": ["garden"]})
    assert html.count('type="checkbox"') == 4
    assert html.count("checked") == 1


def test_one_checkbox_has_its_label_after_it_and_no_word_optional() -> None:
    html = field_of("agreed")
    assert html.index('type="checkbox"') < html.index("Dit hebben we samen afgesproken")
    assert 'aria-describedby="id_agreed_helptext"' in html
    assert "(niet verplicht)" not in html


def test_a_select_and_a_text_area_wear_their_classes() -> None:
    assert "utrecht-select utrecht-select--html-select" in field_of("phase")
    assert "utrecht-textarea utrecht-textarea--html-textarea" in field_of("note")


@pytest.mark.parametrize(
    ("name", "kind", "value", "shown"),
    [
        ("starts_on", "date", date(2026, 5, 3), "2026-05-03"),
        ("at", "time", time(9, 30), "09:30"),
    ],
)
def test_days_and_times_get_the_browsers_own_picker(name: str, kind: str, value: Any, shown: str) -> None:
    html = field_of(name, initial={name: value})
    assert f'type="{kind}"' in html
    assert f'value="{shown}"' in html


def test_a_moment_gets_the_browsers_own_picker() -> None:
    class Moment(forms.Form):
        at = forms.DateTimeField(initial=datetime(2026, 5, 3, 9, 30))  # noqa: DTZ001

    html = printed(FIELD, field=Moment()["at"])
    assert 'type="datetime-local"' in html
    assert 'value="2026-05-03T09:30"' in html


def test_the_browsers_notation_is_understood_on_the_way_back() -> None:
    form = SampleForm({"name": "Sam", "how": "visit", "phase": "job", "agreed": "on", "starts_on": "2026-05-03"})
    assert form.is_valid()
    assert form.cleaned_data["starts_on"] == date(2026, 5, 3)


def test_a_hidden_field_is_only_its_input() -> None:
    class Hidden(forms.Form):
        key = forms.CharField(widget=forms.HiddenInput, initial="k")

    assert printed(FIELD, field=Hidden()["key"]) == '<input type="hidden" name="key" value="k" id="id_key">'


def test_the_page_may_word_a_field_itself() -> None:
    html = printed(
        '<c-field :field="field" label="Naam" help="Zoals je genoemd wilt worden" />', field=SampleForm()["name"]
    )
    assert ">Naam</label>" in html
    assert "Zoals je genoemd wilt worden" in html


def test_attributes_reach_the_control_itself() -> None:
    html = printed(
        """<c-field :field="field" :input="{'hx-get': '/x/'}" :autofocus="True" />""", field=SampleForm()["name"]
    )
    control = html[html.index("<input") :]
    assert 'hx-get="/x/"' in control
    assert "autofocus" in control


def test_the_summary_links_each_error_to_its_control() -> None:
    html = printed('<c-errors :form="form" />', form=SampleForm({}))
    assert "data-error-summary" in html
    assert 'role="alert"' in html
    assert '<a href="#id_name">Hoe mogen we je noemen: Dit veld is verplicht.</a>' in html
    assert '<a href="#id_how_0">' in html


def test_an_error_of_the_whole_form_stands_without_link() -> None:
    form = SampleForm({})
    form.add_error(None, "Kies een andere dag.")
    assert "<strong>Kies een andere dag.</strong>" in printed('<c-errors :form="form" />', form=form)


@pytest.mark.parametrize("form", [None, SampleForm()])
def test_no_summary_without_errors(form: Any) -> None:
    assert printed('<c-errors :form="form" />', form=form) == ""


def test_a_formset_gathers_the_errors_of_its_forms() -> None:
    class Line(forms.Form):
        hours = forms.IntegerField(label="Uren")

    lines = forms.formset_factory(Line, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-hours": "x", "form-1-hours": "8"}
    )
    html = printed('<c-errors :form="form" />', form=lines)
    assert html.count("<li>") == 1
    assert 'href="#id_form-0-hours"' in html


def test_error_lines_name_the_first_control_of_a_group() -> None:
    form = SampleForm({})
    assert ("id_how_0", "Hoe: Dit veld is verplicht.") in error_lines(form)
    assert first_control(form["name"]) == "id_name"
