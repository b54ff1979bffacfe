"""What the log's own events are called."""

from django.utils.translation import gettext_lazy as _

from plek.audit.supply import Label

EVENTS: dict[str, Label] = {
    "audit.viewed": _("log viewed"),
    "audit.sampled": _("sample of the log drawn"),
    "audit.exported": _("log exported"),
    "audit.breach_report": _("report of who saw what made"),
}
