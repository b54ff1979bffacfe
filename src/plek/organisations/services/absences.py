"""Leave of absence, with a colleague who covers."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.organisations.models import Absence, Membership, current
from plek.organisations.policies import may_administrate, may_arrange_cover
from plek.shared.errors import Refused


def begin_absence(
    *,
    by: Membership,
    membership: Membership,
    kind: str,
    begins_on: date,
    ends_on: date | None,
    cover: Membership | None,
    at: datetime,
) -> Absence:
    """Someone is away from a day until another (exclusive; None when not known yet)."""
    may_administrate(by.role).demand()
    _must_be_free(membership, begins_on, ends_on)
    if cover is not None:
        _must_cover(membership, cover, begins_on)
    absence: Absence = Absence.objects.create(
        organisation=membership.organisation,
        membership=membership,
        kind=kind,
        begins_on=begins_on,
        ends_on=ends_on,
        cover=cover,
    )
    record(
        by=by,
        action=Action.CREATE,
        event="member.absence_begun",
        object_kind="membership",
        object_id=membership.pk,
        detail={"has_cover": cover is not None},
    )
    return absence


def arrange_cover(*, by: Membership, absence: Absence, cover: Membership, on: date) -> Absence:
    """From now on this colleague covers."""
    may_arrange_cover(by.role).demand()
    locked: Absence = Absence.objects.visible_to(by).select_for_update().get(pk=absence.pk)
    _must_cover(locked.membership, cover, max(on, locked.begins_on))
    locked.cover = cover
    locked.save(update_fields=["cover"])
    record(
        by=by,
        action=Action.UPDATE,
        event="member.cover_arranged",
        object_kind="membership",
        object_id=locked.membership_id,
    )
    return locked


def end_absence(*, by: Membership, absence: Absence, on: date, at: datetime) -> None:
    """Someone is back; an absence that had not begun goes."""
    may_administrate(by.role).demand()
    locked: Absence = Absence.objects.visible_to(by).select_for_update().get(pk=absence.pk)
    if locked.begins_on >= on:
        locked.delete()
    else:
        locked.ends_on = on
        locked.save(update_fields=["ends_on"])
    record(
        by=by,
        action=Action.UPDATE,
        event="member.absence_ended",
        object_kind="membership",
        object_id=locked.membership_id,
    )


def _must_be_free(membership: Membership, begins_on: date, ends_on: date | None) -> None:
    overlapping = Absence.objects.filter(membership=membership).exclude(ends_on__lte=begins_on)
    if ends_on is not None:
        overlapping = overlapping.filter(begins_on__lt=ends_on)
    if overlapping.exists():
        raise Refused(_("There is an absence in this period already. End that one first."), field="begins_on")


def _must_cover(membership: Membership, cover: Membership, on: date) -> None:
    if cover.user_id == membership.user_id:
        raise Refused(_("Choose a colleague to cover, not the same person."), field="cover")
    if not Membership.objects.current(on).filter(pk=cover.pk, is_pending=False).exists():
        raise Refused(_("This colleague does not work here then. Choose another one."), field="cover")
    if Absence.objects.filter(current(on), membership=cover).exists():
        raise Refused(_("This colleague is away then. Choose another one."), field="cover")
