"""Occupations by ISCO-08: which codes there are, and words of our own for those most used."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.utils.translation import get_language

from plek.shared.spelling import best_likeness, fold, words

FOUND_AT_MOST = 8


@dataclass(frozen=True)
class Occupation:
    """A unit group of ISCO-08 in words."""

    code: str
    nl: str
    en: str

    @property
    def title(self) -> str:
        return self.en if get_language() == "en" else self.nl

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"


def _data() -> Traversable:
    return files("plek.employment") / "data"


@cache
def codes() -> frozenset[str]:
    """All 436 unit groups."""
    lines = (_data() / "isco08.txt").read_text("utf-8").splitlines()
    spans = [span.partition("-") for line in lines if not line.startswith("#") for span in line.split()]
    return frozenset(f"{n:04d}" for first, _, last in spans for n in range(int(first), int(last or first) + 1))


@cache
def in_words() -> dict[str, Occupation]:
    """The unit groups that have words, by code."""
    with (_data() / "occupations.csv").open(encoding="utf-8") as file:
        return {row["code"]: Occupation(**row) for row in csv.DictReader(file, delimiter=";")}


def title(code: str) -> str:
    """What a code means: its words if it has them, else the code."""
    known = in_words().get(code)
    return str(known) if known else code


def find(text: str) -> list[Occupation]:
    """Occupations that answer to what was typed, in either language, best first."""
    typed = words(text)
    scored = [(_score(typed, occupation), occupation) for occupation in in_words().values()]
    found = [(-score, not _begins(typed, o), o.code, o) for score, o in scored if score]
    return [occupation for *_, occupation in sorted(found, key=lambda ranked: ranked[:3])][:FOUND_AT_MOST]


def _score(typed: list[str], occupation: Occupation) -> int:
    among = words(f"{occupation.nl} {occupation.en}")
    scores = [best_likeness(word, among) or _within(word, occupation) for word in typed]
    return sum(scores) if all(scores) else 0


def _begins(typed: list[str], occupation: Occupation) -> bool:
    return typed[0] in (words(occupation.nl)[0], words(occupation.en)[0])


def _within(word: str, occupation: Occupation) -> int:
    """Dutch joins words: ``monteur`` stands in ``automonteur``."""
    return int(len(word) > 3 and word in fold(f"{occupation.nl} {occupation.en}"))


def code_in(text: str) -> str:
    """The code in ``winkelmedewerker (5223)`` or ``5223``; empty when there is none that exists."""
    found = re.search(r"(?:^|\()([0-9]{4})\)?$", text.strip())
    return found[1] if found and found[1] in codes() else ""
