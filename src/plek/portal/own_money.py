"""What a client reads of a calculation that was kept: now beside the plans, in few words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plek.benefits.answers import PlanDetails
from plek.benefits.choices import PlanKind
from plek.benefits.figures import PlanFigures, Range
from plek.benefits.kept import KeptPlan
from plek.benefits.presenters.given import given
from plek.benefits.presenters.municipalities import SchemeLine, local_part
from plek.benefits.presenters.open_ends import open_ends
from plek.benefits.presenters.own_amounts import own_amounts_said
from plek.benefits.presenters.studies import StudyPart, study_parts
from plek.benefits.selectors.scenarios import KeptScenario
from plek.engines.benefit_rules import SURE
from plek.engines.benefit_rules.amounts import spoken


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
    unknown = dict.fromkeys(pair for plan in told for pair in plan.figures.unknown)
    return OwnScenario(
        kept.title or _("Calculation"), on, kept.saved_at, kept.saved_by,
        tuple(_plan(plan, is_now=plan is content.now) for plan in told),
        tuple(open_ends(content)), tuple(nl if _is_dutch() else en for nl, en in unknown),
        own_amounts_said(content.own), study_parts(content, on), local.schemes if local else (),
        tuple(given(content.answers)),
    )  # fmt: skip


def _plan(plan: KeptPlan, *, is_now: bool) -> OwnPlan:
    figures = plan.figures
    title = _now(plan.details) if is_now else _title(plan.details)
    more = "" if is_now else _range(figures.difference, signed=True)
    return OwnPlan(title, _range(figures.left), more, figures.confidence in SURE, tuple(_lines(figures)))


def _lines(figures: PlanFigures) -> list[OwnLine]:
    labels = _labels()
    return [
        OwnLine(
            labels[line.code], _range(line.amount), line.confidence in SURE,
            tuple((s.nl if _is_dutch() else s.en, f"{s.law} {s.article}") for s in line.steps),
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


def _now(details: PlanDetails) -> str:
    return _("Now: %(hours)s of work") % {"hours": _hours(details.hours)} if details.hours else _("Now")


def _title(details: PlanDetails) -> str:
    hours = _hours(details.hours) if details.hours else ""
    named = _("A study") if details.kind == PlanKind.STUDY and not details.title else details.title
    return ", ".join(part for part in (named, hours) if part) or _("Own plan")


def _hours(hours: float) -> str:
    figure = number_format(hours, decimal_pos=0 if hours == int(hours) else 1)
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == 1 else 2) % {"hours": figure}


def _range(one: Range, *, signed: bool = False) -> str:
    return " \N{EN DASH} ".join(_money(cents, signed=signed) for cents in one.ends) or _("not known")


def _money(cents: float, *, signed: bool) -> str:
    sign = "\N{MINUS SIGN} " if cents <= -0.5 else "+ " if signed and cents >= 0.5 else ""
    text = f"{sign}{spoken(abs(cents), 'money', 'nl' if _is_dutch() else 'en')}"
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _is_dutch() -> bool:
    return not (get_language() or "").startswith("en")
