"""What would change beside what is: the items, the total, and examples to begin with."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.engines.fidelity_scoring import ItemScore, Simulation
from plek.engines.fidelity_scoring.scale import SCORES
from plek.engines.fidelity_scoring.simulation import Changed
from plek.fidelity.presenters.ladder import DOT, GAP, Rung, standing, value_of
from plek.fidelity.presenters.words import begun, said
from plek.fidelity.selectors.what_if import Movable


@dataclass(frozen=True)
class ChangedLine:
    """One item now and as it would be."""

    code: str
    name: str
    rungs: tuple[Rung, ...]
    now: str
    then: str
    figure_now: str
    figure_then: str
    value_now: str
    value_then: str
    note: str

    @property
    def is_moved(self) -> bool:
        """The score changes, and not only the value."""
        return self.now != self.then


@dataclass(frozen=True)
class Outcome:
    """What the moves would do, the items with another score first. ``sentence`` says it without the table."""

    sentence: str
    total_now: int
    total_then: int
    rated_now: int
    rated_then: int
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True)
class Example:
    """An address with something filled in."""

    label: str
    url: str


def outcome(simulation: Simulation) -> Outcome:
    now, then = simulation.before.totals[0], simulation.after.totals[0]
    return Outcome(
        sentence=_sentence(simulation), total_now=now.score, total_then=then.score, rated_now=now.rated,
        rated_then=then.rated,
        lines=tuple(sorted((_line(pair) for pair in simulation.changed), key=lambda line: not line.is_moved)),
    )  # fmt: skip


def _sentence(simulation: Simulation) -> str:
    """Which items would have another score, or that none would."""
    moved = [pair for pair in simulation.changed if standing(pair.before) != standing(pair.after)]
    if not moved:
        return _(
            "No score changes with this: no item comes as far as its next anchor, or something else holds it."
        )
    told = [
        _("%(item)s from %(now)s to %(then)s")
        % {"item": said(one.before.item.name), "now": standing(one.before), "then": standing(one.after)}
        for one in moved
    ]
    n = len(moved)
    begin = ngettext("%(n)s item changes", "%(n)s items change", n) % {"n": n}
    return f"{begin}: {'; '.join(told)}."


def _line(pair: Changed) -> ChangedLine:
    item = pair.before.item
    return ChangedLine(
        code=item.code, name=said(item.name), rungs=tuple(_rung(n, pair) for n in SCORES),
        now=standing(pair.before), then=standing(pair.after), figure_now=_figure(pair.before),
        figure_then=_figure(pair.after), value_now=value_of(pair.before), value_then=value_of(pair.after),
        note=_held(pair.after),
    )  # fmt: skip


def _figure(item: ItemScore) -> str:
    """The score, or between which it lies."""
    return str(item.score) if item.score else f"{item.at_least}–{item.at_most}"


def _rung(n: int, pair: Changed) -> Rung:
    return Rung(
        score=n, x=DOT // 2 + (n - 1) * GAP, is_reached=pair.after.score == n,
        is_before=pair.before.score == n and pair.after.score != n,
        is_possible=pair.after.score is None and pair.after.at_least <= n <= pair.after.at_most,
    )  # fmt: skip


def _held(after: ItemScore) -> str:
    """What the next score would take besides."""
    return begun(after.need.text) if after.need else ""


EXAMPLES = ("employers=1", "employers=1&log=on", "quick=5", "outside=4", "clients=-5")
"""Each changes one thing in the work; the second shows that a habit may hold a number back."""


def examples(found: Movable, query: dict[str, str], url: str) -> tuple[Example, ...]:
    """Those of which everything can be moved here."""
    words = {
        "employers=1": _("What if each of us saw one more employer a week"),
        "employers=1&log=on": _("… and we went through the contacts together every week"),
        "quick=5": _("What if five more clients met an employer within 30 days"),
        "outside=4": _("What if each of us worked four hours a week more outside the office"),
        "clients=-5": _("What if there were five clients fewer on the caseloads"),
    }
    there = {amount.code for amount in found.amounts} | {habit.code for habit in found.habits}
    return tuple(
        Example(words[asked], f"{url}?{urlencode(query)}&{asked}")
        for asked in EXAMPLES
        if {part.split("=")[0] for part in asked.split("&")} <= there
    )


@dataclass(frozen=True)
class WhatIfPage:
    """All that the page prints beside the form."""

    teams: tuple[object, ...]
    found: Movable
    item: str
    item_name: str
    outcome: Outcome | None
    examples: tuple[Example, ...]
    query: str
    """Team, day and scale, for addresses of this and neighbouring pages."""
    uncounted: tuple[str, ...]
    kept: tuple[str, ...]


def what_if_page(
    found: Movable, simulation: Simulation | None, *, item: str, query: dict[str, str], url: str
) -> WhatIfPage:
    scored = found.indication.item(item) if found.indication and item else None
    return WhatIfPage(
        teams=found.teams, found=found, item=item, item_name=said(scored.item.name) if scored else "",
        outcome=outcome(simulation) if simulation else None, examples=examples(found, query, url),
        query=urlencode({name: value for name, value in query.items() if name != "for"}),
        uncounted=tuple(said(one.text) for one in found.uncounted),
        kept=tuple(said(one.text) for one in found.kept),
    )  # fmt: skip
