"""What comes in from whom in one plan, and how each amount came about."""

from collections import defaultdict
from dataclasses import dataclass
from math import isnan

from django.utils.translation import gettext as _

from plek.benefits.choices import Per
from plek.benefits.estimates import Answers, Estimate, Plan
from plek.benefits.presenters.figures import amount, formula_text, hours_text, money, said
from plek.engines.benefit_rules import CONFIDENCE, SURE, TITLES, Result
from plek.engines.benefit_rules.working import Step as Worked

ALLOWANCES = {
    "care_allowance": "zorgtoeslag", "child_budget": "kindgebonden_budget", "rent_allowance": "huurtoeslag",
}  # fmt: skip
ORDER = ("pay", "holiday", "benefit", "tax", "zorgtoeslag", "huurtoeslag", "kindgebonden_budget")


@dataclass(frozen=True)
class Step:
    """One rule at work: a sentence, the formula with its numbers, where it stands in the law, how sure it is."""

    title: str
    sentence: str
    formula: str
    amount: str
    source: str
    sure: str
    is_sure: bool


@dataclass(frozen=True)
class Row:
    """One amount of a month, who pays it, and its steps."""

    label: str
    amount: str
    is_sure: bool
    steps: tuple[Step, ...]
    note: str = ""
    formula: str = ""


@dataclass(frozen=True)
class _Part:
    cents: float
    confidence: str
    worked: tuple[Worked, ...] = ()


def rows(estimate: Estimate, plan: Plan) -> tuple[Row, ...]:
    """In the order in which money is told: pay, benefit, tax, allowances, and what is left to spend."""
    parts = [_parts(result) for result in plan.results]
    keys = [key for key in ORDER if any(key in one for one in parts)]
    found = [_row(key, parts, estimate, plan) for key in keys]
    return (*found, _total(plan, parts[0]))


def _row(key: str, parts: list[dict[str, _Part]], estimate: Estimate, plan: Plan) -> Row:
    first = next(one[key] for one in parts if key in one)
    is_sure = all(one[key].confidence in SURE for one in parts if key in one)
    text = amount([one[key].cents if key in one else 0.0 for one in parts])
    steps = tuple(_step(worked) for worked in first.worked)
    note = _about_pay(estimate.answers, plan) if key == "pay" else ""
    return Row(_label(key, plan.results[0]), text, is_sure, steps, note)


def _total(plan: Plan, parts: dict[str, _Part]) -> Row:
    """What is left to spend, as the sum of the rows above; what is not known is not in it."""
    month = plan.results[0].with_work
    counted = [part.cents for key in ORDER if (part := parts.get(key)) and not isnan(part.cents)]
    terms = " + ".join(money(cents) for cents in counted).replace("+ \N{MINUS SIGN}", "\N{MINUS SIGN}")
    text = amount([float(result.with_work.disposable.values) for result in plan.results])
    left = float(month.disposable.values)
    note = "" if isnan(left) else f"{terms} = {money(left)}"
    return Row(_("Left to spend"), text, month.disposable.confidence in SURE, (), "", note)


def _parts(result: Result) -> dict[str, _Part]:
    """The amounts of the month by key, each with what led to it."""
    month, worked = result.with_work, _by_key(result)
    parts: dict[str, _Part] = {}
    if float(month.earnings.values) > 0:
        parts["pay"] = _Part(float(month.earnings.values), "law")
    if "holiday" in worked and "pay" in parts:
        held = worked["holiday"]
        parts["holiday"] = _Part(sum(step.amount for step in held), held[-1].figure.confidence, tuple(held))
    if result.situation.benefit.kind != "none":
        parts["benefit"] = _part(float(month.benefit.values), month.benefit.confidence, worked["benefit"])
    parts["tax"] = _part(-float(month.tax.values), month.tax.confidence, worked["tax"])
    for name, one in month.allowances.items():
        parts[name] = _part(float(one.values), one.confidence, worked[name])
    return parts


def _part(cents: float, confidence: str, worked: list[Worked]) -> _Part:
    return _Part(cents + 0.0, confidence, tuple(worked))


def _by_key(result: Result) -> dict[str, list[Worked]]:
    """Each step with the amount that it leads to; what counts in nothing itself goes with what comes after it."""
    found: dict[str, list[Worked]] = defaultdict(list)
    waiting: list[Worked] = []
    for worked in result.workings:
        waiting.append(worked)
        if worked.into:
            found[_key(worked)] += waiting
            waiting = []
    return found


def _key(worked: Worked) -> str:
    if worked.into == "allowances":
        return ALLOWANCES[worked.rule.code]
    return "holiday" if worked.into == "earnings" else worked.into


def _step(worked: Worked) -> Step:
    confidence = worked.figure.confidence
    title = said(TITLES[worked.rule.code])
    article = _("%(law)s, article %(article)s") % {"law": worked.rule.law, "article": worked.rule.article}
    return Step(
        title[:1].upper() + title[1:], said(worked.sentence), formula_text(worked.formula),
        money(worked.amount) if worked.into else "", article, said(CONFIDENCE[confidence]), confidence in SURE,
    )  # fmt: skip


def _label(key: str, result: Result) -> str:
    kind = result.situation.benefit.kind
    paid_by = {
        "bijstand": _("Social assistance from the municipality (net)"), "wajong": _("Wajong from UWV (gross)"),
        "ww": _("Unemployment benefit from UWV (gross)"), "zw": _("Sickness benefit from UWV (gross)"),
        "wao": _("WAO from UWV (gross)"), "iva": _("IVA from UWV (gross)"),
    }  # fmt: skip
    labels = {
        "pay": _("Pay from the employer (gross)"), "holiday": _("Holiday allowance over the pay"),
        "benefit": paid_by.get(kind, _("WIA from UWV (gross)")), "tax": _("Tax"),
        "zorgtoeslag": _("Care allowance"), "huurtoeslag": _("Rent allowance"),
        "kindgebonden_budget": _("Child budget"),
    }  # fmt: skip
    return labels[key]


def _about_pay(answers: Answers, plan: Plan) -> str:
    """Where the pay comes from: what was typed, or the minimum wage."""
    earned = float(plan.results[0].with_work.earnings.values)
    if plan.hours is None:
        return _("Pay by the month, for hours that are not known.")
    hourly = money(round(earned * 12 / 52 / plan.hours))
    words = {"hours": hours_text(plan.hours), "hourly": hourly}
    if not answers.pay or (answers.per == Per.MONTH and not answers.hours):
        return _("%(hours)s a week at the minimum wage of %(hourly)s an hour, 52 weeks in 12 months.") % words
    return _("%(hours)s a week at %(hourly)s an hour, 52 weeks in 12 months.") % words
