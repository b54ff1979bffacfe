"""The pages about one client: who may open them, what they tell, what they cost, and that each view is logged."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.caseload.models import Client, ClientVisit, NationalNumber, PhaseSpell, Trajectory
from plek.caseload.services.national_number import set_number
from plek.caseload.tests.factories import ClientFactory, ContactFactory, client_in_care
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import TeamFactory, member
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
TABS = ["", "timeline/", "details/", "who-looked/"]
BSN = "111222333"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def someone(house: House) -> Client:
    return client_in_care(house, phone="06 12345678")


def url(house: House, rest: str) -> str:
    return f"/o/{house.organisation.slug}/{rest}"


def log(house: House) -> list[tuple[str, str, int | None]]:
    with inside(house.organisation.pk):
        return list(Entry.objects.order_by("sequence").values_list("event", "action", "client_id"))


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_opens_and_is_logged(house: House, someone: Client, sign_in: SignIn, tab: str) -> None:
    answer = sign_in(house.specialist).get(url(house, f"clients/C7/{tab}"))
    assert answer.status_code == 200
    assert "Zoë van der Meer" in answer.content.decode()
    (entry,) = log(house)
    assert entry[1:] == ("R", someone.pk)


@pytest.mark.parametrize(
    ("who", "status"),
    [("specialist", 200), ("colleague", 200), ("leader", 200), ("practitioner", 200), ("administrator", 403)],
)
@pytest.mark.parametrize("tab", TABS)
def test_the_care_relationship_decides_who_may_look(
    house: House, someone: Client, sign_in: SignIn, who: str, status: int, tab: str
) -> None:
    assert sign_in(getattr(house, who)).get(url(house, f"clients/C7/{tab}")).status_code == status


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.EMPLOYMENT_SPECIALIST, Role.IPS_TEAM_LEADER])
@pytest.mark.parametrize("tab", TABS)
def test_another_team_finds_nothing(
    house: House, someone: Client, sign_in: SignIn, role: str, tab: str, today: date
) -> None:
    with inside(house.organisation.pk):
        elsewhere = TeamFactory(organisation=house.organisation, kind="IPS")
    other = member(role, elsewhere, organisation=house.organisation, on=today)
    assert sign_in(other).get(url(house, f"clients/C7/{tab}")).status_code == 404
    assert log(house) == []


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in ("employment_specialist", "ips_team_leader", "practitioner")]
)
def test_other_roles_stop_at_the_door(
    house: House, someone: Client, sign_in: SignIn, role: str, today: date
) -> None:
    other = member(role, house.ips, house.fact, organisation=house.organisation, on=today)
    assert sign_in(other).get(url(house, "clients/C7/")).status_code == 403


def test_a_stranger_finds_nothing(house: House, someone: Client, sign_in: SignIn) -> None:
    assert sign_in(house.stranger).get(url(house, "clients/C7/")).status_code == 404
    assert sign_in(house.stranger).get(f"/o/{house.stranger.organisation.slug}/clients/C7/").status_code == 404


def test_the_page_tells_the_story(house: House, someone: Client, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        trajectory = Trajectory.objects.get()
        ContactFactory(trajectory=trajectory, was_missed=True)
        trajectory.next_step, trajectory.next_step_on = "Chef bellen", date(2026, 11, 20)
        trajectory.save()
    page = sign_in(house.specialist).get(url(house, "clients/C7/")).content.decode()
    for said in (
        "Koken",
        "Chef bellen",
        "vr 20 november",
        "tel:0612345678",
        "dag 76",
        "ging niet door",
        "<svg",
        "T7",
    ):
        assert said in page, said


def test_a_practitioner_reads_but_gets_no_buttons_of_the_specialist(
    house: House, someone: Client, sign_in: SignIn
) -> None:
    page = sign_in(house.practitioner).get(url(house, "clients/C7/")).content.decode()
    assert "Koken" in page
    assert "trajectories/T7" not in page


def test_since_the_last_visit_tells_what_others_did(house: House, someone: Client, sign_in: SignIn) -> None:
    page = url(house, "clients/C7/")
    assert "Sinds je bezoek" not in sign_in(house.specialist).get(page).content.decode()
    with inside(house.organisation.pk):
        ClientVisit.objects.update(visited_at=datetime(2026, 11, 1, 9, tzinfo=UTC))
    assert "Niets nieuws van anderen" in sign_in(house.specialist).get(page).content.decode()
    sign_in(house.colleague).post(url(house, "trajectories/T7/next-step/"), {"text": "Chef bellen"})
    for _look_again_in_one_sitting in range(2):
        again = sign_in(house.specialist).get(page).content.decode()
        assert "Sinds je bezoek van 1 november" in again
        assert "volgende stap afgesproken" in again
        assert house.colleague.user.name in again


def test_a_visit_is_kept_once_per_colleague(house: House, someone: Client, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    for _ in range(3):
        browser.get(url(house, "clients/C7/"))
    with inside(house.organisation.pk):
        assert ClientVisit.objects.count() == 1


def fill(house: House, trajectory: Trajectory, count: int) -> None:
    with inside(house.organisation.pk):
        begin = date(2026, 9, 10)
        PhaseSpell.objects.filter(trajectory=trajectory, ends_on__isnull=True).update(
            begins_on=begin + timedelta(days=count)
        )
        for i in range(count):
            on = begin + timedelta(days=i)
            ContactFactory(trajectory=trajectory, held_on=on)
            PhaseSpell.objects.create(
                organisation=house.organisation, trajectory=trajectory, phase="profile", begins_on=on,
                ends_on=on + timedelta(days=1),
            )  # fmt: skip


def cost(browser: Browser, page: str) -> int:
    """Statements of a page as production sends them: without savepoints and without giving the scope back."""
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page).status_code == 200
    return sum("SAVEPOINT" not in q["sql"] and not q["sql"].startswith("select set_config") for q in asked)


@pytest.mark.parametrize("tab", TABS)
def test_the_cost_does_not_grow_with_the_story(house: House, someone: Client, sign_in: SignIn, tab: str) -> None:
    browser, page, costs = sign_in(house.specialist), url(house, f"clients/C7/{tab}"), []
    with inside(house.organisation.pk):
        trajectory = Trajectory.objects.get()
    browser.get(page)
    for count in (3, 30):
        fill(house, trajectory, count)
        costs.append(cost(browser, page))
    assert costs[0] == costs[1] <= 10


def test_the_begin_of_a_visit_costs_one_statement_more(house: House, someone: Client, sign_in: SignIn) -> None:
    browser, page = sign_in(house.specialist), url(house, "clients/C7/")
    first = cost(browser, page)
    assert first <= 10
    assert first - 1 == cost(browser, page)


def test_the_timeline_goes_on_in_stretches_and_shows_each_line_once(
    house: House, someone: Client, sign_in: SignIn
) -> None:
    with inside(house.organisation.pk):
        trajectory = Trajectory.objects.get()
        made = [ContactFactory(trajectory=trajectory, held_on=date(2026, 10, 1 + i % 9)).pk for i in range(60)]
    browser, query, seen = sign_in(house.specialist), "?kind=contacts", []
    while query:
        answer = browser.get(url(house, "clients/C7/timeline/") + query)
        part = answer.context["part"]
        seen += [int(line.url.split("/")[-2]) for line in part.lines]
        query = f"?kind=contacts&before={part.older}" if part.older else ""
    assert len(seen) == len(set(seen)) == 60
    assert set(seen) == set(made)


@pytest.mark.parametrize("before", ["nonsense", "2026-10-01.x", "9999-12-31.1", "0001-01-01.5", "2026-10-01.-4"])
def test_a_made_up_place_in_the_timeline_is_harmless(
    house: House, someone: Client, sign_in: SignIn, before: str
) -> None:
    answer = sign_in(house.specialist).get(url(house, "clients/C7/timeline/"), {"before": before, "kind": "x"})
    assert answer.status_code == 200


def test_a_client_without_a_story_shows_how_to_begin(house: House, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        ClientFactory(organisation=house.organisation, treatment_team=house.fact, number="C8")
    page = sign_in(house.practitioner).get(url(house, "clients/C8/")).content.decode()
    assert "referrals/new/?client=C8" in page
    assert sign_in(house.practitioner).get(url(house, "clients/C8/timeline/")).status_code == 200


def test_the_door_stays_open_after_the_end(house: House, someone: Client, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    browser.post(url(house, "trajectories/T7/end/"), {"reason": "werkt stabiel", "ended_on": "2026-11-24"})
    assert "clients/C7/restart/" in browser.get(url(house, "clients/C7/")).content.decode()
    browser.post(url(house, "clients/C7/restart/"))
    with inside(house.organisation.pk):
        assert Trajectory.objects.filter(client=someone, ended_on__isnull=True).count() == 1


NEW: dict[str, Any] = {"first_name": "Bram", "last_name": "Kuiper", "born_on": "1990-05-06"}


def test_entering_someone_new_leads_to_the_referral(house: House, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    assert browser.get(url(house, "clients/new/")).status_code == 200
    answer = browser.post(url(house, "clients/new/"), {**NEW, "treatment_team": house.fact.pk, "bsn": BSN})
    with inside(house.organisation.pk):
        entered = Client.objects.get()
        assert NationalNumber.objects.get().client == entered
    assert answer.headers["Location"] == url(house, f"referrals/new/?client={entered.number}")
    assert entered.ips_team_id == house.ips.pk
    assert [event for event, *_ in log(house)] == ["client.entered", "bsn.kept"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"born_on": "2027-13-40"}, "born_on"), ({"born_on": "0001-01-01"}, "born_on"),
        ({"born_on": "2999-01-01"}, "born_on"),
        ({"first_name": ""}, "first_name"),
        ({"treatment_team": "0"}, "treatment_team"), ({"treatment_team": "x"}, "treatment_team"),
        ({"bsn": "1"}, "bsn"),
        ({"last_name": "x" * 500}, "last_name"),
        ({"phone": "zz"}, "phone"), ({"emergency_phone": "06-1"}, "emergency_phone"),
        ({"postcode": "zz"}, "postcode"), ({"postcode": "0123 AB"}, "postcode"),
    ],
)  # fmt: skip
def test_what_does_not_fit_comes_back_with_a_sentence(
    house: House, sign_in: SignIn, wrong: dict[str, str], field: str
) -> None:
    sent = {**NEW, "treatment_team": house.fact.pk, **wrong}
    answer = sign_in(house.specialist).post(url(house, "clients/new/"), sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    with inside(house.organisation.pk):
        assert not Client.objects.exists()


def test_who_looks_known_is_shown_and_a_reason_goes_on(house: House, someone: Client, sign_in: SignIn) -> None:
    browser, page = sign_in(house.specialist), url(house, "clients/new/")
    sent = {"first_name": "Zoe", "last_name": "vander Meer", "born_on": "1990-02-28", "phone": "0612345678"}
    sent["treatment_team"] = str(house.fact.pk)
    stopped = browser.post(page, sent)
    assert stopped.status_code == 422
    assert "clients/C7/" in stopped.content.decode()
    assert browser.post(page, {**sent, "duplicate_reason": "someone_else"}).status_code == 302


def test_who_may_not_see_the_other_gets_one_honest_sentence(
    house: House, someone: Client, sign_in: SignIn
) -> None:
    with inside(house.organisation.pk):
        Client.objects.update(ips_team=None)
    sent = {
        **NEW,
        "phone": "0612345678",
        "first_name": "Zoë",
        "last_name": "van der Meer",
        "born_on": "1990-02-28",
    }
    answer = sign_in(house.specialist).post(url(house, "clients/new/"), {**sent, "treatment_team": house.fact.pk})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "die mag jij niet zien" in page
    assert "C7" not in page


def change_page(browser: Browser, house: House) -> dict[str, str]:
    """The fields of the form as a browser would send them, with what stood there hidden beside."""
    form = browser.get(url(house, "clients/C7/details/change/")).context["form"]
    sent = {}
    for field in form:
        value = field.value()
        shown = "" if value in (None, False) else str(field.field.prepare_value(value))
        sent[field.html_name] = sent[field.html_initial_name] = shown
    return sent


def test_two_people_change_the_same_field(house: House, someone: Client, sign_in: SignIn) -> None:
    browser, page = sign_in(house.specialist), url(house, "clients/C7/details/change/")
    sent = change_page(browser, house)
    assert browser.post(page, {**sent, "phone": "0611111111", "municipality": "Assen"}).status_code == 302
    clash = browser.post(page, {**sent, "phone": "0622222222", "education_level": "mbo"})
    assert clash.status_code == 422
    text = clash.content.decode()
    assert "0611111111" in text
    assert "0622222222" in text
    again = {**sent, "phone": "0622222222", "education_level": "mbo", "initial-phone": "0611111111"}
    again |= {"municipality": "Assen", "initial-municipality": "Assen"}
    assert browser.post(page, {**again, "keep-phone": "theirs"}).status_code == 302
    with inside(house.organisation.pk):
        someone.refresh_from_db()
    assert (someone.phone, someone.education_level, someone.municipality) == ("0611111111", "mbo", "Assen")


def test_choosing_mine_after_a_clash(house: House, someone: Client, sign_in: SignIn) -> None:
    browser, page = sign_in(house.specialist), url(house, "clients/C7/details/change/")
    sent = change_page(browser, house)
    browser.post(page, {**sent, "phone": "0611111111"})
    mine = {**sent, "phone": "0622222222", "initial-phone": "0611111111", "keep-phone": "mine"}
    assert browser.post(page, mine).status_code == 302
    with inside(house.organisation.pk):
        someone.refresh_from_db()
    assert someone.phone == "0622222222"


def test_the_bsn_is_covered_until_one_proves_who_one_is_and_says_why(
    house: House, someone: Client, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with inside(house.organisation.pk):
        set_number(by=house.specialist, number="C7", bsn=BSN)
    browser, look = sign_in(house.specialist), url(house, "clients/C7/bsn/look/")
    assert BSN not in browser.get(url(house, "clients/C7/details/")).content.decode()
    asked = browser.get(look)
    assert asked.status_code == 302
    assert "confirm" in asked.headers["Location"]
    session = browser.session
    session["account_authentication_methods_user"] = str(house.specialist.user_id)
    session["account_authentication_methods"] = [
        {"method": "password", "at": datetime(2026, 11, 24, 9, tzinfo=UTC).timestamp(), "reauthenticated": True}
    ]
    session.save()
    assert BSN not in browser.get(look).content.decode()
    assert browser.post(look, {"reason": ""}).status_code == 422
    shown = browser.post(look, {"reason": "form"})
    assert BSN in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert ("bsn.viewed", "R", someone.pk) in log(house)


def test_a_bsn_is_kept_replaced_and_removed(house: House, someone: Client, sign_in: SignIn) -> None:
    browser, page = sign_in(house.specialist), url(house, "clients/C7/bsn/")
    assert browser.get(page).status_code == 200
    assert browser.post(page, {"bsn": "123"}).status_code == 422
    assert browser.post(page, {"bsn": BSN}).status_code == 302
    assert BSN not in browser.get(page).content.decode()
    assert browser.post(page, {"remove": "1"}).status_code == 302
    with inside(house.organisation.pk):
        assert not NationalNumber.objects.exists()
