"""Reads ``procedure.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from plek.fidelity.choices import ReviewState, Source

Words = Mapping[str, str]
"""A text per language: ``nl`` and ``en``."""
NOTES_REMOVED = "notes_removed"


@dataclass(frozen=True)
class Term:
    """So many days after a day of the review, with where that comes from and how sure it is."""

    after: str
    days: int
    source: Words
    confidence: str


@dataclass(frozen=True)
class Point:
    """One point of the checklist."""

    code: str
    text: Words


@dataclass(frozen=True)
class Procedure:
    """All of it. ``terms`` goes by state and by ``notes_removed``; ``talks`` says how many of each are advised."""

    version: str
    checked_on: date
    terms: Mapping[str, Term]
    statement: Words
    statement_version: str
    charts: int
    charts_with_work: int
    sample_reason: Words
    checklist: tuple[Point, ...]
    talks: Mapping[Source, int]
    talks_source: Words


@lru_cache
def procedure() -> Procedure:
    """The procedure in force."""
    raw: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "procedure.yaml").read_text("utf-8"))
    known = {*ReviewState.values, NOTES_REMOVED}
    if odd := set(raw["terms"]) - known:
        raise ValueError(f"procedure.yaml has a term for {odd}, which is no state.")
    statement, sample = raw["statement"], raw["sample"]
    return Procedure(
        version=raw["version"], checked_on=raw["checked_on"],
        terms={code: Term(**term) for code, term in raw["terms"].items()},
        statement={"nl": statement["nl"], "en": statement["en"]}, statement_version=statement["version"],
        charts=sample["charts"], charts_with_work=sample["with_work"], sample_reason=sample["reason"],
        checklist=tuple(Point(p["code"], {"nl": p["nl"], "en": p["en"]}) for p in raw["checklist"]),
        talks={Source(t["source"]): t["advised"] for t in raw["talks"]}, talks_source=raw["talks_source"],
    )  # fmt: skip
