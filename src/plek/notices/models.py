"""Mail that waits to be sent, and the trace that it was."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from plek.shared.encryption import EncryptedTextField


class OutboxMail(models.Model):
    """One mail. What it says and to whom is sealed; the text is wiped once it has been sent."""

    key = models.CharField(max_length=120)
    recipient = EncryptedTextField()
    subject = EncryptedTextField()
    text = EncryptedTextField()
    language = models.CharField(max_length=2)
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_mail_per_key"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True), name="mail_sent_or_given_up"
            ),
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(sent_at__isnull=True), name="mail_waiting")]

    def __str__(self) -> str:
        return f"mail {self.pk}"
