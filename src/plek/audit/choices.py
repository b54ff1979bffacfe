"""What can be done to a record (NEN 7513)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    CREATE = "C", _("created")
    READ = "R", _("viewed")
    UPDATE = "U", _("changed")
    DELETE = "D", _("removed")
    EXECUTE = "E", _("done")
    SEARCH = "S", _("searched")
    EXPORT = "X", _("exported")
    PRINT = "P", _("printed")


class Outcome(models.TextChoices):
    SUCCESS = "success", _("succeeded")
    REFUSED = "refused", _("refused")
    FAILED = "failed", _("failed")


READERS = frozenset({"administrator"})
"""Roles that may read the log of an organisation. Roles are named on a floor above; here they are plain values."""
