"""A scale of two items with two totals, small enough to spoil in every way."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

DAY = date(2026, 9, 30)


def _both(words: str) -> dict[str, str]:
    return {"en": words, "nl": f"{words} (nl)"}


def _total(code: str) -> dict[str, Any]:
    bands = [
        {"code": "low", "name": _both("low"), "from": 1, "to": 3},
        {"code": "high", "name": _both("high"), "from": 4, "to": 5},
    ]
    return {"code": code, "name": _both(code), "bands": bands}


def _anchors(limits: dict[int, dict[str, float]]) -> dict[int, dict[str, Any]]:
    return {score: {**limit, "text": _both(f"anchor {score}")} for score, limit in limits.items()}


HEAD: dict[str, Any] = {
    "code": "TINY",
    "version": "1",
    "name": _both("Tiny"),
    "checked_on": DAY,
    "source": {"en": "made for tests", "nl": "voor tests gemaakt"},
    "wording": {"en": "own words", "nl": "eigen woorden"},
    "confidences": {"high": _both("sure")},
    "limits": {"kept": 0.9},
    "choices": [],
    "totals": [_total("work"), _total("learning")],
    "sections": [
        {"code": "work", "name": _both("Work"), "total": "work", "items": ["A1"]},
        {"code": "learning", "name": _both("Learning"), "total": "learning", "items": ["B1"]},
    ],
    "items_in": "tiny",
}
COMMON: dict[str, Any] = {
    "about": _both("About"),
    "sources": ["DOC"],
    "how": "computed",
    "unit": _both("unit"),
    "source": {"en": "tests", "nl": "tests"},
    "confidence": "high",
}
LADDER: dict[str, Any] = {
    **COMMON,
    "code": "A1",
    "name": _both("A share"),
    "inputs": {"part": _both("part"), "whole": _both("whole")},
    "rule": {
        "kind": "ladder",
        "measure": "ratio",
        "numerator": "part",
        "denominator": "whole",
        "share": True,
        "better": "higher",
        "change": {"text": _both("{amount} more")},
    },
    "anchors": _anchors(
        {
            1: {"below": 20},
            2: {"at_least": 20, "below": 40},
            3: {"at_least": 40, "below": 60},
            4: {"at_least": 60, "below": 80},
            5: {"at_least": 80},
        }
    ),
}
ELEMENTS: dict[str, Any] = {
    **COMMON,
    "code": "B1",
    "name": _both("Elements"),
    "signs": {code: {"name": _both(f"sign {code}")} for code in "abcd"},
    "rule": {"kind": "elements"},
    "anchors": _anchors({1: {"is": 0}, 2: {"is": 1}, 3: {"is": 2}, 4: {"is": 3}, 5: {"at_least": 4}}),
}


def write(folder: Path) -> Path:
    """The head of the scale in the folder."""
    (folder / "tiny").mkdir()
    for path, content in (("tiny.yaml", HEAD), ("tiny/A1.yaml", LADDER), ("tiny/B1.yaml", ELEMENTS)):
        (folder / path).write_text(yaml.safe_dump(content), "utf-8")
    return folder / "tiny.yaml"
