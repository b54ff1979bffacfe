"""The contact log: one row for one meeting, call or message, never overwritten."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plek.caseload.choices import ContactWith, Mode, Setting, Topic, WorkPhase
from plek.caseload.models.client import Client
from plek.caseload.models.trajectory import Trajectory
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.following import FollowedModel, FollowedQuerySet
from plek.shared.models import ScopedModel, ScopedQuerySet


class ContactQuerySet(FollowedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """Contacts about clients whom ``by`` may see, and of IPS staff also their own without a client."""
        seen = Q(trajectory__client__in=Client.objects.visible_to(by).values("pk"))
        if by.role in CASELOAD_ROLES:
            seen |= Q(trajectory__isnull=True, member_id=by.pk)
        return super().visible_to(by).filter(seen)


class Contact(FollowedModel):
    """What happened. ``key`` is made by the device, so that sending twice adds nothing. A correction is a new
    row that names the one it ``corrects``; a withdrawal is such a row with ``is_withdrawn``. Contacts of one
    group or joint visit share ``visit``."""

    visit = models.UUIDField(null=True, blank=True)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(
        Trajectory, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    held_on = models.DateField()
    held_at = models.TimeField(null=True, blank=True)
    held_with = models.CharField(max_length=12, choices=ContactWith)
    mode = models.CharField(max_length=8, choices=Mode)
    setting = models.CharField(max_length=8, choices=Setting, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    work_phase = models.CharField(max_length=11, choices=WorkPhase, blank=True)
    topics = ArrayField(models.CharField(max_length=10, choices=Topic), default=list, blank=True)
    was_missed = models.BooleanField(default=False)
    has_note = models.BooleanField(default=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_contact_per_key"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__lte=1440), name="contact_within_a_day"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "trajectory", "held_on"],
                name="contacts_of_trajectory",
                include=["member", "held_with", "mode", "was_missed", "is_withdrawn"],
            ),
            models.Index(
                fields=["organisation", "member", "held_on"],
                name="contacts_of_member",
                include=["trajectory", "minutes", "setting"],
            ),
            # Few rows correct another. An index of those alone is read at once, that of all searched for each row.
            models.Index(fields=["corrects"], condition=Q(corrects__isnull=False), name="contacts_corrected"),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class ContactNoteQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """Notes of contacts that ``by`` may see."""
        return super().visible_to(by).filter(contact__in=Contact.objects.visible_to(by).values("pk"))


class ContactNote(ScopedModel):
    """The sealed text of a contact, apart so that lists and counts never touch it.

    Of a withdrawal it holds the reason.
    """

    append_only = True
    is_note_of_staff = True

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="note")
    text = EncryptedTextField()

    objects = ContactNoteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"note of {self.contact_id}"


class DraftQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """Only what one was typing oneself."""
        return super().visible_to(by).filter(membership_id=by.pk)


class Draft(ScopedModel):
    """What someone was typing in a form, sealed; removed when the form is sent."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    fields = EncryptedTextField()
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "form"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.form
