"""One answer in a situation: reads a raw value as money, date, number, yes or no, or says what is wrong."""

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from plek.engines.benefit_rules.sentences import Sentence

Reader = Callable[[Any], Any]
MOST_MONEY = 10_000_000


class Wrong(ValueError):
    """The answer cannot be right; carries the sentence to show."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Sentence(nl, en)


def _number(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise Wrong(f"'{raw}' is geen getal.", f"'{raw}' is no number.")
    return float(raw)


def money(raw: Any) -> float:
    """Euros from zero; more than two decimals are rounded."""
    amount = _number(raw)
    if amount < 0:
        raise Wrong("Een bedrag kan niet onder nul zijn.", "An amount cannot be below zero.")
    if amount > MOST_MONEY:
        raise Wrong("Dit bedrag is te hoog om te kloppen.", "This amount is too high to be right.")
    return round(amount, 2)


def between(low: float, high: float) -> Reader:
    """A number within bounds."""

    def read(raw: Any) -> float:
        number = _number(raw)
        if not low <= number <= high:
            raise Wrong(f"Moet van {low:g} tot en met {high:g} zijn.", f"Must be from {low:g} to {high:g}.")
        return number

    return read


def whole(most: int) -> Reader:
    """A whole number from zero."""

    def read(raw: Any) -> int:
        number = between(0, most)(raw)
        if number != int(number):
            raise Wrong("Moet een heel getal zijn.", "Must be a whole number.")
        return int(number)

    return read


def yes_no(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise Wrong(f"'{raw}' is geen true of false.", f"'{raw}' is not true or false.")
    return raw


def day(raw: Any) -> date:
    """A date that exists, also as text such as 2026-07-01."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise Wrong(f"'{raw}' is geen datum die bestaat.", f"'{raw}' is no date that exists.") from None


def one_of(*choices: str) -> Reader:
    def read(raw: Any) -> str:
        if str(raw) not in choices:
            listed = ", ".join(choices)
            raise Wrong(
                f"'{raw}' is niet bekend; kies uit {listed}.", f"'{raw}' is not known; choose from {listed}."
            )
        return str(raw)

    return read


def optional(reader: Reader) -> Reader:
    """Not knowing is an answer."""
    return lambda raw: None if raw is None else reader(raw)


def children(raw: Any) -> tuple[date, ...]:
    """Days of birth, each alone or as ``{born: …}``."""
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple):
        raise Wrong("Geef een lijst van geboortedata.", "Give a list of days of birth.")
    return tuple(day(one.get("born") if isinstance(one, dict) else one) for one in raw)


def as_it_is(raw: Any) -> Any:
    """For sections, whose fields are read one by one."""
    return raw
