"""Whether a sign holds: yes, no, or open when nothing says so."""

import math

from plek.engines.fidelity_scoring.evidence import Evidence, share_of
from plek.engines.fidelity_scoring.rules import Cap, Sign
from plek.engines.fidelity_scoring.scale import Item
from plek.engines.fidelity_scoring.texts import Text, counted

# Nine weeks of ten is nine weeks of ten, whatever floating point makes of it.
ROUNDING = 1e-9


def shown(item: Item, code: str, evidence: Evidence) -> bool | None:
    """What a person or the counts say of the sign, without any presumption."""
    stated = evidence.facts.get(code)
    return stated if stated is not None else _counted(item, item.signs[code], evidence)


def holds(item: Item, code: str, evidence: Evidence) -> bool | None:
    """What is shown, or else what the scale presumes, or else None."""
    seen = shown(item, code, evidence)
    return item.signs[code].presumed if seen is None else seen


def _counted(item: Item, sign: Sign, evidence: Evidence) -> bool | None:
    level = _level(item, sign, evidence)
    if level is None:
        return True if has_no_occasion(sign, evidence) else None
    if sign.at_most is not None:
        return level <= sign.at_most + ROUNDING
    if sign.more_than is not None:
        return level > sign.more_than + ROUNDING
    return level >= (sign.at_least or 0.0) - ROUNDING


def _level(item: Item, sign: Sign, evidence: Evidence) -> float | None:
    """The count, or the count per whole; None when it is not known or there is no whole."""
    part = evidence.counts.get(sign.numerator)
    if part is None or not sign.denominator:
        return part
    whole = evidence.counts.get(sign.denominator)
    if not whole:
        return None
    if sign.is_share:
        share_of(item, part, whole)
    return part / whole


def has_no_occasion(sign: Sign, evidence: Evidence) -> bool:
    """Whether the sign counts as kept because nothing called for it."""
    is_open = evidence.facts.get(sign.code) is None
    return is_open and sign.is_kept_without_occasion and evidence.counts.get(sign.denominator) == 0


def still_needed(item: Item, code: str, evidence: Evidence) -> Text:
    """What would make the sign hold, in its own units where it is counted, and otherwise its name."""
    sign = item.signs[code]
    level = _level(item, sign, evidence)
    if sign.more is None or level is None or evidence.facts.get(code) is not None:
        return sign.name
    return counted(sign.more, _short_of(sign, evidence))


def _short_of(sign: Sign, evidence: Evidence) -> int:
    """How many more of the numerator, or fewer where the sign sets an upper limit, in whole ones."""
    part = evidence.counts[sign.numerator]
    whole = evidence.counts[sign.denominator] if sign.denominator else 1.0
    if sign.at_most is not None:
        return math.ceil(part - sign.at_most * whole - ROUNDING)
    if sign.more_than is not None:
        return math.floor(sign.more_than * whole - part + ROUNDING) + 1
    return math.ceil((sign.at_least or 0.0) * whole - part - ROUNDING)


def held_down(item: Item, caps: tuple[Cap, ...], score: int, evidence: Evidence) -> tuple[int, int]:
    """The lowest and the highest that a score can be under its caps, of which some may be open."""
    found = [(cap, holds(item, cap.sign, evidence)) for cap in caps]
    highest = min([score, *(cap.at for cap, state in found if state is cap.holds)])
    return min([highest, *(cap.at for cap, state in found if state is None)]), highest
