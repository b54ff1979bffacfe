"""Rows that are never overwritten: a later row corrects or withdraws the one it names."""

from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef

from plek.shared.actor import Actor
from plek.shared.models import ScopedModel, ScopedQuerySet

Row = TypeVar("Row", bound=ScopedModel)

BOOKKEEPING = frozenset({"id", "key", "corrects", "is_withdrawn", "recorded_at", "recorded_by"})


class FollowedQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Rows as they now stand: without those that a later row corrects, and without what was withdrawn."""
        later = self.model._default_manager.filter(corrects_id=OuterRef("pk"))
        return self.filter(~Exists(later), is_withdrawn=False)


class FollowedModel(ScopedModel):
    """A row of which a later one may say that it was otherwise (it ``corrects``), or that it was not so at all.

    ``key`` is made by the device, so that sending twice adds nothing.
    """

    append_only = True

    key = models.UUIDField()
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    is_withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("organisations.Membership", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = FollowedQuerySet.as_manager()

    class Meta:
        abstract = True


def add_once(model: type[Row], *, by: Actor, key: UUID, **fields: Any) -> tuple[Row, bool]:
    """Add a row under the key its device made; sent again, the row that is there and False."""
    found: tuple[Row, bool] = model._default_manager.get_or_create(  # type: ignore[assignment]
        organisation_id=by.organisation_id, key=key, defaults=fields
    )
    return found


def added_before(model: type[Row], *, by: Actor, key: UUID) -> Row | None:
    """The row that stands under this key already, where ``by`` may see it."""
    found: Row | None = model._default_manager.visible_to(by).filter(key=key).first()
    return found


def withdraw_once(row: Row, *, by: Actor, at: datetime, key: UUID) -> Row:
    """Add the row that withdraws this one: the same, but withdrawn. Sent again, the row that is there."""
    same = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in BOOKKEEPING}
    same.pop("organisation_id")
    follows = {"corrects_id": row.pk, "is_withdrawn": True, "recorded_at": at, "recorded_by": by}
    made, _is_new = add_once(type(row), by=by, key=key, **same, **follows)
    return made
