"""Waits that grow with each attempt in vain, per account and per network address.

An attempt is counted before the secret is looked at and taken back when it was right, in a locked row, so that
a hundred attempts at the same instant count as a hundred. Known and unknown accounts are treated alike.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from plek.accounts.models import Attempts
from plek.shared.encryption import lookup_hash


@dataclass(frozen=True)
class Limit:
    """So many attempts are free; then the wait doubles up to the longest. Time forgives, one by one."""

    name: str
    free: int
    forgives_one_every: timedelta = timedelta(hours=2)
    first_wait: timedelta = timedelta(seconds=30)
    longest_wait: timedelta = timedelta(minutes=15)

    def wait(self, failures: int) -> timedelta:
        """The wait that the latest of so many failures brings."""
        if failures < self.free:
            return timedelta()
        return min(self.longest_wait, self.first_wait * 2 ** min(failures - self.free, 20))


PASSWORD = Limit("password", free=5)
SECOND_FACTOR = Limit("second factor", free=5)
ADDRESS = Limit("address", free=60, forgives_one_every=timedelta(seconds=30))
"""A whole hospital may share one address, so this one is wide and forgives fast."""
KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Attempt:
    """One counted attempt. ``wait`` > 0: not allowed now, so many seconds to go."""

    counted: tuple[tuple[Limit, str], ...]
    wait: int = 0
    blocks: bool = False
    """Being wrong this time closes the account for a while."""


def begin(limit: Limit, who: str, address: str, at: datetime) -> Attempt:
    """Count an attempt against the address and the account; refuses when either must wait."""
    counted: list[tuple[Limit, str]] = []
    blocks = False
    for each, key in ((ADDRESS, address), (limit, who.strip().lower())):
        wait, blocks = _count(each, key, at)
        if wait:
            take_back(Attempt(tuple(counted)))
            return Attempt((), wait=wait)
        counted.append((each, key))
    return Attempt(tuple(counted), blocks=blocks)


@transaction.atomic
def _count(limit: Limit, who: str, at: datetime) -> tuple[int, bool]:
    row, _ = Attempts.objects.get_or_create(key=_key(limit, who), defaults={"last_at": at})
    row = Attempts.objects.select_for_update().get(pk=row.pk)
    if row.blocked_until and row.blocked_until > at:
        return math.ceil((row.blocked_until - at).total_seconds()), False
    _forgive(limit, row, at)
    row.failures += 1
    wait = limit.wait(row.failures)
    row.blocked_until = at + wait if wait else None
    row.save()
    return 0, bool(wait)


def _forgive(limit: Limit, row: Attempts, at: datetime) -> None:
    """Take off one failure per interval; ``last_at`` moves along by whole intervals, so that none is lost."""
    intervals = (at - row.last_at) // limit.forgives_one_every
    row.failures = max(0, row.failures - intervals)
    row.last_at = row.last_at + intervals * limit.forgives_one_every if row.failures else at


@transaction.atomic
def succeed(attempt: Attempt) -> None:
    """The secret was right: the account begins anew, the address gets this one attempt back."""
    for limit, who in attempt.counted:
        if limit is not ADDRESS:
            forget(limit, who)
    take_back(Attempt(tuple(pair for pair in attempt.counted if pair[0] is ADDRESS)))


@transaction.atomic
def take_back(attempt: Attempt) -> None:
    """Undo the count of an attempt that was none."""
    for limit, who in attempt.counted:
        row = Attempts.objects.select_for_update().filter(pk=_key(limit, who)).first()
        if row and row.failures:
            row.failures -= 1
            row.blocked_until = None
            row.save()


def forget(limit: Limit, who: str) -> None:
    """Begin anew, as after a new password."""
    Attempts.objects.filter(pk=_key(limit, who)).delete()


def forget_old(at: datetime) -> int:
    """Remove what no longer counts; answers how many."""
    return Attempts.objects.filter(last_at__lt=at - KEPT).delete()[0]


def _key(limit: Limit, who: str) -> str:
    return lookup_hash(f"attempts|{limit.name}|{who.strip().lower()}").hex()
