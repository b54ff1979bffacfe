"""The indication as it stood when a month had ended."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from plek.organisations.models import Membership, Team
from plek.shared.models import ScopedModel, ScopedQuerySet


class IndicationRecordQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """Of one's own teams."""
        return super().visible_to(by).filter(team_id__in=by.team_ids)


class IndicationRecord(ScopedModel):
    """One item of one team over the six months up to and including ``last_on``; never changed afterwards.

    ``score`` is None while what was open could still change it: it lay between ``at_least`` and ``at_most``.
    """

    append_only = True

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    scale = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    first_on = models.DateField()
    last_on = models.DateField()
    item = models.CharField(max_length=12)
    score = models.PositiveSmallIntegerField(null=True)
    at_least = models.PositiveSmallIntegerField()
    at_most = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    records = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()

    objects: ClassVar[Any] = IndicationRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "scale", "last_on", "item", "version"], name="one_record_per_item_and_month"
            ),
            models.CheckConstraint(condition=Q(last_on__gt=F("first_on")), name="record_covers_days"),
            models.CheckConstraint(
                condition=Q(at_least__gte=1, at_most__lte=5, at_least__lte=F("at_most")),
                name="record_within_the_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} up to {self.last_on}: {self.score or '–'}"
