"""What the events of fidelity are called in the log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "fidelity.viewed": _("fidelity of the team viewed"),
    "fidelity.records_viewed": _("records behind a fidelity item viewed"),
    "fidelity.asked": _("fidelity of the team asked on the command line"),
}
