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

    outlives_client: tuple[str, ...] = ()
    """Links to what hangs on a client that are cut when his record is destroyed; every other row that hangs on it
    goes along."""

    in_record = True
    """Belongs, when it hangs on a client, to what that client gets who asks for his record."""

    is_note_of_staff = False
    """Of a record only its helpers hand this out, after they have looked at it themselves."""

    row_policy = ""
    """Extra SQL condition under which a row shows besides its organisation being in use."""

    row_limit = ""
    """SQL condition that a row must meet as well to show; writing is not bound by it."""

    row_check = ""
    """SQL condition that a row must meet as well to be written."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
