"""Unknown answers as a range: lowest and highest of each amount, and who makes them."""

from datetime import date
from math import isnan
from typing import Any

import pytest

from plek.engines.benefit_rules import Result, Situation, book, calculate, read_situation
from plek.engines.benefit_rules.possible import POSSIBLE, former_wages, possible_answers
from plek.engines.benefit_rules.ranges import (
    Ranges,
    TooManyOpen,
    ranges,
    ranges_as_json,
    with_answer,
)


def situation(**sections: Any) -> Situation:
    found = read_situation({"on": "2026-09-15", **sections})
    assert isinstance(found, Situation)
    return found


def assistance(*names: str, **sections: Any) -> Ranges:
    person = situation(benefit={"kind": "bijstand"}, work={"gross": 600, "hours_week": 9}, **sections)
    return ranges(person, possible_answers(names))


def test_the_lowest_and_highest_say_which_answer_makes_them() -> None:
    benefit = assistance("person.housemates_27_plus").amounts["now.benefit"]
    assert (benefit.low, benefit.low_with) == (811_12, {"person.housemates_27_plus": 3})
    assert (benefit.high, benefit.high_with) == (1419_46, {"person.housemates_27_plus": 0})


def test_an_amount_that_no_answer_moves_is_one_amount() -> None:
    found = assistance("person.housemates_27_plus")
    assert found.amounts["with_work.earnings"].is_one
    assert not found.amounts["with_work.benefit"].is_one


def test_the_answers_that_move_most_come_first() -> None:
    found = assistance("municipality.earnings_exemption", "person.housemates_27_plus", "benefit.capacity")
    assert list(found.decisive) == ["person.housemates_27_plus", "municipality.earnings_exemption"]
    assert found.decisive["person.housemates_27_plus"] > 100_00


def test_ways_that_contradict_themselves_are_left_out() -> None:
    person = situation(person={"partner": True, "partner_gross": 800}, benefit={"kind": "bijstand"})
    found = ranges(person, {"person.partner": (False, True)})
    assert [way.assumed for way in found.ways] == [{"person.partner": True}]


def test_no_way_at_all_is_refused() -> None:
    person = situation(benefit={"kind": "ww", "former_wage": 2000})
    with pytest.raises(ValueError, match="contradict each other"):
        ranges(person, {"benefit.uncapped_wage": (1000, 1500)})


def test_an_amount_may_be_known_in_some_ways_only() -> None:
    person = situation(
        benefit={"kind": "wia_lau", "former_wage": 2700, "disability_class": "45-55"}, work={"gross": 900}
    )
    found = ranges(person, {"benefit.remaining_capacity": (None, 1200, 1600)}).amounts["with_work.benefit"]
    assert found.not_known == 1
    assert found.low <= found.high
    nothing = ranges(person, {"benefit.remaining_capacity": (None,)}).amounts["with_work.benefit"]
    assert isnan(nothing.low)
    assert nothing.not_known == 1


def test_many_ways_become_their_ends_and_that_is_said() -> None:
    person = situation(benefit={"kind": "ww", "former_wage": 2600})
    wages = {"benefit.former_wage": tuple(range(2000, 2600)), "benefit.months_used": (0, 2)}
    found = ranges(person, wages)
    assert len(found.ways) == 4
    assert not found.is_complete
    assert found.amounts["now.benefit"].low_with == {"benefit.former_wage": 2000, "benefit.months_used": 2}


def test_too_much_that_is_not_known_is_refused() -> None:
    with pytest.raises(TooManyOpen, match="answer some questions first"):
        ranges(situation(), possible_answers(POSSIBLE), most=64)


@pytest.mark.parametrize("name", ["person.shoe_size", "work.", "shoes", "shoes.size", "rent.monthly"])
def test_an_answer_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="There is no answer"):
        with_answer(situation(), name, 1)


def test_a_whole_section_or_a_number_at_the_top_may_be_open() -> None:
    found = ranges(situation(benefit={"kind": "bijstand"}), {"wealth": (0, 20_000)})
    assert found.amounts["now.benefit"].low_with == {"wealth": 20_000}
    assert found.amounts["now.benefit"].low == 0


def test_an_answer_without_values_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one possible value"):
        ranges(situation(), {"wealth": ()})


@pytest.mark.parametrize("name", POSSIBLE)
def test_every_answer_that_may_be_open_is_an_answer_of_a_situation(name: str) -> None:
    for value in POSSIBLE[name]:
        assert with_answer(situation(), name, value) is not None


def test_what_is_kept_of_a_euro_has_a_range_too() -> None:
    person = situation(benefit={"kind": "wajong"}, work={"gross": 500})
    rate = ranges(person, {"benefit.capacity": (True, False)}).keep_rate
    assert (round(rate.low, 4), round(rate.high, 4)) == (0.25, 0.3)
    assert rate.high_with == {"benefit.capacity": True}
    idle = ranges(situation(), {"person.partner": (False, True)})
    assert isnan(idle.keep_rate.low)
    assert ranges_as_json(idle)["keep_rate"]["low"] is None


def test_what_is_kept_is_as_the_result_says() -> None:
    person = situation(benefit={"kind": "bijstand"}, work={"gross": 900})
    found = ranges(person, {"benefit.exemption_months_used": (0, 6)})
    for way in found.ways:
        (result,) = calculate([way.situation])
        assert isinstance(result, Result)
        assert result.keep_rate in (round(found.keep_rate.low, 4), round(found.keep_rate.high, 4))


def test_the_json_is_plain() -> None:
    plain = ranges_as_json(assistance("person.housemates_27_plus"))
    assert plain["ways"] == 4
    assert plain["complete"] is True
    assert plain["amounts"]["now.benefit"]["low"] == 811.12
    assert plain["amounts"]["now.benefit"]["low_with"] == {"person.housemates_27_plus": 3}


def test_a_former_wage_lies_between_the_minimum_wage_and_the_highest_daily_wage() -> None:
    ends = former_wages(date(2026, 9, 15), None, book())
    assert ends == (2523.96, 6740.54)
    found = ranges(situation(benefit={"kind": "ww"}), {"benefit.former_wage": ends}).amounts["now.benefit"]
    assert (found.low, found.high, found.not_known) == (round(0.7 * 252_396), round(0.7 * 674_054), 0)


@pytest.mark.parametrize(("born", "least"), [("2005-09-15", 2523.96), ("2005-09-16", round(1869.60 * 1.08, 2))])
def test_the_least_former_wage_goes_by_the_age(born: str, least: float) -> None:
    assert former_wages(date(2026, 9, 15), date.fromisoformat(born), book())[0] == least


def test_without_a_highest_daily_wage_there_are_no_ends() -> None:
    assert former_wages(date(2023, 1, 1), None, book()) == ()
