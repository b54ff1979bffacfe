"""The table of rules in ``docs/explanation/today-rules.md``, made from ``rules.yaml``.

``uv run python -m tests.docs.rule_table`` writes it into the page.
"""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "src/plek/caseload/rules/rules.yaml"
PAGE = ROOT / "docs/explanation/today-rules.md"
FENCED = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)", re.DOTALL)
STAKES = {"job": "a job", "norm": "the method", "habit": "good practice"}


def rule_table() -> str:
    """One line per rule: what it asks, the norm with its bounds, what is at stake, source and confidence."""
    book = yaml.safe_load(RULES.read_text("utf-8"))
    lines = [
        f"Version {book['version']} of the rules.\n",
        "| rule | Dutch | days | may be | can be off | touches | source | confidence | checked |",
        "|---|---|---|---|---|---|---|---|---|",
        *map(_line, book["rules"]),
    ]
    return "\n".join(lines) + "\n"


def _line(rule: dict[str, Any]) -> str:
    source = rule["source"]
    cells = [
        rule["title"]["en"],
        rule["title"]["nl"],
        str(rule["days"]),
        f"{rule['tune']['least']}–{rule['tune']['most']}",
        "yes" if rule.get("may_be_off", True) else "no",
        STAKES[rule["stake"]],
        source["text"]["en"],
        source["confidence"],
        source["checked_on"].isoformat(),
    ]
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    page = PAGE.read_text("utf-8")
    PAGE.write_text(FENCED.sub(lambda _: rule_table(), page), "utf-8")
