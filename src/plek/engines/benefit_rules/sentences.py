"""A sentence in both languages of the screens."""

from dataclasses import dataclass

from plek.engines.benefit_rules.formal_dutch import FORMAL_DUTCH, formal


@dataclass(frozen=True, order=True)
class Sentence:
    """Dutch at level B1 that speaks to the client, and the English beside it."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """In ``nl``, ``en``, or ``nl-x-formal`` for who is addressed as "u"."""
        if language == FORMAL_DUTCH:
            return formal(self.nl)
        return self.nl if language == "nl" else self.en
