"""Every count against a second count of the same records in plain SQL, for several towns."""

from collections import Counter

import pytest

from conftest import House
from plek.engines.fidelity_scoring import load_scale
from plek.engines.measures import Period
from plek.fidelity.counting import COUNTS
from plek.fidelity.selectors.indication import Indication, indication_of
from plek.fidelity.tests import second_count
from plek.fidelity.tests.dates import FIRST, LAST
from plek.fidelity.tests.town import build_town
from plek.organisations.models import Membership
from plek.organisations.selectors import acting
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[7, 11, 23])
def found(house: House, request: pytest.FixtureRequest) -> Indication:
    build_town(house, seed=request.param)
    return asked(house, house.leader)


def asked(house: House, by: Membership) -> Indication:
    with inside(house.organisation.pk):
        indication = indication_of(acting(by.pk, LAST), on=LAST).indication
    assert indication is not None
    return indication


def _counted_again(house: House, sql: str) -> list[dict[str, object]]:
    with inside(house.organisation.pk):
        return second_count.rows(sql, **second_count.places(house.ips.pk, house.specialist.pk, FIRST, LAST))


def test_the_six_months_are_april_up_to_and_including_september(found: Indication) -> None:
    assert found.period == Period(FIRST, LAST)


def test_the_counts_agree_with_a_second_count(house: House, found: Indication) -> None:
    wrong = []
    for item, sql in second_count.SQL.items():
        (expected,) = _counted_again(house, sql)
        for code, value in expected.items():
            if found.tallies[item].counts[code] != pytest.approx(float(str(value or 0))):
                wrong.append((item, code, found.tallies[item].counts[code], value))
    assert not wrong


def test_the_counts_of_each_specialist_agree(house: House, found: Indication) -> None:
    wrong = []
    for item, sql in second_count.OF_EACH.items():
        for row in _counted_again(house, sql):
            own = found.tallies[item].own[int(str(row.pop("id")))]
            wrong += [
                (item, code, own[code], value)
                for code, value in row.items()
                if own[code] != pytest.approx(float(str(value or 0)))
            ]
    assert not wrong


def test_no_count_of_any_item_lacks_its_second_count(house: House, found: Indication) -> None:
    lacking = []
    for item, tally in found.tallies.items():
        asked_again = second_count.SQL.get(item), second_count.OF_EACH.get(item)
        known = {code for sql in asked_again if sql for row in _counted_again(house, sql) for code in row}
        given = set(tally.counts) | {code for own in tally.own.values() for code in own}
        lacking += [(item, code) for code in sorted(given - known)]
    assert not lacking


def test_the_waits_agree(house: House, found: Indication) -> None:
    expected = Counter(tuple(row.values()) for row in _counted_again(house, second_count.WAITS))
    assert Counter((wait.days, wait.has_ended) for wait in found.tallies["SE4"].waits) == expected
    assert len(expected) > 3


def test_every_count_is_one_that_the_scale_knows_and_can_be_scored(found: Indication) -> None:
    scale = load_scale("IPS-25")
    assert {item.code for item in scale.items} - set(COUNTS["IPS-25"]) == {"OR8"}
    for code, tally in found.tallies.items():
        known = scale.item(code).inputs
        assert {line.about for line in tally.lines} <= set(known), code
    assert found.result.totals[0].rated >= 10


def test_colleagues_of_the_team_read_the_same_figures(house: House, found: Indication) -> None:
    mine = asked(house, house.specialist)
    assert {c: t.counts for c, t in mine.tallies.items()} == {c: t.counts for c, t in found.tallies.items()}
    assert {c: t.own for c, t in mine.tallies.items()} == {c: t.own for c, t in found.tallies.items()}
    assert [i.score for i in mine.result.items] == [i.score for i in found.result.items]


def test_another_order_of_asking_changes_nothing(house: House, found: Indication) -> None:
    again = asked(house, house.leader)
    assert {c: t.evidence for c, t in again.tallies.items()} == {c: t.evidence for c, t in found.tallies.items()}
