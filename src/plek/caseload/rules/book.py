"""The rule book: reads ``rules.yaml`` and applies an organisation's tuning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

KINDS = frozenset({
    "missing_by_day", "silence", "around_job_start", "follow_along", "after_job_loss", "again", "date_passed",
    "weekly_team", "waiting",
})  # fmt: skip
NOT_OF_TRAJECTORY = frozenset({"weekly_team", "waiting"})
"""Kinds about a member or a referral."""
STAKES = ("job", "norm", "habit")
Words = Mapping[str, str]
"""A text per language: ``nl`` and ``en``."""


@dataclass(frozen=True)
class Source:
    """Where a norm comes from, when that was last checked, and how sure it is."""

    text: Words
    checked_on: date
    confidence: str


@dataclass(frozen=True)
class Rule:
    """One rule as the team leader reads it; ``days`` is in force, ``norm_days`` the method's own figure."""

    code: str
    kind: str
    title: Words
    sentence: Words
    sentence_late: Words
    sentence_never: Words
    why: Words
    days: int
    norm_days: int
    least: int
    most: int
    ahead: int
    stake: str
    source: Source
    is_on: bool = True
    may_be_off: bool = True
    fact: str = ""
    since: str = "first_meeting_on"
    side: str = ""
    work: str = "any"
    phases: frozenset[str] = frozenset()
    phases_except: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    from_day: int = 0
    until_day: int | None = None
    quiet_when_planned: bool = False
    yields_to: frozenset[str] = frozenset()
    actions: tuple[str, ...] = ()

    def concerns(self, kind: str, phase: str, works: bool) -> bool:
        """Is it about a trajectory of this kind in this phase, with a job or without?"""
        if self.kind in NOT_OF_TRAJECTORY or (self.kinds and kind not in self.kinds):
            return False
        if (self.phases and phase not in self.phases) or phase in self.phases_except:
            return False
        return self.work == "any" or (self.work == "with_job") == works

    @property
    def is_tuned(self) -> bool:
        """Does the organisation differ from the method?"""
        return self.days != self.norm_days or not self.is_on


@dataclass(frozen=True)
class RuleBook:
    """All rules in their order, with the version of the file."""

    version: str
    rules: tuple[Rule, ...]

    @cached_property
    def by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.rules}

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {rule.code: place for place, rule in enumerate(self.rules)}

    @cached_property
    def _concerning(self) -> dict[tuple[str, str, bool], tuple[Rule, ...]]:
        return {}

    def rule(self, code: str) -> Rule | None:
        return self.by_code.get(code)

    def rank(self, code: str) -> int:
        """Place in the book, which decides between lines that are otherwise equal; own tasks come after."""
        return self._ranks.get(code, len(self.rules))

    def of_trajectory(self, kind: str, phase: str, works: bool) -> tuple[Rule, ...]:
        """The rules in force for a trajectory of this kind in this phase, with a job or without; kept, since many
        trajectories are alike in this."""
        asked = (kind, phase, works)
        if asked not in self._concerning:
            self._concerning[asked] = tuple(r for r in self.rules if r.is_on and r.concerns(*asked))
        return self._concerning[asked]


@dataclass(frozen=True)
class Tuning:
    """What an organisation set for one rule; ``days`` None follows the method."""

    rule: str
    is_on: bool
    days: int | None


@lru_cache(maxsize=1)
def rule_book() -> RuleBook:
    """The rules as the method has them."""
    return read(Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8"))


def read(text: str) -> RuleBook:
    """A rule book from YAML. Raises ``ValueError`` when a rule does not make sense."""
    content = yaml.safe_load(text)
    rules = tuple(_rule(row) for row in content["rules"])
    if len({r.code for r in rules}) != len(rules):
        raise ValueError("Two rules have the same code.")
    return RuleBook(str(content["version"]), rules)


def _rule(row: dict[str, Any]) -> Rule:
    row = dict(row)
    days, tune = row.pop("days"), row.pop("tune")
    sets: dict[str, Any] = {
        name: frozenset(row.pop(name, ())) for name in ("phases", "phases_except", "kinds", "yields_to")
    }
    rule = Rule(
        days=days, norm_days=days, least=tune["least"], most=tune["most"], source=Source(**row.pop("source")),
        actions=tuple(row.pop("actions", ())), sentence_late=row.pop("sentence_late", row["sentence"]),
        sentence_never=row.pop("sentence_never", row["sentence"]), **sets,
        **row,
    )  # fmt: skip
    if rule.kind not in KINDS or rule.stake not in STAKES or not rule.least <= rule.days <= rule.most:
        raise ValueError(f"Rule {rule.code} does not make sense.")
    if rule.side == "before" and not rule.fact and (rule.until_day or 0) > 0:
        raise ValueError(f"Rule {rule.code} asks for a contact before a start that has been.")
    return rule


def tuned(book: RuleBook, tunings: Iterable[Tuning]) -> RuleBook:
    """The book as this organisation uses it; what lies beyond sense is pulled back to its bound."""
    by_code = {t.rule: t for t in tunings}
    if not by_code:
        return book
    return replace(book, rules=tuple(_tune(r, by_code.get(r.code)) for r in book.rules))


def _tune(rule: Rule, tuning: Tuning | None) -> Rule:
    if tuning is None:
        return rule
    days = rule.norm_days if tuning.days is None else min(max(tuning.days, rule.least), rule.most)
    return replace(rule, days=days, is_on=tuning.is_on or not rule.may_be_off)
