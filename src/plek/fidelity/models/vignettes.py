"""What somebody gave to the items of a vignette, to practise rating."""

from typing import Any, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from plek.organisations.models import Membership
from plek.shared.models import ScopedModel, ScopedQuerySet


class VignetteRatingQuerySet(ScopedQuerySet):
    """Everyone's ratings are his own; of all together there are only counts."""

    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        return self.filter(organisation_id=by.organisation_id, rater_id=by.pk)

    def first_counts(self, by: Membership, vignette: str) -> QuerySet[Any, dict[str, Any]]:
        """How often each score was given in the first rounds of the organisation, in which nobody had seen the
        expert's score; rows of item, score and count."""
        here = self.filter(organisation_id=by.organisation_id, vignette=vignette)
        first = here.filter(rater_id=OuterRef("rater_id")).order_by("rated_at").values("rated_at")[:1]
        rows = here.annotate(first_at=Subquery(first)).filter(rated_at=F("first_at"))
        return rows.order_by("item", "score").values("item", "score").annotate(raters=Count("pk"))


class VignetteRating(ScopedModel):
    """One score in one round; a round is everything that one rater gave at one moment."""

    append_only = True

    rater = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    vignette = models.CharField(max_length=12)
    item = models.CharField(max_length=12)
    score = models.PositiveSmallIntegerField()
    rated_at = models.DateTimeField()

    objects = VignetteRatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rater", "vignette", "item", "rated_at"], name="one_vignette_score_per_item_and_round"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="vignette_score_within_the_scale"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "vignette", "rater"], name="rounds_of_vignettes")]

    def __str__(self) -> str:
        return f"{self.vignette} {self.item}: {self.score}"
