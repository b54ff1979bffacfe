"""Teams and settings by their pages, and the logo."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from plek.organisations.models import Organisation, Team
from plek.organisations.tests.test_pure import png
from plek.shared.tenancy import inside

HERE = "/o/ggz-veenland"
LOOKS = {
    "name": "Veenland",
    "is_formal": "1",
    "accent": "#00205b",
    "dark_accent": "#8fd0ae",
    "ground": "#f5f2ec",
    "paper": "#fffdf9",
    "font": "georgia",
}


@pytest.fixture
def desk(house: Any, sign_in: Callable[..., Browser]) -> Browser:
    return sign_in(house.administrator)


def test_a_team_goes_from_new_to_closed(house: Any, desk: Browser, today: date) -> None:
    made = desk.post(f"{HERE}/teams/new/", {"name": "VIP Zuid", "code": "VIP1", "kind": "VIP", "region": "1"})
    with inside(house.organisation.pk):
        team = Team.objects.get(code="VIP1")
    assert made["Location"] == f"{HERE}/teams/{team.pk}/"
    desk.post(f"{HERE}/teams/{team.pk}/", {"name": "VIP Noord", "code": "VIP1", "kind": "VIP"})
    assert "VIP Noord" in desk.get(f"{HERE}/teams/").content.decode()
    assert desk.post(f"{HERE}/teams/{team.pk}/close/", {"on": "2026-11-24"}).status_code == 302
    with inside(house.organisation.pk):
        assert Team.objects.get(code="VIP1").closed_on == date(2026, 11, 24)
    desk.post(f"{HERE}/teams/{team.pk}/close/")
    with inside(house.organisation.pk):
        assert Team.objects.get(code="VIP1").closed_on is None


@pytest.mark.parametrize(
    "given", [{"name": ""}, {"name": "X", "code": "IPS", "kind": "IPS"}, {"name": "X", "code": "Q", "kind": "?"}]
)
def test_a_team_that_cannot_be_answers_422(house: Any, desk: Browser, given: dict[str, str]) -> None:
    assert desk.post(f"{HERE}/teams/new/", given).status_code == 422


def test_a_team_of_elsewhere_is_not_there(house: Any, desk: Browser) -> None:
    with inside(house.stranger.organisation_id):
        other = Team.objects.get()
    assert desk.get(f"{HERE}/teams/{other.pk}/").status_code == 404


def test_the_look_shows_on_the_next_page(house: Any, desk: Browser) -> None:
    assert desk.post(f"{HERE}/settings/", LOOKS).status_code == 302
    words = desk.get(f"{HERE}/people/").content.decode()
    assert "--accent:#00205b" in words
    assert "Georgia" in words
    assert "Veenland" in words


@pytest.mark.parametrize("wrong", [{"accent": "#ffd700"}, {"accent": "red;}"}, {"font": "comic"}, {"name": ""}])
def test_a_look_that_cannot_be_answers_422(house: Any, desk: Browser, wrong: dict[str, str]) -> None:
    assert desk.post(f"{HERE}/settings/", LOOKS | wrong).status_code == 422
    assert Organisation.objects.get(pk=house.organisation.pk).theme == {}


def test_the_logo_is_served_to_members_only_and_strictly(house: Any, desk: Browser) -> None:
    logo = SimpleUploadedFile("logo.png", png(), "image/png")
    assert desk.post(f"{HERE}/settings/", LOOKS | {"logo": logo}).status_code == 302
    url = Organisation.objects.get(pk=house.organisation.pk).logo_url
    answer = desk.get(url)
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, png(), "image/png")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert url in desk.get(f"{HERE}/people/").content.decode()
    assert desk.get(url.replace(".png", "0.png")).status_code == 404
    assert Browser().get(url).status_code == 302
    stranger = Browser()
    stranger.force_login(house.stranger.user)
    assert stranger.get(url).status_code == 404


def test_something_else_than_a_picture_is_refused(house: Any, desk: Browser) -> None:
    page = SimpleUploadedFile("logo.png", b"<script>alert(1)</script>", "image/png")
    answer = desk.post(f"{HERE}/settings/", LOOKS | {"logo": page})
    assert answer.status_code == 422
    assert Organisation.objects.get(pk=house.organisation.pk).logo_url == ""
