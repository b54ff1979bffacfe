"""The official words of a scale, as far as an organisation may use them."""

from django.db import models

from plek.organisations.models import Membership
from plek.shared.models import ScopedModel

LONGEST = 300


class ScaleWording(ScopedModel):
    """Words over Plek's own, in one language, for one version of a scale. ``given`` is the checked document."""

    scale = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    source = models.CharField(max_length=LONGEST)
    right = models.CharField(max_length=LONGEST)
    given = models.JSONField()
    laid_in_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    laid_in_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scale", "version", "language"], name="one_wording_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scale} {self.version} ({self.language}): {self.source}"
