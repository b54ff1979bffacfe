"""How names are compared: without accents, and forgiving one slip of the fingers. Pure."""

import re
import unicodedata
from collections.abc import Iterable

LETTERS_THAT_STAY = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
PREFIXES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "ten",
        "ter",
        "te",
        "in",
        "op",
        "aan",
        "bij",
        "uit",
        "d'",
        "'s",
        "la",
        "le",
        "du",
        "des",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "el",
        "al",
        "ben",
        "bin",
    ]
)
"""Words before a Dutch surname that do not count when names are put in order."""
SLIP_LENGTH = 8
SHORTEST_WITH_SLIPS = 3
_DIGIT = re.compile(r"\d")
_NOT_IN_A_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Small letters without accents; what joins or separates words becomes one space."""
    bare = text.lower() if text.isascii() else _without_accents(text)
    return _NOT_IN_A_WORD.sub(" ", bare.replace("'", "").replace("’", "")).strip()


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS_THAT_STAY)
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a name, folded."""
    return fold(text).split()


def sort_key(first_name: str, last_name: str) -> str:
    """How a name is put in order: ``de Vries`` stands under V, then its prefix, then the first name."""
    parts = last_name.split()
    at = next((i for i, part in enumerate(parts[:-1]) if part.casefold() not in PREFIXES), max(len(parts) - 1, 0))
    return " ".join(filter(None, map(fold, (" ".join(parts[at:]), " ".join(parts[:at]), first_name))))


def digits(text: str) -> str:
    """The digits of a Dutch telephone number, the country's own number written as 0."""
    found = re.sub(r"\D", "", text.replace("(0)", ""))
    for country in ("0031", "31"):
        if found.startswith(country) and len(found) >= len(country) + 9:
            return "0" + found[len(country) :]
    return found


def grams(word: str, *, whole: bool = True) -> set[str]:
    """Pieces of three letters, the begin padded so that it weighs more; the end only of a ``whole`` word."""
    padded = f"  {word} " if whole else f"  {word}"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def slips(word: str) -> set[str]:
    """Keys that two words share whenever one slip parts them: a letter too many, too few, wrong or swapped.

    Each is the begin of the word with one letter left out, marked so that it is no piece of three letters.
    """
    if len(word) < SHORTEST_WITH_SLIPS or any(c.isdigit() for c in word):
        return set()
    begin = word[:SLIP_LENGTH]
    return {f"~{begin}", *(f"~{begin[:i]}{begin[i + 1 :]}" for i in range(len(begin)))}


def windows(number: str) -> set[str]:
    """Every three digits in a row."""
    return {number[i : i + 3] for i in range(len(number) - 2)}


def slips_apart(one: str, other: str) -> int:
    """0 for the same words, 1 when one slip parts them (a letter more, less, other, or two swapped), else 2.

    Only the first letter that differs is looked for: a search compares a word with hundreds.
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    rest, others_rest = _from_the_difference(one, other)
    is_one = (
        rest[1:] == others_rest[1:]
        or rest == others_rest[1:]
        or rest[1:] == others_rest
        or (rest[1::-1] == others_rest[:2] and rest[2:] == others_rest[2:])
    )
    return 1 if is_one else 2


def _from_the_difference(one: str, other: str) -> tuple[str, str]:
    """What is left of both from the first letter that differs."""
    at = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        at += 1
    return one[at:], other[at:]


def likeness(asked: str, word: str) -> int:
    """How well a word answers what was typed of it: 4 the same, 3 its begin, 2 a slip, 1 a slip in the begin."""
    if word.startswith(asked):
        return 4 if len(word) == len(asked) else 3
    if len(asked) < SHORTEST_WITH_SLIPS or not _begins_with_a_slip(asked, word) or _DIGIT.search(asked):
        return 0
    return 2 if slips_apart(asked, word) == 1 else 1


def _begins_with_a_slip(asked: str, word: str) -> bool:
    """Does one slip part what was typed from a begin of the word?"""
    rest, others_rest = _from_the_difference(asked, word)
    return (
        others_rest[1:].startswith((rest, rest[1:]))
        or others_rest.startswith(rest[1:])
        or (rest[1::-1] == others_rest[:2] and others_rest[2:].startswith(rest[2:]))
    )


def best_likeness(asked: str, among: Iterable[str]) -> int:
    """The best likeness among the words of a name."""
    return max((likeness(asked, word) for word in among), default=0)
