"""What a client reads of a calculation that was kept: now beside the plans, in few words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from plek.benefits.figures import PlanFigures
from plek.benefits.kept import KeptPlan
from plek.benefits.presenters.figures import amount, difference, said
from plek.benefits.presenters.given import given
from plek.benefits.presenters.municipalities import SchemeLine, local_part
from plek.benefits.presenters.open_ends import open_ends
from plek.benefits.presenters.own_amounts import own_amounts_said
from plek.benefits.presenters.plans import now_title, plan_title
from plek.benefits.presenters.studies import StudyPart, study_parts
from plek.benefits.selectors.scenarios import KeptScenario
from plek.engines.benefit_rules import SURE
from plek.engines.benefit_rules.sentences import Sentence


@dataclass(frozen=True)
class OwnLine:
    """One amount of a month, and how it came about: sentence and article of each step."""

    label: str
    amount: str
    is_sure: bool
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OwnPlan:
    """Now or one plan."""

    title: str
    left: str
    more: str
    is_sure: bool
    lines: tuple[OwnLine, ...]


@dataclass(frozen=True)
class OwnScenario:
    title: str
    amounts_on: date
    saved_at: datetime
    saved_by: str
    plans: tuple[OwnPlan, ...]
    open_ends: tuple[str, ...]
    """What was not known and was therefore calculated both ways."""
    unknown: tuple[str, ...]
    own: tuple[str, ...]
    """Amounts of the organisation that it rests on."""
    studies: tuple[StudyPart, ...]
    schemes: tuple[SchemeLine, ...]
    """What the municipality gives of its own; in no sum."""
    given: tuple[tuple[str, str], ...]


def own_scenario(kept: KeptScenario) -> OwnScenario:
    """As it was calculated that day."""
    content, on = kept.content, kept.amounts_on
    told, local = (content.now, *content.plans), local_part(content.local)
    unknown = dict.fromkeys(Sentence(*pair) for plan in told for pair in plan.figures.unknown)
    return OwnScenario(
        kept.title or _("Calculation"), on, kept.saved_at, kept.saved_by,
        tuple(_plan(plan, is_now=plan is content.now) for plan in told),
        tuple(open_ends(content)), tuple(map(said, unknown)), own_amounts_said(content.own),
        study_parts(content, on), local.schemes if local else (), tuple(given(content.answers)),
    )  # fmt: skip


def _plan(plan: KeptPlan, *, is_now: bool) -> OwnPlan:
    figures = plan.figures
    title = now_title(plan.details) if is_now else plan_title(plan.details)
    left = amount(figures.left.ends, is_complete=figures.is_complete)
    more = "" if is_now else difference(figures.difference.ends, is_complete=figures.is_comparable)
    return OwnPlan(title, left, more, figures.confidence in SURE, tuple(_lines(figures)))


def _lines(figures: PlanFigures) -> list[OwnLine]:
    labels = _labels()
    return [
        OwnLine(
            labels[line.code], amount(line.amount.ends, is_complete=line.is_complete), line.confidence in SURE,
            tuple((said(Sentence(step.nl, step.en)), f"{step.law} {step.article}") for step in line.steps),
        )
        for line in figures.lines
    ]  # fmt: skip


def _labels() -> dict[str, str]:
    return {
        "pay": _("Pay before tax"), "holiday": _("Holiday allowance"), "contributions": _("For pension"),
        "benefit": _("Your benefit"), "tax": _("Tax"), "zorgtoeslag": _("Care allowance"),
        "huurtoeslag": _("Rent allowance"), "kindgebonden_budget": _("Child budget"),
        "costs": _("Costs of work"),
    }  # fmt: skip
