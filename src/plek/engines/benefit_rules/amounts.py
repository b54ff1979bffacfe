"""Columns of amounts. Money is whole cents in float64, so that sums are exact and a million rows are one array."""

from typing import Annotated, Any, TypeAlias

import numpy as np
import numpy.typing as npt

Column: TypeAlias = npt.NDArray[np.float64]
"""One number for each situation, or a single number that holds for all."""

Money: TypeAlias = Annotated[Column, "money"]
Share: TypeAlias = Annotated[Column, "share"]
Count: TypeAlias = Annotated[Column, "count"]
Flag: TypeAlias = Annotated[Column, "flag"]
"""1 when something is so, 0 when not."""

NUDGE = 1e-6
"""Lifts an exact half cent over the edge that float64 may have put just above it. The laws here work with rates of
at most six decimals and divisors below a million, so no other amount lies this close to a half cent."""


def column(values: Any) -> Column:
    """Any number or sequence as a column."""
    return np.asarray(values, dtype=np.float64)


def cents(euros: float) -> float:
    """An amount in euros, as people write it, in whole cents."""
    return float(np.floor(euros * 100 + (0.5 + NUDGE)))


def euros(value: Any) -> float | None:
    """An amount in cents as euros with two decimals; None when it is not known."""
    amount = float(value)
    return None if np.isnan(amount) else round(amount / 100, 2) + 0.0


def half_up(value: Column) -> Column:
    """To the whole cent, a half cent upwards."""
    lifted = value + (0.5 + NUDGE)
    return np.floor(lifted, out=lifted if lifted.ndim else None)


def share_up_to(amount: Column, share: Column, most: Column) -> Column:
    """A share of an amount, up to a limit."""
    return half_up(np.minimum(share * amount, most))


def share_of_lost_wage(former_wage: Column, earnings: Column, factor: Column, share: Column) -> Column:
    """A share of what a former wage A is above earnings B: share x (A - B x C/D), the factor being C/D."""
    return at_least_zero(half_up(share * (former_wage - earnings * factor)))


def at_least_zero(value: Column) -> Column:
    """No benefit, tax or allowance is negative."""
    return np.maximum(value, 0.0)


UNKNOWN = {"nl": "een onbekend bedrag", "en": "an unknown amount"}


def spoken(value: Any, kind: str, language: str) -> str:
    """A number as it is said: money with the euro sign, a share in per cent, with the comma of Dutch."""
    number = float(value)
    if np.isnan(number):
        return UNKNOWN[language] if kind == "money" else "?"
    if kind == "money":
        return _with_separators(f"€ {number / 100:,.2f}", language)
    return _with_separators(f"{number * 100:.4g}%" if kind == "share" else f"{number:g}", language)


def _with_separators(text: str, language: str) -> str:
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def written(value: Any, kind: str) -> str:
    """A number as it stands in a formula: money with two decimals, a share or a count as short as it is."""
    number = float(value)
    if np.isnan(number):
        return "?"
    if kind == "money":
        return f"{number / 100:.2f}"
    return f"{number:.6g}"
