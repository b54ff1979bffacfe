"""Amounts, hours and shares in words, in the language in use; two ends make a range."""

import re
from collections.abc import Iterable
from math import isnan

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from plek.engines.benefit_rules.amounts import spoken
from plek.engines.benefit_rules.sentences import Sentence

LEFT_OUT = "\N{NO-BREAK SPACE}…"
"""Behind an amount of which something is not known."""


def tongue() -> str:
    """The language of the engine's sentences."""
    return "en" if (get_language() or "").startswith("en") else "nl"


def said(sentence: Sentence) -> str:
    """A sentence of the engine, with "u" to who is addressed so."""
    return sentence.in_(get_language() or "nl")


def money(cents: float) -> str:
    """An amount in cents as ``€ 1.635,90``, with its minus before the sign."""
    if isnan(cents):
        return _("not known")
    text = spoken(abs(cents), "money", tongue()).replace(" ", "\N{NO-BREAK SPACE}")
    return f"\N{MINUS SIGN}\N{NO-BREAK SPACE}{text}" if cents <= -0.5 else text


def more(cents: float) -> str:
    """A difference, with its sign."""
    return f"+\N{NO-BREAK SPACE}{money(cents)}" if cents >= 0.5 else money(cents)


def ends(numbers: Iterable[float]) -> tuple[float, ...]:
    """Least and most of what is known, one when they are equal, none when nothing is known."""
    known = [number for number in numbers if not isnan(number)]
    return tuple(dict.fromkeys((min(known), max(known)))) if known else ()


def amount(numbers: Iterable[float], *, is_complete: bool = True) -> str:
    """One amount, or a range; with a mark when something that is not known is left out of it."""
    return _range([money(number) for number in ends(numbers)], is_complete=is_complete)


def difference(numbers: Iterable[float], *, is_complete: bool = True) -> str:
    """One difference, or a range; with a mark when it is not known in all ways."""
    return _range([more(number) for number in ends(numbers)], is_complete=is_complete)


def _range(texts: list[str], *, is_complete: bool) -> str:
    if not texts:
        return _("not known")
    until = pgettext("range", "to")
    text = f"\N{NO-BREAK SPACE}{until} ".join(texts)
    return text if is_complete else text + LEFT_OUT


def cents_of_a_euro(rates: Iterable[float | None]) -> str:
    """What stays of a euro, as ``28 cents``; empty when nothing is earned or known."""
    whole = ends(float(round(rate * 100)) for rate in rates if rate is not None)
    if not whole:
        return ""
    figures = "\N{EN DASH}".join(f"{number:.0f}".replace("-", "\N{MINUS SIGN}") for number in whole)
    return ngettext("%(figures)s cent", "%(figures)s cents", abs(int(whole[-1]))) % {"figures": figures}


def hours_text(hours: float) -> str:
    """A number of hours, as ``12 hours``."""
    figure = number_format(hours, decimal_pos=None if hours == int(hours) else 1)
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == 1 else 2) % {"hours": _plain(figure)}


def _plain(figure: str) -> str:
    return re.sub(r"[.,]0+$", "", figure)


def formula_text(formula: str) -> str:
    """A formula as it is written here: in Dutch with a decimal comma, and a semicolon between what is compared."""
    text = formula.replace(" x ", " × ")
    if tongue() == "en":
        return text
    return re.sub(r"(?<=\d)\.(?=\d)", ",", text.replace(", ", "; "))
