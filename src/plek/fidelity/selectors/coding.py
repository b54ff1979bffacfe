"""Words of a list as numbers, so that they can stand in columns; nought is no word."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from django.db.models import Case, IntegerField, TextChoices, Value, When

from plek.caseload.choices import (
    Benefit,
    ContactWith,
    EndReason,
    MeetingKind,
    MilestoneKind,
    Mode,
    ReferralSource,
    ReferralState,
    Setting,
    Topic,
    WorkPhase,
)
from plek.employers.choices import Purpose
from plek.employment.choices import Openness
from plek.organisations.choices import TeamKind


class Coding:
    """The words of one list, by their place in it."""

    def __init__(self, choices: type[TextChoices]) -> None:
        self.words: tuple[str, ...] = ("", *choices.values)
        self.numbers = {word: number for number, word in enumerate(self.words)}

    def number(self, word: str) -> int:
        """A word that is not on the list is no word."""
        return self.numbers.get(word, 0)

    def among(self, *words: str) -> npt.NDArray[np.bool_]:
        """By number, whether it is one of these words."""
        return np.array([word in words for word in self.words])

    def column(self, words: Iterable[str]) -> npt.NDArray[np.int64]:
        return np.fromiter(map(self.number, words), np.int64)

    def in_sql(self, path: str) -> Case:
        """The same numbers, given by the database."""
        cases = [When(**{path: word}, then=Value(number)) for word, number in self.numbers.items() if number]
        return Case(*cases, default=Value(0), output_field=IntegerField())


class SetCoding(Coding):
    """Any of the words of one list together: a bit for each."""

    def number_of_all(self, words: Iterable[str]) -> int:
        return sum(1 << self.numbers[word] for word in set(words) if self.numbers.get(word))

    def words_in(self, number: int) -> tuple[str, ...]:
        return tuple(word for word, place in self.numbers.items() if place and number >> place & 1)

    def all_in_sql(self, path: str) -> Case:
        """Of most rows there are none, so that is asked first."""
        bits = [
            Case(When(**{f"{path}__contains": [word]}, then=Value(1 << place)), default=Value(0))
            for word, place in self.numbers.items() if place
        ]  # fmt: skip
        total = sum(bits[1:], start=bits[0])
        return Case(When(**{path: []}, then=Value(0)), default=total, output_field=IntegerField())


BENEFITS, END_REASONS, MILESTONES = Coding(Benefit), Coding(EndReason), Coding(MilestoneKind)
HELD_WITH, MODES, SETTINGS, PHASES = Coding(ContactWith), Coding(Mode), Coding(Setting), Coding(WorkPhase)
TOPICS, PURPOSES, OPENNESS = SetCoding(Topic), Coding(Purpose), Coding(Openness)
MEETINGS, TEAM_KINDS = Coding(MeetingKind), Coding(TeamKind)
SOURCES, STATES = Coding(ReferralSource), Coding(ReferralState)
