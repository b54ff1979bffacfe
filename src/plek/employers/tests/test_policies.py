"""Which employers are probably one and the same, and who may do what with them."""

from datetime import date

import pytest

from conftest import House
from plek.employers import policies


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bakkerij Jansen", "bakkerij jansen B.V."),
        ("Café De Kroeg", "cafe de kroeg"),
        ("Jansen Bakkerij", "Bakkerij Jansen"),
        ("Schildersbedrijf Pietersen", "Schildersbedrijf Pieterse"),
        ("Albert-Heijn", "Albert Heijn"),
    ],
)
def test_the_same_firm_written_otherwise_is_alike(one: str, other: str) -> None:
    assert policies.are_alike(one, "Assen", other, "Assen")
    assert policies.are_alike(other, "", one, "Assen")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bakkerij Jansen", "Slagerij Willems"), ("Hema", "Action"), ("Fietsenmaker Bos", "Tuincentrum Bosrand")],
)
def test_other_firms_are_not_alike(one: str, other: str) -> None:
    assert not policies.are_alike(one, "Assen", other, "Assen")


def test_another_town_tells_two_firms_of_one_name_apart() -> None:
    assert not policies.are_alike("Albert Heijn", "Assen", "Albert Heijn", "Emmen")
    assert policies.are_alike("Albert Heijn", "assen", "Albert Heijn", "Assen")


def test_a_name_of_nothing_but_a_legal_form_is_still_a_name() -> None:
    assert policies.core("De Stichting") == "de stichting"
    assert policies.likeness("De Stichting", "de stichting") == 1


@pytest.mark.parametrize(
    ("typed", "called", "finds"),
    [
        ("bak", "Bakkerij Jansen Assen 12345678 WG0001", True),
        ("jansen assen", "Bakkerij Jansen Assen 12345678 WG0001", True),
        ("bakerij", "Bakkerij Jansen Assen 12345678 WG0001", True),
        ("wg0001", "Bakkerij Jansen Assen 12345678 WG0001", True),
        ("12345678", "Bakkerij Jansen Assen 12345678 WG0001", True),
        ("jansen emmen", "Bakkerij Jansen Assen 12345678 WG0001", False),
        ("slager", "Bakkerij Jansen Assen 12345678 WG0001", False),
        ("", "Bakkerij Jansen", False),
    ],
)
def test_search_forgives_a_slip_but_needs_every_word(typed: str, called: str, finds: bool) -> None:
    assert bool(policies.answers_to(typed.split())(called)) is finds


def test_only_caseload_roles_keep_employers(house: House) -> None:
    assert policies.keep_employers(house.specialist) is None
    assert policies.keep_employers(house.leader) is None
    assert policies.keep_employers(house.practitioner)
    assert policies.keep_employers(house.administrator)


def test_only_the_writer_follows_a_standing_contact(house: House) -> None:
    mine = house.specialist.pk
    assert policies.follow_contact(house.specialist, mine, is_standing=True) is None
    assert policies.follow_contact(house.colleague, mine, is_standing=True)
    assert policies.follow_contact(house.specialist, mine, is_standing=False)


def test_a_contact_is_logged_after_it_took_place() -> None:
    assert policies.held(date(2026, 11, 24), date(2026, 11, 24)) is None
    assert policies.held(date(2026, 11, 25), date(2026, 11, 24))
