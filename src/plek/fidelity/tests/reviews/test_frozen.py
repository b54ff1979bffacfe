"""A team's records written down and read again are the same records, so the same sums come out."""

import pytest

from conftest import House
from plek.fidelity.selectors import frozen
from plek.fidelity.selectors.indication import indication_in, indication_of
from plek.fidelity.tests.dates import LAST
from plek.fidelity.tests.town import build_town
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db


def test_a_book_comes_back_as_it_was(house: House) -> None:
    build_town(house, clients=12)
    with inside(house.organisation.pk):
        found = indication_of(house.leader, on=LAST).indication
    assert found is not None
    again = frozen.read(frozen.written(found.whole_book))
    assert again == found.whole_book
    counted = indication_in(again, found.result.scale, found.period).tallies
    assert {c: t.evidence for c, t in counted.items()} == {c: t.evidence for c, t in found.tallies.items()}


@pytest.mark.parametrize("text", ["", "[]", '{"team": 1}'])
def test_what_is_no_book_is_refused(text: str) -> None:
    with pytest.raises((ValueError, AttributeError, TypeError)):
        frozen.read(text)
