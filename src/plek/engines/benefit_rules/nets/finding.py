"""From a situation and the dates of a life to the nets that hold, with the days on which they begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plek.engines.benefit_rules.columns import ADULT
from plek.engines.benefit_rules.months import later
from plek.engines.benefit_rules.nets.reading import WHEN, Net, nets
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import Situation, age_on

PLACES = list(WHEN)


@dataclass(frozen=True)
class LifeDates:
    """Days of a person that terms count from; None is not known yet."""

    work_starts: date | None = None
    work_ends: date | None = None
    benefit_ends: date | None = None


@dataclass(frozen=True)
class SafetyNet:
    """A net for one person; ``until`` is None when there is no end or the day it counts from is not known.

    ``counted_from`` is "work_starts", "work_ends", "benefit_ends" or empty.
    """

    code: str
    when: tuple[str, ...]
    right: Sentence
    first: Sentence
    limit: Sentence
    counted_from: str
    begins: date | None
    until: date | None
    law: str
    article: str
    text: str
    checked_on: date
    confidence: str


def safety_nets(situation: Situation, dates: LifeDates | None = None) -> tuple[SafetyNet, ...]:
    """The nets of a situation, in the order in which things may happen."""
    found = [_for(net, dates or LifeDates()) for net in nets() if _holds(net, situation)]
    return tuple(sorted(found, key=lambda net: PLACES.index(net.when[0])))


def _holds(net: Net, situation: Situation) -> bool:
    benefit, born = situation.benefit, situation.person.born
    age = age_on(born, situation.on) if born else ADULT
    answers = all(getattr(benefit, name) == answer for name, answer in net.only.items())
    answers = answers and all(getattr(benefit, name) > 0 for name in net.above_zero)
    return benefit.kind in net.kinds and answers and net.ages[0] <= age < net.ages[1]


def _for(net: Net, dates: LifeDates) -> SafetyNet:
    since: date | None = getattr(dates, net.counted_from) if net.counted_from else None
    source = net.source
    return SafetyNet(
        net.code, net.when, net.right, net.first, net.limit, net.counted_from,
        later(since, net.not_before) if since and net.not_before else None, _until(net, since),
        source.law, source.article, source.text, source.checked_on, source.confidence,
    )  # fmt: skip


def _until(net: Net, since: date | None) -> date | None:
    if net.ends_on or since is None or not any(net.lasts):
        return net.ends_on
    months, weeks = net.lasts
    return later(since, months) + timedelta(weeks=weeks)


def nets_as_json(found: tuple[SafetyNet, ...], language: str = "en") -> list[dict[str, Any]]:
    """Nets in plain values."""
    return [dict(_plain(net, language)) for net in found]


def _plain(net: SafetyNet, language: str) -> Iterator[tuple[str, Any]]:
    yield "code", net.code
    yield "when", [WHEN[one].in_(language) for one in net.when]
    for name in ("right", "first", "limit"):
        yield name, getattr(net, name).in_(language)
    yield "counted_from", net.counted_from
    for name in ("begins", "until", "checked_on"):
        day: date | None = getattr(net, name)
        yield name, day.isoformat() if day else None
    for name in ("law", "article", "text", "confidence"):
        yield name, getattr(net, name)
