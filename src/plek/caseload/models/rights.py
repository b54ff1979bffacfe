"""What clients ask about their own record, and records that were destroyed."""

from typing import Self

from django.db import models
from django.db.models import Q

from plek.caseload.choices import DestructionGround, DestructionState, KeepingGround, RightsKind, RightsState
from plek.caseload.models.client import Client
from plek.caseload.models.referral import OfVisibleClientQuerySet
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel, ScopedQuerySet


class RightsRequest(ScopedModel):
    """Something a client asks about his record, to be answered before ``due_on``."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12, choices=RightsKind)
    text = EncryptedTextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=RightsState, default=RightsState.OPEN)
    answer = EncryptedTextField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = OfVisibleClientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "kind"], condition=Q(state=RightsState.OPEN), name="one_open_request_per_kind"
            )
        ]
        indexes = [models.Index(fields=["organisation", "state", "due_on"], name="requests_by_due_day")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.client_id}"


class DestructionQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """All of them for the administrator, who sees numbers only; else those of clients one may see, and what
        one had a part in."""
        mine = super().visible_to(by)
        if by.role == Role.ADMINISTRATOR:
            return mine
        seen = Client.objects.visible_to(by).values("pk")
        return mine.filter(Q(proposed_by=by.pk) | Q(decided_by=by.pk) | Q(record_id__in=seen))


class Destruction(ScopedModel):
    """A record proposed for destruction by one person and decided on by another. It outlives the record, so it
    names the client by number only: this row is the certificate."""

    record_id = models.BigIntegerField()
    client_number = models.CharField(max_length=20)
    ground = models.CharField(max_length=8, choices=DestructionGround)
    asked_on = models.DateField(null=True, blank=True)
    last_changed_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=DestructionState, default=DestructionState.PROPOSED)
    decided_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    kept_because = models.CharField(max_length=8, choices=KeepingGround, blank=True)
    counts = models.JSONField(default=dict)

    objects = DestructionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "record_id"], condition=Q(state=DestructionState.PROPOSED),
                name="one_open_destruction",
            ),
            models.CheckConstraint(
                condition=~Q(state=DestructionState.DONE)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=models.F("proposed_by"))),
                name="destruction_takes_two",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"destruction of {self.client_number}"
