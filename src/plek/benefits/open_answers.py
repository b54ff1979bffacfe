"""Which answers are not known and matter, how they may turn out, and which of them decide most. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from plek.benefits.answers import LONGER, PARTNERS_LONGER, Answers
from plek.benefits.choices import Kind
from plek.engines.benefit_rules import Book, Situation
from plek.engines.benefit_rules.possible import POSSIBLE, former_wages, possible_answers
from plek.engines.benefit_rules.ranges import ranges
from plek.engines.benefit_rules.situation import BY_FORMER_WAGE

NEW_EXEMPTION_FROM = date(2026, 1, 1)
BY_MONTHS = frozenset({Kind.WW, Kind.WIA_WAGE_RELATED})
"""Of which the first months are higher."""
FORMER_WAGE = "benefit.former_wage"
IN_THE_ENGINE = {
    "partner": "person.partner", "capacity": "benefit.capacity", "housemates": "person.housemates_27_plus",
    "exemption": "municipality.earnings_exemption", "exemption_months_used": "benefit.exemption_months_used",
    "partner_exemption_months_used": "person.partner_exemption_months_used",
    **{name: f"benefit.{name}" for name in LONGER}, **{name: f"person.{name}" for name in PARTNERS_LONGER},
    "months_used": "benefit.months_used",
    "supplement": "benefit.supplement", "former_wage": FORMER_WAGE,
}  # fmt: skip
"""The answers that can be calculated both ways, by what the engine calls them."""
PLAINEST_LAST = frozenset({"capacity", "months_used", "partner_exemption_months_used"})


def _ends(name: str) -> tuple[Any, Any]:
    """Both ends of what the engine takes as possible for an answer, the plainest first."""
    low, *_, high = POSSIBLE[IN_THE_ENGINE[name]]
    return (high, low) if name in PLAINEST_LAST else (low, high)


def ways(answers: Answers, on: date, parameters: Book) -> list[dict[str, Any]]:
    """Each way in which what is not known may turn out, the plainest first."""
    found = open_answers(answers, on) | _former_wage(answers, on, parameters)
    return [dict(zip(found, ends, strict=True)) for ends in product(*found.values())]


def open_answers(answers: Answers, on: date) -> dict[str, tuple[Any, Any]]:
    """Both ends of each answer that is not known and that matters for this benefit, the plainest first.

    What only the full conversation asks counts as open once it was asked there.
    """
    is_assistance, asked = answers.kind == Kind.SOCIAL_ASSISTANCE, set(answers.left_open)
    earns_too = is_assistance and has_earning_partner(answers)
    holds = {
        "partner": answers.partner is None,
        "capacity": answers.kind == Kind.WAJONG,
        "housemates": is_assistance and answers.housemates is None,
        "exemption": is_assistance and answers.exemption is None and on >= NEW_EXEMPTION_FROM,
        "exemption_months_used": is_assistance and "exemption_months_used" in asked,
        "partner_exemption_months_used": earns_too and "partner_exemption_months_used" in asked,
        **dict.fromkeys(_first_open(LONGER, asked), is_assistance),
        **dict.fromkeys(_first_open(PARTNERS_LONGER, asked), earns_too),
        "months_used": answers.kind in BY_MONTHS and "months_used" in asked,
        "supplement": not is_assistance and answers.kind != Kind.NONE and "supplement" in asked,
    }
    return {name: _ends(name) for name, is_open in holds.items() if is_open}


def has_earning_partner(answers: Answers) -> bool:
    """Or may there be one?"""
    return answers.partner is not False and bool(answers.partner_gross)


def _first_open(names: Sequence[str], asked: Collection[str]) -> list[str]:
    """One name for all that is open of what works the same way, so that they are calculated both ways together."""
    return [name for name in names if name in asked][:1]


def _former_wage(answers: Answers, on: date, parameters: Book) -> dict[str, tuple[Any, ...]]:
    """Both ends of a former wage that the benefit follows from and that is not known."""
    is_open = answers.kind in BY_FORMER_WAGE and answers.former_wage is None
    ends = former_wages(on, answers.born, parameters) if is_open else ()
    return {"former_wage": ends} if ends else {}


def decisive(situations: Iterable[Situation], names: Iterable[str], parameters: Book) -> Mapping[str, float]:
    """By how much each open answer alone moves what can be spent, in cents; what moves most comes first."""
    asked = {IN_THE_ENGINE[name]: name for name in names}
    if not asked:
        return {}
    most: dict[str, float] = {}
    for situation in situations:
        possible = possible_answers(asked.keys() - {FORMER_WAGE})
        if FORMER_WAGE in asked:
            possible[FORMER_WAGE] = former_wages(situation.on, situation.person.born, parameters)
        for name, cents in ranges(situation, possible, parameters).decisive.items():
            most[asked[name]] = max(cents, most.get(asked[name], 0.0))
    return dict(sorted(most.items(), key=lambda pair: -pair[1]))
