"""The reviewers' own pages: scores, notes, and the book they read."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client as Browser

from plek.caseload.models import Client
from plek.employers.tests.factories import EmployerContactFactory, EmployerFactory
from plek.fidelity.choices import ReviewState
from plek.fidelity.models import EvidenceBook, Note
from plek.fidelity.tests.reviews.pages import HERE, is_picked, main, page, statuses
from plek.fidelity.tests.reviews.stage import DAY, NOON, Stage
from plek.fidelity.tests.test_wordings import lay_in
from plek.fidelity.tests.town import build_town
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
SignIn = Callable[[Membership], Browser]


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


def test_nothing_typed_beside_a_score_or_a_note_is_lost(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.RATING)
    browser, here = sign_in(stage.iris), f"{HERE}{stage.number}/items/"
    note = {"key": "00000000-0000-0000-0000-000000000003", "source": "leader", "text": "Logboek op tafel"}
    assert browser.post(f"{here}SE14/score/", note | {"score": 4})["Location"] == f"{here}ST1/"
    words = page(browser, f"{stage.number}/items/SE14/")
    assert ("Logboek op tafel" in words, is_picked(words, 4)) == (True, True)
    picked = browser.post(f"{here}ST1/note/", note | {"key": "00000000-0000-0000-0000-000000000004", "score": 2})
    words = picked.content.decode()
    assert (words.count("Logboek op tafel"), is_picked(words, 2), is_picked(words, 4)) == (1, True, False)
    refused = browser.post(f"{here}ST2/score/", note)
    assert (refused.status_code, "Logboek op tafel</textarea>" in refused.content.decode()) == (422, True)
    missing = browser.post(f"{here}ST2/note/", {"reason": "Samen gelezen", "source": "leader"})
    assert missing.status_code == 422


def test_a_typed_reason_stays_when_a_note_is_kept(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.CONSENSUS)
    browser, here = sign_in(stage.iris), f"{HERE}{stage.number}/items/"
    note = {"key": "00000000-0000-0000-0000-000000000005", "source": "leader", "text": "Logboek op tafel"}
    answer = browser.post(f"{here}ST1/note/", note | {"score": 4, "reason": "Half getypt"}).content.decode()
    assert "Half getypt</textarea>" in answer
    assert answer.count("Logboek op tafel") == 1
    kept = browser.post(f"{here}SE7/agree/", {"score": 4, "reason": "Samen gelezen"})
    assert kept["Location"] == f"{here}SE8/"


def test_notes_of_one_talk_go_from_item_to_item(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.VISIT)
    browser, here = sign_in(stage.iris), f"{HERE}{stage.number}/notes/"
    assert "Nog geen aantekeningen" in page(browser, f"{stage.number}/notes/")
    given = {"key": "00000000-0000-0000-0000-000000000006", "source": "client", "item": "SE2", "text": "Koos zelf"}
    assert browser.post(here, given | {"item": ""}).status_code == 422
    assert browser.post(here, given)["Location"] == f"{here}?source=client"
    words = page(browser, f"{stage.number}/notes/?source=family")
    assert '<option value="family" selected>' in words
    assert f'{HERE}{stage.number}/items/SE2/"' in words.split("Koos zelf")[0].rsplit("<li>", 1)[1]
    assert "Koos zelf" not in page(sign_in(stage.bram), f"{stage.number}/notes/")


def test_a_book_that_does_not_open_says_so_and_is_made_anew(stage: Stage, sign_in: SignIn) -> None:
    build_town(stage.house)
    stage.reach(ReviewState.RATING)
    with stage.as_user(stage.iris):
        EvidenceBook.objects.update(seal="", counts=b"")
    browser = sign_in(stage.iris)
    for path in ("charts/", "meetings/", "items/SE4/"):
        assert "gaat niet meer open" in page(browser, f"{stage.number}/{path}"), path
    assert page(browser, f"{stage.number}/items/").count("indicatie:") == 0
    with time_machine.travel(NOON + timedelta(days=9), tick=False):
        browser = sign_in(stage.iris)
        assert browser.post(f"{HERE}{stage.number}/book/").status_code == 302
        assert "Wat is geteld" in page(browser, f"{stage.number}/items/SE4/")
        assert "24 november 2026" in page(browser, f"{stage.number}/preparation/").split('id="book-head"')[1]
        browser.post(f"{HERE}{stage.number}/book/")
    with stage.as_user(stage.iris):
        assert EvidenceBook.objects.count() == 2


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
