"""The today page: few queries whatever the size, one order, and nothing of someone else."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from plek.audit.models import Entry
from plek.caseload.choices import MeetingKind, MilestoneKind, Phase, ReferralState, Topic
from plek.caseload.models import (
    Appointment,
    Attendance,
    Contact,
    Meeting,
    Milestone,
    Referral,
    RuleSetting,
    Snooze,
    Task,
    Trajectory,
)  # fmt: skip
from plek.caseload.presenters.wording import by_when
from plek.caseload.selectors.desk import days_between, desk
from plek.caseload.selectors.today import Followed, followed
from plek.caseload.tests.factories import ClientFactory, ContactFactory, TrajectoryFactory
from plek.organisations.choices import AbsenceKind, TeamKind
from plek.organisations.models import Absence, TeamMembership
from plek.organisations.tests.factories import TeamFactory
from plek.shared.tenancy import inside

TODAY = date(2026, 11, 24)
URL = "/o/ggz-veenland/today/"
OF_A_TRANSACTION = re.compile(r"^(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|select set_config)", re.IGNORECASE)
SignIn = Callable[[Any], Browser]

pytestmark = pytest.mark.usefixtures("now")


def many(house: Any, count: int) -> None:
    with inside(house.organisation.pk):
        for n in range(count):
            client = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
            one = TrajectoryFactory(client=client, specialist=house.specialist, ips_team=house.ips)
            ContactFactory(trajectory=one, held_on=TODAY - timedelta(days=n % 20))
            Task.objects.create(
                organisation=house.organisation, owner=house.specialist, trajectory=one, text="Bel terug",
                due_on=TODAY,
                made_by=house.specialist, made_at=datetime.fromisoformat("2026-11-20T10:00:00+01:00"),
            )  # fmt: skip


def statements(browser: Browser, url: str = URL) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(url).status_code == 200
    return [q["sql"] for q in captured.captured_queries if not OF_A_TRANSACTION.match(q["sql"].strip())]


@pytest.mark.parametrize("role", ["specialist", "leader"])
def test_at_most_ten_statements_whatever_the_size(house: Any, sign_in: SignIn, role: str) -> None:
    browser = sign_in(getattr(house, role))
    many(house, 3)
    few = statements(browser)
    many(house, 57)
    assert len(few) == len(statements(browser)) <= 10, "\n".join(few)


def test_it_says_why_with_the_facts(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        Trajectory.objects.filter(pk=caseload.anna.pk).update(first_meeting_on=date(2026, 10, 28))
        ContactFactory(trajectory=caseload.anna)
    text = sign_in(house.specialist).get(URL).content.decode()
    assert "Dag 27 van 30: nog geen werkgever gesproken" in text
    assert "uiterlijk vrijdag" in text
    assert "Dinsdag 24 november" in text


def test_only_own_clients_show(house: Any, caseload: Any, sign_in: SignIn) -> None:
    text = sign_in(house.specialist).get(URL).content.decode()
    assert "Anna de Vries" in text
    assert "Chris de Vries" not in text
    assert "Zoë" not in text


def test_who_covers_sees_the_lines_with_for_whom(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        Absence.objects.create(
            organisation=house.organisation, membership=house.colleague, cover=house.specialist,
            kind=AbsenceKind.ILLNESS,
            begins_on=TODAY,
        )  # fmt: skip
    text = sign_in(house.specialist).get(URL).content.decode()
    assert "Chris de Vries" in text
    assert f"voor {house.colleague.user.name}" in text


def test_the_leader_sees_what_is_urgent_by_subject(house: Any, caseload: Any, sign_in: SignIn) -> None:
    text = sign_in(house.leader).get(URL).content.decode()
    assert "In het team" in text
    assert text.count("<h3>Eerste werkgever binnen dertig dagen</h3>") == 1
    assert "Supervisie" in text or "supervisie" in text


def test_a_long_subject_shows_ten_and_says_where_the_others_stand(house: Any, sign_in: SignIn) -> None:
    many(house, 13)
    text = sign_in(house.leader).get(URL).content.decode()
    subject = text.split("<h3>Eerste werkgever binnen dertig dagen</h3>")[1].split("<h3>")[0]
    assert subject.count("/clients/") == 10 + 1
    assert "en nog 3: bekijk het hele team" in subject
    assert "?who=team" in subject


def test_who_leads_many_teams_looks_at_them_one_by_one(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        for n in range(1, 4):
            team = TeamFactory(
                organisation=house.organisation, code=f"IPS{n}", name=f"Team {n}", kind=TeamKind.IPS
            )
            TeamMembership.objects.create(
                organisation=house.organisation, membership=house.leader, team=team, begins_on=date(2026, 1, 1)
            )
        other = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=team)
        TrajectoryFactory(
            client=other, specialist=house.colleague, ips_team=team, first_meeting_on=date(2026, 10, 1)
        )
    leader, anna = sign_in(house.leader), caseload.anna.client.number
    first = leader.get(URL).content.decode()
    assert f"clients/{anna}/" in first
    assert first.count('class="chip"') == 4
    assert re.search(r'team=IPS#team" aria-current="true">IPS-team<', first)
    third = leader.get(URL, {"team": "IPS3"}).content.decode()
    assert f"clients/{other.number}/" in third
    assert f"clients/{anna}/" not in third
    assert 'team=IPS3#team" aria-current="true"' in third
    assert leader.get(URL, {"team": "nergens"}).content.decode().count('aria-current="true"') >= 1


def test_a_waiting_referral_stands_on_the_leaders_list(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        client = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, first_name="Dirk"
        )  # fmt: skip
        Referral.objects.create(
            organisation=house.organisation, client=client, ips_team=house.ips, source="client",
            referred_on=TODAY - timedelta(days=5), state=ReferralState.WAITING,
        )  # fmt: skip
    assert "Aangemeld 5 dagen geleden en nog geen antwoord" in sign_in(house.leader).get(URL).content.decode()
    assert "Dirk" not in sign_in(house.specialist).get(URL).content.decode()


def test_appointments_stand_first_by_time(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        for at in ("14:00", "09:30"):
            Appointment.objects.create(
                organisation=house.organisation, membership=house.specialist, trajectory=caseload.anna,
                starts_at=datetime.fromisoformat(f"2026-11-24T{at}+01:00"), place="Hoofdstraat 12", about="Koffie",
            )  # fmt: skip
    text = sign_in(house.specialist).get(URL).content.decode()
    assert text.index("09:30") < text.index("14:00") < text.index("Eerst deze week")
    assert "Hoofdstraat 12" in text
    assert text.count("Gebeurd, leg vast") == 1


def test_own_tasks_are_part_of_the_list(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        task = Task.objects.create(
            organisation=house.organisation, owner=house.specialist, text="Cv printen", due_on=TODAY,
            made_by=house.leader, made_at=datetime.fromisoformat("2026-11-20T10:00:00+01:00"),
        )  # fmt: skip
    browser = sign_in(house.specialist)
    text = browser.get(URL).content.decode()
    assert "Cv printen" in text
    assert f"gevraagd door {house.leader.user.name}" in text
    browser.post(f"/o/ggz-veenland/tasks/{task.pk}/done/")
    assert "Cv printen" not in browser.get(URL).content.decode()


def test_a_line_can_wait_and_comes_back(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser, line = sign_in(house.specialist), "no_contact:TR1"
    assert "Anna de Vries" in browser.get(URL).content.decode()
    later = "/o/ggz-veenland/today/later/"
    assert browser.get(later, {"line": line}).status_code == 200
    wrong = browser.post(later, {"line": line, "until": "2026-11-24", "reason": "vrij"})
    assert wrong.status_code == 422
    assert "Kies een dag na vandaag" in wrong.content.decode()
    assert browser.post(later, {"line": line, "until": "2027-03-01", "reason": "vrij"}).status_code == 422
    assert browser.post(later, {"line": line, "reason": "vrij"}).status_code == 422
    assert browser.post(later, {"line": line, "day": "2026-12-01", "reason": "op vakantie"}).status_code == 302
    listed = browser.get("/o/ggz-veenland/today/put-off/").content.decode()
    assert "Anna de Vries" in listed
    assert "dinsdag 1 december" in listed
    with inside(house.organisation.pk):
        assert Snooze.objects.get().reason == "op vakantie"
    assert browser.post("/o/ggz-veenland/today/back/", {"line": line}).status_code == 302
    assert browser.post("/o/ggz-veenland/today/back/", {"line": line}).status_code == 404


def test_a_put_off_line_is_back_on_its_day(house: Any, caseload: Any) -> None:
    with inside(house.organisation.pk):
        Snooze.objects.create(
            organisation=house.organisation, membership=house.specialist, line="x:1", until=TODAY,
            made_at=datetime.fromisoformat("2026-11-20T10:00:00+01:00"),
        )  # fmt: skip
        assert desk(house.specialist, datetime.fromisoformat("2026-11-24T00:30:00+01:00")).put_off == {}
        assert desk(house.specialist, datetime.fromisoformat("2026-11-23T23:30:00+01:00")).put_off == {
            "x:1": TODAY
        }


def test_one_tap_notes_the_profile(house: Any, caseload: Any, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    sent = {"trajectory": "TR1", "kind": MilestoneKind.PROFILE_READY.value}
    assert browser.get("/o/ggz-veenland/today/reached/").status_code == 405
    assert browser.post("/o/ggz-veenland/today/reached/", sent).status_code == 302
    with inside(house.organisation.pk):
        assert Milestone.objects.get().trajectory == caseload.anna
    assert browser.post("/o/ggz-veenland/today/reached/", {**sent, "trajectory": "TR9"}).status_code == 404


def facts(house: Any, caseload: Any, at: str = "2026-11-24T10:50:00+01:00") -> Followed:
    with inside(house.organisation.pk):
        every = followed(house.specialist, datetime.fromisoformat(at))
    return next(f for f in every if f.facts.number == caseload.anna.number)


def test_only_contacts_that_stand_and_took_place_count(house: Any, caseload: Any) -> None:
    with inside(house.organisation.pk):
        kept = ContactFactory(trajectory=caseload.anna, held_on=date(2026, 11, 10), topics=[Topic.BENEFIT])
        ContactFactory(trajectory=caseload.anna, held_on=date(2026, 11, 18), was_missed=True)
        ContactFactory(trajectory=caseload.anna, held_on=date(2026, 11, 19), held_with="UWV")
        wrong = ContactFactory(trajectory=caseload.anna, held_on=date(2026, 11, 20))
        ContactFactory(trajectory=caseload.anna, held_on=date(2026, 11, 20), corrects=wrong, is_withdrawn=True)
        assert Contact.objects.count() == 5
    found = facts(house, caseload).facts
    assert found.last_contact_on == kept.held_on
    assert (found.benefits_talk_on, found.openness_talk_on) == (kept.held_on, None)


def test_a_milestone_taken_back_does_not_count(house: Any, caseload: Any) -> None:
    at = datetime.fromisoformat("2026-11-20T10:00:00+01:00")
    given = {
        "organisation": house.organisation,
        "trajectory": caseload.anna,
        "recorded_by": house.specialist,
        "recorded_at": at,
    }
    with inside(house.organisation.pk):
        Milestone.objects.create(kind=MilestoneKind.PLAN_REVIEWED, reached_on=date(2026, 11, 1), **given)
        Milestone.objects.create(kind=MilestoneKind.PLAN_REVIEWED, reached_on=date(2026, 11, 8), **given)
        Milestone.objects.create(
            kind=MilestoneKind.PLAN_REVIEWED, reached_on=date(2026, 11, 8), is_withdrawn=True, **given
        )
    assert facts(house, caseload).facts.plan_reviewed_on == date(2026, 11, 1)


def test_the_next_appointment_is_the_first_that_goes_on(house: Any, caseload: Any) -> None:
    with inside(house.organisation.pk):
        for starts, cancelled in (
            ("2026-11-25", True),
            ("2026-11-27", False),
            ("2026-11-26", False),
            ("2026-11-23", False),
        ):
            Appointment.objects.create(
                organisation=house.organisation, membership=house.specialist, trajectory=caseload.anna,
                starts_at=datetime.fromisoformat(f"{starts}T09:00:00+01:00"),
                cancelled_at=datetime.fromisoformat("2026-11-20T09:00:00+01:00") if cancelled else None,
            )  # fmt: skip
    assert facts(house, caseload).facts.next_appointment_on == date(2026, 11, 26)


def test_supervision_attended_is_known(house: Any, caseload: Any) -> None:
    with inside(house.organisation.pk):
        for held_on, kind in (
            (date(2026, 11, 12), MeetingKind.GROUP_SUPERVISION),
            (date(2026, 11, 20), MeetingKind.TEAM),
        ):
            meeting = Meeting.objects.create(
                organisation=house.organisation, held_on=held_on, kind=kind, team=house.ips
            )
            Attendance.objects.create(
                organisation=house.organisation, meeting=meeting, membership=house.specialist
            )
        found = desk(house.specialist, datetime.fromisoformat("2026-11-24T10:00:00+01:00"))
    assert found.last_supervision_on == date(2026, 11, 12)


def test_an_ended_trajectory_asks_nothing(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        Trajectory.objects.update(ended_on=TODAY, end_reason="verhuisd")
        meeting = Meeting.objects.create(
            organisation=house.organisation, held_on=TODAY, kind=MeetingKind.GROUP_SUPERVISION, team=house.ips
        )  # fmt: skip
        Attendance.objects.create(organisation=house.organisation, meeting=meeting, membership=house.specialist)
    text = sign_in(house.specialist).get(URL).content.decode()
    assert "Vandaag dringt er niets" in text
    assert "Anna" not in text


def test_a_tuned_rule_is_followed(house: Any, caseload: Any, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        Trajectory.objects.update(phase=Phase.RESTING)
        ContactFactory(trajectory=caseload.anna, held_on=TODAY - timedelta(days=15))
        RuleSetting.objects.create(organisation=house.organisation, rule="resting_hello", days=14)
    assert "15 dagen geleden voor het laatst gesproken" in sign_in(house.specialist).get(URL).content.decode()


@pytest.mark.parametrize(("first", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-24", 24)])
def test_a_day_lasts_as_long_as_the_clock_says(first: str, hours: int) -> None:
    begin, end = days_between(date.fromisoformat(first), date.fromisoformat(first))
    assert (end.timestamp() - begin.timestamp()) / 3600 == hours


def test_viewing_is_recorded_and_reads_nothing_else(house: Any, caseload: Any, sign_in: SignIn) -> None:
    sign_in(house.specialist).get(URL)
    with inside(house.organisation.pk):
        assert Entry.objects.visible_to(house.specialist).get(event="today.viewed").detail == {"clients": 2}


@pytest.mark.parametrize(("who", "status"), [("practitioner", 403), ("administrator", 403), ("stranger", 404)])
def test_who_may_not_enter(house: Any, sign_in: SignIn, who: str, status: int) -> None:
    assert sign_in(getattr(house, who)).get(URL).status_code == status


def test_the_list_alone_answers_htmx(house: Any, caseload: Any, sign_in: SignIn) -> None:
    answer = sign_in(house.specialist).get(URL, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in answer
    assert 'id="today-list"' in answer


class TestAway:
    @pytest.fixture
    def away(self, house: Any, caseload: Any) -> Absence:
        with inside(house.organisation.pk):
            return Absence.objects.create(
                organisation=house.organisation, membership=house.specialist, kind=AbsenceKind.LEAVE,
                begins_on=TODAY - timedelta(days=1), ends_on=TODAY + timedelta(days=10),
            )  # fmt: skip

    def test_the_leader_sees_whom_nobody_covers_and_arranges_it(
        self, house: Any, away: Absence, sign_in: SignIn
    ) -> None:
        browser = sign_in(house.leader)
        page = browser.get(URL)
        group = page.context["today"].team[0]
        assert group.title == f"Niemand neemt waar voor {house.specialist.user.name}"
        assert group.entries
        assert group.cover_url in page.content.decode()
        assert browser.get(group.cover_url).status_code == 200
        assert browser.post(group.cover_url, {"cover": house.colleague.pk}).status_code == 302
        with inside(house.organisation.pk):
            assert Absence.objects.get().cover == house.colleague
        assert all(not group.cover_url for group in browser.get(URL).context["today"].team)

    def test_a_cover_must_see_the_clients(self, house: Any, away: Absence, sign_in: SignIn) -> None:
        address = f"/o/ggz-veenland/people/{house.specialist.pk}/cover/"
        assert sign_in(house.leader).post(address, {"cover": house.practitioner.pk}).status_code == 422
        assert sign_in(house.leader).post(address, {"cover": house.specialist.pk}).status_code == 422
        assert sign_in(house.colleague).get(address).status_code == 403
        with inside(house.organisation.pk):
            assert Absence.objects.get().cover is None

    def test_who_covers_can_do_what_the_other_could(
        self, house: Any, away: Absence, caseload: Any, sign_in: SignIn
    ) -> None:
        away.cover = house.colleague
        with inside(house.organisation.pk):
            away.save()
        browser = sign_in(house.colleague)
        number = caseload.anna.number
        assert "Anna" in browser.get(URL).content.decode()
        for page in ("next-step/", "wish/", "phase/", "first-meeting/"):
            assert browser.get(f"/o/ggz-veenland/trajectories/{number}/{page}").status_code == 200, page
        page = browser.get(f"/o/ggz-veenland/clients/{caseload.anna.client.number}/").content.decode()
        assert f"afwezig; {house.colleague.user.name} neemt waar tot en met 3 december" in page


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-11-23", "wacht sinds gisteren"), ("2026-11-20", "wacht sinds vrijdag"),
        ("2026-09-21", "wacht sinds 21 september"),
        ("2026-11-24", "vandaag"), ("2026-11-27", "uiterlijk vrijdag"),
    ],
)  # fmt: skip
def test_what_waits_is_said_without_scolding(due: str, said: str) -> None:
    assert by_when(date.fromisoformat(due), TODAY) == said
