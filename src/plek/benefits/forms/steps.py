"""The steps of the full estimate. Every answer may be left open: not knowing is an answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.benefits.answers import FIELDS_OF, LONGER, PARTNERS_LONGER, Answers
from plek.benefits.choices import WAJONG_KINDS, Exemption, Kind, Step
from plek.benefits.forms.estimate import MOST_HOURS, MOST_HOUSEMATES, as_answers
from plek.benefits.forms.fields import AgesField, decimals, money, whole, yes_no
from plek.benefits.open_answers import has_earning_partner
from plek.benefits.situations import ASKED_AS
from plek.engines.benefit_rules.rules.wao import CLASSES
from plek.shared.forms import PlekForm

UNKNOWN = pgettext_lazy("answer", "I don't know")
LEAST_WAGE_VALUE, MOST_CONTRIBUTIONS = 30, 40


class StepForm(PlekForm):
    """Some answers of one step, and nothing that this benefit does not ask for."""

    def __init__(self, *args: Any, known: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.left_out(known):
            del self.fields[name]

    def left_out(self, known: Answers) -> frozenset[str]:
        """Questions that do not matter with what is known."""
        return frozenset()

    def asked_for(self, field: str) -> bool:
        """Is this field of the engine an answer of this form?"""
        return ASKED_AS.get(field) in self.fields

    def answers(self) -> dict[str, Any]:
        """What was told, by the names of ``Answers``."""
        return as_answers(self.cleaned_data)


class HouseholdForm(StepForm):
    born = forms.DateField(label=_("Date of birth"), required=False)
    partner = yes_no(_("Do you live with a partner?"))
    partner_born = forms.DateField(label=_("Date of birth of the partner"), required=False)
    partner_gross = money(_("Gross pay of the partner, in euros a month"))
    children = AgesField(label=_("Ages of children at home"), help_text=_("For example: 4, 9, 15."))
    housemates = whole(
        _("Other housemates of 27 and older"),
        MOST_HOUSEMATES,
        help_text=_("Without partner, students and lodgers with a contract. Matters for social assistance."),
    )
    lives_with_parents = yes_no(_("Do you live with your parents?"))


OF_THE_PARTNER = frozenset({*PARTNERS_LONGER, "partner_exemption_months_used"})
DETAILS: dict[str, frozenset[str]] = {
    Kind.SOCIAL_ASSISTANCE: frozenset({*LONGER, "exemption_months_used", *OF_THE_PARTNER}),
    Kind.WIA_WAGE_RELATED: frozenset({"former_wage", "months_used", "supplement"}),
    Kind.WIA_SUPPLEMENT: frozenset({"former_wage", "disability_class", "remaining_capacity", "supplement"}),
    Kind.WIA_FOLLOW_UP: frozenset({"former_wage", "disability_class", "remaining_capacity", "supplement"}),
    Kind.IVA: frozenset({"former_wage", "supplement"}),
    Kind.WAO: frozenset({"former_wage", "disability_class", "reference_wage", "supplement"}),
    Kind.WW: frozenset({"former_wage", "months_used", "supplement"}),
    Kind.ZW: frozenset({"former_wage", "supplement"}),
    **{kind: frozenset({"transitional_amount", "supplement"}) for kind in WAJONG_KINDS},
}
"""What matters of each benefit."""


class BenefitForm(StepForm):
    kind = forms.ChoiceField(label=_("Which benefit?"), required=False, choices=Kind.choices)
    former_wage = money(
        _("Monthly wage in the decision, in euros"),
        help_text=_("For WIA, WW and Ziektewet: the gross wage of before, in the letter of UWV."),
    )
    disability_class = forms.ChoiceField(
        label=_("Class of disability, in per cent"), required=False,
        choices=[("", UNKNOWN), *((one, one) for one in CLASSES)],
    )  # fmt: skip
    remaining_capacity = money(_("What UWV says can still be earned, in euros a month"))
    reference_wage = money(
        _("Wage of a healthy colleague, in euros a month"), help_text=_("For WAO: maatmanloon.")
    )
    months_used = whole(_("For how many months has the benefit been paid?"))
    transitional_amount = money(
        _("Guaranteed amount, in euros a month"),
        help_text=_("Garantiebedrag, in the letter of UWV of 2021. Empty if there is none."),
    )
    supplement = yes_no(
        _("Does UWV pay a supplement to the social minimum?"), help_text=_("Toeslag, on the payment slip.")
    )
    limited_hours = yes_no(
        _("Did a doctor say that you can only work some hours?"), help_text=_("Medische urenbeperking.")
    )
    wage_cost_subsidy = yes_no(
        _("Does the municipality pay your employer wage-cost subsidy?"), help_text=_("Loonkostensubsidie.")
    )
    hours_cannot_grow = yes_no(_("Did the municipality say that you cannot work more hours than you do?"))
    exemption_months_used = whole(
        _("For how many months was part of your pay left out already?"),
        help_text=_("0 if you did not work beside the benefit before."),
    )
    partner_limited_hours = yes_no(
        _("Did a doctor say that your partner can only work some hours?"), help_text=_("Medische urenbeperking.")
    )
    partner_wage_cost_subsidy = yes_no(
        _("Does the municipality pay the employer of your partner wage-cost subsidy?"),
        help_text=_("Loonkostensubsidie."),
    )
    partner_hours_cannot_grow = yes_no(_("Did the municipality say that your partner cannot work more hours?"))
    partner_exemption_months_used = whole(
        _("How many months ago was part of your partner's pay left out for the first time?"),
        help_text=_("0 if that has not begun yet."),
    )

    def left_out(self, known: Answers) -> frozenset[str]:
        partner = frozenset() if has_earning_partner(known) else OF_THE_PARTNER
        return frozenset(self.fields) - {"kind"} - DETAILS.get(known.kind or "", frozenset()) | partner


class WorkForm(StepForm):
    now_hours = decimals(
        _("How many hours a week do you work now?"), MOST_HOURS, help_text=_("0 if you have no work.")
    )
    now_gross = money(_("What do you earn with that, gross in euros a month?"))
    pay = money(
        _("What pay do you expect in new work, gross in euros an hour?"),
        help_text=_("Left empty, the minimum wage is taken."),
    )
    wage_value = whole(
        _("Wage value, in per cent"),
        100,
        LEAST_WAGE_VALUE,
        help_text=_("Only with wage dispensation (Wajong): what UWV says that you produce at this work."),
    )

    def left_out(self, known: Answers) -> frozenset[str]:
        is_wajong = known.kind in WAJONG_KINDS or known.kind is None
        return frozenset() if is_wajong else frozenset({"wage_value"})

    def clean(self) -> dict[str, Any]:
        """Pay for no hours cannot be."""
        given = super().clean() or self.cleaned_data
        if given.get("now_gross") and given.get("now_hours") == 0:
            self.add_error("now_hours", _("There is pay, but there are no hours. Fill in the hours a week."))
        return given

    def answers(self) -> dict[str, Any]:
        told = super().answers()
        value = told.get("wage_value")
        return told | {"wage_value": value / 100} if value is not None else told


class HousingForm(StepForm):
    rent = money(_("Rent, in euros a month"), help_text=_("Without service costs. Empty if nothing is rented."))
    reference_income = money(
        _("Yearly income up to which rent allowance is full, in euros"),
        help_text=_("The tax office tells it in its decision. Without it rent allowance cannot be calculated."),
    )


class AllowancesForm(StepForm):
    wealth = money(
        _("Savings and other possessions together, in euros"),
        help_text=_("Left empty, it is taken that they are below the limits."),
    )


class CostsForm(StepForm):
    contributions = decimals(
        _("What the employer holds back for pension, in per cent of the pay"), MOST_CONTRIBUTIONS
    )
    costs = money(
        _("Costs of going to work, in euros a month"),
        help_text=_("Travel, childcare, clothes: what nobody pays back."),
    )

    def answers(self) -> dict[str, Any]:
        told = super().answers()
        share = told["contributions"]
        return told | {"contributions": None if share is None else round(share / 100, 4)}


class MunicipalityForm(StepForm):
    exemption = forms.ChoiceField(
        label=_("Which rules does the municipality use for pay beside social assistance?"), required=False,
        choices=Exemption.choices, widget=forms.RadioSelect,
    )  # fmt: skip


FORMS: dict[Step, type[StepForm]] = {
    Step.HOUSEHOLD: HouseholdForm, Step.BENEFIT: BenefitForm, Step.WORK: WorkForm, Step.HOUSING: HousingForm,
    Step.ALLOWANCES: AllowancesForm, Step.COSTS: CostsForm, Step.MUNICIPALITY: MunicipalityForm,
}  # fmt: skip


def as_typed(step: Step, told: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as initial values of the form of their step."""
    shown = {name: told[name] for name in FIELDS_OF[step] if told.get(name) is not None}
    for name in ("wage_value", "contributions"):
        if name in shown:
            shown[name] = round(shown[name] * 100, 1)
    return typed_again(shown)


def typed_again(known: Mapping[str, Any]) -> dict[str, Any]:
    """Yes and no in the words of the form, and whole numbers without a comma."""
    words = {True: "yes", False: "no"}
    return {name: words[value] if isinstance(value, bool) else _whole(value) for name, value in known.items()}


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
