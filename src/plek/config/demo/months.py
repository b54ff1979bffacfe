"""A year of months that have ended, so that the course of fidelity can be seen at once."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from plek.config.demo.places import Ggz
from plek.fidelity.services.recording import month_ends, record_month
from plek.organisations.choices import TeamKind
from plek.organisations.models import Team
from plek.organisations.selectors import first_administrator

MONTHS = 12
NIGHT = time(3, 0)


def build_months(ggz: Ggz, today: date) -> None:
    """Record every month as if it had been done in the night after it."""
    by = first_administrator(ggz.organisation.slug)
    teams = list(Team.objects.filter(kind=TeamKind.IPS).order_by("pk"))
    for last_on in month_ends(today.replace(day=1) - timedelta(days=1), MONTHS):
        at = timezone.make_aware(datetime.combine(last_on + timedelta(days=1), NIGHT))
        record_month(by=by, teams=teams, last_on=last_on, at=at)
