"""The wait that grows."""

from datetime import UTC, datetime, timedelta

import pytest

from plek.accounts import lockout
from plek.accounts.lockout import ADDRESS, PASSWORD, Limit
from plek.accounts.models import Attempts

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
WHO, WHERE = "anna@example.org", "192.0.2.1"


def fail(times: int, at: datetime = AT, who: str = WHO) -> None:
    for _ in range(times):
        lockout.begin(PASSWORD, who, WHERE, at)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (10_000, 900)]
)
def test_the_wait_doubles_up_to_the_longest(failures: int, seconds: int) -> None:
    assert PASSWORD.wait(failures) == timedelta(seconds=seconds)


def test_trying_while_one_must_wait_makes_the_wait_no_longer() -> None:
    fail(5)
    fail(20, AT + timedelta(seconds=10))
    assert lockout.begin(PASSWORD, WHO, WHERE, AT + timedelta(seconds=29)).wait == 1
    assert lockout.begin(PASSWORD, WHO, WHERE, AT + timedelta(seconds=30)).wait == 0


def test_success_begins_anew_and_gives_the_address_one_attempt_back() -> None:
    fail(4)
    lockout.succeed(lockout.begin(PASSWORD, WHO, WHERE, AT))
    fail(4)
    assert lockout.begin(PASSWORD, WHO, WHERE, AT).wait == 0
    assert Attempts.objects.get(pk=lockout._key(ADDRESS, WHERE)).failures == 9


def test_one_address_trying_many_accounts_must_wait() -> None:
    for number in range(ADDRESS.free):
        fail(1, who=f"person{number}@example.org")
    assert lockout.begin(PASSWORD, "fresh@example.org", WHERE, AT).wait == 30
    assert lockout.begin(PASSWORD, "fresh@example.org", "192.0.2.2", AT).wait == 0


def test_a_refusal_for_the_account_is_not_counted_against_the_address() -> None:
    fail(5)
    before = Attempts.objects.get(pk=lockout._key(ADDRESS, WHERE)).failures
    fail(10)
    assert Attempts.objects.get(pk=lockout._key(ADDRESS, WHERE)).failures == before


def test_after_a_day_all_is_forgotten() -> None:
    fail(9)
    later = AT + timedelta(hours=24)
    assert lockout.begin(PASSWORD, WHO, WHERE, later).wait == 0
    assert lockout.begin(PASSWORD, WHO, WHERE, later).wait == 0
    assert lockout.forget_old(later + timedelta(days=3)) == 2


def test_a_busy_address_is_forgiven_while_it_goes_on() -> None:
    """A hospital of which somebody mistypes every half minute, for hours, never has to wait."""
    for number in range(300):
        at = AT + number * timedelta(seconds=30)
        assert lockout._count(ADDRESS, WHERE, at) == (0, False)


def test_the_table_tells_neither_address_nor_account() -> None:
    fail(1)
    assert all(WHO not in row.key and len(row.key) == 64 for row in Attempts.objects.all())


def test_limits_do_not_share_counts() -> None:
    other = Limit("other", free=5)
    fail(5)
    assert lockout.begin(other, WHO, WHERE, AT).wait == 0
