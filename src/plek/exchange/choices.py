"""States of an import that someone follows in the browser."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunState(models.TextChoices):
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    UNUSABLE = "unusable", _("could not be read")
    WRITING = "writing", _("being taken in")
    WRITTEN = "written", _("taken in")
    CANCELLED = "cancelled", pgettext_lazy("import", "stopped")
    FAILED = "failed", pgettext_lazy("import", "went wrong")


BUSY = frozenset({RunState.CHECKING, RunState.WRITING})
"""A task works on it; the page follows."""
EDITABLE = frozenset({RunState.CHECKED, RunState.CANCELLED, RunState.FAILED})
"""Rows can be mended, and it can be checked or taken in (again)."""
