"""A sentence in both languages of the screens."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Sentence:
    """Dutch at level B1 that speaks to the client, and the English beside it."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        return self.nl if language == "nl" else self.en
