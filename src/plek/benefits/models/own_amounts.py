"""Amounts of law that an organisation puts in place itself: what one proposes, and what another says of it."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from plek.organisations.models import Membership
from plek.shared.models import ScopedModel, ScopedQuerySet


class OwnAmountQuerySet(ScopedQuerySet):
    def accepted(self) -> Self:
        """A second person said yes, whatever came after."""
        return self.filter(is_withdrawal=False, verdict__is_accepted=True)

    def in_force(self) -> Self:
        """Accepted, and not followed by a row that withdraws it or by an accepted one in its place."""
        later = OwnAmount.objects.filter(follows_id=OuterRef("pk"))
        replaced = later.filter(Q(is_withdrawal=True) | Q(verdict__is_accepted=True))
        return self.accepted().filter(~Exists(replaced))

    def waiting(self) -> Self:
        """Neither checked nor withdrawn."""
        taken_back = OwnAmount.objects.filter(follows_id=OuterRef("pk"), is_withdrawal=True)
        return self.filter(~Exists(taken_back), is_withdrawal=False, verdict__isnull=True)


class OwnAmount(ScopedModel):
    """A value for one parameter of the engine from a day until another (exclusive), with where it was found.

    It counts once a second person accepted it. ``follows`` names the amount that this row takes the place of, or
    withdraws. ``parameter`` and the unit of ``number`` are those of the engine's book.
    """

    append_only = True

    key = models.UUIDField()
    parameter = models.CharField(max_length=80)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    number = models.DecimalField(max_digits=14, decimal_places=6)
    source = models.CharField(max_length=300)
    link = models.CharField(max_length=300, blank=True)
    found_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    is_withdrawal = models.BooleanField(default=False)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = OwnAmountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_own_amount_per_key"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("begins_on")),
                name="own_amount_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawal=False) | Q(follows__isnull=False), name="withdrawal_of_an_own_amount"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "parameter", "begins_on"], name="own_amounts")]

    def __str__(self) -> str:
        return f"{self.parameter} from {self.begins_on}"


class AmountCheck(ScopedModel):
    """What a second person says of a proposed amount: accepted, or returned with the reason."""

    append_only = True

    amount = models.OneToOneField(OwnAmount, on_delete=models.PROTECT, related_name="verdict")
    is_accepted = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_accepted=True) | ~Q(reason=""), name="amount_returned_with_reason"
            )
        ]

    def __str__(self) -> str:
        return f"check of {self.amount_id}"
