"""The part of ``docs/reference`` about benefits: a page per rule of law, all amounts, and a way in.

The examples are those that test each rule, so that none of them can be wrong in silence.
"""

import re
from collections import defaultdict
from functools import lru_cache
from typing import Any

from plek.config.reference_rights import rights_pages
from plek.config.settings import PACKAGE
from plek.engines.benefit_rules import RULES, SURE, TITLES, book
from plek.engines.benefit_rules.amounts import euros, written
from plek.engines.benefit_rules.book import Parameter, Value
from plek.engines.benefit_rules.examples import step_of
from plek.engines.benefit_rules.located import read_located
from plek.engines.benefit_rules.registry import Rule
from plek.engines.benefit_rules.working import Step

SPEC = PACKAGE / "engines" / "benefit_rules" / "tests" / "spec"
NAMED = re.compile(r"\{(\w+)\}")
KINDS = {"money": "euros", "share": "share", "count": "number", "flag": "yes (1) or no (0)"}
HEADS = ("amount", "from", "until", "value", "unit", "source", "article", "checked", "sure")
HEAD = f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}"


def benefit_pages() -> dict[str, str]:
    """Every page by its file name."""
    pages = {page_of(rule): rule_page(rule) for rule in RULES.values()}
    return {"README.md": contents(), "amounts.md": amounts_page(), **rights_pages(), **pages}


def page_of(rule: Rule) -> str:
    return re.sub(r"[._]", "-", rule.code) + ".md"


