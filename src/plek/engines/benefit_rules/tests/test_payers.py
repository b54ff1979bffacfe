"""Two payers that do not know of each other, and what is settled afterwards."""

from typing import Any

import pytest

from plek.engines.benefit_rules import Situation, Withheld, read_situation, withheld


def of(raw: dict[str, Any], credit_at: str) -> Withheld:
    situation = read_situation({"on": "2026-07-01", **raw})
    assert isinstance(situation, Situation), situation
    return withheld(situation, credit_at)


WAJONG = {"benefit": {"kind": "wajong"}, "work": {"gross": 800}}


def test_credits_with_the_benefit() -> None:
    """Of the benefit 384.63 less 336.50; of the pay 35.75%; what is due counts the employment credit too."""
    assert of(WAJONG, "benefit") == Withheld(48.13, 286.00, 267.54, 799.08)


def test_credits_with_the_work() -> None:
    """The employer can use no more credit than there is tax; what is left comes back afterwards."""
    assert of(WAJONG, "work") == Withheld(384.63, 0.0, 267.54, 1405.08)


def test_two_payers_may_withhold_too_little() -> None:
    """Each payer begins in the first bracket, also when both together reach the second."""
    raw = {"benefit": {"kind": "wia_lgu", "former_wage": 6000}, "work": {"gross": 3000}}
    found = of(raw, "work")
    assert found.settlement is not None
    assert found.settlement < 0


def test_one_payer_has_nothing_to_settle() -> None:
    assert of({"work": {"gross": 2600}}, "work").settlement == 0


def test_social_assistance_has_no_part_in_it() -> None:
    found = of({"benefit": {"kind": "bijstand"}, "work": {"gross": 1200}}, "work")
    assert (found.from_benefit, found.settlement) == (0, 0)


def test_what_is_not_known_stays_so() -> None:
    assert of({"benefit": {"kind": "wia_lgu"}}, "benefit").settlement is None


def test_credits_go_with_one_of_the_two() -> None:
    with pytest.raises(ValueError, match="benefit, work"):
        of(WAJONG, "both")
