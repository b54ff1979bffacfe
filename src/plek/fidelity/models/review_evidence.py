"""What is ready before anyone rates: the checklist, planned talks, the evidence book, policies."""

from django.db import models

from plek.fidelity.choices import FileKind, Source
from plek.fidelity.models.review import Review, Seat
from plek.organisations.models import Membership
from plek.shared.encryption import SealedBytesField
from plek.shared.models import ScopedModel


class ChecklistTick(ScopedModel):
    """One point of the checklist that is ready."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="ticks")
    code = models.CharField(max_length=40)
    ticked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "code"], name="one_tick_per_point")]

    def __str__(self) -> str:
        return self.code


class PlannedTalk(ScopedModel):
    """An interview or observation of the visit: with whom by source, never by name."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="talks")
    source = models.CharField(max_length=16, choices=Source)
    held_on = models.DateField()
    held_at = models.TimeField(null=True, blank=True)
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.source} on {self.held_on}"


class EvidenceBook(ScopedModel):
    """What the team had recorded when the book was made: the same sums give the same indication for ever.

    ``content`` is sealed and holds no name and no free text; ``counts`` is what was counted in it, and opens only
    beside the content that ``seal`` is of. All three are wiped with the notes. ``scores`` stay: by item, None
    where records alone gave none.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="books")
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    first = models.DateField()
    last = models.DateField()
    seed = models.CharField(max_length=16)
    scores = models.JSONField(default=dict)
    seal = models.CharField(max_length=64, blank=True)
    content = SealedBytesField(default=b"")
    counts = SealedBytesField(default=b"", bound_by="seal")

    class Meta:
        indexes = [models.Index(fields=["review", "made_at"], name="books_of_review")]

    def __str__(self) -> str:
        return f"book of {self.review_id} until {self.last}"


class PolicyFile(ScopedModel):
    """A document of the organisation that reviewers read. ``content`` is sealed."""

    key = models.UUIDField(unique=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="policies")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=FileKind)
    size = models.PositiveIntegerField()
    content = SealedBytesField(bound_by="key")
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"policy {self.pk}"
