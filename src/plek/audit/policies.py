"""How often one person may search, or take files out, before he must wait a while."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.shared.errors import TooOften


@dataclass(frozen=True)
class Pace:
    """So many times within so long, for one person; the sentence is what he reads beyond that."""

    at_most: int
    within: timedelta
    sentence: str | Promise
    looks_back: int
    """How many of his newest rows are looked through; enough for what can be done within that time."""


def pace_of(action: Action) -> Pace:
    """Nobody at work comes near these; a program that empties the database does at once."""
    if action == Action.SEARCH:
        minute = _("You searched very often in a short time. Wait a minute, then search again.")
        return Pace(settings.SEARCHES_PER_MINUTE, timedelta(minutes=1), minute, looks_back=1_000)
    hour = _("You took out many files within an hour. Wait a while, or ask the administrator.")
    return Pace(settings.FILES_PER_HOUR, timedelta(hours=1), hour, looks_back=20_000)


def must_keep_pace(times: int, pace: Pace) -> None:
    """Raises ``TooOften`` for one time more than the pace allows."""
    if times >= pace.at_most:
        raise TooOften(pace.sentence, wait=pace.within)
