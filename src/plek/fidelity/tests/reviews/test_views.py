"""The pages: what each role finds in each state, whose turn it is, files, and how much a page asks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.caseload.models import Task
from plek.fidelity.choices import ReviewState
from plek.fidelity.models import PolicyFile
from plek.fidelity.procedure import procedure
from plek.fidelity.tests.reviews.pages import HERE, page, statuses
from plek.fidelity.tests.reviews.stage import DAY, NOON, Stage, at_once
from plek.notices.models import OutboxMail
from plek.organisations.choices import Role, TeamKind
from plek.organisations.models import Membership
from plek.organisations.start import start_page
from plek.organisations.tests.factories import TeamFactory, member
from plek.shared.tenancy import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
SignIn = Callable[[Membership], Browser]
OF_A_TRANSACTION = ("SAVEPOINT", "RELEASE", "select set_config")


def test_the_leader_plans_in_the_browser_and_prepares(stage: Stage, sign_in: SignIn) -> None:
    browser = sign_in(stage.house.leader)
    assert "Nog geen meting" in page(browser)
    given: dict[str, Any] = {
        "key": "00000000-0000-0000-0000-000000000001", "team": "IPS", "begins_on": DAY, "ends_on": DAY,
        "reviewers": [stage.iris.pk, stage.bram.pk],
    }  # fmt: skip
    refused = browser.post(f"{HERE}new/", given | {"reviewers": [stage.iris.pk]})
    assert (refused.status_code, "Kies er twee" in refused.content.decode()) == (422, True)
    assert browser.post(f"{HERE}new/", given)["Location"] == f"{HERE}MG0001/preparation/"
    mails = {mail.recipient: mail for mail in OutboxMail.objects.all()}
    assert set(mails) == {stage.iris.user.email, stage.bram.user.email}
    assert f"{HERE}MG0001/" in mails[stage.iris.user.email].text
    assert "24 november 2026" in mails[stage.bram.user.email].text
    browser.post(f"{HERE}MG0001/checklist/", {"point": "dates", "is_ready": "yes"})
    browser.post(f"{HERE}MG0001/talks/", {"source": "client", "held_on": DAY, "held_at": "9:30", "place": "1"})
    other_day = browser.post(f"{HERE}MG0001/talks/", {"source": "client", "held_on": DAY + timedelta(days=9)})
    assert "Deze dag hoort niet bij het bezoek" in other_day.content.decode()
    browser.post(
        f"{HERE}MG0001/policies/", {"file": SimpleUploadedFile("Beleid.pdf", b"%PDF-1.7 wie mag er meedoen")}
    )
    browser.post(f"{HERE}MG0001/book/")
    words = page(browser, "MG0001/preparation/")
    for said in ("1 van 8", "Beleid.pdf", "tot en met 24 november 2026", "24 nov 09:30", stage.iris.user.name):
        assert said in words, said


def test_nobody_is_invited_yet_says_whom_to_ask(house: House, sign_in: SignIn) -> None:
    assert "Vraag een beheerder" in page(sign_in(house.leader), "new/")
    assert "Iemand uitnodigen" in page(sign_in(house.administrator), "new/")


def test_a_reviewer_reads_nothing_before_signing(stage: Stage, sign_in: SignIn) -> None:
    stage.plan()
    number, browser = stage.number, sign_in(stage.iris)
    evidence = ("items/", "items/ST1/", "charts/", "meetings/", "report/")
    assert set(statuses(browser, number, *evidence)) == {404}
    assert browser.post(f"{HERE}{number}/sign/", {"is_independent": ""}).status_code == 422
    assert browser.post(f"{HERE}{number}/sign/", {"is_independent": "on"}).status_code == 302
    assert "ondertekende de verklaring" in page(browser, f"{number}/")


@pytest.mark.parametrize("state", list(ReviewState)[:7])
def test_in_each_state_everyone_finds_what_is_theirs(stage: Stage, sign_in: SignIn, state: ReviewState) -> None:
    """Reviewers until it closes, leader and administrator no notes or scores, specialists the final report."""
    stage.reach(state)
    number = stage.number
    is_final = state in (ReviewState.RESPONSE, ReviewState.CLOSED)
    runs = state != ReviewState.CLOSED
    theirs = ("items/", "items/ST1/", "charts/", "meetings/")
    report, paper = ("report/", "plan/"), ("report/pdf/", "report/docx/")
    for by in (stage.house.leader, stage.house.administrator):
        browser = sign_in(by)
        assert statuses(browser, number, "", "preparation/") == [200, 200]
        assert set(statuses(browser, number, *report, *paper)) == {200 if is_final else 404}
        assert set(statuses(browser, number, *theirs)) == {403}
    browser = sign_in(stage.iris)
    has_signed = state != ReviewState.PLANNING
    assert set(statuses(browser, number, *theirs, "preparation/")) == {200 if runs and has_signed else 404}
    assert statuses(browser, number, "")[0] == (200 if runs else 404)
    may_read = runs and (is_final or state == ReviewState.REPORT)
    assert statuses(browser, number, *report)[0] == (200 if may_read else 404)
    browser = sign_in(stage.house.specialist)
    assert set(statuses(browser, number, "", *report)) == {200 if is_final else 404}
    assert statuses(browser, number, "preparation/") == [403]


def test_a_director_reads_the_final_report_and_answers_it(stage: Stage, sign_in: SignIn) -> None:
    director = member(Role.DIRECTOR, organisation=stage.house.organisation, on=DAY)
    stage.reach(ReviewState.REPORT)
    assert stage.number not in page(sign_in(director))
    assert statuses(sign_in(director), stage.number, "report/", "plan/") == [404, 404]
    stage.report()
    browser = sign_in(director)
    assert stage.number in page(browser)
    assert "Snel bij werkgevers" in page(browser, f"{stage.number}/report/")
    assert browser.post(f"{HERE}{stage.number}/response/", {"text": "Wij nemen dit over"}).status_code == 302
    words = page(browser, f"{stage.number}/plan/")
    assert ("Wij nemen dit over" in words, "Meting sluiten" in words) == (True, False)
    assert browser.post(f"{HERE}{stage.number}/onwards/", {"step": "close"}).status_code == 403
    assert statuses(browser, stage.number, "items/", "preparation/", "report/today/") == [403, 403, 403]


def test_others_find_nothing(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.RESPONSE)
    house = stage.house
    with inside(house.organisation.pk):
        other = TeamFactory(organisation=house.organisation, kind=TeamKind.IPS)
    here: dict[str, Any] = {"organisation": house.organisation, "on": DAY}
    third = member(Role.FIDELITY_REVIEWER, code="MR3", **here)
    for by in (house.stranger, third, member(Role.IPS_TEAM_LEADER, other, **here)):
        assert statuses(sign_in(by), stage.number, "", "report/", "plan/") == [404, 404, 404]
    assert sign_in(house.practitioner).get(HERE).status_code == 403
    elsewhere = member(Role.FIDELITY_REVIEWER, organisation=house.stranger.organisation, on=DAY)
    assert sign_in(elsewhere).get(f"{HERE}{stage.number}/").status_code == 404


def test_whose_turn_it_is_stands_on_today_of_the_leader_and_an_action_on_that_of_its_owner(
    stage: Stage, sign_in: SignIn
) -> None:
    today = "/o/ggz-veenland/today/"
    stage.plan()
    waits = sign_in(stage.house.leader).get(today).content.decode()
    assert f"{HERE}{stage.number}/" in waits
    assert "Bereid de meting voor" in waits
    assert f"{HERE}{stage.number}/" not in sign_in(stage.house.specialist).get(today).content.decode()
    for step in (stage.prepare, stage.visit, stage.rate, stage.agree, stage.report):
        step()
    assert "Reageer op het rapport" in sign_in(stage.house.leader).get(today).content.decode()
    stage.respond()
    browser = sign_in(stage.house.specialist)
    assert "SE7: Drie keer langs" in browser.get(today).content.decode()
    with inside(stage.house.organisation.pk):
        task = Task.objects.get().pk
    browser.post(f"/o/ggz-veenland/tasks/{task}/done/")
    assert "gedaan: </span>" in page(browser, f"{stage.number}/plan/")
    assert f"{HERE}{stage.number}/" not in sign_in(stage.house.leader).get(today).content.decode()


def test_a_reviewer_begins_with_what_waits_for_him_and_its_day(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.CONSENSUS)
    with inside(stage.house.organisation.pk):
        other = TeamFactory(organisation=stage.house.organisation, kind=TeamKind.IPS)
        later = at_once(stage.house, other, (stage.iris, stage.bram), ReviewState.RESPONSE)
    assert start_page(stage.iris) == HERE
    waiting, others = page(sign_in(stage.iris)).split("Andere metingen")
    for said in (stage.number, "uiterlijk 9 december 2026", "Word het eens", f"{HERE}{stage.number}/items/"):
        assert said in waiting.split("Wacht op jou")[1]
    assert later.number not in waiting
    assert "Nu aan zet: de IPS-teamleider of een beheerder" in others
    assert "Geen meting vraagt nu iets van je" in page(sign_in(stage.house.leader))


def test_late_is_said_in_words_and_not_in_red(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.RATING)
    with time_machine.travel(NOON + timedelta(days=30), tick=False):
        browser = sign_in(stage.iris)
        for path in ("", f"{stage.number}/"):
            assert "moest klaar zijn op 2 december 2026" in page(browser, path)


def test_a_policy_is_given_as_a_file_to_those_who_signed(stage: Stage, sign_in: SignIn) -> None:
    stage.plan()
    browser = sign_in(stage.house.leader)
    browser.post(f"{HERE}{stage.number}/policies/", {"file": SimpleUploadedFile("b.pdf", b"%PDF-1.7 x")})
    with inside(stage.house.organisation.pk):
        pk = PolicyFile.objects.get().pk
    assert statuses(sign_in(stage.iris), stage.number, f"policies/{pk}/") == [404]
    stage.prepare()
    answer = sign_in(stage.iris).get(f"{HERE}{stage.number}/policies/{pk}/")
    assert (answer.content, answer["X-Content-Type-Options"]) == (b"%PDF-1.7 x", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment")


def test_every_view_is_in_the_log(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.RESPONSE)
    for by, path, event in (
        (stage.iris, "items/", "review.viewed"), (stage.house.specialist, "report/", "review.viewed"),
        (stage.house.leader, "report/docx/", "review.report_taken_out"),
    ):  # fmt: skip
        sign_in(by).get(f"{HERE}{stage.number}/{path}")
        with inside(stage.house.organisation.pk):
            entry = Entry.objects.order_by("-sequence").first()
        assert (entry.event, entry.object_id, entry.membership_id) == (event, stage.number, by.pk)


def test_both_languages(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.CONSENSUS)
    for by in (stage.iris, stage.house.leader):
        by.user.language = "en"
        by.user.save(update_fields=["language"])
    assert "Take over equal scores" in page(sign_in(stage.iris), f"{stage.number}/items/")
    assert "The road of this review" in page(sign_in(stage.house.leader), f"{stage.number}/")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "{n}/",
        "{n}/items/",
        "{n}/items/SE4/",
        "{n}/charts/",
        "{n}/meetings/",
        "{n}/notes/",
        "{n}/report/",
        "{n}/preparation/",
    ],
)
def test_a_page_asks_little_of_a_reviewer(stage: Stage, sign_in: SignIn, path: str) -> None:
    stage.reach(ReviewState.RESPONSE)
    assert asks_little(sign_in(stage.iris), path.format(n=stage.number))


@pytest.mark.parametrize(
    "path", ["", "new/", "{n}/", "{n}/report/", "{n}/report/today/", "{n}/plan/", "{n}/preparation/"]
)
def test_a_page_asks_little_of_a_leader(stage: Stage, sign_in: SignIn, path: str) -> None:
    stage.reach(ReviewState.CLOSED)
    assert asks_little(sign_in(stage.house.leader), path.format(n=stage.number))


def asks_little(browser: Browser, path: str) -> bool:
    page(browser, path)
    with CaptureQueriesContext(connection) as asked:
        page(browser, path)
    left = [q["sql"] for q in asked.captured_queries if not q["sql"].startswith(OF_A_TRANSACTION)]
    if len(left) > 10:
        raise AssertionError("\n".join(sql[:200] for sql in left))
    return True


def test_the_checklist_says_who_made_a_point_ready_and_when(stage: Stage, sign_in: SignIn) -> None:
    stage.plan()
    point = procedure().checklist[0].code
    browser = sign_in(stage.house.leader)
    with time_machine.travel(NOON, tick=False):
        browser.post(f"{HERE}{stage.number}/checklist/", {"point": point, "is_ready": "yes"})
    told = f"24 november 2026, door {stage.house.leader.user.name}"
    assert told in page(browser, f"{stage.number}/preparation/")
