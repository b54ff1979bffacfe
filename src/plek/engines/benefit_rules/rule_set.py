"""Which rules and amounts hold on a day, as a short mark that stands beside what was calculated with them."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from plek.engines.benefit_rules.book import OWN, Book
from plek.engines.benefit_rules.registry import RULES, Rule

LONG = 10


@dataclass(frozen=True)
class RuleSet:
    """``mark`` changes whenever a rule or an amount does; ``since`` is the last day on which one did."""

    mark: str
    since: date
    own: tuple[str, ...]
    """Names of the parameters whose value is the organisation's own."""

    @property
    def code(self) -> str:
        """As it is kept and printed: the day and the mark."""
        return f"{self.since.isoformat()}/{self.mark}"


def rule_set(parameters: Book, day: date) -> RuleSet:
    """The rule set of a book on a day. Before anything is known ``since`` is that day itself."""
    values = {name: one for name in sorted(parameters.parameters) if (one := parameters.parameters[name].on(day))}
    rules = sorted(_said(rule) for rule in RULES.values() if rule.holds_on(day))
    said = [f"{name}={one.number!r} {one.source.confidence}" for name, one in values.items()]
    mark = sha256("\n".join([*rules, *said]).encode()).hexdigest()[:LONG]
    begun = [one.valid_from for one in values.values()]
    begun += [rule.valid_from for rule in RULES.values() if rule.holds_on(day)]
    own = tuple(name for name, one in values.items() if one.source.confidence == OWN)
    return RuleSet(mark, max(begun, default=day), own)


def _said(rule: Rule) -> str:
    """A rule that is mended says another formula, article, certainty or parameter, and so has another mark."""
    formula = rule.formula if isinstance(rule.formula, str) else ""
    return f"{rule.code} {rule.article} {rule.confidence} {formula} {sorted(rule.uses.items())}"
