"""Days in words: written out, and how far away they are."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

KEPT = 8192


def written(day: date, form: str) -> str:
    """A day in the language in use, as ``24 november 2026`` for the form ``j F Y`` (letters of Django)."""
    return _written(day, form, get_language())


def writing(form: str) -> Callable[[date], str]:
    """What writes days in the language in use, for whoever has many at once."""
    language = get_language()
    return lambda day: _written(day, form, language)


@lru_cache(KEPT)
def _written(day: date, form: str, language: str | None) -> str:
    """Kept by language, since lists write the same days over and over."""
    return date_format(day, form)


def day_of(moment: datetime) -> date:
    """The day on the clock in Amsterdam."""
    return moment.astimezone(timezone.get_default_timezone()).date()


def ago(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``6 days ago``; for a day to come ``tomorrow``, ``in 6 days``."""
    return _ago((today - day).days, get_language())


@lru_cache(KEPT)
def _ago(days: int, language: str | None) -> str:
    """Kept by language, as days are."""
    near = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
    return ngettext("in %(days)s day", "in %(days)s days", -days) % {"days": -days}
