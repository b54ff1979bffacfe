"""Search: two letters suffice, one slip is forgiven, nothing out of sight is found, nothing typed is kept."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import House
from plek.audit.models import Entry
from plek.caseload import supply
from plek.caseload.models import Client, SearchGram
from plek.caseload.selectors.search import search
from plek.caseload.services.search import reindex_client, reindex_clients
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.employers.models import Employer
from plek.organisations.models import Membership
from plek.organisations.tests.factories import TeamFactory
from plek.shared.tenancy import inside
from plek.shared.tests.test_spelling import SLIP, one_slip

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
PEOPLE = [
    ("Zoë", "van der Meer", "", "06-12345678"), ("José", "de Vries", "Pepe", ""), ("Willem", "Jansen", "", ""),
    ("Łukasz", "Kowalski", "", ""), ("Anne-Marie", "d'Hondt", "", ""), ("Bo", "Li", "", ""),
]  # fmt: skip


@pytest.fixture
def caseload(house: House) -> Iterator[House]:
    with inside(house.organisation.pk):
        for i, (first, last, preferred, phone) in enumerate(PEOPLE):
            ClientFactory(
                organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips,
                number=f"C{i + 1:04d}",
                first_name=first, last_name=last, preferred_name=preferred, phone=phone, sort_name=last.lower(),
            )  # fmt: skip
        TrajectoryFactory(
            client=Client.objects.get(last_name="Jansen"),
            ips_team=house.ips,
            specialist=house.specialist,
            number="T2001",
        )
        reindex_clients(house.organisation.pk)
        yield house


def found(by: Membership, text: str) -> list[str]:
    return [hit.name for hit in search(by, text).clients]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zo", "Zoë van der Meer"), ("ZOE", "Zoë van der Meer"), ("meer", "Zoë van der Meer"), ("mere",
        "Zoë van der Meer"),
        ("zoe meer", "Zoë van der Meer"), ("meer zoë", "Zoë van der Meer"), ("pepe", "Pepe de Vries"),
        ("jose vries", "Pepe de Vries"), ("jansne", "Willem Jansen"), ("jnasen", "Willem Jansen"),
        ("janssen", "Willem Jansen"),
        ("lukasz", "Łukasz Kowalski"), ("dhondt", "Anne-Marie d'Hondt"), ("d'hondt", "Anne-Marie d'Hondt"),
        ("anne marie", "Anne-Marie d'Hondt"), ("c0003", "Willem Jansen"), ("T2001", "Willem Jansen"),
        ("li", "Bo Li"),
        ("12345678", "Zoë van der Meer"), ("+31 6 123 456 78", "Zoë van der Meer"), ("3456", "Zoë van der Meer"),
    ],
)  # fmt: skip
def test_is_found_first(caseload: House, typed: str, name: str) -> None:
    assert found(caseload.specialist, typed)[0] == name


@pytest.mark.parametrize(
    "typed", ["", "z", " ", "qqqq", "zoe jansen", "名前", "%", "' or 1=1", "a\x00", "99999999"]
)
def test_what_is_nobody_finds_nobody(caseload: House, typed: str) -> None:
    assert found(caseload.specialist, typed) == []


def test_the_phase_and_trajectory_tell_people_apart(caseload: House) -> None:
    (hit,) = search(caseload.leader, "willem").clients
    assert (hit.trajectory, hit.number, hit.treatment_team) == ("T2001", "C0003", "FACT Noord")
    assert hit.phase


def test_never_outside_ones_sight(caseload: House) -> None:
    assert found(caseload.practitioner, "jansen") == ["Willem Jansen"]
    assert found(caseload.administrator, "jansen") == []
    Client.objects.update(ips_team=TeamFactory(organisation=caseload.organisation, kind="IPS"))
    assert found(caseload.specialist, "jansen") == []
    assert found(caseload.practitioner, "jansen") == ["Willem Jansen"]
    with inside(caseload.stranger.organisation_id):
        assert found(caseload.stranger, "jansen") == []


LONG = st.text(alphabet="abcdefghiklmnoprstuvwz", min_size=4, max_size=11)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LONG, SLIP)
def test_a_name_with_one_slip_is_still_found(caseload: House, name: str, slip: tuple[str, int, str]) -> None:
    typed = one_slip(name, *slip)
    client = Client.objects.get(number="C0006")
    client.last_name = name.title()
    client.save()
    reindex_client(client_id=client.pk)
    assert client.name in found(caseload.specialist, typed)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_typed(caseload: House, typed: str) -> None:
    assert search(caseload.specialist, typed.replace("\x00", "")).count >= 0


def test_a_new_name_replaces_the_old_pieces(caseload: House) -> None:
    client = Client.objects.get(last_name="Jansen")
    client.last_name = "Pietersen"
    client.save()
    reindex_client(client_id=client.pk)
    assert found(caseload.specialist, "jansen") == []
    assert found(caseload.specialist, "pietersen") == ["Willem Pietersen"]
    before = SearchGram.objects.count()
    assert reindex_clients(caseload.organisation.pk) == len(PEOPLE)
    assert SearchGram.objects.count() == before


def test_employers_are_found_too_by_who_works_the_caseload(caseload: House) -> None:
    Employer.objects.create(
        organisation=caseload.organisation, code="WG0001", name="Lunchroom De Linde", town="Assen"
    )
    assert supply.finders
    assert [hit.label for hit in search(caseload.specialist, "linde").others] == ["Lunchroom De Linde"]
    assert search(caseload.practitioner, "linde").others == []


def page(house: House) -> str:
    return f"/o/{house.organisation.slug}/search/"


def test_the_page_asks_by_post_and_logs_no_word(caseload: House, sign_in: SignIn) -> None:
    browser = sign_in(caseload.specialist)
    answer = browser.get(page(caseload))
    assert answer.status_code == 200
    assert 'method="post"' in answer.content.decode()
    answer = browser.post(page(caseload), {"q": "jansne"})
    assert "Willem Jansen" in answer.content.decode()
    assert answer.status_code == 200
    entry = Entry.objects.get()
    assert (entry.event, entry.action, entry.detail) == ("search.done", "S", {"clients": 1, "others": 0})
    assert "jans" not in str(Entry.objects.values().get())


def test_what_is_typed_in_an_address_is_not_searched(caseload: House, sign_in: SignIn) -> None:
    assert "Willem" not in sign_in(caseload.specialist).get(page(caseload), {"q": "willem"}).content.decode()


def test_the_box_gets_only_the_list(caseload: House, sign_in: SignIn) -> None:
    answer = sign_in(caseload.specialist).post(page(caseload), {"q": "zo"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert 'role="option"' in text
    assert f"/o/{caseload.organisation.slug}/clients/C0001/" in text


@pytest.mark.parametrize(("who", "status"), [("practitioner", 200), ("leader", 200), ("stranger", 404)])
def test_who_may_search(caseload: House, sign_in: SignIn, who: str, status: int) -> None:
    assert sign_in(getattr(caseload, who)).post(page(caseload), {"q": "zo"}).status_code == status


def test_searching_by_post_cannot_write(caseload: House, sign_in: SignIn) -> None:
    browser = sign_in(caseload.specialist)
    with CaptureQueriesContext(connection) as asked:
        browser.post(page(caseload), {"q": "zo"})
    scopes = [q["sql"] for q in asked if "transaction_read_only" in q["sql"]]
    assert "'on'" in scopes[0]


def test_the_cost_does_not_grow(caseload: House, sign_in: SignIn) -> None:
    browser, costs = sign_in(caseload.specialist), []
    browser.post(page(caseload), {"q": "anna"})
    for count in (3, 30):
        for _ in range(count):
            ClientFactory(organisation=caseload.organisation, treatment_team=caseload.fact, ips_team=caseload.ips)
        reindex_clients(caseload.organisation.pk)
        with CaptureQueriesContext(connection) as asked:
            browser.post(page(caseload), {"q": "anna"})
        costs.append(sum("SAVEPOINT" not in q["sql"] and not q["sql"].startswith("select set_") for q in asked))
    assert costs[0] == costs[1] <= 10


@pytest.mark.parametrize(("headers", "status"), [({}, 429), ({"HX-Request": "true"}, 422)])
def test_who_searches_without_end_waits(
    caseload: House, sign_in: SignIn, settings: Any, headers: dict[str, str], status: int
) -> None:
    """On the page and in the box above each page; a colleague goes on searching."""
    settings.SEARCHES_PER_MINUTE = 2
    browser = sign_in(caseload.specialist)
    for _ in range(2):
        assert browser.post("/o/ggz-veenland/search/", {"q": "Jansen"}).status_code == 200
    answer = browser.post("/o/ggz-veenland/search/", {"q": "Jansen"}, headers=headers)
    assert answer.status_code == status
    assert "Wacht een minuut" in answer.content.decode()
    other = sign_in(caseload.leader).post("/o/ggz-veenland/search/", {"q": "Jansen"})
    assert "Jansen" in other.content.decode()
