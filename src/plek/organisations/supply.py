"""What higher floors supply about a person's work.

Organisations knows who works where, not on what. The contexts that hold work register how much of it someone has
and how it moves along, so that nobody leaves while clients still count on him.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from plek.organisations.models import Membership

OpenWork = Callable[[Membership, Collection[int], date], Mapping[int, int]]
Movers = Callable[[Membership, Membership, Membership, date, datetime], None]
TeamClients = Callable[[Membership, Collection[int]], Mapping[int, int]]

open_work: list[OpenWork] = []
"""Called with ``by``, membership ids and a day: how many open trajectories, referrals and tasks each has, and
appointments from that day on."""
work_movers: list[Movers] = []
"""Called with ``by``, whose work, to whom, from which day and when: moves all of it."""
team_clients: list[TeamClients] = []
"""Called with ``by`` and team ids: how many clients with something open each team has."""


def open_work_of(by: Membership, member_id: int, on: date) -> int:
    """What all contexts together count for one person."""
    return sum(supplier(by, [member_id], on).get(member_id, 0) for supplier in open_work)


def clients_of_team(by: Membership, team_id: int) -> int:
    """Clients who count on one team, in all contexts together."""
    return sum(supplier(by, [team_id]).get(team_id, 0) for supplier in team_clients)
