"""Scenarios that were kept: for their pages, the client's own side, letters and notices."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from plek.accounts.models import User
from plek.benefits.kept import Kept, kept_in
from plek.benefits.models import ChangeNotice, Scenario
from plek.organisations.models import Membership
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class KeptScenario:
    """One scenario, opened: when, by whom and with which rules it was calculated, and all that stood there."""

    pk: int
    client_id: int
    title: str
    amounts_on: date
    rule_set: str
    saved_at: datetime
    saver: User
    content: Kept

    @property
    def saved_by(self) -> str:
        return self.saver.name


@dataclass(frozen=True)
class ScenarioLine:
    """A scenario in a list, without its figures."""

    pk: int
    title: str
    amounts_on: date
    saved_at: datetime
    saved_by: str
    changed_on: date | None
    """Since then other amounts hold and it comes out otherwise; None once somebody looked at that."""


def scenario(by: Membership, pk: int, client: str = "") -> KeptScenario:
    """One scenario, of this client if a number is given. Raises ``NotFound``."""
    rows = _seen(by).filter(pk=pk)
    found = (rows.filter(client__number=client) if client else rows).first()
    if found is None:
        raise NotFound
    return opened(found)


def scenarios_of(by: Membership, client_id: int) -> list[ScenarioLine]:
    """All that was kept for a client, newest first."""
    unseen = ChangeNotice.objects.filter(scenario=OuterRef("pk"), seen_at__isnull=True).order_by("-pk")
    rows = _seen(by).filter(client_id=client_id).order_by("-saved_at", "-pk").defer("content")
    rows = rows.annotate(changed_on=Subquery(unseen.values("found_on")[:1]))
    return [
        ScenarioLine(r.pk, r.title, r.amounts_on, r.saved_at, r.saved_by.user.name, r.changed_on) for r in rows
    ]


def opened(row: Scenario) -> KeptScenario:
    """A row of the table with what it holds."""
    return KeptScenario(
        row.pk, row.client_id, row.title, row.amounts_on, row.rule_set, row.saved_at, row.saved_by.user,
        kept_in(row.content),
    )  # fmt: skip


def _seen(by: Membership) -> QuerySet[Any]:
    return Scenario.objects.visible_to(by).select_related("saved_by__user")
