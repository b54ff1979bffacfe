"""Every case in the files beside this one; waits with a plus had not ended."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from plek.engines.fidelity_scoring import Evidence, Judgement, Wait, load_scale, score_item

SCALE = load_scale()
FILES = sorted(Path(__file__).parent.glob("*.yaml"))
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['case']}")
    for path in FILES
    for case in yaml.safe_load(path.read_text("utf-8"))
]
FIELDS = {
    "case", "counts", "specialists", "waits", "facts", "missing", "judged",
    "score", "between", "value", "numerator", "denominator", "needs", "says",
}  # fmt: skip


def _wait(written: int | str) -> Wait:
    return Wait(int(str(written).rstrip("+")), not str(written).endswith("+"))


def _evidence(case: dict[str, Any]) -> Evidence:
    return Evidence(
        counts=case.get("counts", {}),
        by_specialist=tuple(case.get("specialists", [])),
        waits=tuple(_wait(written) for written in case.get("waits", [])),
        facts=case.get("facts", {}),
        missing=case.get("missing", 0),
        judgement=Judgement(*case["judged"]) if "judged" in case else None,
    )


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, Any]) -> None:
    assert set(case) <= FIELDS
    found = score_item(SCALE.item(code), _evidence(case))
    assert (found.score, [found.at_least, found.at_most]) == (
        case.get("score"),
        case.get("between", [case.get("score")] * 2),
    )
    assert case.get("says", "") in found.note.en
    if "needs" in case:
        assert found.need is not None
        assert found.need.text.en == case["needs"]
    measured = found.found.measured
    for part in {"value", "numerator", "denominator"} & set(case):
        assert getattr(measured, part) == pytest.approx(case[part])


def test_every_item_has_cases_for_every_score() -> None:
    seen = {code: {case.values[1].get("score") for case in CASES if case.values[0] == code} for code in _codes()}
    assert {code: scores - {None} for code, scores in seen.items()} == {code: {1, 2, 3, 4, 5} for code in _codes()}


def _codes() -> list[str]:
    return [item.code for item in SCALE.items]
