"""The whole result: totals, bands, a rater's word, notes in two languages, JSON, and what is refused."""

import json
from datetime import date

import pytest

from plek.engines.fidelity_scoring import Evidence, EvidenceError, Judgement, Wait, as_json, load_scale, score
from plek.engines.fidelity_scoring.tests.spec.tables import at_value, table
from plek.engines.measures import Period

SCALE = load_scale()
PERIOD = Period.months_up_to(date(2026, 9, 30))
CODES = [item.code for item in SCALE.items]


def _judged(each: int, **other: int) -> dict[str, Evidence]:
    return {code: Evidence(judgement=Judgement(other.get(code, each), "seen on site")) for code in CODES}


@pytest.mark.parametrize(
    ("evidence", "total", "band"),
    [
        (_judged(5), 125, "exemplary"),
        (_judged(5, ST1=1, ST2=1, ST3=3), 115, "exemplary"),
        (_judged(5, ST1=1, ST2=1, ST3=2), 114, "good"),
        (_judged(4), 100, "good"),
        (_judged(4, SE1=3), 99, "fair"),
        (_judged(3, SE1=2), 74, "fair"),
        (_judged(3, SE1=1), 73, "not_ips"),
        (_judged(1), 25, "not_ips"),
    ],
)
def test_the_band_of_a_full_total(evidence: dict[str, Evidence], total: int, band: str) -> None:
    found = score(SCALE, evidence, PERIOD).totals[0]
    assert (found.score, found.rated, found.of) == (total, 25, 25)
    assert found.band is not None
    assert found.band.code == band


def test_one_item_without_a_score_leaves_the_band_open() -> None:
    evidence = _judged(5)
    evidence["OR8"] = Evidence()
    total = score(SCALE, evidence, PERIOD).totals[0]
    assert (total.score, total.rated, total.of, total.band) == (120, 24, 25, None)


def test_without_any_evidence_every_item_waits_and_says_so() -> None:
    result = score(SCALE, {}, PERIOD)
    assert [found.score for found in result.items] == [None] * 25
    assert all(found.note.en.startswith("No records.") for found in result.items)
    assert all(found.note.nl.startswith("Geen gegevens.") for found in result.items)
    assert all(found.need is None and found.anchor is None for found in result.items)
    assert result.totals[0].score == 0


def test_a_rater_goes_before_the_records_and_both_are_kept() -> None:
    judgement = Judgement(3, "two specialists share a caseload")
    evidence = {"ST1": Evidence({"clients": 74, "fte": 4.25}, records=74, judgement=judgement)}
    found = score(SCALE, evidence, PERIOD).item("ST1")
    assert (found.score, found.by_records, found.at_least, found.at_most) == (3, 5, 3, 3)
    assert found.note.nl == "Gezet door een beoordelaar: two specialists share a caseload"
    assert found.need is None
    assert found.anchor is not None
    assert found.anchor.text.nl == "26 tot en met 30 cliënten per fte"


def test_signals_are_given_beside_an_item_that_waits() -> None:
    found = score(SCALE, {"SE7": Evidence({"employers_visited": 40})}, PERIOD).item("SE7")
    assert [(one.code, count) for one, count in found.signals] == [("employers_visited", 40)]
    assert "Signalen: bezochte werkgevers: 40." in found.note.nl


def test_the_json_has_the_promised_shape() -> None:
    evidence = {"ST1": Evidence({"clients": 74.0, "fte": 4.25}, records=74)}
    written = as_json(score(SCALE, evidence, PERIOD), team="IPS")
    assert json.loads(json.dumps(written)) == written
    assert list(written) == ["scale", "team", "from", "until", "items", "total"]
    assert written["scale"] == {"code": "IPS-25", "version": "2008-01-07"}
    assert (written["team"], written["from"], written["until"]) == ("IPS", "2026-04-01", "2026-09-30")
    assert written["total"] == {"score": 5, "rated": 1, "of": 25, "band": None}
    assert written["items"][0] == {
        "code": "ST1",
        "name": "Caseload size",
        "score": 5,
        "how": "computed",
        "value": 17.4118,
        "unit": "clients per fte",
        "numerator": 74.0,
        "denominator": 4.25,
        "records": 74,
        "missing": 0,
        "next_score_needs": None,
        "note": "",
    }


