"""How much someone works, from which day on. Rows follow one another; the membership keeps what holds today."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from plek.audit.choices import Action
from plek.audit.services import record
from plek.organisations import policies
from plek.organisations.models import Membership, WorkingTime
from plek.organisations.selectors.people import working_time, working_times
from plek.organisations.services.people import lock_member


def change_working_time(
    *, by: Membership, membership: Membership, fte: Decimal | None, on: date, at: datetime
) -> Membership:
    """From this day on someone works so much; a day that stands there already is corrected."""
    policies.may_administrate(by.role).demand()
    member = lock_member(by, membership)
    policies.may_work_so_from(on, member.begins_on, timezone.localdate(at)).demand()
    keep_working_time(member, fte, on, by=by, at=at)
    _record(by, member, "member.working_time_changed", on)
    return member


def take_back_working_time(*, by: Membership, number: int, at: datetime) -> Membership:
    """This change was a mistake; the row that said so stays. Sent again, nothing happens."""
    policies.may_administrate(by.role).demand()
    row = working_time(by, number)
    member = lock_member(by, row.membership)
    standing = working_times(by, member)
    if row in standing:
        policies.may_take_back_working_time(is_first=row == standing[0]).demand()
        _follow(row, row.fte, by=by, at=at, is_withdrawn=True)
        _carry(member, by)
        _record(by, member, "member.working_time_taken_back", row.begins_on)
    return member


def keep_working_time(member: Membership, fte: Decimal | None, on: date, *, by: Membership, at: datetime) -> None:
    """Write it down, with what held before where that is not on record yet."""
    standing = working_times(by, member)
    if not standing and on > member.begins_on:
        standing = [_begin(member, member.fte, member.begins_on, by=by, at=at)]
    same = next((row for row in standing if row.begins_on == on), None)
    if same is None:
        _begin(member, fte, on, by=by, at=at)
    elif same.fte != fte:
        _follow(same, fte, by=by, at=at)
    _carry(member, by)


def _begin(member: Membership, fte: Decimal | None, on: date, *, by: Membership, at: datetime) -> WorkingTime:
    made: WorkingTime = WorkingTime.objects.create(
        organisation_id=member.organisation_id, membership=member, begins_on=on, fte=fte, recorded_at=at,
        recorded_by=by,
    )  # fmt: skip
    return made


def _follow(
    row: WorkingTime, fte: Decimal | None, *, by: Membership, at: datetime, is_withdrawn: bool = False
) -> None:
    WorkingTime.objects.create(
        organisation_id=row.organisation_id, membership_id=row.membership_id, begins_on=row.begins_on, fte=fte,
        corrects=row, is_withdrawn=is_withdrawn, recorded_at=at, recorded_by=by,
    )  # fmt: skip


def _carry(member: Membership, by: Membership) -> None:
    """The last that stands holds today: none begins later."""
    member.fte = working_times(by, member)[-1].fte
    member.save(update_fields=["fte"])


def _record(by: Membership, member: Membership, event: str, on: date) -> None:
    record(
        by=by, action=Action.UPDATE, event=event, object_kind="membership", object_id=member.pk,
        detail={"on": on.isoformat()},
    )  # fmt: skip
