"""The page about what a person keeps: now beside plans, the drawing, and what to know about the figures."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from plek.benefits.answers import Answers
from plek.benefits.choices import Exemption, Kind, Partner, Per
from plek.benefits.estimates import Estimate, Missing, Plan
from plek.benefits.presenters.chart import Chart, chart
from plek.benefits.presenters.figures import amount, cents_of_a_euro, difference, hours_text, money, tongue
from plek.benefits.presenters.own_amounts import own_amounts_said
from plek.benefits.presenters.plans import about_pay, now_title, plan_title
from plek.benefits.presenters.rows import Row, rows
from plek.benefits.situations import PENSION_AGE, is_least_pay
from plek.engines.benefit_rules import SURE
from plek.shared.dates import written


@dataclass(frozen=True)
class PlanPart:
    """One plan: its totals, and its amounts with their steps."""

    anchor: str
    title: str
    left: str
    difference: str
    of_a_euro: str
    is_sure: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class EstimatePage:
    """Everything below the questions."""

    missing: str
    on: str = ""
    plans: tuple[PlanPart, ...] = ()
    chart: Chart | None = None
    open_ends: tuple[str, ...] = ()
    steps_of: str = ""
    given: tuple[tuple[str, str], ...] = ()
    taken: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    not_modelled: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def estimate_page(found: Estimate | Missing) -> EstimatePage:
    """What the page prints of an estimate, or of what is missing for one."""
    if isinstance(found, Missing):
        return EstimatePage(_("Without the kind of benefit nothing can be told. It stands on each payment slip."))
    plans = (found.now, *found.plans)
    return EstimatePage(
        missing="",
        on=written(found.on, "j F Y"),
        plans=tuple(_plan(found, plan, place) for place, plan in enumerate(plans)),
        chart=chart(found),
        open_ends=tuple(_open_ends(found)),
        steps_of=_steps_of(found),
        given=tuple(_given(found.answers)),
        taken=tuple(_taken(found)),
        unknown=tuple(_unknown(plans)),
        not_modelled=_not_modelled(),
        own=own_amounts_said(found.parameters, found.own, found.on),
    )


def _plan(found: Estimate, plan: Plan, place: int) -> PlanPart:
    """One plan; the first place is that of now."""
    told, is_now = plan.figures, place == 0
    title = now_title(plan.details) if is_now else plan_title(plan.details)
    return PlanPart(
        anchor=f"plan-{place}", title=title, left=amount(told.left.ends),
        difference="" if is_now else difference(told.difference.ends),
        of_a_euro="" if is_now else cents_of_a_euro(told.of_a_euro.ends), is_sure=told.confidence in SURE,
        rows=rows(told, found.answers.kind, about_pay(found.answers, plan.details, told)),
    )  # fmt: skip


def _open_ends(found: Estimate) -> list[str]:
    """What was not known and is therefore calculated both ways."""
    names = {
        "partner": _("with and without a partner"),
        "capacity": _("Wajong with and without capacity to work"),
        "housemates": _("from no other housemates up to three"),
        "exemption": _("by the old and by the new rules for pay beside social assistance"),
    }
    return [names[name] for name in found.alternatives[0].assumed]


def _steps_of(found: Estimate) -> str:
    """Which of several ways the steps below belong to."""
    said_of: dict[tuple[str, Any], str] = {
        ("partner", False): _("no partner"), ("capacity", True): _("able to work"),
        ("housemates", 0): _("no other housemates"), ("exemption", Exemption.OLD.value): _("the old rules"),
    }  # fmt: skip
    return ", ".join(said_of[pair] for pair in found.alternatives[0].assumed.items())


def _given(answers: Answers) -> list[tuple[str, str]]:
    """What was typed, so that a sheet of paper says whose figures these are."""
    hourly = dict(Per.choices)[answers.per]
    ages = ", ".join(map(str, answers.children))
    told = {
        _("Benefit"): str(Kind(answers.kind).label) if answers.kind else "",
        _("Date of birth"): written(answers.born, "j F Y") if answers.born else "",
        _("Partner"): ""
        if answers.partner is None
        else str(Partner.YES.label if answers.partner else Partner.NO.label),
        _("Children at home"): ages,
        _("Hours a week"): hours_text(answers.hours) if answers.hours else "",
        _("Pay"): f"{money(answers.pay * 100)} {hourly}" if answers.pay else "",
        _("Rent"): money(answers.rent * 100) if answers.rent else "",
    }
    return [(label, value) for label, value in told.items() if value]


def _taken(found: Estimate) -> list[str]:
    """What the figures rest on where nothing was typed."""
    answers, is_assistance = found.answers, found.answers.kind == Kind.SOCIAL_ASSISTANCE
    adult = _("No date of birth: taken as someone of 21 or older and younger than %(age)d.") % {"age": PENSION_AGE}
    holds = {
        adult: answers.born is None,
        _minimum_wage(found): True,
        _("No pay of the partner: calculated without it."): answers.partner is not False
        and not answers.partner_gross,
        _("No rent: calculated without rent allowance."): answers.rent is None,
        _("No children at home."): not answers.children,
        _("No other housemates of 27 and older."): is_assistance and answers.housemates == 0,
        _("Calculated with the first six months in which part of the pay is left out; after those less stays."): (
            is_assistance
        ),
        _("Calculated from the third month of the benefit."): answers.kind in (Kind.WW, Kind.WIA_WAGE_RELATED),
        _("No savings above the limits."): True,
        _("Each month of the year as this one."): True,
    }
    return [sentence for sentence, is_so in holds.items() if is_so and sentence]


def _minimum_wage(found: Estimate) -> str:
    """The minimum wage by the hour, out of a plan that counts with it; empty when none does."""
    plan = next((one for one in found.plans if one.hours and is_least_pay(found.answers, one.details)), None)
    if plan is None:
        return ""
    hourly = round(float(plan.results[0].with_work.earnings.values) * 12 / 52 / (plan.hours or 1))
    return _("No pay: calculated with the minimum wage, %(hourly)s an hour.") % {"hourly": money(hourly)}


def _unknown(plans: tuple[Plan, ...]) -> list[str]:
    """What the engine says it does not know, once each."""
    sentences = dict.fromkeys(pair for plan in plans for pair in plan.figures.unknown)
    return [nl if tongue() == "nl" else en for nl, en in sentences]


def _not_modelled() -> tuple[str, ...]:
    return (
        _("Travel costs, pension contributions and other costs of work."),
        _("Schemes of the municipality, remission of taxes, special assistance."),
        _("A supplement of UWV to the social minimum, and wage dispensation."),
        _("What two payers each hold back, and what the tax office settles afterwards."),
        _("Debts and seizure."),
    )
