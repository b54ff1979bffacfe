"""The contestants of the benefits workload give the same amounts, so that their speed may be compared."""

import json
from datetime import date
from typing import Any

import numpy as np
import pytest

from plek.engines.benefit_rules import Result, calculate, read_situation
from tests.bench import benefits, benefits_openfisca, benefits_together
from tests.bench.benefits_people import NAMES, ON, by_hand, people
from tests.bench.harness import Ratio, Sample, Series


def test_the_rules_the_bare_sums_and_openfisca_agree_to_the_cent() -> None:
    given = people(20_000)
    prepared = benefits_openfisca.system()
    other = benefits_openfisca.asked(benefits_openfisca.built(prepared, 20_000), given)
    ours, bare = benefits.by_rules(given), by_hand(given)
    for name in NAMES:
        assert np.array_equal(ours[name], bare[name]), name
        assert np.array_equal(other[name], bare[name]), name
    assert benefits.checksum(ours) == benefits.checksum(bare) == benefits.checksum(other)


def test_every_answer_differs_and_is_asked() -> None:
    given = people(20_000)
    for name in given:
        assert len(np.unique(given[name])) > 1, name
        without = by_hand(given | {name: np.full(20_000, given[name].min())})
        assert benefits.checksum(without) != benefits.checksum(by_hand(given)), name
    assert set(given) == set(benefits_openfisca.ANSWERS)


@pytest.mark.parametrize("place", range(40))
def test_they_are_the_amounts_of_one_person_too(place: int) -> None:
    given = {name: float(values[place]) for name, values in people(40).items()}
    result = calculate([_situation(given)])[0]
    assert isinstance(result, Result)
    month = result.with_work
    alone = {"zorgtoeslag": month.allowances["zorgtoeslag"]} | {
        name: getattr(month, name) for name in NAMES if name != "zorgtoeslag"
    }
    assert {name: values[place] for name, values in by_hand(people(40)).items()} == {
        name: float(one.values) for name, one in alone.items()
    }


def _situation(given: dict[str, float]) -> Any:
    """As an adviser would write down one of the people."""
    partner, dispensed = given["has_partner"] > 0, given["is_dispensed"] > 0
    money = {name: round(given[name] / 100, 2) for name in given if name not in ("age", "wage_value")}
    return read_situation(
        {
            "on": ON,
            "person": {"born": date(2026 - int(given["age"]), 7, 1), "partner": partner}
            | ({"partner_gross": money["partner_gross"]} if partner else {}),
            "benefit": {
                "kind": "wajong",
                "capacity": given["capacity"] > 0,
                "transitional_amount": money["transitional_amount"],
            },
            "work": {
                "gross": round(money["earnings"] - money["other_earnings"], 2),
                "other_gross": money["other_earnings"],
                "wage_dispensation": given["wage_value"] if dispensed else None,
                "own_contributions": money["contributions"],
                "costs": money["costs"],
            },
            "wealth": money["wealth"],
        }
    )


def test_another_answer_has_another_mark() -> None:
    found = by_hand(people(100))
    other = found | {"tax": found["tax"] + 1}
    assert benefits.checksum(found) != benefits.checksum(other)


def test_the_hours_at_once_are_the_hours_one_by_one() -> None:
    at_once, one_by_one = benefits_together._grid(None), benefits_together._one_by_one(None)
    assert len(at_once["disposable"]) == 41
    assert benefits.checksum(at_once) == benefits.checksum(one_by_one)


def test_answers_in_parts_are_the_same_answers() -> None:
    given = people(1_000)
    totals = benefits_together._in_parts(given)(None)
    for name, amounts in by_hand(given).items():
        assert totals[name].sum() == amounts.sum()


def test_together_says_time_and_memory_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    benefits_together.main(500, warm_ups=0, repeats=1)
    said = json.loads(capsys.readouterr().out)
    found = benefits.findings_together("500 situations", said)
    assert [one.what for one in found] == [
        "from pay to answers", "sums alone", "all answers kept", "answers in parts", "all at once"
    ]  # fmt: skip
    assert all(one.ratio and one.ratio.median > 0 for one in found)


def test_a_turn_says_how_long_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    benefits.main("ours", 1000)
    benefits.main("bare", 1000)
    ours, bare = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert ours["checksum"] == bare["checksum"]
    assert min(ours["seconds"], bare["seconds"]) > 0


def test_a_turn_in_a_process_of_its_own_gives_the_same_mark() -> None:
    sample = benefits.take("ours", 1000)()
    assert sample.checksum == benefits.checksum(by_hand(people(1000)))
    assert sample.peak_mib > 0


def test_a_finding_has_its_peer_and_aim() -> None:
    ours, bare = (Series((Sample(seconds, "same", 100),)) for seconds in (0.3, 0.6))
    (found,) = benefits.findings("1,000 situations", ours, bare)
    assert (found.peer_name, found.meets) == ("bare NumPy", True)
    assert found.ratio == Ratio(0.5, 0.5)
