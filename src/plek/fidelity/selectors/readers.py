"""Reading as the leader of a team would, for who may know of a team without working in it."""

from copy import copy

from plek.organisations.choices import Role
from plek.organisations.models import Membership


def as_leader(by: Membership, *teams: int) -> Membership:
    """Reads what the leader of these teams may see; never saved."""
    reader = copy(by)
    reader.role = Role.IPS_TEAM_LEADER
    reader.__dict__["_team_ids"] = list(teams)
    return reader
