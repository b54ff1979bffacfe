"""Entering and changing clients: who may, who looks known, and that nobody's text is lost."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import House
from plek.audit.models import Entry
from plek.caseload.choices import DuplicateReason
from plek.caseload.models import Client
from plek.caseload.selectors.duplicates import Person, has_similar_name, likely_duplicates
from plek.caseload.services.clients import ChangedMeanwhile, LooksKnown, change_client, enter_client
from plek.caseload.services.search import reindex_client
from plek.caseload.tests.factories import ClientFactory
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside
from plek.shared.tests.test_spelling import SLIP, one_slip

pytestmark = pytest.mark.django_db
BORN = date(1988, 4, 9)


def fields(house: House, **more: Any) -> dict[str, Any]:
    return {
        "first_name": "Zoë", "last_name": "van der Meer", "born_on": BORN, "treatment_team": house.fact,
        "phone": "",
        "email": "", **more,
    }  # fmt: skip


def enter(house: House, **more: Any) -> Client:
    with inside(house.organisation.pk):
        return enter_client(by=house.specialist, fields=fields(house, **more), client_ips_team=house.ips)


def events(house: House) -> list[tuple[str, int | None]]:
    with inside(house.organisation.pk):
        return list(Entry.objects.order_by("sequence").values_list("event", "client_id"))


def test_someone_new_gets_a_number_a_place_in_the_order_and_a_line_in_the_log(house: House) -> None:
    client = enter(house)
    assert client.number.startswith("C")
    assert client.sort_name == "meer van der zoe"
    assert events(house) == [("client.entered", client.pk)]


def test_numbers_go_up(house: House) -> None:
    first, second = enter(house), enter(house, first_name="Bram", last_name="Kuiper")
    assert int(second.number[1:]) == int(first.number[1:]) + 1


def test_a_practitioner_enters_only_for_his_own_team(house: House) -> None:
    with inside(house.organisation.pk), pytest.raises(Refused) as refusal:
        enter_client(by=house.practitioner, fields=fields(house, treatment_team=house.ips))
    assert refusal.value.field == "treatment_team"


@pytest.mark.parametrize(
    "typed",
    [
        {"first_name": "Zoe"}, {"last_name": "van der Meere"}, {"first_name": "van der Meer", "last_name": "Zoë"},
        {"first_name": "Zöe", "last_name": "Meer"}, {"born_on": date(1988, 9, 4)},
    ],
)  # fmt: skip
def test_the_same_birth_and_a_similar_name_look_known(house: House, typed: dict[str, Any]) -> None:
    known = enter(house)
    with pytest.raises(LooksKnown) as stop:
        enter(house, **typed)
    assert [c.pk for c in stop.value.duplicates.seen] == [known.pk]
    assert not stop.value.duplicates.is_known_elsewhere


@pytest.mark.parametrize(
    "typed",
    [
        {"phone": "+31 6 1234 5678"}, {"phone": "06-12345678"}, {"email": "ZOE@example.org"},
    ],
)  # fmt: skip
def test_the_same_phone_or_mail_looks_known_whatever_the_name(house: House, typed: dict[str, Any]) -> None:
    known = enter(house, phone="0612345678", email="zoe@example.org")
    with pytest.raises(LooksKnown) as stop:
        enter(house, first_name="Bram", last_name="Kuiper", born_on=date(1970, 1, 1), **typed)
    assert [c.pk for c in stop.value.duplicates.seen] == [known.pk]


def test_another_birth_or_another_name_does_not_look_known(house: House) -> None:
    enter(house)
    enter(house, born_on=date(1990, 1, 31))
    enter(house, first_name="Bram", last_name="Kuiper")
    enter(house, first_name="Bram", last_name="van der Heide")
    with inside(house.organisation.pk):
        assert Client.objects.count() == 4


def test_a_reason_lets_one_go_on_and_stands_in_the_log(house: House) -> None:
    enter(house)
    with inside(house.organisation.pk):
        twin = enter_client(
            by=house.specialist, fields=fields(house), duplicate_reason=DuplicateReason.SOMEONE_ELSE
        )
        assert Entry.objects.get(client_id=twin.pk).purpose == "someone_else"


def test_who_may_not_see_the_other_hears_only_that_there_is_one(house: House) -> None:
    enter(house)
    with inside(house.organisation.pk):
        found = likely_duplicates(house.practitioner, Person("Zoë", "van der Meer", BORN))
        assert found.seen
        Client.objects.update(treatment_team=house.ips)
        found = likely_duplicates(house.practitioner, Person("Zoë", "van der Meer", BORN))
    assert found.seen == ()
    assert found.is_known_elsewhere


def test_another_organisation_is_never_looked_at(house: House) -> None:
    enter(house)
    with inside(house.stranger.organisation_id):
        assert not likely_duplicates(house.stranger, Person("Zoë", "van der Meer", BORN, "", ""))


NAME = st.text(alphabet="abdefghijklmnorstuvwz", min_size=4, max_size=10)


@settings(deadline=None)
@given(NAME, NAME, SLIP, st.booleans())
def test_one_slip_in_the_name_is_still_the_same_person(
    first: str, last: str, slip: tuple[str, int, str], in_first: bool
) -> None:
    known = Client(first_name=first.title(), last_name=last.title())
    typed = Person(one_slip(first, *slip), last, BORN) if in_first else Person(first, one_slip(last, *slip), BORN)
    assert has_similar_name(typed, known)


@settings(deadline=None)
@given(NAME, NAME)
def test_accents_and_changed_order_do_not_matter(first: str, last: str) -> None:
    accents = str.maketrans("aeou", "áëöû")
    known = Client(first_name=first.translate(accents), last_name=last)
    assert has_similar_name(Person(last.upper(), first, BORN), known)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(["06", "+316", "00316"]), st.lists(st.sampled_from(["", " ", "-"]), min_size=8, max_size=8))
def test_a_phone_is_known_however_it_is_written(house: House, begin: str, between: list[str]) -> None:
    with inside(house.organisation.pk):
        known = Client.objects.filter(phone="0698765432").first() or ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, phone="0698765432"
        )
        reindex_client(client_id=known.pk)
        typed = begin + "".join(sep + digit for sep, digit in zip(between, "98765432", strict=True))
        found = likely_duplicates(house.practitioner, Person("Bram", "Kuiper", date(1960, 1, 1), typed))
        assert [c.pk for c in found.seen] == [known.pk]


def change(house: House, client: Client, before: dict[str, Any], **after: Any) -> Client:
    with inside(house.organisation.pk):
        return change_client(by=house.specialist, number=client.number, before=before, after=before | after)


def test_two_who_change_different_things_both_get_their_way(house: House) -> None:
    client = enter(house)
    seen = {"first_name": "Zoë", "last_name": "van der Meer", "phone": "", "email": "", "municipality": ""}
    change(house, client, seen, phone="0611111111")
    after = change(house, client, seen, municipality="Assen")
    assert (after.phone, after.municipality, after.version) == ("0611111111", "Assen", 3)


def test_two_who_change_the_same_thing_see_both_versions_and_nothing_is_lost(house: House) -> None:
    client = enter(house)
    seen = {"phone": "", "municipality": ""}
    change(house, client, seen, phone="0611111111")
    with pytest.raises(ChangedMeanwhile) as stop:
        change(house, client, seen, phone="0622222222", municipality="Assen")
    assert [(c.field, c.theirs, c.mine) for c in stop.value.clashes] == [("phone", "0611111111", "0622222222")]
    with inside(house.organisation.pk):
        client.refresh_from_db()
    assert (client.phone, client.municipality) == ("0611111111", "")


def test_two_who_make_the_same_change_do_not_clash(house: House) -> None:
    client = enter(house)
    change(house, client, {"phone": ""}, phone="0611111111")
    assert change(house, client, {"phone": ""}, phone="0611111111").version == 2


def test_a_change_names_its_fields_in_the_log_and_never_what_stands_in_them(house: House) -> None:
    client = enter(house)
    change(house, client, {"phone": "", "email": ""}, phone="0611111111")
    with inside(house.organisation.pk):
        entry = Entry.objects.get(event="client.changed")
    assert entry.detail == {"fields": ["phone"]}


def test_nothing_changed_leaves_no_trace(house: House) -> None:
    client = enter(house)
    assert change(house, client, {"phone": ""}, phone="").version == 1
    assert [event for event, _ in events(house)] == ["client.entered"]


def test_who_has_no_fixed_address_has_no_street(house: House) -> None:
    client = enter(house, street="Hoofdstraat 1", postcode="9401 AA")
    before = {"has_no_address": False, "street": "Hoofdstraat 1", "postcode": "9401 AA"}
    after = change(house, client, before, has_no_address=True)
    assert (after.street, after.postcode) == ("", "")


def test_whom_one_may_not_see_one_cannot_change(house: House) -> None:
    client = enter(house)
    with inside(house.stranger.organisation_id), pytest.raises(NotFound):
        change_client(by=house.stranger, number=client.number, before={"phone": ""}, after={"phone": "1"})
    with inside(house.organisation.pk), pytest.raises(NotFound):
        change_client(by=house.administrator, number=client.number, before={"phone": ""}, after={"phone": "1"})
