"""What higher floors supply about a person's work, and about what waits for the administrator.

Organisations knows who works where, not on what. The contexts that hold work register how much of it someone has
and how it moves along, so that nobody leaves while clients still count on him.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from plek.organisations.models import Membership


@dataclass(frozen=True)
class Wait:
    """Something that waits for the administrator: about whom or what, why, and where it is settled.

    ``day`` is by when it should be settled, or since when it waits; None when any day will do.
    """

    title: str
    reason: str
    url: str
    action: str
    icon: str
    day: date | None = None


OpenWork = Callable[[Membership, Collection[int], date], Mapping[int, int]]
Movers = Callable[[Membership, Membership, Membership, date, datetime], None]
TeamClients = Callable[[Membership, Collection[int]], Mapping[int, int]]
Waits = Callable[[Membership, date], Iterable[Wait]]

open_work: list[OpenWork] = []
"""Called with ``by``, membership ids and a day: how many open trajectories, referrals and tasks each has, and
appointments from that day on."""
work_movers: list[Movers] = []
"""Called with ``by``, whose work, to whom, from which day and when: moves all of it."""
team_clients: list[TeamClients] = []
"""Called with ``by`` and team ids: how many clients with something open each team has."""

waits: list[Waits] = []
"""Called with ``by``, an administrator, and today: what waits for him, without a word about any client."""


def all_open_work(by: Membership, member_ids: Collection[int], on: date) -> dict[int, int]:
    """What all contexts together count for each of these people."""
    counted = [supplier(by, member_ids, on) for supplier in open_work]
    return {one: sum(count.get(one, 0) for count in counted) for one in member_ids}


def open_work_of(by: Membership, member_id: int, on: date) -> int:
    """What all contexts together count for one person."""
    return all_open_work(by, [member_id], on)[member_id]


def clients_of_team(by: Membership, team_id: int) -> int:
    """Clients who count on one team, in all contexts together."""
    return sum(supplier(by, [team_id]).get(team_id, 0) for supplier in team_clients)
