"""The log's pages: what the administrator reads, that clients stay numbers, and that reading is logged."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from plek.audit.choices import READERS, Action
from plek.audit.models import Entry
from plek.audit.selectors import LogFilter, entries, views_of_client
from plek.audit.services import record
from plek.organisations.choices import Role
from plek.organisations.selectors.people import users_here
from plek.organisations.tests.audited import events
from plek.organisations.tests.factories import UserFactory, member
from plek.organisations.tests.signing_in import sign_in_now
from plek.shared.tenancy import inside

HERE = "/o/ggz-veenland/log/"


@pytest.fixture(autouse=True)
def at_nine(today: date) -> Any:
    with time_machine.travel(f"{today}T09:00:00+01:00", tick=True):
        yield


@pytest.fixture
def looked(house: Any) -> int:
    """Two colleagues looked at client 77, one of them for another; one looked at 78."""
    with inside(house.organisation.pk):
        for _ in range(3):
            record(
                by=house.specialist, action=Action.READ, event="client.viewed", client_id=77, object_kind="client"
            )
        record(
            by=house.practitioner,
            action=Action.READ,
            event="client.viewed",
            client_id=77,
            reason="waarneming",
            on_behalf_of=house.specialist.pk,
        )
        record(by=house.specialist, action=Action.UPDATE, event="client.changed", client_id=77)
        record(by=house.colleague, action=Action.READ, event="client.viewed", client_id=78)
    return 77


def test_the_readers_are_the_administrators() -> None:
    assert {Role.ADMINISTRATOR.value} == READERS


def test_views_are_grouped_per_day_and_person(house: Any, looked: int) -> None:
    with inside(house.organisation.pk):
        looks = {look.name: look for look in views_of_client(house.specialist, looked)}
    mine, other = looks[house.specialist.user.name], looks[house.practitioner.user.name]
    assert len(looks) == 2
    assert (mine.times, set(mine.actions), set(mine.events)) == (
        4,
        {"R", "U"},
        {"client.viewed", "client.changed"},
    )
    assert (other.role, other.reasons, other.on_behalf_of) == (
        "practitioner",
        ("waarneming",),
        house.specialist.user.name,
    )
    assert mine.first_at <= mine.last_at


def test_a_period_without_views_is_empty(house: Any, looked: int) -> None:
    with inside(house.organisation.pk):
        assert not views_of_client(house.specialist, looked, ends_on=date(2020, 1, 1))


def test_views_of_another_organisation_never_show(house: Any, looked: int) -> None:
    with inside(house.stranger.organisation_id):
        assert not views_of_client(house.stranger, looked)
        assert not entries(house.specialist, LogFilter(), 100)


def test_the_log_shows_people_by_name_and_reading_it_is_logged(house: Any, looked: int, client: Browser) -> None:
    desk = sign_in_now(client, house.administrator)
    words = desk.get(HERE).content.decode()
    assert house.specialist.user.name in words
    assert "#77" in words
    with inside(house.organisation.pk):
        assert events(house.organisation.pk)[-1] == "audit.viewed"


def test_it_is_filtered_by_person_and_kind(house: Any, looked: int, client: Browser) -> None:
    desk = sign_in_now(client, house.administrator)
    page = desk.get(HERE, {"user": house.specialist.user_id, "action": "U"}).context["page"]
    assert [line.who for line in page.lines] == [house.specialist.user.name]
    assert not desk.get(HERE, {"begins_on": "2031-01-01"}).context["page"].lines


@pytest.mark.parametrize(
    "query", ["?user=x", "?before=0", "?before=99999999999999999999", "?event=%27", "?begins_on=x"]
)
def test_a_strange_filter_is_no_crash(house: Any, client: Browser, query: str) -> None:
    assert sign_in_now(client, house.administrator).get(f"{HERE}{query}").status_code in (200, 422)


def test_older_rows_follow_without_gap_or_doubling(house: Any, client: Browser) -> None:
    with inside(house.organisation.pk):
        for _ in range(120):
            record(by=house.specialist, action=Action.READ, event="client.viewed", client_id=1)
    desk, address, seen = sign_in_now(client, house.administrator), HERE, list[int]()
    while address:
        page = desk.get(address).context["page"]
        seen += [line.sequence for line in page.lines]
        address = f"{HERE}?{page.older}" if page.older else ""
    assert seen == sorted(set(seen), reverse=True)
    assert set(range(1, 121)) <= set(seen)


def test_the_file_runs_nothing_and_its_making_is_logged(house: Any, client: Browser) -> None:
    with inside(house.organisation.pk):
        record(
            by=house.specialist, action=Action.READ, event="client.viewed", client_id=77, reason="=HYPERLINK(1)"
        )
    answer = sign_in_now(client, house.administrator).get(f"{HERE}export/")
    words = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in words
    assert ";=HYPERLINK" not in words
    assert answer["Content-Disposition"].endswith('2026-11-24.csv"')
    with inside(house.organisation.pk):
        last = Entry.objects.order_by("-sequence")[0]
    assert (last.event, last.action) == ("audit.exported", Action.EXPORT)


def test_the_report_of_a_breach_names_who_saw_what(house: Any, looked: int, client: Browser) -> None:
    desk = sign_in_now(client, house.administrator)
    period = {"begins_on": "2020-01-01", "ends_on": "2035-01-01"}
    answer = desk.get(f"{HERE}report/", period | {"user": house.specialist.user_id})
    assert [(s.client, s.times) for s in answer.context["sights"]] == [("#77", 4)]
    file = desk.get(f"{HERE}report/", period | {"file": "1"})
    assert file["Content-Type"].startswith("text/csv")
    assert file.content.decode().count("#77") == 2
    with inside(house.organisation.pk):
        assert events(house.organisation.pk)[-2:] == ["audit.breach_report", "audit.breach_report"]


def test_an_unknown_client_number_is_said(house: Any, client: Browser) -> None:
    query = {"begins_on": "2026-01-01", "ends_on": "2026-12-31", "client": "C-BESTAATNIET"}
    answer = sign_in_now(client, house.administrator).get(f"{HERE}report/", query)
    assert answer.status_code == 422


class TestClientsWithAnAccount:
    """An administrator does not know who the clients are; who signs in is no exception."""

    @pytest.fixture(autouse=True)
    def _client(self, house: Any, today: date) -> None:
        who = UserFactory(name="Zoë Zonderling")
        self.member = member(Role.CLIENT, organisation=house.organisation, on=today, code="C77", user=who)

    def test_the_choice_and_the_lines_show_the_number(self, house: Any, client: Browser) -> None:
        with inside(house.organisation.pk):
            record(by=self.member, action=Action.READ, event="portal.viewed", client_id=77)
        desk = sign_in_now(client, house.administrator)
        for page in (HERE, f"{HERE}report/?begins_on=2020-01-01&ends_on=2035-01-01", f"{HERE}export/"):
            words = desk.get(page).content.decode()
            assert "C77" in words, page
            assert "Zonderling" not in words, page
        choices = dict(desk.get(HERE).context["form"].fields["user"].choices)
        assert choices[self.member.user_id] == "C77"
        assert choices[house.specialist.user_id] == house.specialist.user.name

    def test_a_colleague_who_is_a_client_too_stays_a_colleague_to_choose(self, house: Any, today: date) -> None:
        member(Role.CLIENT, organisation=house.organisation, on=today, code="C78", user=house.specialist.user)
        with inside(house.organisation.pk):
            assert dict(users_here(house.administrator))[house.specialist.user_id] == house.specialist.user.name

    def test_the_list_of_people_leaves_clients_out(self, house: Any, client: Browser) -> None:
        desk = sign_in_now(client, house.administrator)
        for state in ("here", "all"):
            words = desk.get("/o/ggz-veenland/people/", {"state": state}).content.decode()
            assert house.specialist.user.name in words
            assert "Zonderling" not in words
        assert desk.get(f"/o/ggz-veenland/people/{self.member.pk}/").status_code == 404


def test_a_report_that_would_be_cut_is_refused_and_a_long_page_says_so(
    client: Browser, house: Any, looked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in_now(client, house.administrator)
    period = "?begins_on=2026-11-20&ends_on=2099-11-24"
    monkeypatch.setattr("plek.audit.views.SHOWN_AT_MOST", 1)
    page = browser.get(f"{HERE}report/{period}").content.decode()
    assert "2 regels meer staan alleen in het bestand" in page
    monkeypatch.setattr("plek.audit.views.FILE_AT_MOST", 2)
    for address in (f"report/{period}&file=1", f"report/{period}", "export/"):
        assert browser.get(HERE + address).status_code == 422


def test_the_log_asks_for_a_second_factor_also_where_staff_may_do_without(
    client: Browser, house: Any, settings: Any
) -> None:
    settings.SECOND_FACTOR_FOR_READING_THE_LOG = True
    for address in ("", "export/", "report/"):
        answer = sign_in_now(client, house.administrator).get(HERE + address)
        assert answer.headers["Location"] == "/account/second-factor/first/"


def test_files_are_taken_out_at_a_pace(client: Browser, house: Any, looked: int, settings: Any) -> None:
    settings.FILES_PER_HOUR = 2
    browser = sign_in_now(client, house.administrator)
    assert [browser.get(f"{HERE}export/").status_code for _ in range(3)] == [200, 200, 429]
    assert browser.get(HERE).status_code == 200


def test_a_sample_is_the_same_all_day_and_shows_what_had_a_reason(
    client: Browser, house: Any, looked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plek.audit.views.SAMPLE", 2)
    monkeypatch.setattr("plek.audit.views.SAMPLED", timedelta(days=10_000))
    desk = sign_in_now(client, house.administrator)
    pages = [desk.get(f"{HERE}sample/").context["parts"] for _ in range(2)]
    first, second = ({name: lines for name, _title, lines in parts} for parts in pages)
    assert [line.sequence for line in first["drawn"]] == [line.sequence for line in second["drawn"]]
    assert len(first["drawn"]) == 2
    assert [line.reason for line in first["reasoned"]] == ["waarneming"]
    with inside(house.organisation.pk):
        assert events(house.organisation.pk)[-1] == "audit.sampled"
