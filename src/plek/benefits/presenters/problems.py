"""What is wrong with answers of several steps, each with the step where it can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from plek.benefits.answers import FIELDS_OF
from plek.benefits.choices import Step
from plek.benefits.presenters.figures import said
from plek.benefits.situations import ASKED_AS
from plek.engines.benefit_rules.situation import Problem


@dataclass(frozen=True)
class ToldProblem:
    """A sentence, and the step that asked; None when no step did."""

    sentence: str
    step: Step | None


def told_problems(problems: Iterable[Problem]) -> list[ToldProblem]:
    return [ToldProblem(said(problem.sentence), _step(problem.field)) for problem in problems]


def _step(field: str) -> Step | None:
    answer = ASKED_AS.get(field)
    return next((step for step, names in FIELDS_OF.items() if answer in names), None)
