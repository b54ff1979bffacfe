"""The pages: what each role finds in each state, whose turn it is, files, and how much a page asks."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from docx import Document
from pypdf import PdfReader

from conftest import House
from plek.audit.models import Entry
from plek.caseload.models import Client, Task
from plek.employers.tests.factories import EmployerContactFactory, EmployerFactory
from plek.fidelity.choices import ReviewState
from plek.fidelity.models import EvidenceBook, Note, PolicyFile
from plek.fidelity.tests.reviews.stage import DAY, NOON, Stage, at_once, on_stage
from plek.fidelity.tests.test_wordings import lay_in
from plek.fidelity.tests.town import build_town
from plek.notices.models import OutboxMail
from plek.organisations.choices import Role, TeamKind
from plek.organisations.models import Membership
from plek.organisations.start import start_page
from plek.organisations.tests.factories import TeamFactory, member
from plek.shared.tenancy import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/reviews/"
OF_A_TRANSACTION = ("SAVEPOINT", "RELEASE", "select set_config")


@pytest.fixture
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def stage(house: House) -> Stage:
    return on_stage(house)


def page(browser: Browser, path: str = "") -> str:
    answer = browser.get(HERE + path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return str(answer.content.decode())


def main(words: str) -> str:
    """What is on the page itself, without what differs each time."""
    return words.split("evidence-head" if "evidence-head" in words else "<main", 1)[1].split("</main>")[0]


def statuses(browser: Browser, number: str, *paths: str) -> list[int]:
    return [browser.get(f"{HERE}{number}/{path}").status_code for path in paths]


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
    browser.post(f"{HERE}MG0001/talks/", {"source": "client", "held_on": DAY, "place": "1"})
    other_day = browser.post(f"{HERE}MG0001/talks/", {"source": "client", "held_on": DAY + timedelta(days=9)})
    assert "Deze dag hoort niet bij het bezoek" in other_day.content.decode()
    browser.post(
        f"{HERE}MG0001/policies/", {"file": SimpleUploadedFile("Beleid.pdf", b"%PDF-1.7 wie mag er meedoen")}
    )
    browser.post(f"{HERE}MG0001/book/")
    words = page(browser, "MG0001/preparation/")
    for said in ("1 van 8", "Beleid.pdf", "tot en met 24 november 2026", "beoordelaar 1"):
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
    assert set(statuses(browser, number, *theirs)) == {200 if runs and has_signed else 404}
    assert statuses(browser, number, "")[0] == (200 if runs else 404)
    may_read = runs and (is_final or state == ReviewState.REPORT)
    assert statuses(browser, number, *report)[0] == (200 if may_read else 404)
    browser = sign_in(stage.house.specialist)
    assert set(statuses(browser, number, "", *report)) == {200 if is_final else 404}
    assert statuses(browser, number, "preparation/") == [403]


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


def test_scores_of_the_other_stay_hidden_on_every_page_until_both_finished(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.RATING)
    stage.scores(stage.bram, 2)
    browser = sign_in(stage.iris)
    for path in ("items/", "items/ST1/", ""):
        assert "de ander: " not in page(browser, f"{stage.number}/{path}")
    assert browser.post(f"{HERE}{stage.number}/items/ST1/score/", {"score": 4}).status_code == 302
    words = page(browser, f"{stage.number}/items/")
    assert "1 van 25 onderdelen hebben jouw score" in words
    assert "jij: 4" in words
    assert "Je bent klaar" not in words


def test_consensus_shows_both_and_how_far_they_agreed(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.CONSENSUS)
    browser = sign_in(stage.bram)
    words = page(browser, f"{stage.number}/items/")
    for said in ("jij: 3 · de ander: 5", "23 van 25 onderdelen dezelfde score", "n = 25", "verschilt"):
        assert said in words
    assert "geen oordeel over de beoordelaars" in words
    browser.post(f"{HERE}{stage.number}/onwards/", {"step": "equal"})
    refused = browser.post(f"{HERE}{stage.number}/onwards/", {"step": "end_consensus"}, follow=True)
    assert "Word het eerst over elk onderdeel eens" in refused.content.decode()
    assert "23 van 25 onderdelen hebben consensus" in page(browser, f"{stage.number}/items/")
    assert browser.post(f"{HERE}{stage.number}/onwards/", {"step": "niets"}).status_code == 404


def test_notes_say_from_whom_and_are_taken_back(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.VISIT)
    browser, here = sign_in(stage.iris), f"{HERE}{stage.number}/"
    note = {"key": "00000000-0000-0000-0000-000000000002", "source": "family", "text": "Moeder is blij"}
    for _again in range(2):
        browser.post(f"{here}items/SE11/note/", note)
    assert page(browser, f"{stage.number}/items/SE11/").count("Moeder is blij") == 1
    with stage.as_user(stage.iris):
        pk = Note.objects.get().pk
    assert browser.post(f"{here}notes/{pk}/remove/").status_code == 302
    assert "Moeder is blij" not in page(browser, f"{stage.number}/items/SE11/")
    assert browser.post(f"{here}items/XX9/note/", note).status_code == 404


def test_charts_go_by_number_and_are_the_same_each_time(stage: Stage, sign_in: SignIn) -> None:
    build_town(stage.house)
    stage.reach(ReviewState.VISIT)
    browser = sign_in(stage.iris)
    words = page(browser, f"{stage.number}/charts/")
    assert main(words) == main(page(browser, f"{stage.number}/charts/"))
    with stage.as_user(stage.iris):
        seed = EvidenceBook.objects.get().seed
    assert f"zaadgetal {seed}" in words
    links = [part.split('"')[0] for part in words.split("/charts/")[1:] if part[0] != '"']
    assert len(links) == 10
    with inside(stage.house.organisation.pk):
        names = set(Client.objects.values_list("last_name", flat=True))
    chart = page(browser, f"{stage.number}/charts/{links[0]}")
    assert "Eerste gesprek" in chart
    for shown in (chart, *(page(browser, f"{stage.number}/items/{item}/") for item in ("SE4", "SE12", "OR6"))):
        assert not [name for name in names if name and f"{name}<" in shown]
        assert "/clients/" not in shown
        assert stage.house.specialist.user.name not in shown
    with inside(stage.house.organisation.pk):
        others = set(Client.objects.values_list("number", flat=True)) - {link.strip("/") for link in links}
    assert statuses(browser, stage.number, f"charts/{min(others)}/") == [404]


def test_the_book_does_not_change_with_later_records(stage: Stage, sign_in: SignIn) -> None:
    build_town(stage.house)
    stage.reach(ReviewState.VISIT)
    browser = sign_in(stage.iris)
    before = main(page(browser, f"{stage.number}/items/SE6/"))
    with inside(stage.house.organisation.pk):
        employer = EmployerFactory(organisation=stage.house.organisation)
        EmployerContactFactory(employer=employer, member=stage.house.specialist, held_on=DAY - timedelta(days=5))
    assert main(page(browser, f"{stage.number}/items/SE6/")) == before


def test_the_report_is_the_same_on_screen_as_pdf_and_as_word(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.CLOSED)
    browser = sign_in(stage.house.specialist)
    words = page(browser, f"{stage.number}/report/")
    pdf = browser.get(f"{HERE}{stage.number}/report/pdf/")
    text = "\n".join(part.extract_text() for part in PdfReader(io.BytesIO(pdf.content)).pages)
    made = Document(io.BytesIO(browser.get(f"{HERE}{stage.number}/report/docx/").content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    word = "\n".join([*(p.text for p in made.paragraphs), *cells])
    for said in ("Snel bij werkgevers", "Ga vaker terug", "goed modelgetrouw", "Samen nog eens gelezen"):
        assert said in words
        assert said in text.replace("\n", " ")
        assert said in word
    for text_of in (words, text, word):
        assert "Text(" not in text_of
        assert "de handleiding is beschermd" in text_of.replace("\n", " ")
    for said in ("Dank, we gaan door", "SE7: Drie keer langs", "nooit een score van de meting"):
        assert said in text.replace("\n", " ")
        assert said in word
    assert "modelgetrouwheidsmeting-mg0001-2026-11-24.pdf" in pdf["Content-Disposition"]
    assert [p.style.name for p in made.paragraphs if p.text == "Wat dit team goed doet"] == ["Heading 1"]
    assert 'w:val="nl-NL"' in made.styles["Normal"].element.xml
    assert 'w:instr="PAGE"' in made.sections[0].footer.paragraphs[0]._p.xml
    assert [("w:tblHeader" in table.rows[0]._tr.xml) for table in made.tables] == [False, True, True]


def test_an_earlier_review_stands_beside_the_next(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.CLOSED)
    later = DAY + timedelta(days=365)
    stage.plan(begins_on=later, ends_on=later)
    for step in (stage.prepare, stage.visit, stage.rate, stage.agree, stage.report):
        step()
    assert "november 2026" in page(sign_in(stage.house.leader), f"{stage.number}/report/").split("Alleen uit")[1]


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


def test_official_texts_of_the_organisation_stand_with_the_item_and_whose_they_are(
    stage: Stage, sign_in: SignIn
) -> None:
    stage.reach(ReviewState.RESPONSE)
    lay_in(sign_in(stage.house.administrator))
    browser = sign_in(stage.iris)
    words = page(browser, f"{stage.number}/items/ST1/")
    assert "Officieel anker" in words
    assert "Tekst: De vertaling van het kenniscentrum" in words
    assert "De vertaling van het kenniscentrum (licentie" in page(browser, f"{stage.number}/report/")


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
        "{n}/report/",
        "{n}/preparation/",
    ],
)
def test_a_page_asks_little_of_a_reviewer(stage: Stage, sign_in: SignIn, path: str) -> None:
    stage.reach(ReviewState.RESPONSE)
    assert asks_little(sign_in(stage.iris), path.format(n=stage.number))


@pytest.mark.parametrize("path", ["", "new/", "{n}/", "{n}/report/", "{n}/plan/", "{n}/preparation/"])
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
