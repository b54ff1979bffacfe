"""Amounts that an organisation puts in place itself: read with the same eyes as the files, and laid over the book.

The book stays what it is; who calculates for an organisation calculates with another book.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from plek.engines.benefit_rules.book import (
    BOUNDS,
    CARRIED_UNTIL,
    KNOWN_FROM,
    KNOWN_UNTIL,
    OWN,
    Book,
    Parameter,
    Source,
    Value,
)
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import Problem

WHOLE = frozenset({"months", "days"})


@dataclass(frozen=True)
class Proposed:
    """What somebody wants a parameter to be. ``valid_until`` None: until the book's own value there ends."""

    valid_from: date
    valid_until: date | None
    number: float
    text: str
    """Where the value was found."""
    link: str
    checked_on: date


def read_own_value(parameter: Parameter, given: Proposed) -> Value | tuple[Problem, ...]:
    """The value as it will count, or what is impossible about it: a sentence per field."""
    found = tuple(Problem(field, sentence) for field, sentence in _impossible(parameter, given))
    return found or own_value(parameter, given)


def own_value(parameter: Parameter, given: Proposed) -> Value:
    """The value as it counts, of what was read before."""
    until = given.valid_until or _own_end(parameter, given.valid_from)
    return Value(given.valid_from, until, given.number, _source(parameter, given))


NO_END = Sentence(
    "Het einde ligt niet na het begin. Kies een latere dag.",
    "The end does not lie after the begin. Choose a later day.",
)
NO_SOURCE = Sentence(
    "Zonder bron geldt geen bedrag. Schrijf waar het staat.",
    "Without a source no amount counts. Write where it stands.",
)
NO_CENTS = Sentence("Een bedrag heeft hele centen.", "An amount has whole cents.")
NOT_WHOLE = Sentence("Dit is een heel getal.", "This is a whole number.")


def _impossible(parameter: Parameter, given: Proposed) -> Iterator[tuple[str, Sentence]]:
    if not KNOWN_FROM <= given.valid_from < CARRIED_UNTIL:
        yield "valid_from", _outside_the_book()
    if given.valid_until is not None and given.valid_until <= given.valid_from:
        yield "valid_until", NO_END
    if not given.text.strip():
        yield "text", NO_SOURCE
    least, most = BOUNDS[parameter.unit]
    if not isfinite(given.number) or not least <= given.number <= most:
        yield "number", _out_of_bounds(least, most)
    elif parameter.is_money and round(given.number * 100, 6) % 1:
        yield "number", NO_CENTS
    elif parameter.unit in WHOLE and given.number % 1:
        yield "number", NOT_WHOLE


def _outside_the_book() -> Sentence:
    first, last = (f"{day.day}-{day.month}-{day.year}" for day in (KNOWN_FROM, CARRIED_UNTIL))
    return Sentence(
        f"Er wordt gerekend van {first} tot {last}. Kies een dag daartussen.",
        f"Calculations go from {first} until {last}. Choose a day between.",
    )


def _out_of_bounds(least: float, most: float) -> Sentence:
    nl, en = f"{least:g} tot {most:,.0f}".replace(",", "."), f"{least:g} to {most:,.0f}"
    return Sentence(
        f"In deze eenheid kan een waarde alleen van {nl} zijn. Kijk na of de komma goed staat.",
        f"In this unit a value can only be from {en}. Check where the decimal point stands.",
    )


def _own_end(parameter: Parameter, begins: date) -> date | None:
    """An amount that replaces another ends with it; in a gap it ends where the book goes on, or where it is at its
    end. An amount of a year of which the book knows nothing yet holds in that year."""
    replaced = parameter.on(begins)
    if replaced is not None:
        return replaced.valid_until
    end = KNOWN_UNTIL if begins < KNOWN_UNTIL else CARRIED_UNTIL
    return min((one.valid_from for one in parameter.values if one.valid_from > begins), default=end)


def _source(parameter: Parameter, given: Proposed) -> Source:
    """The law and article are those of the parameter; the rest says where this value was found."""
    nearest = (
        parameter.on(given.valid_from)
        or parameter.carried_to(given.valid_from)
        or (parameter.values[-1] if parameter.values else None)
    )
    law, article, paragraph = (
        (nearest.source.law, nearest.source.article, nearest.source.paragraph) if nearest else ("", "", "")
    )
    return Source(law, article, paragraph, given.text, given.link, given.checked_on, OWN)


def with_own_values(base: Book, own: Iterable[tuple[str, Value]]) -> Book:
    """Another book, in which each of these values stands in place of what the base says of its days. Of two own
    values the one that comes later in ``own`` goes first. Raises ``KeyError`` for an unknown parameter."""
    laid: dict[str, Parameter] = {}
    for name, value in own:
        parameter = laid.get(name) or base.parameters[name]
        laid[name] = replace(parameter, values=_laid_over(parameter.values, value))
    return Book(base.parameters | laid) if laid else base


def _laid_over(values: tuple[Value, ...], own: Value) -> tuple[Value, ...]:
    kept = [part for value in values for part in _outside(value, own)]
    return tuple(sorted([*kept, own], key=lambda value: value.valid_from))


def _outside(value: Value, own: Value) -> Iterator[Value]:
    """What is left of a value before and after the days of the own one."""
    if value.valid_from < own.valid_from:
        ends = own.valid_from if value.valid_until is None else min(value.valid_until, own.valid_from)
        yield replace(value, valid_until=ends)
    if own.valid_until is not None and (value.valid_until is None or value.valid_until > own.valid_until):
        yield replace(value, valid_from=max(value.valid_from, own.valid_until))
