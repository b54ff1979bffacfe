"""A formal review of one IPS team by two reviewers, and the steps it went through."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from plek.fidelity.choices import FINAL, OVER, ReviewState
from plek.organisations.choices import Role
from plek.organisations.models import Membership, Team
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel, ScopedQuerySet


class ReviewQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """Those one reviews, as long as they run; those of one's team; to read only: final ones."""
        here = super().visible_to(by)
        if by.role == Role.ADMINISTRATOR:
            return here
        if by.role == Role.FIDELITY_REVIEWER:
            return here.filter(seats__member_id=by.pk).exclude(state__in=OVER)
        if by.role == Role.IPS_TEAM_LEADER:
            return here.filter(team_id__in=by.team_ids)
        if by.role == Role.DIRECTOR:
            return here.filter(state__in=FINAL)
        if by.role == Role.EMPLOYMENT_SPECIALIST:
            return here.filter(team_id__in=by.team_ids, state__in=FINAL)
        return here.none()


class Review(ScopedModel):
    """Begins with a plan and ends with a plan.

    ``agreement`` keeps how far the two agreed once both had finished: numbers of items and a kappa, no score.
    ``final_on`` is when the report became final, or the review was cancelled: from then the notes have their days.
    """

    key = models.UUIDField()
    number = models.CharField(max_length=20)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="fidelity_reviews")
    scale = models.CharField(max_length=20)
    scale_version = models.CharField(max_length=20)
    visit_begins_on = models.DateField()
    visit_ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.PLANNING)
    planned_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    final_on = models.DateField(null=True, blank=True)
    notes_removed_at = models.DateTimeField(null=True, blank=True)
    agreement = models.JSONField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_review_per_number"),
            models.UniqueConstraint(fields=["organisation", "key"], name="one_review_per_key"),
            models.UniqueConstraint(
                fields=["team"], condition=~Q(state__in=sorted(OVER)), name="one_running_review_per_team"
            ),
            models.CheckConstraint(
                condition=Q(visit_ends_on__gte=F("visit_begins_on")), name="visit_ends_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ReviewStep(ScopedModel):
    """A state entered: onwards, or a step back with its reason."""

    append_only = True

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=ReviewState)
    is_back = models.BooleanField(default=False)
    reason = EncryptedTextField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.review_id}: {self.state}"


class Seat(ScopedModel):
    """One of the two reviewers: independent once ``signed_at`` is there, done with rating at ``finished_at``."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="seats")
    place = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="review_seats")
    signed_at = models.DateTimeField(null=True, blank=True)
    statement = models.CharField(max_length=20, blank=True)
    """The version of the statement that was signed."""
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "place"], name="one_seat_per_place"),
            models.UniqueConstraint(fields=["review", "member"], name="one_seat_per_reviewer"),
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="two_seats"),
        ]

    def __str__(self) -> str:
        return f"seat {self.place} of {self.review_id}"
