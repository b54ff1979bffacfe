"""The mark of a rule set as people read it."""

from datetime import date

from django.utils.translation import gettext as _

from plek.shared.dates import written


def mark_said(code: str) -> str:
    """``1 July 2026 (0f1b101d44)`` for what is kept as ``2026-07-01/0f1b101d44``."""
    since, _slash, mark = code.partition("/")
    return _("%(day)s (%(mark)s)") % {"day": written(date.fromisoformat(since), "j F Y"), "mark": mark}
