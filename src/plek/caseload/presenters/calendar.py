"""An appointment as a calendar file (RFC 5545): neutral on purpose."""

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from plek.caseload.models import Appointment

STAMP = "%Y%m%dT%H%M%SZ"


def calendar_of(appointment: Appointment, host: str, now: datetime) -> str:
    """One event. It tells when, and nothing about whom or where: calendars are shared and synchronised."""
    starts = appointment.starts_at.astimezone(UTC)
    ends = starts + timedelta(minutes=appointment.minutes)
    status = "CANCELLED" if appointment.cancelled_at else "CONFIRMED"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Plek//NL", "METHOD:PUBLISH", "BEGIN:VEVENT",
        f"UID:appointment-{appointment.pk}@{host.split(':')[0]}", f"SEQUENCE:{appointment.version}",
        f"DTSTAMP:{now.astimezone(UTC).strftime(STAMP)}", f"DTSTART:{starts.strftime(STAMP)}",
        f"DTEND:{ends.strftime(STAMP)}", f"SUMMARY:{_('Appointment')}", "CLASS:PRIVATE", f"STATUS:{status}",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"
