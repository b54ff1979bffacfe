"""The page of the team: who leads it finds here what else there is to arrange."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from conftest import House
from plek.organisations.models import Membership

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland"
PLACES = [f'href="{HERE}/people/"', f'href="{HERE}/import/"', f'href="{HERE}/rules/"']


def test_the_leader_reaches_people_workbook_and_rules(house: House, sign_in: SignIn) -> None:
    browser = sign_in(house.leader)
    words = browser.get(f"{HERE}/team/").content.decode()
    assert "Te regelen voor het team" in words
    for place in PLACES:
        assert place in words
        assert browser.get(place.split('"')[1]).status_code == 200


def test_a_specialist_is_shown_no_closed_doors(house: House, sign_in: SignIn) -> None:
    words = sign_in(house.specialist).get(f"{HERE}/team/").content.decode()
    assert "Te regelen voor het team" not in words
    assert f'href="{HERE}/people/"' not in words


@pytest.mark.parametrize(("who", "holds_clients"), [("leader", True), ("administrator", False)])
def test_the_workbook_says_beforehand_whether_it_holds_clients(
    house: House, sign_in: SignIn, who: str, holds_clients: bool
) -> None:
    words = sign_in(getattr(house, who)).get(f"{HERE}/import/").content.decode()
    assert ("Er staan geen cliënten in" in words) is not holds_clients
