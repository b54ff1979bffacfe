"""Reads of tasks."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from plek.caseload.models import Task
from plek.organisations.models import Membership

DONE_SHOWN_FOR = timedelta(days=14)


def own_tasks(by: Membership, at: datetime) -> QuerySet[Task]:
    """Own tasks and those one gave, open ones by day, then what was done lately."""
    mine = Q(owner_id=by.pk) | Q(made_by_id=by.pk)
    lately = Q(done_at__isnull=True) | Q(done_at__gt=at - DONE_SHOWN_FOR)
    return (
        Task.objects.visible_to(by).filter(mine, lately).select_related("owner__user", "made_by__user",
        "trajectory__client")
        .order_by(F("done_at").desc(nulls_first=True), "due_on", "pk")
    )  # fmt: skip