@lru_cache(maxsize=1)
def _examples() -> dict[str, list[dict[str, Any]]]:
    """The rows of the tables that test the rules, by rule."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(SPEC.glob("*.yaml")):
        for row in read_located(path.read_text("utf-8")).content:
            found[row["rule"]].append(row)
    return found


def rule_page(rule: Rule) -> str:
    """Formula, amounts with dates, examples with what comes out, and what is not verified."""
    title = TITLES[rule.code]
    parts = [
        f"# {title.en[0].upper()}{title.en[1:]}\n\nDutch: {title.nl}. Code: `{rule.code}`.\n",
        _source(rule), _doubts(rule), _formula(rule), _numbers(rule), _amounts(rule), _shown(rule),
        "[All rules](README.md) · [all amounts](amounts.md)\n",
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


def _source(rule: Rule) -> str:
    until = f", until {rule.valid_until}" if rule.valid_until else ""
    meaning = " ".join((rule.function.__doc__ or "").split())
    return (
        f"{meaning}\n\n- Source: {rule.law}, article {rule.article}\n"
        f"- In force here: from {rule.valid_from}{until}\n"
        f"- The formula gives an amount by the {rule.per}\n- How sure the rule is: {_sure(rule.confidence)}\n"
    )


def _sure(confidence: str) -> str:
    return confidence if confidence in SURE else f"⚠ {confidence}"


def _doubts(rule: Rule) -> str:
    """What on this page was not checked against the law or an official publication."""
    unsure = [name for name in _parameters(rule) if any(v.source.confidence not in SURE for v in _values(name))]
    if rule.confidence in SURE and not unsure:
        return ""
    what = ["the rule itself"] if rule.confidence not in SURE else []
    what += [f"`{name}`" for name in unsure]
    return f"> ⚠ Not checked against the law: {', '.join(what)}. Screens show each amount from this with a mark.\n"


def _parameters(rule: Rule) -> list[str]:
    return list(dict.fromkeys(rule.uses.values()))


def _values(name: str) -> tuple[Value, ...]:
    return book().parameters[name].values


def _formula(rule: Rule) -> str:
    templates = dict.fromkeys(_template(rule, step_of(row)) for row in _examples()[rule.code])
    lead = "## Formula\n" if len(templates) == 1 else "## Formula\n\nOne of these, by the situation:\n"
    plain = [NAMED.sub(r"\1", template) for template in templates]
    return lead + "".join(f"\n```\n{formula}\n```\n" for formula in plain)


def _template(rule: Rule, step: Step) -> str:
    if isinstance(rule.formula, str):
        return rule.formula
    numbers = {name: float(number) for name, number in step.numbers.items()}
    return rule.formula({**numbers, "result": float(step.figure.values)})


def _numbers(rule: Rule) -> str:
    """What goes in: an amount of the book, or a number of the situation or of a rule before this one."""
    names = [name for name in rule.kinds if name != "return"]
    if not names:
        return ""
    lines = ["| number | is | from |", "|---|---|---|"]
    for name in names:
        parameter = rule.uses.get(name)
        origin = f"`{parameter}`" if parameter else "the situation, or a rule before this one"
        lines.append(f"| {name} | {KINDS[rule.kinds[name]]} | {origin} |")
    return "\n".join(lines) + "\n"


def _amounts(rule: Rule) -> str:
    names = _parameters(rule)
    if not names:
        return ""
    return "\n".join(["## Amounts\n", HEAD, *(row for name in names for row in _rows(name))]) + "\n"


def _rows(name: str) -> list[str]:
    parameter = book().parameters[name]
    return [_row(f"`{name}`: {parameter.en}", parameter, value) for value in parameter.values]


def _row(title: str, parameter: Parameter, value: Value) -> str:
    source = value.source
    article = f"{source.article} {source.paragraph}".strip()
    text = f"[{source.text}]({source.link})" if source.link else source.text
    number = f"{value.number:,.2f}" if parameter.is_money else f"{value.number:.6g}"
    cells = (
        title, value.valid_from, value.valid_until or "", number, parameter.unit, f"{source.law}; {text}", article,
        source.checked_on, _sure(source.confidence),
    )  # fmt: skip
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"


def _shown(rule: Rule) -> str:
    rows = _examples()[rule.code]
    return "\n".join(["## Example\n" if len(rows) == 1 else "## Examples\n", *map(_example, rows)])


def _example(row: dict[str, Any]) -> str:
    """The numbers in, those of the book with them, the formula worked out, and the sentence on the screen."""
    step = step_of(row)
    rule, result = step.rule, step.figure.values
    lines = [f"On {row['on']}:\n"]
    for place, (name, number) in enumerate(step.numbers.items(), start=1):
        origin = f" (`{rule.uses[name]}`)" if name in rule.uses else ""
        lines.append(f"{place}. {name} = {written(number, rule.kinds[name])}{origin}")
    lines.append(f"{len(step.numbers) + 1}. `{step.formula}` gives {_outcome(step)}")
    said = rule.sentence_with({name: float(number) for name, number in step.numbers.items()}, float(result))
    return "\n".join([*lines, f"\n> {said.nl}\n>\n> {said.en}\n"])


def _outcome(step: Step) -> str:
    kind = step.rule.kinds["return"]
    if step.rule.per == "year":
        return f"{abs(step.amount) / 100:.2f} a month, {euros(step.figure.values):.2f} a year"
    return written(step.figure.values, kind)


def amounts_page() -> str:
    """All amounts and rates, by law."""
    lines = [
        "# Amounts and rates\n",
        "Everything that the rules of benefits count with, from date to date, with its source. A mark ⚠ means",
        "that it was not checked against the law or an official publication; screens show it with that mark.\n",
        HEAD,
    ]
    return "\n".join([*lines, *(row for name in sorted(book().parameters) for row in _rows(name))]) + "\n"


def contents() -> str:
    """The way in: every rule by law, with whether all of it is sure."""
    lines = [
        "# Rules of benefits\n",
        "What `plek benefits` and the page about what a person keeps calculate with. Each rule has a page with",
        "its formula, its amounts from date to date, worked examples and its source. [All amounts](amounts.md)",
        "stand on one page. A mark ⚠ means that the rule or an amount of it was not checked against the law.",
        "Beside the rules: [safety nets](safety-nets.md), [to-dos](to-dos.md),",
        "[when money comes](cash-calendar.md) and the [cliffs](cliffs.md) where more work may leave less.\n",
        "| law | article | rule | Dutch | sure |",
        "|---|---|---|---|---|",
    ]
    for rule in sorted(RULES.values(), key=lambda one: one.law):
        title, mark = TITLES[rule.code], "⚠" if _doubts(rule) else "yes"
        lines.append(f"| {rule.law} | {rule.article} | [{title.en}]({page_of(rule)}) | {title.nl} | {mark} |")
    return "\n".join(lines) + "\n"
