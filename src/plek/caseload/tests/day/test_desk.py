"""Appointments, tasks, meetings, hours and rules, by their pages."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from plek.audit.models import Entry
from plek.caseload.choices import MeetingKind, Setting
from plek.caseload.forms.appointments import AppointmentForm
from plek.caseload.forms.day import week_from
from plek.caseload.models import Appointment, Contact, Meeting, RuleSetting, Task, WorkedWeek
from plek.caseload.selectors.contacts import ClientChoice
from plek.caseload.selectors.hours import logged_hours
from plek.caseload.services.rules import tune_rule
from plek.caseload.services.tasks import add_task, finish_task, reopen_task
from plek.caseload.tests.factories import ContactFactory
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

O = "/o/ggz-veenland/"  # noqa: E741
AT = datetime(2026, 11, 24, 10, 50, tzinfo=timezone.get_default_timezone())
TODAY = date(2026, 11, 24)
SignIn = Callable[[Any], Browser]

pytestmark = pytest.mark.usefixtures("now")


def plan(**more: Any) -> dict[str, Any]:
    return {
        "trajectory": "TR1", "on": "2026-11-26", "at": "09:30", "minutes": "60", "mode": "fysiek",
        "setting": "buiten",
        "place": "Hoofdstraat 12", "about": "Koffie", **more,
    }  # fmt: skip


def appointment(house: Any, caseload: Any, starts: str = "2026-11-24T09:30:00+01:00", **more: Any) -> Appointment:
    with inside(house.organisation.pk):
        return Appointment.objects.create(
            organisation=house.organisation, membership=house.specialist, trajectory=caseload.anna,
            starts_at=datetime.fromisoformat(starts), minutes=60, place="Hoofdstraat 12", **more,
        )  # fmt: skip


def fresh(house: Any, row: Any) -> Any:
    with inside(house.organisation.pk):
        return type(row).objects.get(pk=row.pk)


class TestAppointments:
    def test_made_and_moved(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        assert browser.get(f"{O}appointments/new/", {"trajectory": "TR1"}).status_code == 200
        assert browser.post(f"{O}appointments/new/", plan()).status_code == 302
        with inside(house.organisation.pk):
            made = Appointment.objects.get()
        assert (made.place, made.starts_at.isoformat()) == ("Hoofdstraat 12", "2026-11-26T08:30:00+00:00")
        assert "Anna de Vries" in browser.get(f"{O}appointments/{made.pk}/").content.decode()
        assert browser.post(f"{O}appointments/{made.pk}/", plan(at="11:00")).status_code == 302
        assert (fresh(house, made).version, fresh(house, made).starts_at.hour) == (2, 10)

    def test_beside_the_page(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        answer = sign_in(house.specialist).post(f"{O}appointments/new/", plan(), headers={"HX-Request": "true"})
        assert answer.content == b""
        assert "Afspraak genoteerd." in answer["HX-Trigger"] or "plek:said" in answer["HX-Trigger"]

    def test_not_in_the_past(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        answer = sign_in(house.specialist).post(f"{O}appointments/new/", plan(on="2026-11-23"))
        assert answer.status_code == 422
        assert "Dit moment is voorbij" in answer.content.decode()

    def test_cancelled_once(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        row, browser = appointment(house, caseload, "2026-11-25T09:30:00+01:00"), sign_in(house.specialist)
        assert browser.get(f"{O}appointments/{row.pk}/cancel/").status_code == 405
        assert browser.post(f"{O}appointments/{row.pk}/cancel/").status_code == 302
        assert fresh(house, row).cancelled_at is not None
        assert browser.post(f"{O}appointments/{row.pk}/cancel/").status_code == 422
        assert "STATUS:CANCELLED" in browser.get(f"{O}appointments/{row.pk}.ics").content.decode()

    def test_one_tap_logs_what_happened(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        row, browser = appointment(house, caseload, setting=Setting.HOME), sign_in(house.specialist)
        for _ in range(2):
            assert browser.post(f"{O}appointments/{row.pk}/happened/").status_code == 302
        with inside(house.organisation.pk):
            contact = Contact.objects.get()
        assert (contact.trajectory_id, contact.minutes, contact.setting) == (caseload.anna.pk, 60, Setting.HOME)
        assert (contact.held_on, contact.held_at.isoformat()) == (TODAY, "09:30:00")
        assert fresh(house, row).contact_id == contact.pk
        assert "vastgelegd" in browser.get(f"{O}today/").content.decode()

    def test_what_is_missing_is_asked(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        row, browser = appointment(house, caseload), sign_in(house.specialist)
        answer = browser.post(f"{O}appointments/{row.pk}/happened/")
        assert answer["Location"] == f"{O}contacts/new/?appointment={row.pk}"
        text = browser.get(answer["Location"]).content.decode()
        assert 'value="09:30' in text
        assert re.search(r'name="minutes" value="60"[^>]*checked', text)
        with inside(house.organisation.pk):
            assert not Contact.objects.exists()
        assert fresh(house, row).version == 1

    def test_the_calendar_tells_no_name_and_no_place(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        row = appointment(house, caseload, about="Anna: sollicitatie")
        answer = sign_in(house.specialist).get(f"{O}appointments/{row.pk}.ics")
        text = answer.content.decode()
        assert answer["Content-Type"].startswith("text/calendar")
        assert "SUMMARY:Afspraak\r\n" in text
        assert "DTSTART:20261124T083000Z" in text
        assert "DTEND:20261124T093000Z" in text
        assert not any(word in text for word in ("Anna", "Hoofdstraat", "Vries", "TR1"))
        with inside(house.organisation.pk):
            assert Entry.objects.visible_to(house.specialist).filter(event="appointment.exported").exists()

    def test_not_for_others(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        row = appointment(house, caseload)
        assert sign_in(house.practitioner).get(f"{O}appointments/{row.pk}/").status_code == 403
        assert sign_in(house.stranger).get(f"{O}appointments/{row.pk}.ics").status_code == 404
        own = f"/o/{house.stranger.organisation.slug}/"
        assert sign_in(house.stranger).post(f"{own}appointments/{row.pk}/cancel/").status_code == 404
        assert sign_in(house.specialist).post(f"{O}appointments/new/", plan(trajectory="TR9")).status_code == 422

    @pytest.mark.parametrize(("on", "at", "utc"), [
        ("2026-03-29", "01:30", "00:30"), ("2026-03-29", "02:30", None), ("2026-03-29", "03:30", "01:30"),
        ("2026-10-25", "02:30", "00:30"), ("2026-10-25", "03:30", "02:30"), ("2028-02-29", "09:00", "08:00"),
    ])  # fmt: skip
    def test_when_the_clock_changes(self, on: str, at: str, utc: str | None) -> None:
        form = AppointmentForm(plan(on=on, at=at), clients=[ClientChoice("TR1", "Anna", "C1", "searching", True)])
        assert form.is_valid() == (utc is not None)
        if utc:
            assert timezone.localtime(form.plan.starts_at, timezone=UTC).strftime("%H:%M") == utc


class TestTasks:
    def test_for_a_colleague_and_back(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        form = {"text": "Cv printen", "due_on": "2026-11-25", "owner": house.colleague.pk, "trajectory": "TR1"}
        assert browser.get(f"{O}tasks/new/").status_code == 200
        assert browser.post(f"{O}tasks/new/", form).status_code == 302
        with inside(house.organisation.pk):
            task = Task.objects.get()
        assert task.owner_id == house.colleague.pk
        assert "Cv printen" in sign_in(house.colleague).get(f"{O}today/").content.decode()
        assert f"voor {house.colleague.user.name}" in sign_in(house.specialist).get(f"{O}tasks/").content.decode()

    def test_done_and_undone(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            task = add_task(by=house.specialist, at=AT, text="Bel", due_on=TODAY)
        browser = sign_in(house.specialist)
        browser.post(f"{O}tasks/{task.pk}/done/")
        assert fresh(house, task).done_at == AT
        assert "Toch niet klaar" in browser.get(f"{O}tasks/").content.decode()
        browser.post(f"{O}tasks/{task.pk}/open/")
        assert fresh(house, task).done_at is None

    def test_twice_changes_nothing(self, house: Any, caseload: Any) -> None:
        with inside(house.organisation.pk):
            task = add_task(by=house.specialist, at=AT, text="Bel", due_on=TODAY)
            finish_task(by=house.specialist, at=AT, task=task.pk)
            assert finish_task(by=house.specialist, at=AT + timedelta(days=1), task=task.pk).done_at == AT
            reopen_task(by=house.specialist, task=task.pk)
            assert reopen_task(by=house.specialist, task=task.pk).done_at is None

    def test_what_is_refused(self, house: Any, caseload: Any) -> None:
        with inside(house.organisation.pk):
            with pytest.raises(Refused):
                add_task(by=house.specialist, at=AT, text="  ", due_on=TODAY)
            with pytest.raises(Refused):
                add_task(by=house.specialist, at=AT, text="Bel", due_on=TODAY, owner=house.stranger.pk)
            with pytest.raises(NotFound):
                add_task(by=house.specialist, at=AT, text="Bel", due_on=TODAY, trajectory="TR9")
            task = add_task(by=house.specialist, at=AT, text="Bel", due_on=TODAY)
            with pytest.raises(NotFound):
                finish_task(by=house.colleague, at=AT, task=task.pk)


class TestMeetings:
    def sent(self, house: Any, **more: Any) -> dict[str, Any]:
        people = [house.specialist.pk, house.leader.pk]
        return {"kind": MeetingKind.GROUP_SUPERVISION.value, "held_on": "2026-11-24", "team": house.ips.pk,
                "attendees": people, **more}  # fmt: skip

    def test_recorded_changed_and_removed(self, house: Any, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        page = browser.get(f"{O}meetings/new/", {"kind": "supervision"}).content.decode()
        assert 'value="groepssupervisie" selected' in page
        assert (
            browser.post(f"{O}meetings/new/", self.sent(house, was_job_development_discussed="on")).status_code
            == 302
        )
        with inside(house.organisation.pk):
            meeting = Meeting.objects.get()
            assert meeting.attendances.count() == 2
        assert "werkgevers besproken" in browser.get(f"{O}meetings/").content.decode()
        browser.post(f"{O}meetings/{meeting.pk}/", self.sent(house, attendees=[house.leader.pk]))
        with inside(house.organisation.pk):
            assert [a.membership_id for a in meeting.attendances.all()] == [house.leader.pk]
        assert browser.post(f"{O}meetings/{meeting.pk}/remove/").status_code == 302
        assert "Nog geen bijeenkomsten" in browser.get(f"{O}meetings/").content.decode()

    @pytest.mark.parametrize(
        ("field", "value"), [("held_on", "2026-11-25"), ("attendees", []), ("team", "999999")]
    )
    def test_what_is_refused(self, house: Any, sign_in: SignIn, field: str, value: Any) -> None:
        answer = sign_in(house.specialist).post(f"{O}meetings/new/", self.sent(house, **{field: value}))
        assert answer.status_code == 422

    def test_not_for_others(self, house: Any, sign_in: SignIn) -> None:
        sign_in(house.specialist).post(f"{O}meetings/new/", self.sent(house))
        with inside(house.organisation.pk):
            meeting = Meeting.objects.get()
        own = f"/o/{house.stranger.organisation.slug}/"
        assert sign_in(house.stranger).get(f"{own}meetings/{meeting.pk}/").status_code == 404
        assert sign_in(house.practitioner).get(f"{O}meetings/").status_code == 403


class TestHours:
    def test_filled_in_from_what_is_known(self, house: Any, caseload: Any, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            ContactFactory(trajectory=caseload.anna, held_on=TODAY, minutes=50, setting=Setting.OUTDOORS)
            ContactFactory(trajectory=caseload.anna, held_on=TODAY, minutes=60, setting=Setting.OFFICE)
            ContactFactory(trajectory=caseload.anna, held_on=TODAY, minutes=60, was_missed=True)
            WorkedWeek.objects.create(
                organisation=house.organisation, membership=house.specialist, monday=date(2026, 11, 16),
                support_hours=30
            )  # fmt: skip
            found = logged_hours(house.specialist, date(2026, 11, 23))
        assert (found.all, found.outside) == (Decimal("1.75"), Decimal("0.75"))
        text = sign_in(house.specialist).get(f"{O}hours/").content.decode()
        assert "1,75 uur" in text
        assert re.search(r'name="support"[^>]*value="30', text)
        assert "Mijn uren in week 48" in text

    def test_kept_once_per_week(self, house: Any, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        for support in ("28,5", "30"):
            answer = browser.post(f"{O}hours/?week=2026-W47", {"support": support, "other": "4", "outside": "20"})
            assert answer["Location"] == f"{O}hours/?week=2026-W47"
        with inside(house.organisation.pk):
            week = WorkedWeek.objects.get()
        assert (week.monday, week.support_hours, week.outside_hours) == (
            date(2026, 11, 16),
            Decimal(30),
            Decimal(20),
        )

    @pytest.mark.parametrize("sent", [
        {"support": "70", "other": "20"}, {"support": "10", "outside": "12"}, {"support": "-1"}, {"support": ""},
    ])  # fmt: skip
    def test_what_is_refused(self, house: Any, sign_in: SignIn, sent: dict[str, str]) -> None:
        assert sign_in(house.specialist).post(f"{O}hours/", sent).status_code == 422

    def test_a_week_to_come_is_refused(self, house: Any, sign_in: SignIn) -> None:
        assert sign_in(house.specialist).post(f"{O}hours/?week=2026-W49", {"support": "10"}).status_code == 422

    @pytest.mark.parametrize(("text", "monday"), [
        ("2026-W53", date(2026, 12, 28)), ("2027-W01", date(2027, 1, 4)), ("2027-W53", date(2026, 11, 23)),
        ("onzin", date(2026, 11, 23)), ("", date(2026, 11, 23)),
    ])  # fmt: skip
    def test_weeks_by_number(self, text: str, monday: date) -> None:
        assert week_from(text, TODAY) == monday


class TestRules:
    def test_all_rules_show_their_source(self, house: Any, sign_in: SignIn) -> None:
        text = sign_in(house.specialist).get(f"{O}rules/").content.decode()
        assert "Twee weken geen contact" in text
        assert "snel zoeken" in text
        assert "nagekeken 22 november 2026" in text
        assert "rules/no_contact/" not in text

    def test_the_leader_tunes_within_bounds(self, house: Any, sign_in: SignIn) -> None:
        browser, url = sign_in(house.leader), f"{O}rules/no_contact/"
        assert "De methode zegt 14." in browser.get(url).content.decode()
        assert browser.post(url, {"days": "60", "is_on": "on"}).status_code == 422
        assert browser.post(url, {"days": "21", "is_on": "on"}).status_code == 302
        assert "De methode zegt 14 dagen, hier is het 21 dagen" in browser.get(f"{O}rules/").content.decode()
        browser.post(url, {"days": "14", "is_on": "on"})
        with inside(house.organisation.pk):
            assert not RuleSetting.objects.exists()

    def test_switching_off(self, house: Any, sign_in: SignIn) -> None:
        sign_in(house.leader).post(f"{O}rules/no_contact/", {"days": "14"})
        assert "Hier uitgezet" in sign_in(house.specialist).get(f"{O}rules/").content.decode()
        with inside(house.organisation.pk):
            with pytest.raises(Refused):
                tune_rule(by=house.leader, code="after_job_start", days=None, is_on=False)
            with pytest.raises(Refused):
                tune_rule(by=house.specialist, code="no_contact", days=21, is_on=True)
            with pytest.raises(NotFound):
                tune_rule(by=house.leader, code="onzin", days=21, is_on=True)

    def test_only_the_leader(self, house: Any, sign_in: SignIn) -> None:
        assert sign_in(house.specialist).get(f"{O}rules/no_contact/").status_code == 403
        assert sign_in(house.leader).get(f"{O}rules/onzin/").status_code == 404
        assert sign_in(house.stranger).get(f"{O}rules/").status_code == 404
