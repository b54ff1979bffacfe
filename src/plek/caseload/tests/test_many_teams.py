"""Who leads many IPS teams looks at them one by one, on the board, in the table and in the list for a meeting."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client as Browser

from conftest import House
from plek.caseload.models import Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.organisations.choices import TeamKind
from plek.organisations.models import Membership, TeamMembership
from plek.organisations.selectors import acting
from plek.organisations.tests.factories import TeamFactory
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Browser]
BOARD, TABLE = "/o/ggz-veenland/board/", "/o/ggz-veenland/clients/"


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-11-24 10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def anna(house: House) -> Trajectory:
    """The client of the first team."""
    with inside(house.organisation.pk):
        client = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
        return TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist, number="T0001")


@pytest.fixture
def many(house: House) -> House:
    """The leader leads four teams; one client stands in the fourth."""
    here = {"organisation": house.organisation}
    with inside(house.organisation.pk):
        for n in range(1, 4):
            team = TeamFactory(**here, code=f"IPS{n}", name=f"Team {n}", kind=TeamKind.IPS)
            TeamMembership.objects.create(**here, membership=house.leader, team=team, begins_on=date(2026, 1, 1))
        client = ClientFactory(**here, treatment_team=house.fact, ips_team=team)
        TrajectoryFactory(client=client, ips_team=team, specialist=house.colleague, number="T0009")
    return house


def shown(browser: Browser, query: str = "") -> set[str]:
    """The numbers on the board."""
    found = browser.get(f"{BOARD}?{query}").context["columns"]
    return {card.number for column in found for card in column.cards}


def test_the_first_team_shows_until_another_is_asked_for(many: House, anna: Trajectory, sign_in: SignIn) -> None:
    leader = sign_in(many.leader)
    for query in ("", "who=team", "ips=IPS", "ips=elsewhere"):
        assert shown(leader, query) == {"T0001"}
    assert shown(leader, "ips=IPS3") == {"T0009"}
    assert shown(leader, "ips=all") == {"T0001", "T0009"}
    assert shown(leader, f"who={many.colleague.code}") == {"T0009"}


def test_own_clients_show_whatever_their_team(many: House, sign_in: SignIn) -> None:
    with inside(many.organisation.pk):
        Trajectory.objects.filter(number="T0009").update(specialist=many.leader)
    assert shown(sign_in(many.leader), "who=mine&ips=IPS") == {"T0009"}


def test_table_list_and_links_go_along(many: House, anna: Trajectory, sign_in: SignIn) -> None:
    leader = sign_in(many.leader)
    counts = [leader.get(TABLE + q).context["page"].paginator.count for q in ("", "?ips=IPS3", "?ips=all")]
    assert counts == [1, 1, 2]
    assert leader.get(BOARD + "list/?ips=all").context["count"] == 2
    assert "al mijn teams" in leader.get(TABLE).content.decode()
    board = leader.get(BOARD + "?ips=IPS3").content.decode().replace("&amp;", "&")
    assert 'href="/o/ggz-veenland/clients/?who=team&team=&ips=IPS3"' in board
    assert 'type="hidden" name="ips" value="IPS3"' in board, "a card that is moved leads back to the same team"


def test_who_leads_few_is_not_asked(house: House, anna: Trajectory, sign_in: SignIn) -> None:
    for address in (BOARD, TABLE):
        assert 'name="ips"' not in sign_in(house.leader).get(address).content.decode()


def test_looking_at_a_team_never_shows_more(many: House, today: date) -> None:
    with inside(many.organisation.pk):
        by = acting(many.leader.pk, today)
        assert by.looking_at(many.ips.pk).team_ids == [many.ips.pk]
        assert by.looking_at(many.ips.pk + 1_000).team_ids == []
        assert len(by.team_ids) >= 4
