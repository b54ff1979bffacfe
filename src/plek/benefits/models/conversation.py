"""A conversation about what work leaves of a benefit: the situation as it was told, the plans, and what was
calculated with them.

Amounts of money, a household and a benefit are personal: what was told and calculated is sealed.
"""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plek.benefits.choices import PlanKind, Step
from plek.caseload.models import Client
from plek.caseload.models.referral import OfVisibleClientQuerySet
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel

MOST_PLANS = 4


class OfVisibleConversationQuerySet(OfVisibleClientQuerySet):
    """Rows of conversations with clients whom ``by`` may see, the client's own among them."""

    client_path = "conversation__client"


class NoteQuerySet(OfVisibleConversationQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """An adviser's notes are for the IPS team that guides the client, and for nobody else."""
        seen = super().visible_to(by)
        return seen if by.role in CASELOAD_ROLES else seen.none()


class Conversation(ScopedModel):
    """One conversation with one client, from its begin until it is rounded off; one at a time.

    ``agreed_fields`` are the answers that came from the record because specialist and client both said so, at
    ``agreed_at``. ``led_by`` is who led it, as was said when it was rounded off.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="benefits_conversations")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    agreed_fields = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    led_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = OfVisibleClientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "client"], condition=Q(finished_at__isnull=True),
                name="one_open_benefits_conversation",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "client", "begun_at"], name="benefits_conversations")]

    def __str__(self) -> str:
        return f"benefits conversation {self.pk}"


class SituationPart(ScopedModel):
    """One part of the situation as somebody filled it in; of each step the newest row stands.

    ``answers`` is sealed JSON: fields of ``plek.benefits.answers.Answers`` by name, null for what is not known.
    A step without a row was not asked yet.
    """

    append_only = True

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="parts")
    step = models.CharField(max_length=12, choices=Step)
    answers = EncryptedTextField()
    filled_at = models.DateTimeField()
    filled_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = OfVisibleConversationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "conversation", "step"], name="parts_of_situation")]

    def __str__(self) -> str:
        return f"{self.step} of {self.conversation_id}"


class Plan(ScopedModel):
    """One of at most four plans that stand beside now. ``details`` is sealed JSON, as
    ``plek.benefits.answers.PlanDetails``."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="plans")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=PlanKind)
    details = EncryptedTextField()

    objects = OfVisibleConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "place"], name="one_benefits_plan_per_place"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST_PLANS), name="at_most_four_benefits_plans"
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.place} of {self.conversation_id}"


class Scenario(ScopedModel):
    """Now beside the plans, kept as it was calculated: what client and specialist saw that day never changes.

    ``amounts_on`` is the day whose laws and amounts were used, ``rule_set`` the version of the rules, ``content``
    sealed JSON. Letters and notices read it through ``plek.benefits.selectors.scenarios``, which gives a
    ``KeptScenario``: the figures as they were, and the answers and plans they were made from, so that
    ``plek.benefits.estimates.estimated`` calculates them anew for another day.
    """

    append_only = True

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="scenarios")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    title = EncryptedTextField()
    amounts_on = models.DateField()
    rule_set = models.CharField(max_length=40)
    content = EncryptedTextField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = OfVisibleClientQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "client", "saved_at"], name="scenarios_of_client")]

    def __str__(self) -> str:
        return f"scenario {self.pk}"


class ConversationNote(ScopedModel):
    """What an adviser notes for himself and the IPS team; never on a page of the client or a letter."""

    append_only = True
    is_note_of_staff = True

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="notes")
    text = EncryptedTextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "conversation"], name="notes_of_conversation")]

    def __str__(self) -> str:
        return f"note of {self.conversation_id}"
