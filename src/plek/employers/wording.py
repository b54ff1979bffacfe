"""What the events of employers are called in the log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "employer.registered": _("employer registered"),
    "employer.changed": _("employer changed"),
    "employer.viewed": _("employer's page viewed"),
    "employer_contact.viewed": _("employer contact viewed"),
    "employer_contact.logged": _("employer contact logged"),
    "employer_contact.corrected": _("employer contact corrected"),
    "employer_contact.withdrawn": _("employer contact withdrawn"),
}
