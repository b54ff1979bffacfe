"""What if: counts are moved, and the items that change are told with the total."""

from collections import Counter
from datetime import date

import pytest

from plek.engines.fidelity_scoring import (
    CountChange,
    Evidence,
    EvidenceError,
    FactChange,
    Wait,
    WaitChange,
    load_scale,
    simulate,
)
from plek.engines.measures import Period

SCALE = load_scale()
PERIOD = Period.months_up_to(date(2026, 9, 30))
REVIEWED = {"weeks": 26.0, "weeks_reviewed": 26.0, "months": 6.0, "months_reviewed": 6.0}
TEAM = {
    "ST1": Evidence({"clients": 88, "fte": 4}),
    "SE6": Evidence(
        REVIEWED, by_specialist=({"contacts": 104, "weeks_worked": 26}, {"contacts": 40, "weeks_worked": 10})
    ),
    "SE8": Evidence({"jobs": 10, "job_types": 8}),
    "SE9": Evidence({"jobs": 10, "employers": 8}),
    "SE4": Evidence(),
}


def test_one_more_employer_a_week_each() -> None:
    found = simulate(SCALE, TEAM, [CountChange("contacts", 1, per="weeks_worked")], PERIOD)
    assert [(one.code, one.before.score, one.after.score) for one in found.changed] == [("SE6", 3, 4)]
    assert found.changed[0].after.found.measured.value == 5
    assert found.difference == 1


def test_another_specialist() -> None:
    found = simulate(SCALE, TEAM, [CountChange("fte", 0.5)], PERIOD)
    assert [(one.code, one.before.score, one.after.score) for one in found.changed] == [("ST1", 4, 5)]


def test_one_count_changes_every_item_that_has_it() -> None:
    found = simulate(SCALE, TEAM, [CountChange("jobs", 1), CountChange("job_types", 1)], PERIOD)
    assert [one.code for one in found.changed] == ["SE8", "SE9"]
    only = simulate(SCALE, TEAM, [CountChange("jobs", 1, items=("SE9",))], PERIOD)
    assert [one.code for one in only.changed] == ["SE9"]


def test_a_value_may_change_without_the_score() -> None:
    found = simulate(SCALE, TEAM, [CountChange("clients", -1)], PERIOD)
    assert [(one.code, one.before.score, one.after.score) for one in found.changed] == [("ST1", 4, 4)]
    assert found.difference == 0


def test_a_fact_that_closes_what_was_open() -> None:
    found = simulate(SCALE, TEAM, [FactChange("OR4", "one_leader", True)], PERIOD)
    assert [(one.code, one.before.at_least, one.after.at_least) for one in found.changed] == [("OR4", 1, 2)]


def test_what_was_handed_in_stays_as_it_was() -> None:
    changes = [CountChange("contacts", 5), FactChange("OR4", "cover", True)]
    assert simulate(SCALE, TEAM, changes, PERIOD).before == simulate(SCALE, TEAM, [], PERIOD).after
    assert TEAM["SE6"].by_specialist[0]["contacts"] == 104


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (CountChange("dreams", 1), "No item counts dreams, so it cannot be changed."),
        (CountChange("jobs", 1, items=("ST1",)), "No item counts jobs"),
        (CountChange("jobs", 1, per="weeks_worked"), "jobs cannot be changed per weeks_worked"),
        (CountChange("job_types", 9), "SE8: 17 cannot be a share of 10"),
        (CountChange("clients", -100), "ST1: clients is -12; a count is nought or more."),
        (FactChange("ST1", "cover", True), "ST1: unknown sign cover"),
        (FactChange("XX1", "cover", True), "IPS-25 has no item XX1."),
    ],
)
def test_a_change_that_cannot_be_is_refused(change: CountChange | FactChange, said: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        simulate(SCALE, TEAM, [change], PERIOD)
    assert said in str(refused.value)


def test_a_change_stops_where_there_is_no_more() -> None:
    hours = {"SE13": Evidence(by_specialist=({"hours_outside": 30.0, "hours_scheduled": 36.0},))}
    more = CountChange("hours_outside", 10 / 36, per="hours_scheduled", up_to="hours_scheduled")
    assert simulate(SCALE, hours, [more], PERIOD).after.item("SE13").found.measured.value == 1
    fewer = CountChange("clients", -100, from_nought=True)
    assert simulate(SCALE, TEAM, [fewer], PERIOD).after.item("ST1").found.measured.value == 0


def test_the_longest_waits_end_first() -> None:
    waits = (Wait(10, True), Wait(200, True), Wait(90, False), Wait(300, False))
    team = {"SE4": Evidence(waits=waits, facts={"tracked": True})}
    found = simulate(SCALE, team, [WaitChange("SE4", 30, 1)], PERIOD)
    assert Counter(found.after.item("SE4").evidence.waits) == Counter([*waits[:3], Wait(30, True)])
    every = simulate(SCALE, team, [WaitChange("SE4", 30, 99)], PERIOD).after.item("SE4")
    assert (every.score, every.found.measured.value) == (5, 30)


def test_waits_that_nobody_has_cannot_be_changed() -> None:
    with pytest.raises(EvidenceError, match="Nobody waits in SE4"):
        simulate(SCALE, TEAM, [WaitChange("SE4", 30, 1)], PERIOD)
