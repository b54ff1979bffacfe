"""What if: what moves, what stays, what is said about it, and that nothing is stored."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.fidelity.selectors.what_if import Moves, movable
from plek.fidelity.tests.dates import LAST
from plek.fidelity.tests.town import build_town
from plek.organisations.models import Membership
from plek.organisations.selectors import acting
from plek.shared.tenancy import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_october")]
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/fidelity/what-if/"


@pytest.fixture
def _in_october() -> Iterator[None]:
    with time_machine.travel(date(2026, 10, 1), tick=False):
        yield


def page(browser: Browser, query: str = "", status: int = 200) -> str:
    answer = browser.get(f"{HERE}?on={LAST}&{query}")
    assert answer.status_code == status
    return str(answer.content.decode())


def test_one_more_employer_a_week_each(house: House, sign_in: SignIn) -> None:
    build_town(house)
    with inside(house.organisation.pk):
        found = movable(acting(house.leader.pk, LAST), team="IPS", on=LAST)
    simulation = found.moved(Moves({"employers": 1.0}, frozenset()))
    assert simulation is not None
    (changed,) = simulation.changed
    before, after = changed.before.found.measured.value, changed.after.found.measured.value
    assert (changed.code, round((after or 0) - (before or 0), 6)) == ("SE6", 1)
    assert found.moved(Moves({"employers": 0.0}, frozenset())) is None
    _reads_now_and_then(sign_in(house.leader))
    house.specialist.user.language = "en"
    house.specialist.user.save(update_fields=["language"])
    _reads_for_one_item(sign_in(house.specialist))


def _reads_now_and_then(browser: Browser) -> None:
    assert "Wat er zou veranderen" not in page(browser)
    with CaptureQueriesContext(connection) as asked:
        words = page(browser, "clients=-30&employers=1&log=on&fte=0,5")
    for said in (
        "indicatie",
        "Wat er zou veranderen",
        "Nu naast wat het zou zijn",
        "SE6",
        "ST1",
        "versie 2008-01-07",
    ):
        assert said in words
    assert "Wat als ieder van ons één werkgever per week meer bezocht" in words
    only_in_tests = ("SAVEPOINT", "RELEASE", "select set_config")
    left = [q["sql"][:150] for q in asked.captured_queries if not q["sql"].startswith(only_in_tests)]
    assert len(left) <= 10, left


def _reads_for_one_item(browser: Browser) -> None:
    words = page(browser, "for=SE13&outside=2.5")
    for said in ("What would change", "Hours a week more outside the office", "as it would be"):
        assert said in words
    assert 'name="clients"' not in words
    live = browser.get(f"/o/ggz-veenland/fidelity/?on={LAST}").content.decode()
    assert f"{HERE}?team=IPS&amp;on={LAST}&amp;for=" in live


@pytest.mark.parametrize(("query", "said"), [("clients=veel", "clients"), ("clients=-1000", "clients")])
def test_what_cannot_be_is_said_beside_the_field(house: House, sign_in: SignIn, query: str, said: str) -> None:
    words = page(sign_in(house.leader), query, status=422)
    assert f'id="id_{said}"' in words
    assert "Fout:" in words
    assert "Wat er zou veranderen" not in words


def test_without_records_there_is_little_to_move(house: House, sign_in: SignIn) -> None:
    words = page(sign_in(house.leader))
    assert "want er is niets over vastgelegd" in words
    assert 'name="employers"' not in words


def test_it_is_logged_and_nothing_else_is_kept(house: House, sign_in: SignIn) -> None:
    page(sign_in(house.leader), "clients=1")
    with inside(house.organisation.pk):
        entry = Entry.objects.order_by("-sequence").first()
    assert (entry.event, entry.object_id, entry.detail) == ("fidelity.what_if_viewed", "IPS", {})


def test_others_have_no_business_here(house: House, sign_in: SignIn) -> None:
    for by, status in ((house.stranger, 404), (house.practitioner, 403), (house.administrator, 403)):
        assert sign_in(by).get(HERE).status_code == status
    assert sign_in(house.leader).get(f"{HERE}?team={house.fact.code}").status_code == 404
