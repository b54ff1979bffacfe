"""What the events of jobs and education are called: in the log, in "who looked", and since one's last visit."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plek.caseload.supply import RecordKind

EVENTS: dict[str, str | Promise] = {
    "jobs.viewed": _("jobs viewed"),
    "job.started": _("job began"),
    "job.changed": _("job changed"),
    "job.ended": _("job ended"),
    "job.end_taken_back": _("end of the job taken back"),
    "job.terms_changed": _("hours or pay of the job changed"),
    "job.terms_taken_back": _("change of hours or pay taken back"),
    "education.started": _("education began"),
    "education.ended": _("education ended"),
}

RECORD_KINDS: dict[str, RecordKind] = {
    "employment.Job": RecordKind(_("Jobs"), {
        "title": _("Job title"), "employer": _("Employer"), "started_on": _("Started on"),
        "hours_per_week": _("Hours per week"), "gross_per_month": _("Gross per month"),
        "contract": _("Contract"), "openness": _("Openness"), "ended_on": _("Ended on"), "end_reason": _("Reason"),
    }),
    "employment.JobTerms": RecordKind(_("Changes of hours or pay"), {
        "begins_on": _("From which day"), "hours_per_week": _("Hours per week"),
        "gross_per_month": _("Gross per month"),
    }),
    "employment.Education": RecordKind(_("Education"), {
        "title": _("Course"), "level": _("Level"), "started_on": _("Started on"), "ended_on": _("Ended on"),
        "result": _("Result"),
    }),
}  # fmt: skip
