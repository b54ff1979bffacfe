"""What the events of fidelity are called in the log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "fidelity.viewed": _("fidelity of the team viewed"),
    "fidelity.records_viewed": _("records behind a fidelity item viewed"),
    "fidelity.month_recorded": _("indication recorded at the end of a month"),
    "fidelity.exported": _("indication taken out as a file"),
    "fidelity.printed": _("indication taken out on paper"),
    "fidelity.wording_laid_in": _("official text of a scale laid in"),
    "fidelity.wording_removed": _("official text of a scale removed"),
    "fidelity.wordings_viewed": _("official texts of scales viewed"),
    "fidelity.what_if_viewed": _("what if of the team's fidelity viewed"),
    "fidelity.asked": _("fidelity of the team asked on the command line"),
}
