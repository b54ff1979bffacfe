"""An import as it is followed in the browser; the uploaded workbook is sealed and stays a day at most."""

from typing import Self

from django.db import models

from plek.exchange.choices import RunState
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField, SealedBytesField
from plek.shared.models import ScopedModel, ScopedQuerySet


class ImportRunQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """One's own imports only: the workbook holds what a colleague may not see."""
        return super().visible_to(by).filter(made_by_id=by.pk)


class ImportRun(ScopedModel):
    """One uploaded workbook on its way in.

    ``content``, ``report`` and ``mends`` hold personal data and are sealed; they are wiped when the work is done,
    and after a day in any case. The counts stay.
    """

    key = models.UUIDField(unique=True)
    made_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RunState, default=RunState.CHECKING)
    is_partial = models.BooleanField(default=False)
    is_cancelled = models.BooleanField(default=False)
    content = SealedBytesField(bound_by="key", default=b"")
    mends = EncryptedTextField()
    report = EncryptedTextField()
    counts = models.JSONField(default=dict)
    """Per sheet: accepted, unchanged, refused. No personal data."""
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    sheet = models.CharField(max_length=30, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "made_by", "made_at"], name="imports_of_member")]

    def __str__(self) -> str:
        return f"import {self.key}"

    @property
    def is_wiped(self) -> bool:
        """The workbook is gone; only the counts are left."""
        return not self.content
