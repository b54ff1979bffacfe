"""The views someone keeps of the caseload table."""

from typing import Any

from django.db.models import QuerySet

from plek.caseload.models import SavedView
from plek.organisations.models import Membership
from plek.shared.composed import composed


@composed
def saved_views(by: Membership) -> QuerySet[Any]:
    """One's own views by name: a list."""
    return SavedView.objects.visible_to(by).filter(membership_id=by.pk).order_by("name")
