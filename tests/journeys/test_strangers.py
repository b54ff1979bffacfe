"""Who has no business somewhere is told so in a friendly way, and learns nothing."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.cast import CLIENT, FEMKE, GIJS, KARIN, MARLOES, ROBIN, WIM, Person
from tests.journeys.screens import at_a_desk, on_a_phone
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
PLACES = ("today/", "clients/", "clients/C2007/", "board/", "referrals/", "employers/", "team/", "people/", "me/")


@at_a_desk
@pytest.mark.parametrize("stranger", [KARIN, ROBIN], ids=lambda person: person.name)
def test_somebody_of_another_organisation_finds_nothing_anywhere(visitor: Visits, stranger: Person) -> None:
    passer_by = visitor(stranger)
    for place in PLACES:
        assert passer_by.opens(place) == 404, place
        passer_by.forgives(404)
        passer_by.sees("We kunnen deze pagina niet vinden")
        passer_by.does_not_see(re.compile("Veenstra|GGZ Veenland"))
    passer_by.looks()
    passer_by.follows("Naar het begin")
    passer_by.looks()


@on_a_phone
@pytest.mark.parametrize(
    ("person", "place"),
    [(WIM, "clients/"), (FEMKE, "log/"), (CLIENT, "today/"), (GIJS, "clients/C2007/"), (MARLOES, "team/")],
    ids=lambda value: value.name if isinstance(value, Person) else value,
)
def test_a_place_of_another_role_says_so_and_shows_the_way(visitor: Visits, person: Person, place: str) -> None:
    somebody = visitor(person)
    assert somebody.opens(place) == 403
    somebody.forgives(403)
    somebody.sees("Dit is niet voor jouw rol")
    somebody.does_not_see("Veenstra")
    somebody.looks()
    somebody.follows("Naar het begin")
    somebody.looks()


def test_a_client_who_does_not_exist_is_answered_like_one_who_may_not_be_seen(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    assert specialist.opens("clients/C9999/") == 404
    specialist.forgives(404)
    specialist.looks()


@at_a_desk
def test_nobody_enters_without_signing_in(visitor: Visits) -> None:
    passer_by = visitor()
    for place in PLACES:
        passer_by.opens(place)
        assert "/account/login/" in passer_by.page.url
