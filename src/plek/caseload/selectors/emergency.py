"""Reads of emergency access: one's own, those to look at, and the record in the name of one."""

from copy import copy
from datetime import date, datetime

from django.db.models import CharField, Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from plek.audit.models import Entry
from plek.caseload.models import EmergencyAccess
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.selectors.people import privacy_officer, staff
from plek.shared.errors import NotFound

AT_MOST = 100


def own_access(by: Membership, access: int) -> EmergencyAccess:
    """One that ``by`` opened. Raises ``NotFound`` for one of somebody else."""
    mine = EmergencyAccess.objects.visible_to(by).filter(user_id=by.user_id)
    return _one(mine.select_related("client__treatment_team", "client__ips_team"), access)


def open_now(by: Membership, at: datetime) -> list[EmergencyAccess]:
    """What ``by`` opened and may still read."""
    mine = EmergencyAccess.objects.visible_to(by).filter(user_id=by.user_id, ends_at__gt=at)
    return list(mine.select_related("client").order_by("ends_at"))


def in_the_name_of(by: Membership, access: EmergencyAccess, at: datetime) -> Membership:
    """Reads the one record that this access opens, as long as it lasts; never saved."""
    reader = copy(by)
    reader.__dict__["_emergency"] = (access.pk, at)
    return reader


def access_to_look_at(by: Membership, access: int) -> EmergencyAccess:
    """One of the organisation, with what came of it and how often the record was read."""
    return _one(_told(by), access)


def accesses(by: Membership) -> list[EmergencyAccess]:
    """Those nobody looked at first, then the newest."""
    return list(_told(by).order_by(F("look__looked_at").desc(nulls_first=True), "-opened_at")[:AT_MOST])


def unlooked(by: Membership) -> list[datetime]:
    """When those were opened that nobody looked at and that ``by`` did not open, the first first."""
    waiting = EmergencyAccess.objects.visible_to(by).filter(look__isnull=True).exclude(user_id=by.user_id)
    return list(waiting.order_by("opened_at").values_list("opened_at", flat=True)[:AT_MOST])


def lookers(by: Membership, opened_by: int, on: date) -> list[Membership]:
    """Who may look at what the user ``opened_by`` opened: the privacy officer, or else the administrators."""
    officer = privacy_officer(by, on)
    if officer is None:
        return []
    if officer.user_id != opened_by:
        return [officer]
    return list(staff(by, on).filter(role=Role.ADMINISTRATOR).exclude(user_id=opened_by))


def _told(by: Membership) -> QuerySet[EmergencyAccess]:
    read = (
        Entry.objects.visible_to(by).filter(event="emergency.viewed", object_id=Cast(OuterRef("pk"), CharField()))
        .order_by().values("event").annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    found = EmergencyAccess.objects.visible_to(by).annotate(times=Coalesce(Subquery(read), 0))
    return found.select_related("client", "opened_by__user", "look__looked_by__user")


def _one(found: QuerySet[EmergencyAccess], access: int) -> EmergencyAccess:
    one = found.filter(pk=access).first()
    if one is None:
        raise NotFound
    return one
