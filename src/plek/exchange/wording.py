"""What the events of the workbook are called in the log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "workbook.uploaded": _("workbook brought in to check"),
    "workbook.discarded": _("workbook thrown away"),
    "workbook.checked": _("workbook checked, nothing taken in"),
    "workbook.refused": _("workbook refused, nothing taken in"),
    "workbook.imported": _("workbook taken in"),
    "workbook.exported": _("workbook exported"),
    "client.imported": _("client taken in from a workbook"),
    "client.exported": _("client exported to a workbook"),
    "member.imported": _("colleague taken in from a workbook"),
}
