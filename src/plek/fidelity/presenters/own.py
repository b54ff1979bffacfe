"""The part of who looks himself: what he did, without any score."""

from dataclasses import dataclass
from decimal import Decimal

from plek.caseload.policies.caseload_size import room
from plek.fidelity.presenters.words import rounded
from plek.fidelity.selectors.indication import Indication
from plek.fidelity.selectors.rows import Person
from plek.organisations.models import Membership


@dataclass(frozen=True)
class OwnPart:
    """Of one specialist. What is not on record is None."""

    clients: int
    room: int | None
    contacts: int
    contacts_a_week: str | None
    outside: str | None
    waiting: int
    """Clients without a face-to-face contact with an employer yet."""


def own_part(by: Membership, found: Indication) -> OwnPart | None:
    """None for who is no specialist of this team."""
    me = next((p for p in found.specialists if p.pk == by.pk), None)
    return _part(me, found) if me else None


def _part(me: Person, found: Indication) -> OwnPart:
    last = found.period.last
    going = [c for c in found.book.open_in(found.period) if c.ended_on is None or c.ended_on > last]
    mine = [c for c in going if any(who == me.pk and span.holds(last) for who, span in c.guides)]
    met = _of(me, found, "SE6")
    hours = _of(me, found, "SE13")
    weeks, scheduled = met.get("weeks_worked"), hours.get("hours_scheduled")
    return OwnPart(
        clients=len({c.client_id for c in mine}),
        room=None if me.fte is None else room(Decimal(str(me.fte))),
        contacts=int(met.get("contacts", 0)),
        contacts_a_week=rounded(met["contacts"] / weeks) if weeks else None,
        outside=f"{rounded(hours['hours_outside'] * 100 / scheduled)}%" if scheduled else None,
        waiting=len({c.pk for c in mine} - found.met_employers),
    )  # fmt: skip


def _of(me: Person, found: Indication, item: str) -> dict[str, float]:
    """What was counted of one specialist for an item; nothing on a scale without it."""
    return found.tallies[item].own.get(me.pk, {}) if item in found.tallies else {}
