"""What is typed about jobs and education, shaped and checked."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.choices import Phase
from plek.employment import occupations
from plek.employment.choices import Contract, EducationResult, FoundVia, JobEndReason, Openness
from plek.employment.services import JobDetails
from plek.shared.forms import PlekForm

Choices = Sequence[tuple[str, str]]

YES_NO = (("yes", _("yes")), ("no", _("no")))
COMPETITIVE_MEANS = _(
    "Competitive is: open to anyone, at least the minimum wage and what is usual for this work, paid by the "
    "employer himself, not kept apart for people with a disability, and not made temporary by a programme. "
    "Part-time counts. "
    "Source: the IPS method (fidelity scale IPS-25, 2008)."
)
STAY = "stay"


def _is_yes(value: str) -> bool:
    return value == "yes"


class EmployerFields(PlekForm):
    """Where someone works: an employer we know, or a new one by name."""

    employer = forms.CharField(label=_("Employer"), required=False, max_length=20, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Another employer"), required=False, max_length=160)
    town = forms.CharField(label=_("Town"), required=False, max_length=80)
    is_another = forms.BooleanField(label=_("This is another employer than those"), required=False)

    def offer(self, employers: Choices) -> None:
        """The employers to choose from."""
        self.fields["employer"].widget.choices = employers

    def employer_typed(self) -> dict[str, Any]:
        """What the services of employers take."""
        typed = self.cleaned_data
        return {"code": typed["employer"]} | {name: typed[name] for name in ("name", "town", "is_another")}


class JobForm(EmployerFields):
    """A job: six fields, the rest may come later."""

    title = forms.CharField(label=_("Work"), max_length=120, help_text=_("What it is called at that employer."))
    started_on = forms.DateField(label=_("First working day"))
    hours_per_week = forms.DecimalField(
        label=_("Hours per week"),
        min_value=Decimal("0.5"),
        max_value=80,
        max_digits=4,
        decimal_places=1,
        localize=True,
    )
    contract = forms.ChoiceField(label=_("Contract"), choices=[("", _("choose")), *Contract.choices])
    is_competitive = forms.TypedChoiceField(
        label=_("Is it a competitive job?"), choices=YES_NO, coerce=_is_yes, widget=forms.RadioSelect,
        help_text=COMPETITIVE_MEANS,
    )  # fmt: skip
    gross_per_month = forms.DecimalField(
        label=_("Gross pay per month, in euros"),
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        localize=True,
    )
    occupation = forms.CharField(
        label=_("Occupation"), required=False, max_length=120,
        help_text=_("Type a word and choose, or type a code of ISCO-08. It shows whether jobs are of many kinds."),
    )  # fmt: skip
    openness = forms.ChoiceField(
        label=_("Who at work may know"), required=False, choices=[("", _("not discussed yet")), *Openness.choices],
        help_text=_("The client decides. This is never shown on a page of an employer."),
    )  # fmt: skip
    found_via = forms.ChoiceField(
        label=_("Found through"), required=False, choices=[("", _("unknown")), *FoundVia.choices]
    )

    def clean_occupation(self) -> str:
        text = self.cleaned_data["occupation"]
        code = occupations.code_in(text)
        if code or not text:
            return code
        found = occupations.find(text)
        if len(found) == 1:
            return found[0].code
        if not found:
            raise forms.ValidationError(_("No occupation is called so. Try another word, or leave it empty."))
        names = ", ".join(str(occupation) for occupation in found[:5])
        raise forms.ValidationError(_("Choose which you mean: %(names)s."), params={"names": names})

    def details(self) -> JobDetails:
        """What the services take about the job itself."""
        return JobDetails(**{name: self.cleaned_data[name] for name in JobDetails.__dataclass_fields__})


class PhaseQuestion(PlekForm):
    """Where the trajectory goes now; never without asking."""

    move_to = forms.ChoiceField(label=_("And the phase?"), widget=forms.RadioSelect)

    def ask(self, phase: str, *others: Phase) -> None:
        """Offer to stay, or to go to one of these phases."""
        stays = _("it stays: %(phase)s") % {"phase": Phase(phase).label}
        moves = [(p.value, _("to: %(phase)s") % {"phase": p.label}) for p in others if p != phase]
        self.fields["move_to"].choices = [*moves, (STAY, stays)]  # type: ignore[attr-defined]
        self.initial.setdefault("move_to", moves[0][0] if moves and others[0] != phase else STAY)

    def phase_chosen(self) -> str:
        """The phase to go to; empty to stay."""
        chosen = self.cleaned_data["move_to"]
        return "" if chosen == STAY else chosen


class StartJobForm(JobForm, PhaseQuestion):
    """A job that begins."""


class EndJobForm(PhaseQuestion):
    """A job that ended: when, when we heard, why, and what next."""

    ended_on = forms.DateField(label=_("Last working day"))
    heard_on = forms.DateField(
        label=_("When did you hear it?"),
        help_text=_("The method asks for a contact within three days after this."),
    )
    reason = forms.ChoiceField(label=_("Why"), choices=JobEndReason.choices, widget=forms.RadioSelect)

    field_order = ["ended_on", "heard_on", "reason", "move_to"]


class KeyForm(PlekForm):
    """Only the key of the row that takes another back."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class TermsForm(KeyForm):
    """Other hours or pay, and from which day."""

    begins_on = forms.DateField(label=_("From which day"), help_text=_("The first day with the new hours or pay."))
    hours_per_week = forms.DecimalField(
        label=_("Hours per week"), min_value=Decimal("0.5"), max_value=80, max_digits=4, decimal_places=1,
        localize=True,
    )  # fmt: skip
    gross_per_month = forms.DecimalField(
        label=_("Gross pay per month, in euros"), required=False, min_value=0, max_digits=9, decimal_places=2,
        localize=True,
    )  # fmt: skip


class EducationForm(PlekForm):
    """A course or study in the regular system."""

    title = forms.CharField(label=_("Course or study"), max_length=120)
    level = forms.CharField(label=pgettext_lazy("education", "Level"), required=False, max_length=60)
    started_on = forms.DateField(label=_("First day"))


class EndEducationForm(PlekForm):
    """How an education ended."""

    ended_on = forms.DateField(label=_("Last day"))
    result = forms.ChoiceField(
        label=_("Result"), widget=forms.RadioSelect,
        choices=[choice for choice in EducationResult.choices if choice[0] != EducationResult.ONGOING],
    )  # fmt: skip
