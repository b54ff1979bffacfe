"""A sentence beside each expected figure, in English and in Dutch, for a reviewer who checks it by hand."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from tests.fidelity_kit.count import Expected

SENTENCES: Any = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))
OPEN: Any = SENTENCES["open"]
"""Items whose score the workbook never settles, and why."""
NOTHING = ("no_hours", "no_contacts", "no_visits", "nothing")
NONE = {"en": "none", "nl": "geen"}


def said(expected: "Expected", language: str) -> str:
    """The whole explanation in this language."""
    words = dict(expected.words or {})
    told = [_figures(expected, words, language)]
    told += [
        SENTENCES["notes"][code][language].format(missing=expected.missing) for code in _notes(expected, words)
    ]
    if expected.score is None and words.get("reason") in SENTENCES["reasons"]:
        told.append(SENTENCES["reasons"][words["reason"]][language])
    told.append(f"Score: {expected.score or 'open'}.")
    return " ".join(part.strip() for part in told if part)


def _notes(expected: "Expected", words: dict[str, Any]) -> list[str]:
    """Which remarks belong beside the figures."""
    is_beyond = expected.item == "SE4" and expected.value is None
    noted = {
        "between": words.get("between"),
        "missing": expected.missing,
        "beyond": is_beyond and expected.score == 1,
        "not_reached": is_beyond and expected.score is None,
        "may_change": expected.item == "OR5" and expected.score is None,
    }
    return [code for code, holds in noted.items() if holds]


def _figures(expected: "Expected", words: dict[str, Any], language: str) -> str:
    if expected.item in OPEN:
        return str(OPEN[expected.item][language])
    if expected.item == "SE10" and not expected.denominator:
        return str(SENTENCES["notes"]["no_jobs"][language])
    if words.get("reason") in NOTHING:
        return ""
    part, whole, value = expected.numerator, expected.denominator, expected.value
    filled = {name: _inserted(name, known, language) for name, known in words.items()} | {
        "part": _figure(part, language),
        "whole": _figure(whole, language),
        "value": _figure(value, language),
        "percent": _figure(value, language, 100),
    }
    return str(SENTENCES["made"][expected.item][language].format(**{"review": ""} | filled))


def _inserted(name: str, known: Any, language: str) -> Any:
    """A list in words: figures of each specialist, elements, or how the log is gone through."""
    if name == "each":
        return "; ".join(_figure(each, language) for each in known)
    if name == "review":
        return SENTENCES["reviewed"][known[0]][language]
    if isinstance(known, list):
        return ", ".join(SENTENCES["elements"][code][language] for code in known) or NONE[language]
    return known


def _figure(value: Fraction | float | None, language: str, times: int = 1) -> str:
    """With at most two decimals; a comma in Dutch."""
    if value is None:
        return {"en": "not reached", "nl": "niet bereikt"}[language]
    written = f"{float(value) * times:.2f}".rstrip("0").rstrip(".")
    return written if language == "en" else written.replace(".", ",")
