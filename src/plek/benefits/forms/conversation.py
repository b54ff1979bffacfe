"""Forms around the conversation: beginning, plans, keeping, notes."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.benefits.aftermath import Aftermath
from plek.benefits.answers import PlanDetails
from plek.benefits.choices import CreditAt, Kind, Per, PlanKind
from plek.benefits.forms.estimate import MOST_HOURS, as_answers
from plek.benefits.forms.fields import decimals, money, yes_no
from plek.shared.forms import PlekForm

A_MONTH, TWO_YEARS = timedelta(days=31), timedelta(days=731)


class BeginForm(PlekForm):
    """What stands in the record: each is used only when both say that it is right."""

    agreed = forms.MultipleChoiceField(
        label=_("Is this right?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick together what is right. What you leave open is asked in the conversation."),
    )  # fmt: skip

    def __init__(self, *args: Any, known: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].choices = list(known)  # type: ignore[attr-defined]


class PlanForm(PlekForm):
    """One plan beside now."""

    kind = forms.ChoiceField(
        label=_("What kind of plan?"), choices=PlanKind.choices, initial=PlanKind.HOURS, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("What do you call it?"),
        required=False,
        max_length=60,
        help_text=_("For example: baker, mornings."),
    )
    study_hours = decimals(_("Hours of study a week"), MOST_HOURS)
    hours = decimals(_("Hours of work a week"), MOST_HOURS, help_text=_("With a study: of work beside it."))
    pay = money(
        _("Gross pay, in euros"), help_text=_("Left empty: the pay of the situation, or the minimum wage.")
    )
    per = forms.ChoiceField(
        label=_("That pay is for"), choices=Per.choices, initial=Per.HOUR, widget=forms.RadioSelect
    )
    starts_on = forms.DateField(
        label=_("When would it begin?"), required=False, help_text=_("Left empty: the first of next month.")
    )

    credit_at = forms.ChoiceField(
        label=_("Where do the tax credits count?"), choices=CreditAt.choices, required=False,
        widget=forms.RadioSelect,
        help_text=_("Loonheffingskorting: at one of both. Not known is shown as a range from month to month."),
    )  # fmt: skip
    student_finance = yes_no(_("Is student finance received for it?"))

    OF_A_STUDY = ("study_hours", "student_finance")

    def __init__(self, *args: Any, today: date, kind: str | None, **kwargs: Any) -> None:
        """``kind`` is that of the benefit: beside some there is no second payer who takes off tax."""
        super().__init__(*args, **kwargs)
        self.today = today
        if kind in (Kind.NONE, Kind.SOCIAL_ASSISTANCE):
            del self.fields["credit_at"]

    @property
    def is_about_study(self) -> bool:
        """Is something of a study filled in, so that its questions stand open?"""
        return self["kind"].value() == PlanKind.STUDY or any(self[name].value() for name in self.OF_A_STUDY)

    def clean_starts_on(self) -> date | None:
        return checked_begin(self.cleaned_data["starts_on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Pay for no hours cannot be."""
        given = super().clean() or self.cleaned_data
        if given.get("pay") and given.get("hours") == 0:
            self.add_error("hours", _("There is pay, but there are no hours. Fill in the hours a week."))
        return given

    @property
    def details(self) -> PlanDetails:
        typed = as_answers(self.cleaned_data)
        if typed["kind"] != PlanKind.STUDY:
            typed |= dict.fromkeys(self.OF_A_STUDY)
        return PlanDetails(**typed | {"title": typed["title"] or ""})


class KeepForm(PlekForm):
    """A name for what is kept."""

    title = forms.CharField(
        label=_("Name of this calculation"), required=False, max_length=80,
        help_text=_("For example: before the job at the bakery."),
    )  # fmt: skip


class NoteForm(PlekForm):
    text = forms.CharField(
        label=_("Note for the IPS team"), max_length=4000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Not on the client's page and not in a letter. The client may ask to see it."),
    )  # fmt: skip


class TodoForm(PlekForm):
    """Of what to be reminded, from the day on which work begins."""

    starts_on = forms.DateField(
        label=_("When does the work begin?"), required=False,
        help_text=_("Left empty: the day of the first plan, or the first of next month."),
    )  # fmt: skip
    duties = forms.MultipleChoiceField(
        label=_("Put on the list of tasks"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def begins(self) -> date | None:
        """The day that was typed, if it is one that can be."""
        try:
            day = self.fields["starts_on"].clean(self.data.get("starts_on", ""))
        except forms.ValidationError:
            return None
        return day if day is None or may_begin(day, self.today) else None

    def offer(self, after: Aftermath) -> None:
        """These can be chosen."""
        self.fields["duties"].choices = [(duty.key, duty.key) for duty in after.duties]  # type: ignore[attr-defined]

    def clean_starts_on(self) -> date | None:
        return checked_begin(self.cleaned_data["starts_on"], self.today)


def may_begin(day: date, today: date) -> bool:
    """A year of money can be told from about now, and not from any day."""
    return today - A_MONTH <= day <= today + TWO_YEARS


def checked_begin(day: date | None, today: date) -> date | None:
    if day is not None and not may_begin(day, today):
        raise forms.ValidationError(_("Choose a day from last month on, and at most two years away."))
    return day
