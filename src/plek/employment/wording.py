"""What the events of jobs and education are called: in the log, in "who looked", and since one's last visit."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "jobs.viewed": _("jobs viewed"),
    "job.started": _("job began"),
    "job.changed": _("job changed"),
    "job.ended": _("job ended"),
    "job.end_taken_back": _("end of the job taken back"),
    "education.started": _("education began"),
    "education.ended": _("education ended"),
}
