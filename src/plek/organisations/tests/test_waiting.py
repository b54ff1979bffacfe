"""The administrator's own page: what waits for him, why, by when, and where it is settled."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plek.caseload.models import Destruction
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.organisations.choices import Role
from plek.organisations.models import Absence, Invitation, Membership, Organisation, TeamMembership
from plek.organisations.tests.factories import MembershipFactory, member
from plek.shared.tenancy import inside

URL = "/o/ggz-veenland/waiting/"
SignIn = Callable[..., Browser]


@pytest.fixture(autouse=True)
def at_nine(today: date) -> Any:
    with time_machine.travel(f"{today}T09:00:00+01:00", tick=True):
        yield


def shown(sign_in: SignIn, house: Any) -> str:
    return sign_in(house.administrator).get(URL).content.decode()


def invite(house: Any, sent_on: date, **fields: Any) -> Membership:
    with inside(house.organisation.pk):
        one = MembershipFactory(organisation=house.organisation, role=Role.RESEARCHER, is_pending=True, **fields)
        sent_at = timezone.make_aware(datetime.combine(sent_on, datetime.min.time()))
        Invitation.objects.create(
            organisation=house.organisation, membership=one, token_hash=str(one.pk), sent_at=sent_at,
            expires_at=sent_at + timedelta(days=7),
        )  # fmt: skip
    return one


def test_where_nothing_waits_it_says_what_will_stand_there(house: Any, sign_in: SignIn) -> None:
    member(Role.ADMINISTRATOR, organisation=house.organisation, on=house.specialist.begins_on)
    words = shown(sign_in, house)
    assert "Er wacht niets op je" in words
    assert "0 dingen te regelen" in words


def test_the_day_of_an_administrator_begins_there(house: Any, sign_in: SignIn) -> None:
    assert sign_in(house.administrator).get("/", follow=True).redirect_chain[-1][0] == URL


def test_the_only_administrator_hears_so(house: Any, sign_in: SignIn) -> None:
    assert "Een tweede beheerder" in shown(sign_in, house)


def test_an_invitation_waits_until_its_link_ends_and_stays_after_that(
    house: Any, sign_in: SignIn, today: date
) -> None:
    works = invite(house, today - timedelta(days=5))
    over = invite(house, today - timedelta(days=12))
    words = shown(sign_in, house)
    assert f"{works.user.name}" in words
    assert "Uitgenodigd op 19 november, en nog niet begonnen. De link werkt tot en met 26 november." in words
    assert "uiterlijk 26 november" in words
    assert "Uitgenodigd op 12 november. De link is niet gebruikt en werkt niet meer." in words
    assert words.index(over.user.name) < words.index(works.user.name)
    with inside(house.organisation.pk):
        Membership.objects.filter(pk=over.pk).update(ends_on=today)
        Membership.objects.filter(pk=works.pk).update(is_pending=False)
    assert "Uitgenodigd" not in shown(sign_in, house)


def test_who_came_in_with_the_workbook_stands_in_one_line(house: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        MembershipFactory.create_batch(2, organisation=house.organisation, role=Role.RESEARCHER, is_pending=True)
    words = shown(sign_in, house)
    assert "2 collega’s kwamen mee met de werkmap en hebben nog geen uitnodiging." in words
    assert "/people/?state=invited" in words


def test_who_leaves_soon_waits_for_the_hand_over(house: Any, sign_in: SignIn, today: date) -> None:
    with inside(house.organisation.pk):
        client = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
        TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist)
        leaving = Membership.objects.filter(pk__in=[house.specialist.pk, house.colleague.pk])
        leaving.update(ends_on=today + timedelta(days=8))
    words = shown(sign_in, house)
    assert "De laatste dag is 1 december, en 1 ding is nog niet overgedragen" in words
    assert f"/people/{house.specialist.pk}/hand-over/" in words
    assert words.count("Er staat niets meer open.") == 1
    with inside(house.organisation.pk):
        leaving.update(ends_on=today + timedelta(days=15))
    assert "De laatste dag" not in shown(sign_in, house)


def test_absence_without_cover_and_work_without_a_team_wait(house: Any, sign_in: SignIn, today: date) -> None:
    with inside(house.organisation.pk):
        row = Absence.objects.create(
            organisation=house.organisation, membership=house.specialist, kind="leave", begins_on=today
        )
        TeamMembership.objects.filter(membership=house.practitioner).update(ends_on=today)
    words = shown(sign_in, house)
    assert "Afwezig vanaf 24 november, en niemand neemt waar." in words
    assert f"/people/{house.specialist.pk}/cover/" in words
    assert f"/people/{house.practitioner.pk}/teams/" in words
    with inside(house.organisation.pk):
        Absence.objects.filter(pk=row.pk).update(cover=house.colleague)
        TeamMembership.objects.filter(membership=house.practitioner).update(ends_on=None)
    words = shown(sign_in, house)
    assert "niemand neemt waar" not in words
    assert "Werkt in geen team" not in words


def test_records_to_decide_on_are_counted_and_not_named(house: Any, sign_in: SignIn, today: date) -> None:
    def propose(record: int, state: str) -> None:
        Destruction.objects.create(
            organisation=house.organisation, record_id=record, client_number=f"X{record}", ground="term",
            proposed_by=house.leader, proposed_at="2026-11-20T09:00Z",
        )  # fmt: skip
        Destruction.objects.filter(record_id=record).update(state=state)

    with inside(house.organisation.pk):
        propose(10**6, "proposed")
        propose(10**6 + 1, "withdrawn")
    words = shown(sign_in, house)
    assert "1 voorstel om een dossier te vernietigen wacht op een tweede persoon." in words
    assert "wacht sinds 20 november" in words
    assert "X1000000" not in words


def test_a_term_that_no_law_names_waits_until_it_is_chosen(house: Any, sign_in: SignIn) -> None:
    assert "/records/term/" not in shown(sign_in, house)
    Organisation.objects.filter(pk=house.organisation.pk).update(kind="ribw")
    assert "/records/term/" in shown(sign_in, house)


def test_it_costs_the_same_for_many(house: Any, sign_in: SignIn, today: date) -> None:
    browser, counts = sign_in(house.administrator), []
    for many in (1, 12):
        for _n in range(many):
            invite(house, today)
            with inside(house.organisation.pk):
                MembershipFactory(organisation=house.organisation, ends_on=today + timedelta(days=3))
        with CaptureQueriesContext(connection) as asked:
            browser.get(URL)
        only_in_tests = ("SAVEPOINT", "RELEASE", "select set_config")
        counts.append(sum(not query["sql"].startswith(only_in_tests) for query in asked.captured_queries))
    assert counts[0] == counts[1] <= 10, asked.captured_queries


@pytest.mark.parametrize("who", ["specialist", "leader", "practitioner"])
def test_it_is_for_administrators(house: Any, sign_in: SignIn, who: str) -> None:
    assert sign_in(getattr(house, who)).get(URL).status_code == 403
