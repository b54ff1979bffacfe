"""What the events of benefits are called: in the log, in "who looked", and since one's last visit."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "benefits.begun": _("conversation about the benefit begun"),
    "benefits.filled_in": _("situation for the benefit told"),
    "benefits.plan_set": _("plan beside the benefit set"),
    "benefits.plan_removed": _("plan beside the benefit left out"),
    "benefits.kept": _("calculation kept"),
    "benefits.noted": _("note about the benefit written"),
    "benefits.finished": _("conversation about the benefit rounded off"),
}
