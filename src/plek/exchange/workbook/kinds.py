"""Kinds of cell: how each is read from what people type, and how it is written."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol, cast

from plek.exchange.workbook.dates import day_of, week_of
from plek.exchange.workbook.escaping import unescaped
from plek.exchange.workbook.findings import Odd, Wrong
from plek.exchange.workbook.names import folded
from plek.exchange.workbook.numbers import decimal_of
from plek.exchange.workbook.words import Words

CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
YES = {"ja", "j", "x", "1", "waar", "yes", "true"}
NO = {"nee", "n", "0", "onwaar", "no", "false"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell in which the spreadsheet itself shows an error, such as #REF!."""

    text: str

    def __str__(self) -> str:
        return self.text


Raw = str | float | int | bool | date | datetime | time | timedelta | Fault
Cell = str | float | int | date


def shown(raw: Raw) -> str:
    """The cell as text: whole numbers without a point, dates as ISO 8601."""
    if isinstance(raw, bool):
        return "waar" if raw else "onwaar"
    if isinstance(raw, float) and math.isfinite(raw) and raw == int(raw) and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, datetime) and raw.time() == time.min:
        return raw.date().isoformat()
    return str(raw)


def clean(raw: Raw) -> str:
    """Text without outer space, invisible marks and the apostrophe that guards a formula."""
    text = shown(raw).replace("\r\n", "\n").replace("\r", "\n")
    return unescaped(CONTROLS.sub("", text).strip())


class Kind(Protocol):
    """What a column holds. `parse` gets a filled cell and answers a value, an `Odd` one, or raises `Wrong`."""

    def parse(self, raw: Raw, on: date) -> object: ...

    def cell(self, value: object) -> Cell: ...


@dataclass(frozen=True)
class Text:
    longest: int = 200

    def parse(self, raw: Raw, on: date) -> object:
        text = clean(raw)
        if len(text) > self.longest:
            raise Wrong("too_long", longest=self.longest, length=len(text))
        return text

    def cell(self, value: object) -> Cell:
        return str(value)


@dataclass(frozen=True)
class Code(Text):
    """A number or code that other sheets point to."""

    longest: int = 20

    def parse(self, raw: Raw, on: date) -> object:
        text = str(super().parse(raw, on))
        if ";" in text or "\n" in text:
            raise Wrong("code_marks")
        return text


@dataclass(frozen=True)
class Pattern(Text):
    """Text of a fixed shape; `code` names the sentence for what has another shape."""

    shape: str = ""
    code: str = ""

    def parse(self, raw: Raw, on: date) -> object:
        text = clean(raw)
        if len(text) > self.longest or not re.fullmatch(self.shape, text, re.ASCII):
            raise Wrong(self.code)
        return text


@dataclass(frozen=True)
class Postcode(Text):
    def parse(self, raw: Raw, on: date) -> object:
        text = re.sub(r"[\s-]", "", clean(raw)).upper()
        if not re.fullmatch(r"[1-9][0-9]{3}(?!SA|SD|SS)[A-Z]{2}", text):
            raise Wrong("postcode")
        return f"{text[:4]} {text[4:]}"


@dataclass(frozen=True)
class Phone(Text):
    longest: int = 30

    def parse(self, raw: Raw, on: date) -> object:
        text = str(super().parse(raw, on))
        if isinstance(raw, float | int) and re.fullmatch(r"[1-9][0-9]{8}", text):
            return Odd(f"0{text}", "phone_zero", {"read": f"0{text}"})
        digits = sum(letter.isdigit() for letter in text)
        return text if 9 <= digits <= 15 else Odd(text, "phone_odd")


@dataclass(frozen=True)
class Choice:
    words: Words

    def parse(self, raw: Raw, on: date) -> object:
        code = self.words.codes.get(folded(clean(raw)))
        if code is None:
            raise Wrong("choice", choices=str(self.words))
        return code

    def cell(self, value: object) -> Cell:
        return self.words.of[str(value)] if value else ""


@dataclass(frozen=True)
class Many:
    """Several of one kind, split by a semicolon; each once, in the order given."""

    of: Kind

    def parse(self, raw: Raw, on: date) -> object:
        parts = [part.strip() for part in clean(raw).split(";")]
        return tuple(dict.fromkeys(self.of.parse(part, on) for part in parts if part))

    def cell(self, value: object) -> Cell:
        parts = value if isinstance(value, tuple) else ()
        return ";".join(str(self.of.cell(part)) for part in parts)


@dataclass(frozen=True)
class Day:
    """A date. `birth` may not lie ahead; `past` is odd when it does."""

    birth: bool = False
    past: bool = False

    def parse(self, raw: Raw, on: date) -> object:
        found = day_of(raw if not isinstance(raw, str) else clean(raw), on, birth=self.birth)
        day = cast(date, found.value) if isinstance(found, Odd) else found
        if self.birth and day > on:
            raise Wrong("born_ahead")
        if self.past and day > on:
            return Odd(day, "day_ahead", {"day": f"{day:%d-%m-%Y}"})
        return found

    def cell(self, value: object) -> Cell:
        return value if isinstance(value, date) else ""


@dataclass(frozen=True)
class Week:
    def parse(self, raw: Raw, on: date) -> object:
        return week_of(clean(raw))

    def cell(self, value: object) -> Cell:
        return str(value)


@dataclass(frozen=True)
class YesNo:
    """An empty cell means no."""

    def parse(self, raw: Raw, on: date) -> object:
        if isinstance(raw, bool):
            return raw
        word = folded(clean(raw))
        if word in YES or word in NO:
            return word in YES
        raise Wrong("yes_no")

    def cell(self, value: object) -> Cell:
        return "ja" if value else "nee"


@dataclass(frozen=True)
class Number:
    """A decimal number between two bounds, rounded to `places`."""

    low: str = "0"
    high: str = "1000000"
    places: int = 2
    money: bool = False
    odd_above: str | None = None

    def parse(self, raw: Raw, on: date) -> object:
        number = decimal_of(raw if not isinstance(raw, str) else clean(raw), money=self.money)
        if not Decimal(self.low) <= number <= Decimal(self.high):
            raise Wrong("out_of_range", low=self.low.replace(".", ","), high=self.high.replace(".", ","))
        value = number.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        if self.odd_above is not None and value > Decimal(self.odd_above):
            return Odd(value, "much", {"usual": self.odd_above})
        return value

    def cell(self, value: object) -> Cell:
        return float(value) if isinstance(value, Decimal) else ""


@dataclass(frozen=True)
class Whole:
    low: int = 0
    high: int = 1_000_000

    def parse(self, raw: Raw, on: date) -> object:
        number = decimal_of(raw if not isinstance(raw, str) else clean(raw))
        if not self.low <= number <= self.high:
            raise Wrong("out_of_range", low=self.low, high=self.high)
        if number != int(number):
            raise Wrong("not_whole")
        return int(number)

    def cell(self, value: object) -> Cell:
        return int(value) if isinstance(value, int) else ""
