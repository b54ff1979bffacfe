"""Numbers with a decimal comma or point, with or without thousands."""

import math
import re
from datetime import date, time, timedelta
from decimal import Decimal

from plek.exchange.workbook.findings import Wrong

_PLAIN = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
_DOTS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,15})?", re.ASCII)
_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,15})?", re.ASCII)
_THOUSAND = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_EURO = re.compile(r"^(?:€|EUR)\s*|,-{1,2}$", re.IGNORECASE)


def decimal_of(raw: object, *, money: bool = False) -> Decimal:
    """The number in a cell. As `money`, `1.061` is one thousand and sixty-one, since cents have two digits."""
    if isinstance(raw, bool | date | time | timedelta):
        raise Wrong("number_unreadable")
    if isinstance(raw, float | int):
        if not math.isfinite(raw) or abs(raw) >= 1e15:
            raise Wrong("number_unreadable")
        return Decimal(repr(raw))
    return _from_text(str(raw), money)


def _from_text(text: str, money: bool) -> Decimal:
    bare = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3})", "", text.strip().replace("\u2212", "-"))
    if money:
        bare = _EURO.sub("", bare).strip()
        if _THOUSAND.fullmatch(bare):
            return Decimal(re.sub(r"[.,]", "", bare))
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    if _DOTS.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _COMMAS.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    raise Wrong("number_unreadable")
