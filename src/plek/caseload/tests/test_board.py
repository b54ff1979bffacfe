"""The board: columns, cards, moving and taking back, the list for a meeting, and the page of the team."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.caseload.choices import Phase
from plek.caseload.models import PhaseSpell, Trajectory
from plek.caseload.presenters.board import short_name
from plek.caseload.selectors.board import CARDS_AT_MOST
from plek.caseload.tests.factories import ClientFactory, ContactFactory, ReferralFactory, TrajectoryFactory
from plek.organisations.models import Absence, Membership
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Browser]
BOARD = "/o/ggz-veenland/board/"
TEAM = "/o/ggz-veenland/team/"


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-11-24 10:00:00+01:00", tick=False):
        yield


def add(house: House, *, of: Membership | None = None, **fields: Any) -> Trajectory:
    names = {name: fields.pop(name) for name in ("first_name", "last_name", "ips_team") if name in fields}
    client = ClientFactory(
        organisation=house.organisation, **{"treatment_team": house.fact, "ips_team": house.ips} | names
    )
    return TrajectoryFactory(client=client, ips_team=house.ips, specialist=of or house.specialist, **fields)


@pytest.fixture
def anna(house: House) -> Trajectory:
    with inside(house.organisation.pk):
        return add(house, first_name="Anna", last_name="de Vries", number="T0001", phase_since=date(2026, 11, 1))


def columns(browser: Browser, query: str = "") -> dict[str, Any]:
    return {column.phase: column for column in browser.get(f"{BOARD}?{query}").context["columns"]}


def cost(queries: CaptureQueriesContext) -> int:
    """Statements of one page, without the savepoints and scopes that only stand in tests."""
    return sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "select set_config")) for q in queries)


@pytest.mark.parametrize("address", [BOARD, BOARD + "list/", TEAM])
def test_who_comes_in(house: House, sign_in: SignIn, address: str) -> None:
    assert sign_in(house.specialist).get(address).status_code == 200
    assert sign_in(house.leader).get(address).status_code == 200
    assert sign_in(house.practitioner).get(address).status_code == 403
    assert sign_in(house.stranger).get(address).status_code == 404


@pytest.mark.parametrize(
    ("first", "preferred", "last", "short"),
    [("Anna", "", "de Vries", "Anna d. V."), ("Anna", "Ans", "Jansen", "Ans J."), ("O", "", "'t Hart", "O t. H.")],
)
def test_a_card_names_no_one_in_full(first: str, preferred: str, last: str, short: str) -> None:
    assert short_name(first, preferred, last) == short


class TestColumns:
    def test_all_phases_stand_there_also_the_empty_ones(
        self, house: House, anna: Trajectory, sign_in: SignIn
    ) -> None:
        found = columns(sign_in(house.specialist))
        assert list(found) == Phase.values
        assert [card.label for card in found["searching"].cards] == ["Anna d. V."]
        assert "de Vries" not in sign_in(house.specialist).get(BOARD).content.decode()

    def test_a_card_says_days_last_contact_and_what_is_late(
        self, house: House, anna: Trajectory, sign_in: SignIn
    ) -> None:
        with inside(house.organisation.pk):
            ContactFactory(trajectory=anna, held_on=date(2026, 11, 22))
            Trajectory.objects.filter(pk=anna.pk).update(next_step_on=date(2026, 11, 20))
        card = columns(sign_in(house.specialist))["searching"].cards[0]
        assert (card.days, card.last, card.is_late) == (23, "2 dagen geleden", True)
        assert "stap wacht sinds" in sign_in(house.specialist).get(BOARD).content.decode()

    def test_mine_a_colleagues_and_the_teams(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            add(house, of=house.colleague, number="T0002")
            add(house, of=house.colleague, ips_team=None, number="T0003")
        browser = sign_in(house.specialist)

        def numbers(query: str) -> set[str]:
            return {card.number for column in columns(browser, query).values() for card in column.cards}

        assert numbers("") == {"T0001"}
        assert numbers("who=TB2") == {"T0002"}
        assert numbers("who=team") == {"T0001", "T0002"}
        assert numbers("who=team&team=F1") == {"T0001", "T0002"}

    def test_what_is_late_comes_first_and_the_rest_stands_in_the_table(
        self, house: House, sign_in: SignIn
    ) -> None:
        with inside(house.organisation.pk):
            for n in range(CARDS_AT_MOST + 12):
                add(house, number=f"T1{n:03d}", phase_since=date(2026, 10, 1))
            add(house, number="T9999", phase_since=date(2026, 11, 23), next_step_on=date(2026, 11, 1))
        column = columns(sign_in(house.specialist))["searching"]
        assert column.cards[0].number == "T9999"
        assert (len(column.cards), column.total, column.more) == (CARDS_AT_MOST, CARDS_AT_MOST + 13, 13)
        text = sign_in(house.specialist).get(BOARD).content.decode()
        assert "nog 13" in text
        assert "clients/?phase=searching&amp;who=mine" in text or "clients/?phase=searching&who=mine" in text

    def test_who_ended_is_not_on_it(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            Trajectory.objects.filter(pk=anna.pk).update(ended_on=date(2026, 11, 1), end_reason="verhuisd")
        assert not any(column.cards for column in columns(sign_in(house.specialist)).values())

    def test_costs_the_same_for_3_and_for_60(self, house: House, sign_in: SignIn) -> None:
        browser, counts = sign_in(house.specialist), []
        for number in (3, 57):
            with inside(house.organisation.pk):
                for n in range(number):
                    add(house, phase=Phase.values[n % 7])
            with CaptureQueriesContext(connection) as queries:
                browser.get(BOARD)
            counts.append(cost(queries))
        assert counts[0] == counts[1]
        assert counts[1] <= 10


class TestMove:
    def test_by_its_form_and_back(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        answer = browser.post(BOARD + "T0001/move/", {"phase": "starting", "who": "team", "column": "searching"})
        assert answer.status_code == 302
        assert "Anna" not in answer["Location"]
        page = browser.get(answer["Location"])
        assert page.context["who"] == "team"
        assert page.context["moved"].back_to == "searching"
        assert "Terug naar" in page.content.decode()
        browser.post(BOARD + "T0001/move/", {"phase": "searching", "undo": "1"})
        with inside(house.organisation.pk):
            anna.refresh_from_db()
            assert PhaseSpell.objects.filter(trajectory=anna).count() == 1
        assert anna.phase == "searching"

    def test_each_card_has_a_form_that_dragging_can_send(
        self, house: House, anna: Trajectory, sign_in: SignIn
    ) -> None:
        text = sign_in(house.specialist).get(BOARD).content.decode()
        assert "data-board" in text
        assert 'data-column="starting"' in text
        assert 'data-move="phase"' in text
        assert f'action="{BOARD}T0001/move/"' in text

    def test_to_where_it_is_changes_nothing(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        answer = sign_in(house.specialist).post(BOARD + "T0001/move/", {"phase": "searching"})
        assert "moved" not in answer["Location"]

    def test_a_phase_that_is_none_is_refused(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        page = browser.post(BOARD + "T0001/move/", {"phase": "nonsense"}, follow=True)
        assert [message.level_tag for message in page.context["messages"]] == ["error"]
        with inside(house.organisation.pk):
            anna.refresh_from_db()
        assert anna.phase == "searching"

    def test_not_by_a_practitioner_or_stranger(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        move = {"phase": "starting"}
        assert sign_in(house.practitioner).post(BOARD + "T0001/move/", move).status_code == 403
        assert sign_in(house.stranger).post(BOARD + "T0001/move/", move).status_code == 404
        at_home = f"/o/{house.stranger.organisation.slug}/board/T0001/move/"
        assert sign_in(house.stranger).post(at_home, move).status_code == 404

    def test_looking_does_not_move(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        assert sign_in(house.specialist).get(BOARD + "T0001/move/")["Location"] == BOARD

    @pytest.mark.parametrize(
        "query", ["moved=T0001&from=nonsense", "moved=T9&from=profile", "moved=T0001&from=searching"]
    )
    def test_an_address_that_says_nonsense_shows_no_way_back(
        self, house: House, anna: Trajectory, sign_in: SignIn, query: str
    ) -> None:
        assert sign_in(house.specialist).get(f"{BOARD}?{query}").context["moved"] is None


class TestMeetingList:
    def test_has_everyone_by_phase_and_is_logged_as_printed(
        self, house: House, anna: Trajectory, sign_in: SignIn
    ) -> None:
        with inside(house.organisation.pk):
            for _ in range(CARDS_AT_MOST + 3):
                add(house, phase="profile")
        page = sign_in(house.specialist).get(BOARD + "list/?team=F1")
        assert [(group.label, len(group.cards)) for group in page.context["groups"]] == [
            ("profiel", CARDS_AT_MOST + 3), ("zoeken", 1),
        ]  # fmt: skip
        with inside(house.organisation.pk):
            entry = Entry.objects.get(event="board.printed")
        assert (entry.action, entry.detail) == ("P", {"shown": CARDS_AT_MOST + 4})


class TestTeam:
    def test_counts_against_the_norm_by_name(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            for _ in range(3):
                add(house, of=house.colleague)
        page = sign_in(house.leader).get(TEAM).context["team"]
        assert [(line.code, line.clients, line.room) for line in page.lines] == [("TB1", 1, 18), ("TB2", 3, 20)]
        assert (page.forecast.clients, page.forecast.room) == (4, 38)

    def test_who_waits_and_what_then(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            for state in ("waiting", "question", "withdrawn"):
                client = ClientFactory(
                    organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips
                )
                ReferralFactory(organisation=house.organisation, client=client, ips_team=house.ips, state=state)
        page = sign_in(house.leader).get(TEAM)
        assert page.context["team"].forecast.waiting == 2
        assert "Dat past" in page.content.decode()

    def test_who_is_away_and_who_covers_but_not_why(self, house: House, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            away = {"organisation": house.organisation, "membership": house.specialist, "kind": "illness"}
            Absence.objects.create(
                **away, cover=house.colleague, begins_on=date(2026, 11, 20), ends_on=date(2026, 12, 1)
            )
            Absence.objects.create(**away, begins_on=date(2026, 12, 10), ends_on=date(2026, 12, 20))
            Absence.objects.create(**away, begins_on=date(2026, 6, 1), ends_on=date(2026, 6, 9))
            Absence.objects.create(**away, begins_on=date(2027, 6, 1))
        page = sign_in(house.leader).get(TEAM)
        assert [(a.is_now, a.covered_by) for a in page.context["team"].absences] == [
            (True, str(house.colleague.user)), (False, ""),
        ]  # fmt: skip
        away_today = page.content.decode().split("Afwezig")[1].split("<h2")[0]
        assert house.specialist.user.name in away_today
        assert "ziek" not in away_today

    def test_no_client_is_named(self, house: House, anna: Trajectory, sign_in: SignIn) -> None:
        assert "Anna" not in sign_in(house.leader).get(TEAM).content.decode()

    def test_costs_the_same_for_3_and_for_60(self, house: House, sign_in: SignIn) -> None:
        browser, counts = sign_in(house.leader), []
        for number in (3, 57):
            with inside(house.organisation.pk):
                for _ in range(number):
                    add(house)
            with CaptureQueriesContext(connection) as queries:
                browser.get(TEAM)
            counts.append(cost(queries))
        assert counts[0] == counts[1]
        assert counts[1] <= 10
