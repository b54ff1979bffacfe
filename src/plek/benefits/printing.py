"""Results of the command line as tables that people read."""

import sys
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from plek.engines.benefit_rules import (
    CONFIDENCE,
    SURE,
    TITLES,
    Grid,
    Refusal,
    Result,
    as_json,
    explained,
    grid_as_json,
)

WORDS = {
    "nl": {
        "situation": "Situatie {place}, op {on}", "refused": "Situatie {place} klopt niet: {message}",
        "month": "per maand in euro's", "now": "nu", "with_work": "met werk", "benefit": "uitkering",
        "earnings": "loon", "gross": "bruto", "tax": "belasting", "net": "netto", "disposable": "te besteden",
        "difference": "verschil", "kept": "Van elke euro loon blijft naast de uitkering {rate} over.",
        "step": "stap", "law": "wet", "formula": "formule", "amount": "bedrag", "sure": "hoe zeker",
        "unverified": "Niet alles is bij de wet nagekeken: {count} bedragen of regels (zie --json).",
        "unknown": "Niet bekend", "hours": "uren", "marginal": "van laatste euro",
        "break": "{hours} uur: {rule} ({law} {article}){cliff}", "cliff": ", hier gaat het bedrag omlaag",
        "breaks": "Waar meer uren meer of minder gaan opleveren:",
    },
    "en": {
        "situation": "Situation {place}, on {on}", "refused": "Situation {place} makes no sense: {message}",
        "month": "by the month in euros", "now": "now", "with_work": "with work", "benefit": "benefit",
        "earnings": "pay", "gross": "gross", "tax": "tax", "net": "net", "disposable": "to spend",
        "difference": "difference", "kept": "Of each euro of pay {rate} stays beside the benefit.",
        "step": "step", "law": "law", "formula": "formula", "amount": "amount", "sure": "how sure",
        "unverified": "Not all was checked against the law: {count} amounts or rules (see --json).",
        "unknown": "Not known", "hours": "hours", "marginal": "of the last euro",
        "break": "{hours} hours: {rule} ({law} {article}){cliff}", "cliff": ", here the amount drops",
        "breaks": "Where more hours begin to bring in more or less:",
    },
}  # fmt: skip
IN_ORDER = ("benefit", "earnings", "gross", "tax", "net")


def _screen() -> Console:
    return Console(highlight=False, width=None if sys.stdout.isatty() else 160)


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(heads[0])
    for head in heads[1:]:
        table.add_column(head, justify="right")
    return table


def _money(amount: float | None) -> str:
    return "?" if amount is None else f"{amount:.2f}"


def tell(result: Result | Refusal, place: int, language: str, *, explain: bool) -> None:
    """One situation: now beside with work, and what to know about it."""
    words, screen, plain = WORDS[language], _screen(), as_json(result, language)
    if isinstance(result, Refusal):
        screen.print(Text(words["refused"].format(place=place, message=plain["message"])))
        return
    screen.print(Text(words["situation"].format(place=place, on=plain["on"]), style="bold"))
    screen.print(_beside(plain, words))
    if plain["keep_rate"] is not None:
        screen.print(Text(words["kept"].format(rate=f"{plain['keep_rate']:.2f}")))
    if explain:
        screen.print(_steps(explained(result, language), language))
    if plain["unverified"]:
        screen.print(Text(words["unverified"].format(count=len(plain["unverified"]))))
    for sentence in plain["unknown"]:
        screen.print(Text(f"{words['unknown']}: {sentence}"))
    screen.print()


def _beside(plain: dict[str, Any], words: dict[str, str]) -> Table:
    now, then = plain["now"], plain["with_work"]
    table = _table(words["month"], words["now"], words["with_work"])
    rows = [(words[name], now[name], then[name]) for name in IN_ORDER]
    rows += [(name, now["allowances"][name], then["allowances"].get(name)) for name in now["allowances"]]
    for name, before, after in [*rows, (words["disposable"], now["disposable"], then["disposable"])]:
        table.add_row(name, _money(before), _money(after))
    table.add_row(words["difference"], "", _money(plain["difference"]))
    return table


def _steps(steps: list[dict[str, Any]], language: str) -> Table:
    """A line per step, with its sentence beneath."""
    words = WORDS[language]
    table = Table(box=None, pad_edge=False)
    for head in ("step", "law", "formula", "amount", "sure"):
        table.add_column(words[head], justify="right" if head == "amount" else "left", overflow="fold")
    for step in steps:
        sure = CONFIDENCE[step["confidence"]].in_(language)
        name = TITLES[step["rule"]].in_(language)
        mark = "" if step["confidence"] in SURE else "* "
        amount = "" if step["amount"] is None else _money(step["amount"])
        cells = (f"{name}: {step['sentence']}", f"{step['law']} {step['article']}", step["formula"], amount)
        table.add_row(*map(Text, (*cells, mark + sure)))
    return table


def tell_grid(found: Grid, language: str) -> None:
    """A line per number of hours, and the breaks beneath."""
    words, screen, plain = WORDS[language], _screen(), grid_as_json(found)
    names = ("earnings", "benefit", "tax", "net", "disposable", "difference")
    table = _table(words["hours"], *(words[name] for name in names), words["marginal"])
    for point in plain["points"]:
        rate = point["marginal_rate"]
        cells = [_money(point[name]) for name in names]
        table.add_row(f"{point['hours']:g}", *cells, "" if rate is None else f"{rate:.2f}")
    screen.print(table)
    if plain["breaks"]:
        screen.print(Text(words["breaks"]))
    for one in plain["breaks"]:
        ends = sorted({one["from_hours"], one["until_hours"]})
        line = words["break"].format(
            hours="–".join(f"{hour:g}" for hour in ends), rule=TITLES[one["rule"]].in_(language), law=one["law"],
            article=one["article"], cliff=words["cliff"] if one["kind"] == "cliff" else "",
        )  # fmt: skip
        screen.print(Text(line))
    for sentence in dict.fromkeys(s for point in found.points for s in point.result.unknown):
        screen.print(Text(f"{words['unknown']}: {sentence.in_(language)}"))
