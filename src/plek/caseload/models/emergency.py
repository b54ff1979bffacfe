"""Emergency access: a record opened outside the care relationship, and somebody who looked at that."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from plek.caseload.choices import EmergencyReason
from plek.caseload.models.client import Client
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel, ScopedQuerySet

LASTS = timedelta(minutes=60)

OWN_OR_TO_LOOK_AT = """(user_id = {user} or exists (
    select 1 from organisations_membership m join organisations_organisation o on o.id = m.organisation_id
    where m.organisation_id = {table}.organisation_id and m.user_id = {user}
    and (m.ends_on is null or m.ends_on > current_date)
    and (m.role = 'administrator' or m.id = o.privacy_officer_id)))"""


class EmergencyAccessQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """One's own; for an administrator and the privacy officer all."""
        mine = super().visible_to(by)
        if by.role == Role.ADMINISTRATOR or by.pk == by.organisation.privacy_officer_id:
            return mine
        return mine.filter(user_id=by.user_id)


class EmergencyAccess(ScopedModel):
    """One client's record, open to one person until ``ends_at``. Nothing else opens it, and nothing prolongs it:
    the row is never changed, is laid in one's own name only, and shows to nobody else who reads records."""

    append_only = True
    in_record = False
    row_limit = OWN_OR_TO_LOOK_AT
    row_check = "user_id = {user}"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="emergencies")
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=8, choices=EmergencyReason)
    text = EncryptedTextField()

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at"), ends_at__lte=F("opened_at") + LASTS),
                name="emergency_ends_within_the_hour",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="emergency_has_a_reason"),
        ]
        indexes = [models.Index(fields=["organisation", "opened_at"], name="emergencies_by_time")]

    def __str__(self) -> str:
        return f"emergency access {self.pk}"


class EmergencyLook(ScopedModel):
    """What the privacy officer, or an administrator, made of an emergency access."""

    append_only = True
    in_record = False

    access = models.OneToOneField(EmergencyAccess, on_delete=models.PROTECT, related_name="look")
    looked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    is_in_order = models.BooleanField()
    text = EncryptedTextField()

    def __str__(self) -> str:
        return f"look at {self.access_id}"
