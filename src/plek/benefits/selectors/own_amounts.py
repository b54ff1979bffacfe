"""Amounts of the organisation itself, and the book that calculations use with them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from plek.benefits.models import OwnAmount
from plek.engines.benefit_rules import Book, Proposed, RuleSet, book, own_value, rule_set, with_own_values
from plek.engines.benefit_rules.book import Parameter
from plek.organisations.models import Membership
from plek.shared.actor import Actor
from plek.shared.errors import NotFound


def book_of(by: Actor) -> Book:
    """The amounts that calculations of this organisation use: those of the law, and its own in their place."""
    return _laid(OwnAmount.objects.visible_to(by).in_force().order_by("begins_on", "pk"))


def book_in_use() -> Book:
    """The same for the organisation in use, outside a request."""
    return _laid(OwnAmount.objects.in_force().order_by("begins_on", "pk"))


def rule_set_of(by: Actor, day: date) -> RuleSet:
    """Which rules and amounts hold for this organisation on a day."""
    return rule_set(book_of(by), day)


def _laid(rows: Iterable[OwnAmount]) -> Book:
    """A row about a parameter that a newer version of Plek no longer has counts nowhere."""
    known = book().parameters
    return with_own_values(
        book(),
        [
            (row.parameter, own_value(known[row.parameter], proposed(row)))
            for row in rows
            if row.parameter in known
        ],
    )


def proposed(row: OwnAmount) -> Proposed:
    """A row as the engine takes it."""
    return Proposed(row.begins_on, row.ends_on, float(row.number), row.source, row.link, row.found_on)


def parameter(name: str) -> Parameter:
    """A parameter of the book that comes with Plek. Raises ``NotFound``."""
    found = book().parameters.get(name)
    if found is None:
        raise NotFound
    return found


def own_amounts(by: Membership, name: str) -> list[OwnAmount]:
    """All that was ever proposed for one parameter, newest first, with its check."""
    return list(_told(OwnAmount.objects.visible_to(by).filter(parameter=name)).order_by("-proposed_at", "-pk"))


def own_amount(by: Membership, pk: int) -> OwnAmount:
    """One proposal with its check. Raises ``NotFound``."""
    found = _told(OwnAmount.objects.visible_to(by).filter(pk=pk, is_withdrawal=False)).first()
    if found is None:
        raise NotFound
    return found


def waiting_amounts(by: Membership) -> list[OwnAmount]:
    """Proposals that wait for a check, the oldest first."""
    return list(_told(OwnAmount.objects.visible_to(by).waiting()).order_by("proposed_at", "pk"))


def proposed_by_others_at(by: Membership) -> list[datetime]:
    """When the proposals were made that wait for a check by somebody like ``by``, the first first."""
    waiting = OwnAmount.objects.visible_to(by).waiting().exclude(proposed_by__user_id=by.user_id)
    return list(waiting.order_by("proposed_at").values_list("proposed_at", flat=True))


def amounts_in_force(by: Membership) -> list[OwnAmount]:
    """What counts now in place of the law, with who proposed and who checked."""
    return list(_told(OwnAmount.objects.visible_to(by).in_force()).order_by("parameter", "begins_on"))


def _told(rows: QuerySet[OwnAmount]) -> QuerySet[OwnAmount]:
    return rows.select_related("proposed_by__user", "verdict__checked_by__user", "follows")
