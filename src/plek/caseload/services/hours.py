"""Hours of a week."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import WorkedWeek
from plek.organisations.models import Membership
from plek.shared.errors import Refused

HOURS_OF_A_WEEK = Decimal(80)


def record_week(
    *,
    by: Membership,
    on: date,
    day: date,
    support: Decimal,
    other: Decimal | None = None,
    outside: Decimal | None = None,
) -> WorkedWeek:
    """Keep one's hours of the week in which ``day`` lies; entering again replaces them."""
    monday = day - timedelta(days=day.weekday())
    if monday > on:
        raise Refused(_("This week has yet to begin."))
    if support + (other or 0) > HOURS_OF_A_WEEK:
        raise Refused(_("That is more than eighty hours. Look at the figures again."), field="support")
    if outside is not None and outside > support + (other or 0):
        raise Refused(_("More hours outside than hours worked. Look at the figures again."), field="outside")
    week, _made = WorkedWeek.objects.update_or_create(
        organisation_id=by.organisation_id, membership=by, monday=monday,
        defaults={"support_hours": support, "other_hours": other, "outside_hours": outside},
    )  # fmt: skip
    record(by=by, action=Action.UPDATE, event="week.recorded", object_kind="week", object_id=f"{monday:%G-W%V}")
    return week