def test_the_json_in_dutch() -> None:
    evidence = {
        "SE4": Evidence(waits=(Wait(45, has_ended=True), Wait(3, has_ended=False)), facts={"tracked": True})
    }
    item = next(
        i for i in as_json(score(SCALE, evidence, PERIOD), team="IPS", language="nl")["items"] if i["score"]
    )
    assert item["name"] == "Snel zoeken naar werk"
    assert item["next_score_needs"] == "nog 1 cliënt met een eerste werkgeverscontact binnen 30 dagen"
    assert item["note"] == "1 van 2 wachtte nog op de laatste dag dat zij meetelden."


def test_a_share_runs_from_nought_to_one() -> None:
    evidence = {"SE8": Evidence({"jobs": 14, "job_types": 11})}
    item = next(i for i in as_json(score(SCALE, evidence, PERIOD), team="IPS")["items"] if i["score"])
    assert (item["value"], item["numerator"], item["denominator"]) == (0.7857, 11.0, 14.0)


@pytest.mark.parametrize("code", sorted(table("ladders")))
def test_dutch_writes_a_comma(code: str) -> None:
    item = SCALE.item(code)
    nearest = table("ladders")[code].get("nearest", {})
    for value in nearest:
        note = score(SCALE, {code: at_value(item, value)}, PERIOD).item(code).note
        assert str(value).replace(".", ",") in note.nl
        assert str(value) in note.en


REFUSED = [
    ({"XX1": Evidence()}, "IPS-25 has no item XX1."),
    ({"ST1": Evidence({"visits": 1})}, "ST1: unknown count visits; this item takes clients, fte."),
    ({"ST1": Evidence({"clients": -1, "fte": 1})}, "ST1: clients is -1; a count is nought or more."),
    ({"ST1": Evidence({"clients": float("nan"), "fte": 1})}, "ST1: clients is nan; a count is nought or more."),
    ({"ST1": Evidence(facts={"tracked": True})}, "ST1: unknown sign tracked; this item takes none."),
    ({"ST1": Evidence(records=-1)}, "ST1: days waited, records and missing are nought or more."),
    ({"SE4": Evidence(waits=(Wait(-3, True),))}, "SE4: days waited, records and missing are nought or more."),
    ({"SE4": Evidence({"waits": 3})}, "SE4: unknown count waits; this item takes none."),
    ({"ST2": Evidence({"hours_employment": 12, "hours_total": 10})}, "ST2: 12 cannot be a share of 10"),
    ({"SE12": Evidence({"losses": 1, "losses_seen": 2})}, "SE12: 2 cannot be a share of 1"),
    ({"SE6": Evidence(by_specialist=({"contacts": 3},))}, "SE6: missing count per specialist weeks_worked"),
    ({"SE6": Evidence({"contacts": 3})}, "SE6: unknown count contacts; this item takes weeks, weeks_reviewed"),
    ({"ST1": Evidence(judgement=Judgement(6, "x"))}, "ST1: a rater's score runs from 1 to 5, not 6."),
]


@pytest.mark.parametrize(("evidence", "said"), REFUSED)
def test_evidence_that_cannot_be_right_is_refused(evidence: dict[str, Evidence], said: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        score(SCALE, evidence, PERIOD)
    assert said in str(refused.value)


def test_a_share_of_nothing_that_has_a_part_is_refused_too() -> None:
    with pytest.raises(EvidenceError, match="SE8: 3 cannot be a share of 0"):
        score(SCALE, {"SE8": Evidence({"jobs": 0, "job_types": 3})}, PERIOD)


def test_an_item_that_the_scale_does_not_have() -> None:
    with pytest.raises(KeyError, match="IPS-25 has no item XX1"):
        SCALE.item("XX1")
