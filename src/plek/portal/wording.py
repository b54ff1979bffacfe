"""What the events of these pages are called in the log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "portal.viewed": _("own page viewed"),
    "portal.looks_viewed": _("looked who looked"),
    "portal.wish_viewed": _("own wish viewed"),
    "portal.ask_viewed": _("own request opened"),
    "portal.question_viewed": _("question of the team viewed"),
    "portal.money_viewed": _("own calculations viewed"),
    "portal.rights_viewed": _("own requests about the record viewed"),
    "portal.record_viewed": _("own record viewed"),
    "portal.record_exported": _("own record taken along"),
}
