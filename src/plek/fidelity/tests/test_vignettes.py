"""Practising: what a rater sees before and after, and that nobody sees what somebody else gave."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.engines.fidelity_scoring.vignettes import load_vignettes
from plek.fidelity.models import VignetteRating
from plek.fidelity.selectors.indication import SCALE
from plek.fidelity.selectors.vignettes import practised, practised_one
from plek.fidelity.services.vignettes import rate_vignette
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import member
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/fidelity/vignettes/"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIRST = load_vignettes()[0]
EXPERT = {one.item.code: one.score for one in FIRST.items}
OFF_BY_ONE = {code: score - 1 for code, score in EXPERT.items()}


def read(browser: Browser, path: str = "", status: int = 200) -> str:
    answer = browser.get(HERE + path)
    assert answer.status_code == status
    return str(answer.content.decode())


def rate(by: Membership, scores: dict[str, int] = EXPERT, at: datetime = NOON) -> None:
    rate_vignette(by=by, at=at, vignette=FIRST.code, scores=scores)


def test_the_expert_is_only_seen_after_rating(house: House, sign_in: SignIn) -> None:
    browser, reason = sign_in(house.leader), FIRST.items[0].reason.nl
    assert read(browser).count("nog niet beoordeeld") == len(load_vignettes())
    before = read(browser, f"{FIRST.code}/")
    assert FIRST.items[0].found.nl.split("'")[0] in before
    assert reason not in before
    assert browser.get(f"{HERE}{FIRST.code}/outcome/").url == f"{HERE}{FIRST.code}/"
    answer = browser.post(f"{HERE}{FIRST.code}/", OFF_BY_ONE)
    assert answer.url == f"{HERE}{FIRST.code}/outcome/"
    after = read(browser, f"{FIRST.code}/outcome/")
    for said in (
        reason,
        "Jij: 3, de deskundige: 4",
        "0 van 3 scores hetzelfde, 3 met hoogstens één verschil",
        "Anker van een 4",
    ):
        assert said in after
    assert "0 van 3 scores hetzelfde" in read(browser)


def test_the_same_in_english(house: House, sign_in: SignIn) -> None:
    house.specialist.user.language = "en"
    house.specialist.user.save(update_fields=["language"])
    with inside(house.organisation.pk):
        rate(house.specialist)
    after = read(sign_in(house.specialist), f"{FIRST.code}/outcome/")
    assert "You and the expert: 4" in after
    assert FIRST.items[0].reason.en in after


def test_every_item_is_asked(house: House, sign_in: SignIn) -> None:
    answer = sign_in(house.leader).post(f"{HERE}{FIRST.code}/", {"ST1": "4", "ST2": "9"})
    assert answer.status_code == 422
    assert "Kies een score." in answer.content.decode()
    with inside(house.organisation.pk):
        with pytest.raises(Refused):
            rate(house.leader, {"ST1": 4})
        with pytest.raises(NotFound):
            rate_vignette(by=house.leader, at=NOON, vignette="99", scores=EXPERT)
        with pytest.raises(Refused):
            rate(house.practitioner)
        assert not VignetteRating.objects.filter(organisation=house.organisation).exists()


def test_another_round_is_added_and_the_first_counts(house: House, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        rate(house.leader, OFF_BY_ONE)
        rate(house.leader, EXPERT, NOON + timedelta(days=1))
        (found,) = [one for one in practised(house.leader, SCALE) if one.rounds]
        assert [given.scores for given in found.rounds] == [OFF_BY_ONE, EXPERT]
        entry = Entry.objects.order_by("-sequence").first()
    assert (entry.event, entry.object_id, entry.detail) == ("fidelity.vignette_rated", FIRST.code, {})
    words = read(sign_in(house.leader))
    assert "0 van 3 scores hetzelfde, 3 met hoogstens één verschil</strong>" in words
    assert "3 van 3 scores hetzelfde" in words
    assert "1 ronde eerder" in read(sign_in(house.leader), f"{FIRST.code}/outcome/")


def raters(house: House, count: int) -> list[Membership]:
    made: dict[str, Any] = {"organisation": house.organisation, "on": NOON.date()}
    return [member(Role.EMPLOYMENT_SPECIALIST, house.ips, code=f"R{n}", **made) for n in range(count)]


def test_others_are_only_counted_from_five_raters_on(house: House, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        *four, fifth = raters(house, 5)
        for one in four:
            rate(one, OFF_BY_ONE)
            rate(one, EXPERT, NOON + timedelta(days=1))
        assert practised_one(four[0], FIRST.code).given == {}
        rate(fifth, EXPERT)
        given = practised_one(fifth, FIRST.code).given
        assert given["ST1"] == {EXPERT["ST1"] - 1: 4, EXPERT["ST1"]: 1}
        assert [one.rounds for one in practised(house.leader, SCALE) if one.rounds] == []
    words = read(sign_in(fifth), f"{FIRST.code}/outcome/")
    assert "Wat 5 beoordelaars gaven" in words
    assert not any(one.user.name in words for one in four)


def test_of_another_organisation_nothing_is_counted(house: House) -> None:
    with inside(house.stranger.organisation_id):
        rate(house.stranger)
    with inside(house.organisation.pk):
        assert not VignetteRating.objects.first_counts(house.leader, FIRST.code)


def test_a_round_is_kept_as_it_was(house: House) -> None:
    with inside(house.organisation.pk):
        rate(house.leader)
        with pytest.raises(IntegrityError), transaction.atomic():
            rate(house.leader)


def test_who_may_practise(house: House, sign_in: SignIn) -> None:
    reviewer = member(Role.FIDELITY_REVIEWER, organisation=house.organisation, on=NOON.date(), code="MB1")
    for by, status in (
        (reviewer, 200),
        (house.practitioner, 403),
        (house.administrator, 403),
        (house.stranger, 404),
    ):
        assert sign_in(by).get(HERE).status_code == status
    assert "nog niet beoordeeld" in read(sign_in(reviewer))
    assert sign_in(reviewer).get(f"{HERE}99/").status_code == 404


@pytest.mark.parametrize("path", ["", f"{FIRST.code}/", f"{FIRST.code}/outcome/"])
def test_a_page_asks_little(house: House, sign_in: SignIn, path: str) -> None:
    with inside(house.organisation.pk):
        rate(house.leader)
    browser = sign_in(house.leader)
    with CaptureQueriesContext(connection) as asked:
        read(browser, path)
    only_in_tests = ("SAVEPOINT", "RELEASE", "select set_config")
    assert sum(not query["sql"].startswith(only_in_tests) for query in asked.captured_queries) <= 10
