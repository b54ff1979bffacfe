"""How far away a day is, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def ago(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``6 days ago``; for a day to come ``tomorrow``, ``in 6 days``."""
    days = (today - day).days
    near = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
    return ngettext("in %(days)s day", "in %(days)s days", -days) % {"days": -days}
