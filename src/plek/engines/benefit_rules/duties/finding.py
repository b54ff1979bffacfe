"""From a situation and what happens on which day to dated to-dos."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plek.engines.benefit_rules.cash.words import named
from plek.engines.benefit_rules.duties.reading import EVENTS, WHOM, Row, known_duties
from plek.engines.benefit_rules.months import last_day, later, month_after, month_of, months_between, months_from
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import Situation

MONTHS_AHEAD = 12


@dataclass(frozen=True)
class Happening:
    """What happens ("job_start", "hours_change", "pay_change" or "job_end") and on which day."""

    event: str
    on: date


@dataclass(frozen=True)
class Duty:
    """One to-do. It may be done from ``opens_on``; without ``due_on`` the office itself names the day.

    ``event`` is empty for what comes back each month; ``about`` is then the first day of that month.
    """

    code: str
    event: str
    about: date | None
    opens_on: date
    due_on: date | None
    whom: str
    what: Sentence
    channel: Sentence
    law: str
    article: str
    text: str
    checked_on: date
    confidence: str

    @property
    def key(self) -> str:
        """Tells one to-do from another, so that it is not put on a list twice."""
        return f"{self.code}:{self.event}:{(self.about or self.opens_on).isoformat()}"


def duties(
    situation: Situation, happenings: Sequence[Happening], *, months: int = MONTHS_AHEAD
) -> tuple[Duty, ...]:
    """To-dos by the day on which they open. Monthly ones run from the start of the work until its end, at most so
    many months. Raises ``ValueError`` for an event that is not known."""
    for one in happenings:
        if one.event not in EVENTS:
            raise ValueError(f"'{one.event}' is none of {', '.join(EVENTS)}.")
    held = [row for row in known_duties() if _holds(row, situation)]
    found = [duty for row in held for duty in (*_once(row, happenings), *_monthly(row, happenings, months))]
    return tuple(sorted(found, key=lambda duty: (duty.opens_on, duty.due_on or date.max, duty.code)))


def _holds(row: Row, situation: Situation) -> bool:
    benefit = situation.benefit
    answers = all(getattr(benefit, name) == answer for name, answer in row.only.items())
    return benefit.kind in row.kinds and answers


def _once(row: Row, happenings: Sequence[Happening]) -> Iterator[Duty]:
    for one in happenings:
        if one.event in row.events:
            due_on = later(one.on, row.months) + timedelta(days=row.days)
            yield _duty(row, one.event, None, due_on if row.months else one.on, due_on)


def _monthly(row: Row, happenings: Sequence[Happening], months: int) -> Iterator[Duty]:
    """After each month with work: from its first to its last."""
    starts = [one.on for one in happenings if one.event == "job_start"]
    if not row.is_monthly or not starts:
        return
    ends = [one.on for one in happenings if one.event == "job_end" and one.on >= min(starts)]
    first = month_of(min(starts))
    count = min(months, months_between(first, max(ends)) + 1) if ends else months
    for month in months_from(first, count):
        opens_on = month_after(month, 1)
        yield _duty(row, "", month, opens_on, last_day(opens_on) if row.has_last_day else None)


def _duty(row: Row, event: str, about: date | None, opens_on: date, due_on: date | None) -> Duty:
    source = row.source
    return Duty(
        row.code, event, about, opens_on, due_on, row.whom, row.what, row.channel, source.law, source.article,
        source.text, source.checked_on, source.confidence,
    )  # fmt: skip


def duties_as_json(found: Sequence[Duty], language: str = "en") -> list[dict[str, Any]]:
    """To-dos in plain values."""
    return [
        {
            "code": duty.code, "why": _why(duty).in_(language), "opens_on": duty.opens_on.isoformat(),
            "due_on": duty.due_on.isoformat() if duty.due_on else None, "whom": WHOM[duty.whom].in_(language),
            "what": duty.what.in_(language), "channel": duty.channel.in_(language), "law": duty.law,
            "article": duty.article, "text": duty.text, "checked_on": duty.checked_on.isoformat(),
            "confidence": duty.confidence,
        }
        for duty in found
    ]  # fmt: skip


def _why(duty: Duty) -> Sentence:
    """The event, or the month that a monthly to-do is about."""
    return EVENTS[duty.event] if duty.about is None else named(duty.about)
