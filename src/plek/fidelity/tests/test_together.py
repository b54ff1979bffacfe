"""Many teams counted at once give what each gives alone, to the last digit and the last record."""

from datetime import date
from random import Random
from typing import Any

import pytest

from conftest import House
from plek.caseload.models import Client, Referral, Trajectory
from plek.engines.measures import Period
from plek.fidelity.counting import Line, Tally, counted
from plek.fidelity.selectors.indication import Indication, indication_of, indications_of
from plek.fidelity.selectors.readers import as_leader
from plek.fidelity.selectors.tabling import columns_of
from plek.fidelity.selectors.team_book import Book, Team
from plek.fidelity.tests.dates import FIRST, LAST
from plek.fidelity.tests.programmes import a_programme
from plek.fidelity.tests.town import build_town
from plek.organisations.choices import TeamKind
from plek.organisations.models import TeamMembership
from plek.organisations.tests.factories import TeamFactory
from plek.shared.tenancy import inside

HALF_YEAR = Period(FIRST, LAST)


def told(tallies: dict[str, Tally]) -> dict[str, Any]:
    """All that is known of a team: counts, and which records stand behind them."""
    return {code: (tally.evidence, sorted(map(_shown, tally.lines))) for code, tally in tallies.items()}


def _shown(line: Line) -> str:
    return repr(line)


@pytest.mark.parametrize("seed", range(6))
def test_programmes_together_give_what_each_gives_alone(seed: int) -> None:
    chance = Random(seed)
    books = [a_programme(chance, n) for n in range(1, 6)]
    alone = [counted("IPS-25", columns_of(book), HALF_YEAR)[0] for book in books]
    together = counted("IPS-25", columns_of(*books), HALF_YEAR)
    assert [told(one) for one in together] == [told(one) for one in alone]
    assert sum(tally.evidence.records for one in alone for tally in one.values()) > 500


def test_the_order_of_the_teams_changes_nothing() -> None:
    chance = Random(1)
    books = [a_programme(chance, n) for n in range(1, 5)]
    forth, back = (counted("IPS-25", columns_of(*order), HALF_YEAR) for order in (books, books[::-1]))
    assert [told(one) for one in forth] == [told(one) for one in back[::-1]]


def test_a_team_without_any_record_stands_among_others_and_knows_nothing() -> None:
    empty = Book(Team(9, "IPS9", "Nieuw"), LAST, (), ())
    full = a_programme(Random(2), 1)
    one, nothing, other = counted("IPS-25", columns_of(full, empty, full), HALF_YEAR)
    assert told(one) == told(other)
    assert {code for code, tally in nothing.items() if tally.evidence.records or tally.waits or tally.own} == set()
    assert counted("IPS-25", columns_of(), HALF_YEAR) == []


@pytest.mark.django_db
def test_teams_read_together_are_the_teams_read_alone(house: House) -> None:
    """With a colleague who works in both teams, and visits for clients of the one by people of the other."""
    build_town(house, clients=15)
    with inside(house.organisation.pk):
        other = TeamFactory(organisation=house.organisation, code="IPS2", kind=TeamKind.IPS)
        for member in (house.colleague, house.leader):
            TeamMembership.objects.create(
                organisation=house.organisation, membership=member, team=other, begins_on=date(2026, 2, 1)
            )
        _move(house, other.pk)
        reader = as_leader(house.administrator, house.ips.pk, other.pk)
        together = indications_of(reader, on=LAST)
        alone = [indication_of(as_leader(house.administrator, one.team.pk), on=LAST) for one in together]
    assert {one.team.code for one in together} == {"IPS", "IPS2"}
    for one, asked in zip(together, alone, strict=True):
        assert asked.indication is not None
        assert told(one.tallies) == told(asked.indication.tallies)
        assert _scores(one) == _scores(asked.indication)
        assert one.result.totals[0].rated >= 8


def _move(house: House, team: int) -> None:
    """Every second client goes to the other team, with all that is his."""
    clients = list(Client.objects.order_by("pk").values_list("pk", flat=True))[::2]
    Client.objects.filter(pk__in=clients).update(ips_team_id=team)
    Trajectory.objects.filter(client__in=clients).update(ips_team_id=team)
    Referral.objects.filter(client__in=clients).update(ips_team_id=team)


def _scores(found: Indication) -> list[Any]:
    return [(item.item.code, item.score, item.at_least, item.at_most, item.found) for item in found.result.items]
