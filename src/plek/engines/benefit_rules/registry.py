"""The register of rules: each a pure function with its law, article, dates and explanation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_type_hints

from plek.engines.benefit_rules.amounts import Column, spoken, written
from plek.engines.benefit_rules.sentences import Sentence

Function = Callable[..., Column]
Formula = str | Callable[[Mapping[str, float]], str]
"""A formula with the names of its numbers in braces, or a choice of one by the numbers and the result."""

RULES: dict[str, "Rule"] = {}
"""Every rule by its code, in the order in which the laws are read."""


@dataclass(frozen=True)
class Rule:
    """One rule of law. ``uses`` says which argument is which parameter of the book."""

    code: str
    law: str
    article: str
    valid_from: date
    valid_until: date | None
    confidence: str
    per: str
    formula: Formula
    says: Sentence
    uses: Mapping[str, str]
    kinds: Mapping[str, str]
    function: Function

    def __call__(self, **numbers: Column) -> Column:
        return self.function(**numbers)

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def sentence_with(self, numbers: Mapping[str, float], result: float) -> Sentence:
        """The explanation with the numbers of one situation in it."""
        kinds, values = {**self.kinds, "result": self.kinds["return"]}, {**numbers, "result": result}
        nl, en = ({name: spoken(values[name], kinds[name], tongue) for name in values} for tongue in ("nl", "en"))
        return Sentence(self.says.nl.format_map(nl), self.says.en.format_map(en))

    def formula_with(self, numbers: Mapping[str, float], result: float) -> str:
        """The formula with the numbers of one situation in it."""
        template = self.formula if isinstance(self.formula, str) else self.formula({**numbers, "result": result})
        text = template.format_map({name: written(number, self.kinds[name]) for name, number in numbers.items()})
        if self.per == "year":
            return f"({text}) / 12" if " " in text else f"{text} / 12"
        return text


def rule(
    code: str, *, law: str, article: str, formula: Formula, nl: str, en: str, confidence: str = "law",
    valid_from: date = date(2024, 1, 1), valid_until: date | None = None, per: str = "month",
    uses: Mapping[str, str] | None = None,
) -> Callable[[Function], Rule]:  # fmt: skip
    """Registers a function as a rule. Raises ``ValueError`` when the code is taken."""

    def register(function: Function) -> Rule:
        if code in RULES:
            raise ValueError(f"There are two rules with the code {code}.")
        made = Rule(
            code, law, article, valid_from, valid_until, confidence, per, formula, Sentence(nl, en),
            uses or {}, _kinds(function), function,
        )  # fmt: skip
        RULES[code] = made
        return made

    return register


def _kinds(function: Function) -> dict[str, str]:
    """Of each argument and of the result whether it is money, a share, a count or a flag."""
    hints: dict[str, Any] = get_type_hints(function, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}
