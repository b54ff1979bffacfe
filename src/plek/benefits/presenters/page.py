"""The page about what a person keeps: now beside plans, the drawing, and what to know about the figures."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plek.benefits.choices import Kind, PlanKind
from plek.benefits.estimates import Estimate, Missing, Plan
from plek.benefits.kept import Kept, KeptPlan
from plek.benefits.presenters.chart import Chart, chart
from plek.benefits.presenters.figures import LEFT_OUT, amount, cents_of_a_euro, difference, money, said
from plek.benefits.presenters.given import given
from plek.benefits.presenters.open_ends import AskFirst, ask_first, open_ends, steps_of
from plek.benefits.presenters.own_amounts import own_amounts_said
from plek.benefits.presenters.plans import about_pay, now_title, plan_title
from plek.benefits.presenters.rows import Row, rows
from plek.benefits.presenters.studies import StudyPart, study_parts
from plek.benefits.presenters.years import YearPage, year_page
from plek.benefits.situations import PENSION_AGE, is_least_pay
from plek.engines.benefit_rules import SURE
from plek.engines.benefit_rules.sentences import Sentence
from plek.shared.dates import written

Told = Estimate | Kept
"""As it is calculated now, or as it was kept."""


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
    year: YearPage | None = None
    open_ends: tuple[str, ...] = ()
    ask_first: AskFirst | None = None
    steps_of: str = ""
    given: tuple[tuple[str, str], ...] = ()
    taken: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    not_modelled: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    studies: tuple[StudyPart, ...] = ()

    @property
    def has_gaps(self) -> bool:
        """Is something left out of an amount because it is not known?"""
        return any(LEFT_OUT in f"{plan.left}{plan.difference}" for plan in self.plans)


def estimate_page(found: Estimate | Missing, *, with_year: bool = False) -> EstimatePage:
    """What the page prints of an estimate, or of what is missing for one; ``with_year`` month by month too."""
    if isinstance(found, Missing):
        return EstimatePage(_("Without the kind of benefit nothing can be told. It stands on each payment slip."))
    return told_page(found, found.on, drawing=chart(found), with_year=with_year)


def told_page(found: Told, on: date, *, drawing: Chart | None, with_year: bool) -> EstimatePage:
    """Now beside plans, calculated with the rules of a day."""
    parts = [_plan(found, plan, place) for place, plan in enumerate((found.now, *found.plans))]
    return EstimatePage(
        missing="",
        on=written(on, "j F Y"),
        plans=tuple(parts),
        chart=drawing,
        year=year_page([part.title for part in parts], found.years) if with_year else None,
        open_ends=tuple(open_ends(found)),
        ask_first=ask_first(found) if isinstance(found, Estimate) else None,
        steps_of=steps_of(found.assumed),
        given=tuple(given(found.answers)),
        taken=tuple(_taken(found, with_year=with_year)),
        unknown=tuple(_unknown((found.now, *found.plans))),
        not_modelled=tuple(_not_modelled(found, with_year=with_year)),
        own=own_amounts_said(found.own),
        studies=study_parts(found, on),
    )


def _plan(found: Told, plan: Plan | KeptPlan, place: int) -> PlanPart:
    """One plan; the first place is that of now."""
    told, is_now = plan.figures, place == 0
    title = now_title(plan.details) if is_now else plan_title(plan.details)
    return PlanPart(
        anchor=f"plan-{place}", title=title, left=amount(told.left.ends, is_complete=told.is_complete),
        difference="" if is_now else difference(told.difference.ends, is_complete=told.is_comparable),
        of_a_euro="" if is_now else cents_of_a_euro(told.of_a_euro.ends), is_sure=told.confidence in SURE,
        rows=rows(told, found.answers.kind, about_pay(found.answers, plan.details, told)),
    )  # fmt: skip


def _taken(found: Told, *, with_year: bool) -> list[str]:
    """What the figures rest on where nothing was told."""
    answers, is_assistance = found.answers, found.answers.kind == Kind.SOCIAL_ASSISTANCE
    adult = _("No date of birth: taken as someone of 21 or older and younger than %(age)d.") % {"age": PENSION_AGE}
    by_months = answers.kind in (Kind.WW, Kind.WIA_WAGE_RELATED)
    holds = {
        adult: answers.born is None,
        _minimum_wage(found): True,
        _("Pay of the present work is not known: calculated with the minimum wage."): bool(answers.now_hours)
        and not answers.now_gross,
        _("No pay of the partner: calculated without it."): answers.partner is not False
        and not answers.partner_gross,
        _("No rent: calculated without rent allowance."): answers.rent is None,
        _("No children at home."): not answers.children,
        _("No other housemates of 27 and older."): is_assistance and answers.housemates == 0,
        _("Calculated with the first six months in which part of the pay is left out; after those less stays."): (
            is_assistance
            and answers.exemption_months_used is None
            and "exemption_months_used" not in found.assumed
        ),
        _("Calculated from the third month of the benefit."): by_months
        and answers.months_used is None
        and "months_used" not in found.assumed,
        _("No savings above the limits."): answers.wealth is None,
        _("In each plan the work takes the place of the present work."): bool(answers.now_hours),
        _("Each month of the year as this one."): not with_year,
    }
    return [sentence for sentence, is_so in holds.items() if is_so and sentence]


def _minimum_wage(found: Told) -> str:
    """The minimum wage by the hour, out of a plan that counts with it; empty when none does."""
    plan = next(
        (one for one in found.plans if one.details.hours and is_least_pay(found.answers, one.details)), None
    )  # fmt: skip
    earned = next((line.plainest for line in plan.figures.lines if line.code == "pay"), None) if plan else None
    if plan is None or earned is None:
        return ""
    hourly = round(earned * 12 / 52 / (plan.details.hours or 1))
    return _("No pay: calculated with the minimum wage, %(hourly)s an hour.") % {"hourly": money(hourly)}


def _unknown(plans: tuple[Plan | KeptPlan, ...]) -> list[str]:
    """What the engine says it does not know, once each."""
    sentences = dict.fromkeys(pair for plan in plans for pair in plan.figures.unknown)
    return [said(Sentence(nl, en)) for nl, en in sentences]


def _not_modelled(found: Told, *, with_year: bool) -> list[str]:
    answers = found.answers
    holds = {
        _("Student finance, and what it does to tax and allowances."): any(
            plan.details.kind == PlanKind.STUDY for plan in found.plans
        ),
        _("Travel costs, pension contributions and other costs of work."): answers.costs is None
        and answers.contributions is None,
        _("Schemes of the municipality, remission of taxes, special assistance."): True,
        _("A supplement of UWV to the social minimum, and wage dispensation."): answers.supplement is None
        and answers.wage_value is None
        and "supplement" not in found.assumed,
        _("What two payers each hold back, and what the tax office settles afterwards."): not with_year,
        _("Debts and seizure."): True,
    }
    return [sentence for sentence, is_so in holds.items() if is_so]
