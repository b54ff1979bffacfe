"""Who was trained to give advice on benefits, in what, and from when until when."""

from django.db import models
from django.db.models import F, Q

from plek.organisations.models import Membership
from plek.shared.following import FollowedModel


class TrainedAdviser(FollowedModel):
    """A training that makes someone an adviser on benefits from a day until another (exclusive).

    ``training`` is a code of ``data/trainings.yaml``; ``title`` says which one it was, and where. Never
    overwritten: a later row corrects or withdraws.
    """

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="benefit_trainings")
    training = models.CharField(max_length=30)
    title = models.CharField(max_length=160)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_adviser_training_per_key"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("begins_on")), name="adviser_ends_after_begin"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "member"], name="trainings_of_member")]

    def __str__(self) -> str:
        return f"{self.training} of {self.member_id}"
