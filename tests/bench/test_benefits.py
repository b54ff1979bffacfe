"""The contestants of the benefits workload give the same amounts, so that their speed may be compared."""

import json
from datetime import date

import numpy as np
import pytest

from plek.engines.benefit_rules import Result, calculate, read_situation
from plek.engines.benefit_rules.amounts import column
from tests.bench import benefits, benefits_openfisca, benefits_together
from tests.bench.harness import Ratio, Sample, Series


def test_the_rules_and_the_bare_sums_agree_to_the_cent() -> None:
    pay = np.concatenate([benefits.earnings(20_000), column(range(0, benefits.MOST, 997))])
    ours, bare = benefits.by_rules(pay), benefits.bare(pay)
    for name in benefits.NAMES:
        assert np.array_equal(ours[name], bare[name]), name
    assert benefits.checksum(ours) == benefits.checksum(bare)


def test_they_are_the_amounts_of_one_person_too() -> None:
    person, work = {"born": date(1990, 4, 12)}, {"gross": 800}
    wajong = {"kind": "wajong"}
    situation = read_situation({"on": benefits.ON, "person": person, "benefit": wajong, "work": work})
    result = calculate([situation])[0]
    assert isinstance(result, Result)
    assert benefits.bare(column([80_000]))["disposable"][0] == float(result.with_work.disposable.values)


def test_another_answer_has_another_mark() -> None:
    found = benefits.bare(benefits.earnings(100))
    other = found | {"tax": found["tax"] + 1}
    assert benefits.checksum(found) != benefits.checksum(other)


def test_openfisca_agrees_to_the_cent() -> None:
    pay = np.concatenate([benefits.earnings(3_000), column(range(0, benefits.MOST, 997))])
    prepared = benefits_openfisca.system()
    found = benefits_openfisca.asked(benefits_openfisca.built(prepared, len(pay)), pay)
    for name, amounts in benefits.bare(pay).items():
        assert np.array_equal(found[name], amounts), name
    assert benefits.checksum(found) == benefits.checksum(benefits.bare(pay))


def test_the_hours_at_once_are_the_hours_one_by_one() -> None:
    at_once, one_by_one = benefits_together._grid(None), benefits_together._one_by_one(None)
    assert len(at_once["disposable"]) == 41
    assert benefits.checksum(at_once) == benefits.checksum(one_by_one)


def test_answers_in_parts_are_the_same_answers() -> None:
    pay = benefits.earnings(1_000)
    totals = benefits_together._in_parts(pay)(None)
    for name, amounts in benefits.bare(pay).items():
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
    assert sample.checksum == benefits.checksum(benefits.bare(benefits.earnings(1000)))
    assert sample.peak_mib > 0


def test_a_finding_has_its_peer_and_aim() -> None:
    ours, bare = (Series((Sample(seconds, "same", 100),)) for seconds in (0.3, 0.6))
    (found,) = benefits.findings("1,000 situations", ours, bare)
    assert (found.peer_name, found.meets) == ("bare NumPy", True)
    assert found.ratio == Ratio(0.5, 0.5)
