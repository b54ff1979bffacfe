"""Kept calculations that come out otherwise since amounts changed."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from plek.benefits.models import ChangeNotice, Scenario
from plek.caseload.models import Trajectory
from plek.organisations.models import Membership
from plek.shared.errors import NotFound


def newest_scenarios(on: date) -> QuerySet[Scenario]:
    """The last calculation of each client who is guided now, in the organisation in use."""
    guided = Trajectory.objects.filter(ended_on__isnull=True).values("client_id")
    rows = Scenario.objects.filter(client_id__in=guided, amounts_on__lte=on).select_related("saved_by__user")
    return rows.order_by("client_id", "-saved_at", "-pk").distinct("client_id")


def notice(by: Membership, client: str, scenario: int) -> ChangeNotice:
    """The newest notice about a scenario. Raises ``NotFound``."""
    rows = ChangeNotice.objects.visible_to(by).filter(scenario_id=scenario, client__number=client)
    found: ChangeNotice | None = rows.order_by("-found_on", "-pk").first()
    if found is None:
        raise NotFound
    return found


def open_notices(by: Membership, client_id: int) -> list[ChangeNotice]:
    """What nobody has looked at yet, newest first."""
    rows = ChangeNotice.objects.visible_to(by).filter(client_id=client_id, seen_at__isnull=True)
    return list(rows.order_by("-found_on", "-pk"))


def has_open_notice() -> Exists:
    """Is there one that nobody has looked at yet, for a question about clients?"""
    return Exists(ChangeNotice.objects.filter(client=OuterRef("pk"), seen_at__isnull=True))
