"""The words of the scale in the language of the screen, and its numbers as that language writes them."""

from django.utils.translation import get_language

from plek.engines.fidelity_scoring.texts import Language, Text, number


def language() -> Language:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def said(text: Text) -> str:
    return text.in_language(language())


def begun(text: Text) -> str:
    """The same as a sentence of its own."""
    words = said(text)
    return words[:1].upper() + words[1:]


def figure(value: float) -> str:
    """With at most two decimals."""
    return said(number(value))


def rounded(value: float) -> str:
    """With at most one decimal."""
    return said(number(round(value, 1)))
