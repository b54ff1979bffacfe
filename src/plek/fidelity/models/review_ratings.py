"""Notes and scores of each reviewer, and what the two agreed on.

Of notes and scores the database itself shows a reviewer only his own until both have finished; whoever does not
review never sees any.
"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from plek.engines.fidelity_scoring.scale import SCORES
from plek.fidelity.choices import Source
from plek.fidelity.models.review import Review, Seat
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel, ScopedQuerySet

ALONE = """exists (
    select 1 from fidelity_seat mine join organisations_membership who on who.id = mine.member_id
    where mine.review_id = {table}.review_id and who.user_id = {user} and (mine.id = {table}.seat_id
        or not exists (select 1 from fidelity_seat one
                       where one.review_id = mine.review_id and one.finished_at is null)))"""
"""Own rows, and those of the other once both have finished."""


class AloneQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """Own rows; those of the other once both have finished."""
        running = Seat.objects.filter(review_id=OuterRef("review_id"), finished_at__isnull=True)
        of_ours = Review.objects.visible_to(by).filter(seats__member_id=by.pk).values("pk")
        mine = Q(seat__member_id=by.pk) | ~Exists(running)
        return super().visible_to(by).filter(mine, review_id__in=of_ours)


class Rating(ScopedModel):
    """A score that one reviewer gave, alone. A later row of the same reviewer and item replaces it; both stay."""

    append_only = True
    row_limit = ALONE

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="ratings")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="ratings")
    item = models.CharField(max_length=8)
    score = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    objects = AloneQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(score__in=SCORES), name="rating_from_one_to_five")]
        indexes = [models.Index(fields=["seat", "item"], name="ratings_of_seat")]

    def __str__(self) -> str:
        return f"rating {self.pk}"


class Note(ScopedModel):
    """What a reviewer heard or saw about one item. Removed some time after the report is final."""

    row_limit = ALONE

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="notes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="notes")
    key = models.UUIDField()
    item = models.CharField(max_length=8)
    source = models.CharField(max_length=16, choices=Source)
    text = EncryptedTextField()
    written_at = models.DateTimeField()

    objects = AloneQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_note_per_key")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Consensus(ScopedModel):
    """The score that both stand for. A later row of the same item replaces it; both stay.

    ``was_equal`` says that each gave it alone, which is the reason then; any other score has its ``reason``.
    """

    append_only = True

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="consensus")
    item = models.CharField(max_length=8)
    score = models.PositiveSmallIntegerField()
    reason = EncryptedTextField()
    was_equal = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(score__in=SCORES), name="consensus_from_one_to_five")]
        indexes = [models.Index(fields=["review", "item"], name="consensus_of_review")]

    def __str__(self) -> str:
        return f"consensus {self.pk}"
