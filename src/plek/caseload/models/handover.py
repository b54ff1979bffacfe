"""A caseload handed over: who left, from which day, and what went to whom."""

from django.db import models
from django.db.models import Q

from plek.organisations.models import Membership
from plek.shared.models import ScopedModel


class Handover(ScopedModel):
    """One hand-over of a whole caseload. ``moves`` holds ids only (see ``services.handover``), so that it can be
    undone until ``effective_on``."""

    leaver = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="handovers")
    rest_to = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    effective_on = models.DateField()
    ends_membership = models.BooleanField()
    moves = models.JSONField(default=dict)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["leaver", "effective_on"], condition=Q(undone_at__isnull=True), name="one_handover_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.leaver_id} hands over on {self.effective_on}"
