"""What the pages of who looks at emergency access print; of the record no more than its number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from plek.caseload.models import EmergencyAccess
from plek.caseload.policies import emergency as policy
from plek.organisations.models import Membership


@dataclass(frozen=True)
class LookLine:
    """One emergency access, and whether somebody looked at it."""

    pk: int
    number: str
    who: str
    opened_at: datetime
    look_before: datetime
    is_late: bool
    looked_by: str
    is_in_order: bool


@dataclass(frozen=True)
class LookPage:
    """All there is to look at."""

    line: LookLine
    role: str
    ends_at: datetime
    reason: str
    text: str
    times: int
    looked_at: datetime | None
    found: str
    may_look: bool
    why_not: object


def look_lines(rows: Iterable[EmergencyAccess], now: datetime) -> list[LookLine]:
    """As lines."""
    return [_line(one, now) for one in rows]


def look_page(by: Membership, access: EmergencyAccess, now: datetime) -> LookPage:
    """One of them whole."""
    verdict, look = policy.may_look(by, access), getattr(access, "look", None)
    return LookPage(
        line=_line(access, now), role=access.opened_by.get_role_display(), ends_at=access.ends_at,
        reason=access.get_reason_display(), text=access.text, times=access.times,  # type: ignore[attr-defined]
        looked_at=look.looked_at if look else None, found=look.text if look else "", may_look=bool(verdict),
        why_not="" if look else verdict.reason,
    )  # fmt: skip


def _line(access: EmergencyAccess, now: datetime) -> LookLine:
    look, before = getattr(access, "look", None), access.opened_at + policy.LOOK_WITHIN
    return LookLine(
        pk=access.pk, number=access.client.number, who=access.opened_by.user.name, opened_at=access.opened_at,
        look_before=before, is_late=look is None and before < now,
        looked_by=look.looked_by.user.name if look else "", is_in_order=bool(look and look.is_in_order),
    )  # fmt: skip
