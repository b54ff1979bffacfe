"""The request to start, and what was asked and answered about it."""

from typing import Self

from django.db import models
from django.db.models import Q

from plek.caseload.choices import DeclineReason, ReferralSource, ReferralState
from plek.caseload.models.client import Client
from plek.organisations.models import Membership, Team
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel, ScopedQuerySet


class OfVisibleClientQuerySet(ScopedQuerySet):
    """Rows that hang on a client and are seen by whoever may see that client."""

    client_path = "client"

    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        clients = Client.objects.visible_to(by).values("pk")
        return super().visible_to(by).filter(**{f"{self.client_path}__in": clients})


class Referral(ScopedModel):
    """A request to start, waiting at an IPS team until someone answers."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="referrals")
    ips_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=16, choices=ReferralSource)
    referrer = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    referrer_name = models.CharField(max_length=120, blank=True)
    referred_on = models.DateField()
    wish = EncryptedTextField()
    strengths = EncryptedTextField()
    good_to_know = EncryptedTextField()
    is_client_informed = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=ReferralState, default=ReferralState.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=14, choices=DeclineReason, blank=True)

    objects = OfVisibleClientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReferralState.DECLINED) | ~Q(decline_reason=""), name="decline_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["organisation", "client", "ips_team"],
                condition=Q(state__in=[ReferralState.WAITING, ReferralState.QUESTION]),
                name="one_open_referral_per_client",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "ips_team", "state", "referred_on"], name="referrals_waiting"),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"


class ReferralEvent(ScopedModel):
    """One step of a referral: sent, question, answer, accepted, declined. Never changed afterwards."""

    append_only = True

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ReferralState)
    text = EncryptedTextField()

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.state}"
