"""The base of every table that belongs to one organisation."""

from typing import Any, Self

from django.db import models

from plek.shared.actor import Actor


class ScopedQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Rows of the organisation in use; contexts narrow this by role and care relationship."""
        return self.filter(organisation_id=by.organisation_id)


class ScopedModel(models.Model):
    """A row of one organisation.

    After every migration its table gets row-level security, composite foreign keys that include the
    organisation, and the rights of the application role (see ``plek.shared.tenancy``).
    """

    append_only = False
    """True: the application may add rows but never change or remove them."""

    row_policy = ""
    """Extra SQL condition under which a row shows besides its organisation being in use."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
