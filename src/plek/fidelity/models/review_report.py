"""Texts of the report and the answer to it, and the actions that follow."""

from django.db import models

from plek.caseload.models import Task
from plek.fidelity.choices import Part
from plek.fidelity.models.review import Review
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel


class Passage(ScopedModel):
    """One text as it was written; a later row of the same part and item replaces it, and both stay."""

    append_only = True

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="passages")
    part = models.CharField(max_length=16, choices=Part)
    item = models.CharField(max_length=8, blank=True)
    text = EncryptedTextField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["review", "part", "item"], name="passages_of_review")]

    def __str__(self) -> str:
        return f"{self.part} {self.item}"


class Improvement(ScopedModel):
    """An action of the plan. Who does it, by when and whether it is done stands with its task, on Today."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="improvements")
    item = models.CharField(max_length=8, blank=True)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="improvement")

    def __str__(self) -> str:
        return f"action {self.pk}"
