"""What comes in from whom in one plan, and how each amount came about."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from plek.benefits.choices import WAJONG_KINDS
from plek.benefits.figures import LineFigure, PlanFigures, StepFigure
from plek.benefits.presenters.figures import amount, formula_text, money, said
from plek.engines.benefit_rules import CONFIDENCE, SURE, TITLES
from plek.engines.benefit_rules.sentences import Sentence


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


def rows(figures: PlanFigures, kind: str | None, about_pay: str) -> tuple[Row, ...]:
    """In the order in which money is told, and then what is left to spend; ``kind`` is that of the benefit."""
    found = [_row(line, kind, about_pay if line.code == "pay" else "") for line in figures.lines]
    return (*found, _total(figures))


def _row(line: LineFigure, kind: str | None, note: str) -> Row:
    steps = tuple(_step(one) for one in line.steps)
    shown = amount(line.amount.ends, is_complete=line.is_complete)
    return Row(label_of(line.code, kind), shown, line.confidence in SURE, steps, note)


def _total(figures: PlanFigures) -> Row:
    """What is left to spend, as the sum of the rows above; what is not known is not in it."""
    counted = [line.plainest for line in figures.lines if line.plainest is not None]
    terms = " + ".join(money(cents) for cents in counted).replace("+ \N{MINUS SIGN}", "\N{MINUS SIGN}")
    note = "" if figures.plainest is None else f"{terms} = {money(figures.plainest)}"
    left = amount(figures.left.ends, is_complete=figures.is_complete)
    return Row(_("Left to spend"), left, figures.confidence in SURE, (), "", note)


def _step(one: StepFigure) -> Step:
    title = said(TITLES[one.rule])
    article = _("%(law)s, article %(article)s") % {"law": one.law, "article": one.article}
    return Step(
        title[:1].upper() + title[1:], said(Sentence(one.nl, one.en)), formula_text(one.formula),
        "" if one.amount is None else money(one.amount), article, said(CONFIDENCE[one.confidence]),
        one.confidence in SURE,
    )  # fmt: skip


def label_of(code: str, kind: str | None) -> str:
    """What an amount of the month is called; ``kind`` is that of the benefit."""
    paid_by = {
        "bijstand": _("Social assistance from the municipality (net)"),
        "ww": _("Unemployment benefit from UWV (gross)"), "zw": _("Sickness benefit from UWV (gross)"),
        "wao": _("WAO from UWV (gross)"), "iva": _("IVA from UWV (gross)"),
        **{str(wajong): _("Wajong from UWV (gross)") for wajong in WAJONG_KINDS},
    }  # fmt: skip
    labels = {
        "pay": _("Pay from the employer (gross)"), "holiday": _("Holiday allowance over the pay"),
        "benefit": paid_by.get(kind or "", _("WIA from UWV (gross)")), "tax": _("Tax"),
        "zorgtoeslag": _("Care allowance"), "huurtoeslag": _("Rent allowance"),
        "kindgebonden_budget": _("Child budget"), "costs": _("Costs of work"),
        "contributions": _("Pension and other contributions"),
    }  # fmt: skip
    return labels[code]
