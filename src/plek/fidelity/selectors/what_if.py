"""What the indication of a team would be if something were otherwise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from plek.engines.fidelity_scoring import Amount, Habit, Levers, Simulation, load_levers, simulate
from plek.fidelity.selectors.indication import SCALE, Indication, indication_of
from plek.fidelity.selectors.team_book import Team
from plek.organisations.models import Membership


@dataclass(frozen=True)
class Moves:
    """What is filled in: how much more or less of what, and what would be done every time."""

    amounts: Mapping[str, float]
    habits: Collection[str]

    def __bool__(self) -> bool:
        return any(self.amounts.values()) or bool(self.habits)


@dataclass(frozen=True)
class Movable:
    """The teams to choose from, the indication as it is, and what can be moved in it.

    ``uncounted`` has no records to move, ``kept`` is done every time already.
    """

    teams: tuple[Team, ...]
    indication: Indication | None
    amounts: tuple[Amount, ...] = ()
    habits: tuple[Habit, ...] = ()
    uncounted: tuple[Amount, ...] = ()
    kept: tuple[Habit, ...] = ()

    @property
    def has_any(self) -> bool:
        """Is there anything that could be moved on this scale, for this item if one is asked?"""
        return bool(self.amounts or self.habits or self.uncounted or self.kept)

    def moved(self, moves: Moves) -> Simulation | None:
        """The indication now and as it would be. None without an indication, or when nothing is moved."""
        if self.indication is None or not moves:
            return None
        found = self.indication.result
        evidence = {item.item.code: item.evidence for item in found.items}
        changes = Levers(self.amounts, self.habits).changes(moves.amounts, moves.habits, evidence)
        return simulate(found.scale, evidence, changes, found.period)


def movable(by: Membership, *, team: str, on: date, scale: str = SCALE, item: str = "") -> Movable:
    """What can be moved in the indication of one team; with ``item`` only what touches that item.

    Raises ``NotFound`` for a team that is not one of ``by``.
    """
    asked = indication_of(by, team=team, on=on, scale=scale)
    found = asked.indication
    if found is None:
        return Movable(asked.teams, None)
    levers, own = load_levers(scale), found.result.scale
    evidence = {one.item.code: one.evidence for one in found.result.items}
    amounts = [one for one in levers.amounts if not item or item in one.items]
    habits = [one for one in levers.habits if not item or item in one.items]
    return Movable(
        asked.teams, found,
        amounts=tuple(one for one in amounts if one.touches(evidence)),
        habits=tuple(one for one in habits if not one.is_kept(own, evidence)),
        uncounted=tuple(one for one in amounts if not one.touches(evidence)),
        kept=tuple(one for one in habits if one.is_kept(own, evidence)),
    )  # fmt: skip
