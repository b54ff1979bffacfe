"""The log itself. Rows are added by the database function ``audit_append`` and by nothing else."""

from django.db import models

from plek.audit.choices import Action, Outcome
from plek.shared.actor import Actor


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, by: Actor) -> "EntryQuerySet":
        """The entries of the organisation in use."""
        return self.filter(organisation_id=by.organisation_id)


class Entry(models.Model):
    """One event. Organisation 0 is the platform itself (sign-in before an organisation is known)."""

    read_only_table = True

    organisation_id = models.BigIntegerField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=1, choices=Action)
    event = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8, choices=Outcome)
    user_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=24, blank=True)
    on_behalf_of = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=200, blank=True)
    client_id = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    permission = models.CharField(max_length=60, blank=True)
    access_point = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=20, default="plek")
    request_id = models.CharField(max_length=32, blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "sequence"], name="one_entry_per_sequence"),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "client_id", "-sequence"], name="entries_of_client"),
            models.Index(fields=["organisation_id", "user_id", "-sequence"], name="entries_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.event}"


class Head(models.Model):
    """The end of each organisation's chain; written only by ``audit_append``."""

    read_only_table = True

    organisation_id = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"chain of {self.organisation_id}"
