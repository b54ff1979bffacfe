"""Opening a record in an emergency, telling who must look at it, and looking."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import EmergencyReason
from plek.caseload.models import Client, EmergencyAccess, EmergencyLook
from plek.caseload.models.emergency import LASTS
from plek.caseload.policies import emergency as policy
from plek.caseload.selectors import emergency as reads
from plek.caseload.tasks import remind_of_emergency
from plek.notices.services import send_mail
from plek.organisations.models import Membership
from plek.shared.errors import Refused

PERMISSION = "emergency"


@dataclass(frozen=True)
class Sought:
    """Who it is about: the number, or else last name and day of birth, exactly."""

    number: str = ""
    last_name: str = ""
    born_on: date | None = None


def open_record(
    *, by: Membership, at: datetime, sought: Sought, reason: EmergencyReason | str, text: str, base_url: str
) -> EmergencyAccess:
    """Open one record for an hour. Who must look at it is told in the same transaction."""
    told = reads.lookers(by, by.user_id, timezone.localdate(at))
    policy.may_open(by, told).demand()
    client = _found(by, sought)
    access: EmergencyAccess = EmergencyAccess.objects.create(
        organisation_id=by.organisation_id, client=client, opened_by=by, user_id=by.user_id, opened_at=at,
        ends_at=at + LASTS, reason=reason, text=text.strip(),
    )  # fmt: skip
    _log(by, access, Action.EXECUTE, "emergency.opened")
    tell(access, told, base_url=base_url, is_late=False)
    remind_of_emergency.using(run_after=at + policy.LOOK_WITHIN).enqueue(by.organisation_id, access.pk, base_url)
    return access


def look(*, by: Membership, at: datetime, access_id: int, is_in_order: bool, text: str) -> EmergencyLook:
    """Say what came of looking at it."""
    access = reads.access_to_look_at(by, access_id)
    policy.may_look(by, access).demand()
    if not is_in_order and not text.strip():
        raise Refused(_("Write what was not in order and what you do about it."), field="text")
    made: EmergencyLook = EmergencyLook.objects.create(
        organisation_id=by.organisation_id, access=access, looked_by=by, looked_at=at, is_in_order=is_in_order,
        text=text.strip(),
    )  # fmt: skip
    _log(by, access, Action.UPDATE, "emergency.looked_at", {"is_in_order": is_in_order})
    return made


def tell(access: EmergencyAccess, people: list[Membership], *, base_url: str, is_late: bool) -> None:
    """Mail each of them, in words that say nothing about anybody; ``base_url`` is scheme and host of the link."""
    organisation = access.opened_by.organisation
    path = reverse("caseload:emergency_look", kwargs={"organisation": organisation.slug, "access": access.pk})
    for one in people:
        send_mail(
            to=one.user.email,
            subject=gettext_lazy("Emergency access was used: look at it within a week"),
            template="caseload/mail/emergency",
            context={"name": one.user.get_short_name(), "link": f"{base_url}{path}", "is_late": is_late},
            language=one.user.language,
            key=f"emergency-{access.pk}-{one.pk}-{is_late}",
        )


def _found(by: Membership, sought: Sought) -> Client:
    here = Client.objects.filter(organisation_id=by.organisation_id)
    if sought.number:
        found = list(here.filter(number__iexact=sought.number))
    else:
        found = list(here.filter(last_name__iexact=sought.last_name, born_on=sought.born_on)[:2])
    if len(found) > 1:
        raise Refused(_("More than one client has this name and day of birth. Give the client number."))
    if not found:
        raise Refused(_("There is no such client here. Check the number, or the last name and day of birth."))
    if Client.objects.visible_to(by).filter(pk=found[0].pk).exists():
        raise Refused(_("You guide or treat this client: open the record as always, through Search."))
    return found[0]


def _log(
    by: Membership, access: EmergencyAccess, action: Action, event: str, detail: dict[str, object] | None = None
) -> None:
    record(
        by=by, action=action, event=event, client_id=access.client_id, object_kind="emergency",
        object_id=access.pk, reason=access.reason, permission=PERMISSION, detail=detail,
    )  # fmt: skip
