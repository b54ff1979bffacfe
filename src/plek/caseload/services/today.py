"""Putting a line of the today page off, and taking it up again."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Snooze
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused

AT_MOST = timedelta(days=62)


def put_off_line(*, by: Membership, at: datetime, on: date, line: str, until: date, reason: str) -> Snooze:
    """Put a line off until a day, with the reason; only one's own list changes."""
    if until <= on:
        raise Refused(_("Choose a day after today."), field="until")
    if until > on + AT_MOST:
        raise Refused(_("Put it off two months at most, so that it is not forgotten."), field="until")
    if not reason.strip():
        raise Refused(_("Say in a few words why it can wait."), field="reason")
    snooze, _made = Snooze.objects.update_or_create(
        organisation_id=by.organisation_id, membership=by, line=line,
        defaults={"until": until, "reason": reason.strip(), "made_at": at},
    )  # fmt: skip
    record(by=by, action=Action.CREATE, event="line.put_off", object_kind="line", object_id=line[:60])
    return snooze


def take_up_line(*, by: Membership, line: str) -> None:
    """Bring a line back that was put off."""
    removed, _kinds = Snooze.objects.visible_to(by).filter(line=line).delete()
    if not removed:
        raise NotFound
    record(by=by, action=Action.DELETE, event="line.taken_up", object_kind="line", object_id=line[:60])
