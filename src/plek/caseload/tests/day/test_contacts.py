"""The contact log as services see it: nothing is added twice, nothing is overwritten."""

import uuid
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from plek.audit.models import Entry
from plek.caseload.choices import ContactWith, Mode, Setting, Topic, WorkPhase
from plek.caseload.models import Contact, ContactNote
from plek.caseload.selectors.contacts import (
    client_choices,
    contact_of,
    contacts_of_client,
    found_clients,
    note_of,
    versions_of,
)  # fmt: skip
from plek.caseload.services.contacts import (
    Occurrence,
    correct_contact,
    log_contact,
    undo_contact,
    withdraw_contact,
)
from plek.caseload.tests.factories import ContactFactory
from plek.organisations.choices import AbsenceKind
from plek.organisations.models import Absence
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

AT = datetime(2026, 11, 24, 10, 50, tzinfo=timezone.get_default_timezone())
VISIT = Occurrence(
    held_on=date(2026, 11, 24), held_at=time(10, 0), held_with=ContactWith.CLIENT, mode=Mode.FACE_TO_FACE,
    setting=Setting.OUTDOORS, minutes=45, topics=(Topic.BENEFIT,), note="Koffie op het plein.",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _inside(house: Any, caseload: Any) -> Any:
    with inside(house.organisation.pk):
        yield


def log(house: Any, what: Occurrence = VISIT, **more: Any) -> list[Contact]:
    given = {"by": house.specialist, "at": AT, "key": uuid.uuid4(), "clients": ["TR1"], **more}
    return log_contact(what=what, **given)


def test_logs_one_row_with_its_note_sealed(house: Any, caseload: Any) -> None:
    contact = log(house)[0]
    assert (contact.trajectory, contact.member, contact.minutes) == (caseload.anna, house.specialist, 45)
    assert contact.work_phase == WorkPhase.SEARCH
    assert note_of(house.specialist, contact) == "Koffie op het plein."
    with connection.cursor() as cursor:
        cursor.execute("select text from caseload_contactnote")
        assert b"Koffie" not in bytes(cursor.fetchone()[0])


def test_logging_is_recorded_without_words(house: Any, caseload: Any) -> None:
    log(house)
    entry = Entry.objects.visible_to(house.specialist).get(event="contact.logged")
    assert entry.client_id == caseload.anna.client_id
    assert "note" in entry.detail["fields"]
    assert "Koffie" not in str(entry.detail)


def test_sending_twice_adds_nothing(house: Any) -> None:
    key = uuid.uuid4()
    first, second = log(house, key=key), log(house, replace(VISIT, minutes=90), key=key)
    assert [c.pk for c in first] == [c.pk for c in second]
    assert Contact.objects.count() == ContactNote.objects.count() == 1


def test_a_group_sent_twice_adds_nothing(house: Any) -> None:
    key = uuid.uuid4()
    log(house, key=key, clients=["TR1", "TR2"])
    log(house, key=key, clients=["TR1", "TR2"])
    assert Contact.objects.count() == 2


def test_a_key_of_someone_else_is_refused(house: Any) -> None:
    key = uuid.uuid4()
    log(house, key=key)
    with pytest.raises(Refused, match="form"):
        log(house, by=house.colleague, key=key)


def test_a_joint_visit_has_a_row_for_each_member(house: Any) -> None:
    rows = log(house, colleagues=[house.colleague.pk])
    assert {c.member_id for c in rows} == {house.specialist.pk, house.colleague.pk}
    assert len({c.visit for c in rows}) == 1
    assert len({c.key for c in rows}) == 2
    assert [c.has_note for c in rows] == [True, False]


def test_a_group_has_a_row_for_each_client(house: Any, caseload: Any) -> None:
    rows = log(house, clients=["TR1", "TR2", "TR3"], colleagues=[house.colleague.pk])
    assert len(rows) == 6
    assert {c.trajectory for c in rows} == {caseload.anna, caseload.bram, caseload.chris}
    assert ContactNote.objects.count() == 3


def test_a_practitioner_can_be_at_a_joint_visit(house: Any) -> None:
    rows = log(house, colleagues=[house.practitioner.pk])
    assert house.practitioner.pk in {c.member_id for c in rows}


def test_a_stranger_cannot_be_named(house: Any) -> None:
    with pytest.raises(NotFound):
        log(house, clients=["TR9"])
    with pytest.raises(NotFound):
        log(house, colleagues=[house.stranger.pk])


def test_a_practitioner_does_not_log(house: Any) -> None:
    with pytest.raises(Refused):
        log(house, by=house.practitioner)


@pytest.mark.parametrize(("what", "field"), [
    (replace(VISIT, held_on=date(2026, 11, 25)), "held_on"),
    (replace(VISIT, held_at=time(11, 30)), "held_at"),
    (replace(VISIT, setting=""), "setting"),
    (replace(VISIT, minutes=None), "minutes"),
])  # fmt: skip
def test_refuses_what_cannot_be(house: Any, what: Occurrence, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        log(house, what)
    assert refusal.value.field == field


def test_a_contact_with_the_client_needs_a_client(house: Any, caseload: Any) -> None:
    with pytest.raises(Refused) as refusal:
        log(house, clients=[])
    assert refusal.value.field == "clients"
    rows = log(house, replace(VISIT, held_with=ContactWith.UWV), clients=[])
    assert [c.trajectory for c in rows] == [None]


@pytest.mark.parametrize("what", [
    replace(VISIT, was_missed=True, minutes=None, setting=""),
    replace(VISIT, mode=Mode.MESSAGE, minutes=None, setting=""),
    replace(VISIT, mode=Mode.PHONE, setting=""),
    replace(VISIT, held_on=date(2024, 2, 29), held_at=None),
])  # fmt: skip
def test_accepts_what_can_be(house: Any, what: Occurrence) -> None:
    assert log(house, what)[0].pk


@pytest.mark.parametrize(("at", "held_at", "fits"), [
    ("2026-10-25T02:30:00+02:00", time(2, 35), True),
    ("2026-10-25T02:30:00+01:00", time(2, 35), True),
    ("2026-10-25T02:30:00+02:00", time(2, 45), False),
    ("2026-03-29T03:05:00+02:00", time(2, 30), True),
    ("2026-03-29T03:05:00+02:00", time(3, 30), False),
])  # fmt: skip
def test_the_clock_on_the_wall_decides_when_clocks_change(house: Any, at: str, held_at: time, fits: bool) -> None:
    moment = datetime.fromisoformat(at)
    what = replace(VISIT, held_on=moment.date(), held_at=held_at)
    if fits:
        assert log(house, what, at=moment)
    else:
        with pytest.raises(Refused):
            log(house, what, at=moment)


def test_late_in_the_evening_it_is_still_today_in_amsterdam(house: Any) -> None:
    """At 23:30 UTC it is already the next day here: that day can be logged."""
    moment = datetime.fromisoformat("2026-11-23T23:30:00+00:00")
    assert log(house, replace(VISIT, held_at=time(0, 15)), at=moment)


def test_a_correction_follows_and_the_first_stays(house: Any) -> None:
    first = log(house)[0]
    fixed = correct_contact(
        by=house.specialist,
        at=AT,
        contact=first.pk,
        key=uuid.uuid4(),
        what=replace(VISIT, minutes=60, note="Beter."),
    )
    again = correct_contact(
        by=house.specialist, at=AT, contact=fixed.pk, key=uuid.uuid4(), what=replace(VISIT, minutes=75, note="")
    )
    assert list(Contact.objects.standing()) == [again]
    assert [v.minutes for v in versions_of(house.specialist, fixed)] == [45, 60, 75]
    assert note_of(house.specialist, contact_of(house.specialist, first.pk)) == "Koffie op het plein."
    assert not again.has_note


def test_a_correction_sent_twice_adds_nothing(house: Any) -> None:
    first, key = log(house)[0], uuid.uuid4()
    given = {"by": house.specialist, "at": AT, "contact": first.pk, "key": key, "what": replace(VISIT, minutes=60)}
    assert correct_contact(**given).pk == correct_contact(**given).pk
    assert Contact.objects.count() == 2


def test_only_the_last_version_is_corrected(house: Any) -> None:
    first = log(house)[0]
    given = {"by": house.specialist, "at": AT, "contact": first.pk, "what": replace(VISIT, minutes=60)}
    correct_contact(key=uuid.uuid4(), **given)
    with pytest.raises(Refused):
        correct_contact(key=uuid.uuid4(), **given)
    with pytest.raises(Refused):
        withdraw_contact(by=house.specialist, at=AT, contact=first.pk, reason="x")


def test_a_withdrawal_keeps_the_reason_sealed_and_counts_no_more(house: Any, caseload: Any) -> None:
    first = log(house)[0]
    with pytest.raises(Refused):
        withdraw_contact(by=house.specialist, at=AT, contact=first.pk, reason="  ")
    row = withdraw_contact(by=house.specialist, at=AT, contact=first.pk, reason="Verkeerde cliënt")
    assert note_of(house.specialist, row) == "Verkeerde cliënt"
    assert not contacts_of_client(house.specialist, caseload.anna.client).exists()
    assert [v.is_withdrawn for v in versions_of(house.specialist, first)] == [False, True]
    with pytest.raises(Refused):
        withdraw_contact(by=house.specialist, at=AT, contact=row.pk, reason="nog eens")


def test_undo_takes_back_the_whole_visit_once(house: Any) -> None:
    key = uuid.uuid4()
    log(house, key=key, clients=["TR1", "TR2"], colleagues=[house.colleague.pk])
    assert undo_contact(by=house.specialist, at=AT, key=key) == 4
    assert undo_contact(by=house.specialist, at=AT, key=key) == 0
    assert not Contact.objects.standing().exists()


def test_nobody_undoes_what_another_logged(house: Any) -> None:
    key = uuid.uuid4()
    log(house, key=key)
    assert undo_contact(by=house.colleague, at=AT, key=key) == 0
    with pytest.raises(Refused):
        withdraw_contact(by=house.colleague, at=AT, contact=Contact.objects.get().pk, reason="x")
    assert withdraw_contact(by=house.leader, at=AT, contact=Contact.objects.get().pk, reason="dubbel").is_withdrawn


@pytest.mark.parametrize("table", ["caseload_contact", "caseload_contactnote"])
@pytest.mark.parametrize("statement", ["update {} set organisation_id = organisation_id", "delete from {}"])
def test_the_database_forbids_overwriting(house: Any, table: str, statement: str) -> None:
    log(house)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_who_to_choose_from(house: Any, caseload: Any) -> None:
    ContactFactory(trajectory=caseload.bram)
    names = [(c.name, c.is_recent) for c in client_choices(house.specialist, AT.date())]
    assert names == [("Bram de Vries", True), ("Anna de Vries", True)]
    asked = client_choices(house.specialist, AT.date(), ["TR3"])
    assert asked[0].name == "Chris de Vries"


def test_who_covers_chooses_from_the_clients_of_who_is_away(house: Any) -> None:
    away = {"membership": house.colleague, "cover": house.specialist, "kind": AbsenceKind.LEAVE}
    Absence.objects.create(organisation=house.organisation, begins_on=date(2026, 11, 20), **away)
    assert "Chris de Vries" in {c.name for c in client_choices(house.specialist, AT.date())}


def test_finds_clients_of_the_team_and_none_elsewhere(house: Any) -> None:
    assert [c.name for c in found_clients(house.specialist, "chris")] == ["Chris de Vries"]
    assert [c.name for c in found_clients(house.specialist, "C-TR3")] == ["Chris de Vries"]
    assert found_clients(house.specialist, "zoë") == []
    assert found_clients(house.specialist, "c") == []


def test_a_stranger_sees_no_contact(house: Any) -> None:
    contact = log(house)[0]
    with pytest.raises(NotFound):
        contact_of(house.stranger, contact.pk)
    with pytest.raises(NotFound):
        correct_contact(by=house.stranger, at=AT, contact=contact.pk, key=uuid.uuid4(), what=VISIT)


def test_any_earlier_day_can_be_logged(house: Any) -> None:
    for back in (1, 30, 400):
        assert log(house, replace(VISIT, held_on=AT.date() - timedelta(days=back)))
