"""What may be said of a job."""

from datetime import date

import pytest

from plek.caseload.choices import Phase
from plek.employment import policies
from plek.employment.choices import NEVER_COMPETITIVE, Contract

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("contract", Contract.values)
def test_some_contracts_are_never_a_competitive_job(contract: str) -> None:
    assert bool(policies.competitive(contract, True)) is (contract in NEVER_COMPETITIVE)
    assert policies.competitive(contract, False) is None


def test_a_start_may_lie_ahead_but_not_years() -> None:
    assert policies.starts(date(2027, 3, 1), TODAY) is None
    assert policies.starts(date(2036, 3, 1), TODAY)


@pytest.mark.parametrize(
    ("ended", "heard", "is_fine"),
    [
        (date(2026, 11, 1), TODAY, True),
        (date(2026, 10, 1), date(2026, 9, 20), True),
        (date(2026, 12, 31), TODAY, True),
        (date(2026, 9, 30), TODAY, False),
        (date(2026, 11, 1), date(2026, 11, 25), False),
    ],
)
def test_an_end_comes_after_the_start_and_is_heard_by_now(ended: date, heard: date, is_fine: bool) -> None:
    assert (policies.ends(date(2026, 10, 1), ended, heard, TODAY) is None) is is_fine


def test_where_a_trajectory_usually_goes() -> None:
    assert policies.proposed_at_start(date(2026, 12, 1), TODAY) == Phase.STARTING
    assert policies.proposed_at_start(TODAY, TODAY) == Phase.FOLLOW_ALONG
    assert policies.proposed_at_end(has_other_job=False) == Phase.SEARCHING
    assert policies.proposed_at_end(has_other_job=True) == Phase.FOLLOW_ALONG
