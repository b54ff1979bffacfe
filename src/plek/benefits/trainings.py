"""The kinds of training that make somebody an adviser on benefits: a list with its source."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import get_language

COUNTS_AS = ("trained", "planner")
"""A trained person, or the specially trained planner that the fidelity scale asks for."""


@dataclass(frozen=True)
class Training:
    """One kind of training."""

    code: str
    counts_as: str
    nl: str
    en: str

    @property
    def name(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.nl

    @property
    def is_planner(self) -> bool:
        return self.counts_as == "planner"


@dataclass(frozen=True)
class Trainings:
    """All of them by code, with where the distinction comes from."""

    by_code: dict[str, Training]
    source: str
    checked_on: date
    confidence: str


@cache
def trainings() -> Trainings:
    """The list that comes with Plek."""
    return read((files("plek.benefits") / "data" / "trainings.yaml").read_text("utf-8"))


def read(text: str) -> Trainings:
    """A list from YAML. Raises ``ValueError`` when it does not make sense."""
    content: dict[str, Any] = yaml.safe_load(text)
    rows = [Training(**row) for row in content["trainings"]]
    if len({row.code for row in rows}) != len(rows) or any(row.counts_as not in COUNTS_AS for row in rows):
        raise ValueError("Two trainings have the same code, or one counts as nothing known.")
    return Trainings(
        {row.code: row for row in rows}, content["source"], content["checked_on"], content["confidence"]
    )
