"""The administrator's pages about people: who gets in, what they show, what they change."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.audited import events
from plek.organisations.tests.factories import member
from plek.organisations.tests.signing_in import sign_in_now
from plek.shared.tenancy import inside

HERE = "/o/ggz-veenland"
PAGES = (
    "people/",
    "people/invite/",
    "people/{0}/",
    "people/{0}/role/",
    "people/{0}/teams/",
    "people/{0}/details/",
    "people/{0}/absence/",
    "people/{0}/second-factor/",
    "teams/",
    "teams/new/",
    "teams/{1}/",
    "teams/{1}/close/",
    "settings/",
    "log/",
    "log/report/",
    "log/export/",
    "people/{0}/hand-over/",
)
FOR_LEADERS = ("people/", "people/{0}/", "people/{0}/hand-over/")


@pytest.fixture(autouse=True)
def at_nine(today: date) -> Any:
    with time_machine.travel(f"{today}T09:00:00+01:00", tick=True):
        yield


def address(page: str, house: Any) -> str:
    return f"{HERE}/{page.format(house.specialist.pk, house.ips.pk)}"


@pytest.mark.parametrize("page", PAGES)
def test_the_administrator_gets_in(house: Any, client: Browser, page: str) -> None:
    assert sign_in_now(client, house.administrator).get(address(page, house)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["specialist", "practitioner", "leader"])
def test_other_roles_are_told_so(house: Any, client: Browser, page: str, who: str) -> None:
    wanted = 200 if who == "leader" and page in FOR_LEADERS else 403
    assert sign_in_now(client, getattr(house, who)).get(address(page, house)).status_code == wanted


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_nothing(house: Any, client: Browser, page: str) -> None:
    assert sign_in_now(client, house.stranger).get(address(page, house)).status_code == 404


@pytest.mark.parametrize("page", ["people/invite/", "people/{0}/role/", "people/{0}/hand-over/", "log/export/"])
def test_sensitive_pages_ask_again_who_you_are(house: Any, sign_in: Callable[..., Browser], page: str) -> None:
    answer = sign_in(house.administrator).get(address(page, house))
    assert answer.status_code == 302
    assert "/account/" in answer["Location"]


def test_a_person_of_another_organisation_is_not_there(house: Any, client: Browser) -> None:
    page = f"{HERE}/people/{house.stranger.pk}/"
    assert sign_in_now(client, house.administrator).get(page).status_code == 404


def test_the_leader_sees_only_his_own_teams(house: Any, client: Browser, today: date) -> None:
    signed_in = sign_in_now(client, house.leader)
    words = signed_in.get(f"{HERE}/people/").content.decode()
    assert house.specialist.user.name in words
    assert house.practitioner.user.email not in words
    assert signed_in.get(f"{HERE}/people/{house.administrator.pk}/").status_code == 404
    assert f"{HERE}/people/invite/" not in words


def test_search_and_filters_narrow_the_list(house: Any, client: Browser) -> None:
    signed_in = sign_in_now(client, house.administrator)
    by_name = signed_in.post(f"{HERE}/people/", {"q": house.colleague.user.email}).content.decode()
    by_role = signed_in.get(f"{HERE}/people/", {"role": Role.PRACTITIONER}).content.decode()
    by_team = signed_in.get(f"{HERE}/people/", {"team": house.fact.pk}).content.decode()
    for words, shown, hidden in (
        (by_name, house.colleague, house.specialist),
        (by_role, house.practitioner, house.specialist),
        (by_team, house.specialist, house.colleague),
    ):
        assert shown.user.email in words
        assert hidden.user.email not in words


def test_filters_stand_in_the_address_and_names_do_not(house: Any, client: Browser) -> None:
    signed_in = sign_in_now(client, house.administrator)
    answer = signed_in.post(f"{HERE}/people/", {"q": "", "role": "practitioner", "team": "", "state": "all"})
    assert answer["Location"] == f"{HERE}/people/?role=practitioner&state=all"
    assert signed_in.post(f"{HERE}/people/", {"q": "Jan"}).status_code == 200


@pytest.mark.parametrize("query", ["?role=koning", "?team=0", "?team=x", "?state=%00", "?page=99999", "?page=-1"])
def test_a_strange_filter_is_no_crash(house: Any, client: Browser, query: str) -> None:
    assert sign_in_now(client, house.administrator).get(f"{HERE}/people/{query}").status_code == 200


@pytest.mark.parametrize("page", ["people/", "people/{0}/", "teams/", "teams/{1}/", "log/"])
def test_a_page_costs_as_many_questions_with_few_as_with_many(
    house: Any, client: Browser, today: date, page: str
) -> None:
    signed_in = sign_in_now(client, house.administrator)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            signed_in.get(address(page, house))
        return len([q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "select set_config"))])

    cost()
    few = cost()
    for _ in range(30):
        member(Role.PRACTITIONER, house.ips, organisation=house.organisation, on=today)
    many = cost()
    assert many <= few
    assert many <= 10


def test_inviting_shows_the_link_once_when_mail_is_off(house: Any, client: Browser, today: date) -> None:
    signed_in = sign_in_now(client, house.administrator)
    given = {
        "name": "Noor Bakker",
        "email": "noor@v.example",
        "role": "employment_specialist",
        "teams": [house.ips.pk],
        "begins_on": today.isoformat(),
        "fte": "0,8",
    }
    answer = signed_in.post(f"{HERE}/people/invite/", given)
    made = Membership.objects
    with inside(house.organisation.pk):
        one = made.get(user__email="noor@v.example")
        assert events(house.organisation.pk)[-1] == "member.invited"
    words = answer.content.decode()
    assert "/invitation/ggz-veenland/" in words
    assert "/invitation/" not in signed_in.get(f"{HERE}/people/{one.pk}/").content.decode().replace(
        f"/{one.pk}/invitation/", ""
    )


def test_an_invitation_that_lacks_something_says_what(house: Any, client: Browser) -> None:
    answer = sign_in_now(client, house.administrator).post(f"{HERE}/people/invite/", {"name": "Noor"})
    assert answer.status_code == 422
    assert 'id="id_email_error"' in answer.content.decode()


def test_a_refusal_stands_in_the_form(house: Any, client: Browser, today: date) -> None:
    page = f"{HERE}/people/{house.administrator.pk}/role/"
    answer = sign_in_now(client, house.administrator).post(page, {"role": "director", "on": today.isoformat()})
    assert answer.status_code == 422
    with inside(house.organisation.pk):
        assert Membership.objects.get(pk=house.administrator.pk).ends_on is None


def test_changing_the_role_leads_to_the_new_one(house: Any, client: Browser, today: date) -> None:
    page = f"{HERE}/people/{house.specialist.pk}/role/"
    answer = sign_in_now(client, house.administrator).post(page, {"role": "director", "on": today.isoformat()})
    with inside(house.organisation.pk):
        new = Membership.objects.get(user=house.specialist.user, role="director")
    assert answer["Location"] == f"{HERE}/people/{new.pk}/"


def test_teams_absence_and_details_by_the_forms(house: Any, client: Browser, today: date) -> None:
    signed_in, here = sign_in_now(client, house.administrator), f"{HERE}/people/{house.specialist.pk}"
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert signed_in.post(f"{here}/teams/", {"teams": [house.fact.pk], "on": tomorrow}).status_code == 302
    assert signed_in.post(f"{here}/details/", {"code": "TB1", "profession": "ggz-agoog"}).status_code == 302
    away = {"kind": "leave", "begins_on": today.isoformat(), "last_day": tomorrow, "cover": house.colleague.pk}
    assert signed_in.post(f"{here}/absence/", away).status_code == 302
    words = signed_in.get(f"{here}/").content.decode()
    assert "ggz-agoog" in words
    assert house.colleague.user.name in words
    with inside(house.organisation.pk):
        absence = house.specialist.absences.get()
        assert absence.ends_on == today + timedelta(days=2)
    assert signed_in.post(f"{HERE}/absences/{absence.pk}/end/").status_code == 302


def test_someone_who_left_still_signed_in_is_out_at_once(house: Any, client: Browser, today: date) -> None:
    leaver = Browser()
    leaver.force_login(house.colleague.user)
    assert leaver.get(f"{HERE}/welcome/").status_code == 200
    given = {"leaves": "1", "on": today.isoformat()}
    done = sign_in_now(client, house.administrator).post(f"{HERE}/people/{house.colleague.pk}/hand-over/", given)
    assert done.status_code == 302
    assert leaver.get(f"{HERE}/welcome/").status_code == 302
