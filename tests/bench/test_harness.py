"""The harness itself: a wrong answer stops the comparison, and ratios are what they say."""

import json
from itertools import count

import pytest

from tests.bench.findings import Aim, Finding, Measured
from tests.bench.harness import Ratio, Sample, Series, WrongAnswerError, compare, interleave
from tests.bench.report import markdown


def series(*seconds: float, checksum: str = "same") -> Series:
    return Series(tuple(Sample(s, checksum) for s in seconds))


def test_a_different_answer_is_never_compared() -> None:
    with pytest.raises(WrongAnswerError, match="Ours answered one, its peer other"):
        compare(series(1, 2, checksum="one"), series(1, 2, checksum="other"))


def test_an_answer_that_changes_between_rounds_is_wrong() -> None:
    shifty = Series((Sample(1, "one"), Sample(1, "other")))
    with pytest.raises(WrongAnswerError, match="different answers: one, other"):
        compare(shifty, series(1, 1, checksum="one"))


def test_answers_need_not_agree_where_the_work_differs() -> None:
    assert compare(series(4, checksum="page"), series(2, checksum="bare"), same_answer=False).median == 2


def test_the_ratio_is_of_the_best_turns_and_the_median_of_the_rounds() -> None:
    ratio = compare(series(4, 6, 20), series(2, 2, 4))
    assert ratio == Ratio(minimum=2, median=3)
    assert ratio.inverse == Ratio(minimum=1 / 2, median=1 / 3)


def test_rounds_must_match() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compare(series(1, 2), series(1))


def test_turns_are_interleaved_and_warm_ups_do_not_count() -> None:
    turns: list[str] = []
    clock = count(1)

    def turn(name: str) -> Sample:
        turns.append(name)
        return Sample(next(clock), "same")

    found = interleave({"ours": lambda: turn("ours"), "peer": lambda: turn("peer")}, warm_ups=1, repeats=2)
    assert turns == ["ours", "peer", "peer", "ours", "ours", "peer"]
    assert [s.seconds for s in found["ours"].samples] == [4, 5]
    assert [s.seconds for s in found["peer"].samples] == [3, 6]


def test_series_know_minimum_median_and_peak() -> None:
    found = Series((Sample(3, "a", 10), Sample(1, "a", 30), Sample(2, "a", 20)))
    assert (found.minimum, found.median, found.peak_mib) == (1, 2, 30)


@pytest.mark.parametrize(
    ("aim", "value", "holds"),
    [
        (Aim(4), 4, True),
        (Aim(4), 4.01, False),
        (Aim(0.35, is_least=True), 0.35, True),
        (Aim(0.35, True), 0.3, False),
    ],
)
def test_an_aim_is_a_bound(aim: Aim, value: float, holds: bool) -> None:
    assert aim.holds(value) is holds


def finding(ratio: float | None, aim: Aim | None = None) -> Finding:
    peer = Measured(1, 2, 64) if ratio else None
    return Finding(
        "pages", "one at a time", "table", "25 clients", "ms", Measured(3, 5, 128),
        "bare page" if ratio else "", peer,
        Ratio(ratio, ratio) if ratio else None, aim,
    )  # fmt: skip


def test_a_finding_is_judged_by_its_ratio_else_by_its_value() -> None:
    assert finding(2.5, Aim(4)).meets is True
    assert finding(4.5, Aim(4)).meets is False
    assert finding(None, Aim(4)).meets is False
    assert finding(2.5).meets is None


def test_the_table_to_paste_names_the_peer_the_aim_and_what_misses_it() -> None:
    described = {
        "measured_at": "2026-11-24T12:00", "processor": "a processor", "cores": 2, "memory_gib": 8.0,
        "system": "Linux", "python": "3.11", "django": "5.2", "granian": "2.8", "database": "PostgreSQL",
        "load_before": 0.1,
    }  # fmt: skip
    text = markdown([finding(4.5, Aim(4))], described)
    assert "a processor, 2 cores" in text
    assert "**pages: one at a time**, against bare page (aim ≤ 4)" in text
    assert "| table | **4.50** (4.50) ✗; 5 and 2 ms; 128, 64 MiB |" in text


def test_findings_become_json() -> None:
    told = json.loads(json.dumps(finding(2.5, Aim(4)).as_json()))
    assert told["ratio"] == {"minimum": 2.5, "median": 2.5}
    assert (told["aim"], told["meets"], told["ours"]["peak_mib"]) == ("≤ 4", True, 128)
