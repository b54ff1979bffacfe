"""The register of advisers on benefits."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from plek.benefits.models import TrainedAdviser
from plek.benefits.trainings import trainings
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.organisations.models import Membership
from plek.shared.actor import Actor
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class Spell:
    """Someone counts as trained from a day until another (exclusive); ``is_planner`` by the scale's words."""

    member_id: int
    begins_on: date
    ends_on: date | None
    is_planner: bool

    def holds_on(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_on is None or day < self.ends_on)


def register(by: Membership) -> QuerySet[TrainedAdviser]:
    """All trainings as they stand, by name, the newest of each person first."""
    rows = TrainedAdviser.objects.visible_to(by).standing().select_related("member__user", "recorded_by__user")
    return rows.order_by("member__user__name", "-begins_on", "pk")


def training_row(by: Membership, pk: int) -> TrainedAdviser:
    """One line of the register as it stands. Raises ``NotFound``."""
    found = TrainedAdviser.objects.visible_to(by).standing().select_related("member__user").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def ending_by(by: Membership, on: date, last: date) -> list[tuple[str, date]]:
    """Who counts as trained on a day and no longer after ``last``, with that end; by name."""
    longer = Q(ends_on__isnull=True) | Q(ends_on__gt=last)
    goes_on = register(by).filter(longer, begins_on__lte=last).order_by().values("member_id")
    ending = register(by).filter(ends_on__gt=on, ends_on__lte=last).exclude(member_id__in=goes_on)
    return [(row.member.user.name, row.ends_on) for row in ending if row.ends_on]


def standing_trainings(by: Actor) -> QuerySet[TrainedAdviser]:
    """The register as it stands, for questions that carry it along."""
    return TrainedAdviser.objects.visible_to(by).standing().order_by("begins_on", "pk")


def is_planner_by(training: str) -> bool:
    """Does this kind of training make a planner? One that the list no longer knows does not."""
    kind = trainings().by_code.get(training)
    return kind is not None and kind.is_planner


def spells(by: Membership) -> list[Spell]:
    """When whom counts as trained; empty where no register is kept."""
    rows = standing_trainings(by)
    return [Spell(r.member_id, r.begins_on, r.ends_on, is_planner_by(r.training)) for r in rows]


def is_adviser(by: Membership, on: date) -> bool:
    """Does ``by`` stand in the register on this day?"""
    return _on(by, on).filter(member__user_id=by.user_id).exists()


def advisers_on(by: Membership, on: date) -> list[Membership]:
    """Who may be named as adviser in a talk about benefits on this day, by name."""
    trained = _on(by, on).values("member_id")
    here = Membership.objects.visible_to(by).current(on).filter(is_pending=False, role__in=CLIENT_RECORD_ROLES)
    return list(here.filter(pk__in=trained).select_related("user").order_by("user__name"))


def _on(by: Membership, on: date) -> QuerySet[TrainedAdviser]:
    holds = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    return standing_trainings(by).filter(holds, begins_on__lte=on)


def could_advise(by: Membership, on: date) -> list[Membership]:
    """Who works here and guides clients, to put in the register, by name."""
    here = Membership.objects.visible_to(by).current(on).filter(is_pending=False, role__in=CLIENT_RECORD_ROLES)
    return list(here.select_related("user").order_by("user__name", "pk"))
