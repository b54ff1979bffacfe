"""Each role sees its own places around the page, and each place is one it may enter."""

import pytest
from django.test import Client as Browser
from django.test import RequestFactory
from django.urls import resolve

from conftest import House
from plek.config.frame import ON_A_PHONE, PLACES, frame
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES, Role
from plek.organisations.tests.factories import member


@pytest.mark.parametrize("role", list(Role))
def test_the_places_of_a_role(house: House, role: Role) -> None:
    by = member(role, house.ips, organisation=house.organisation, on=house.specialist.begins_on)
    browser = Browser()
    browser.force_login(by.user)
    page = browser.get(f"/o/{house.organisation.slug}/welcome/")
    context = page.context
    here = [place.url for place in context["places"]]
    assert len(here) == sum(role in roles for *_, roles in PLACES)
    assert sum(not place.for_desks for place in context["places"]) <= ON_A_PHONE
    for url in here:
        assert role in resolve(url).func.door.roles, url  # type: ignore[attr-defined]
    assert ("search_url" in context) == (role in CLIENT_RECORD_ROLES)
    assert ("log_contact_url" in context) == (role in CASELOAD_ROLES)


def test_each_place_leads_to_a_door_of_exactly_those_who_see_it(house: House) -> None:
    from django.urls import reverse

    for name, _label, _icon, roles in PLACES:
        door = resolve(reverse(name, kwargs={"organisation": house.organisation.slug})).func.door  # type: ignore[attr-defined]
        assert roles <= door.roles, name


def test_signed_out_nothing_of_an_organisation_is_around_the_page() -> None:
    request = RequestFactory().get("/")
    assert not {"places", "organisation", "search_url", "account_url"} & set(frame(request))


@pytest.mark.parametrize(
    ("page", "place"),
    [("tasks/", "today/"), ("meetings/new/", "today/"), ("contacts/new/", "clients/"), ("people/", "team/")],
)
def test_a_page_at_an_address_of_its_own_belongs_to_a_place(house: House, page: str, place: str) -> None:
    by = member(Role.IPS_TEAM_LEADER, house.ips, organisation=house.organisation, on=house.specialist.begins_on)
    browser = Browser()
    browser.force_login(by.user)
    whole = f"/o/{house.organisation.slug}/"
    places = browser.get(whole + page).context["places"]
    assert [one.url for one in places if one.current] == [whole + place]
