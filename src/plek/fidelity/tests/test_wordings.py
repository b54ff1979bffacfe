"""Official texts: laid in by the administrator, said beside every text, refused line by line, and gone again."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from conftest import House
from plek.audit.models import Entry
from plek.fidelity.models import ScaleWording
from plek.fidelity.tests.test_views import a_client, page
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/fidelity/wordings/"
TEXT = """scale: IPS-25
version: "2008-01-07"
language: nl
source: De vertaling van het kenniscentrum
right: licentie van 1 mei 2026
items:
  ST1: {name: Officiële naam, anchors: {5: Officieel anker}}
"""
AT = datetime(2026, 10, 1, 12, tzinfo=UTC)


def lay_in(browser: Browser, text: str = TEXT, status: int = 302) -> str:
    answer = browser.post(HERE, {"text": text})
    assert answer.status_code == status
    return str(answer.content.decode())


def test_laid_in_it_stands_on_the_page_with_whose_it_is_and_scores_stay(house: House, sign_in: SignIn) -> None:
    a_client(house)
    with time_machine.travel(AT, tick=False):
        before = page(sign_in(house.leader))
        lay_in(sign_in(house.administrator))
        after = page(sign_in(house.leader))
        behind = page(sign_in(house.leader), "ST1/")
    assert "Omvang van de caseload" in before
    for words in (after, behind):
        assert "Officiële naam" in words
        assert "Tekst: De vertaling van het kenniscentrum (licentie van 1 mei 2026)" in words
    assert after.split('<li id="ST1"')[1].split("</li>")[0].count("Tekst:") == 1
    assert "Tekst:" not in after.split('<li id="ST2"')[1].split("</li>")[0]
    assert _scores(before) == _scores(after)


def _scores(words: str) -> list[str]:
    return [part.split("</strong>")[0] for part in words.split("<strong>")[1:]]


def test_who_laid_it_in_is_said_and_it_can_be_removed(house: House, sign_in: SignIn) -> None:
    browser = sign_in(house.administrator)
    lay_in(browser)
    words = browser.get(HERE).content.decode()
    assert f"ingelegd door {house.administrator.user.name}" in words
    with inside(house.organisation.pk):
        wording = ScaleWording.objects.get()
    assert browser.post(f"{HERE}{wording.pk}/remove/").status_code == 302
    assert "Er is geen officiële tekst ingelegd" in browser.get(HERE).content.decode()
    assert browser.post(f"{HERE}{wording.pk}/remove/").status_code == 404
    with inside(house.organisation.pk):
        events = Entry.objects.filter(event__startswith="fidelity.wording_").order_by("sequence")
        assert [e.event for e in events] == ["fidelity.wording_laid_in", "fidelity.wording_removed"]
        assert events[0].detail["right"] == "licentie van 1 mei 2026"


def test_a_second_text_in_the_same_language_takes_the_place_of_the_first(house: House, sign_in: SignIn) -> None:
    browser = sign_in(house.administrator)
    lay_in(browser)
    lay_in(browser, TEXT.replace("kenniscentrum", "ministerie"))
    lay_in(browser, TEXT.replace("language: nl", "language: en"))
    with inside(house.organisation.pk):
        assert [w.language for w in ScaleWording.objects.order_by("language")] == ["en", "nl"]


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_laid_in(house: House, sign_in: SignIn) -> None:
    browser = sign_in(house.administrator)
    words = lay_in(browser, TEXT.replace("ST1", "ST9").replace("nl\n", "fr\n"), 422)
    faults = words.split('id="faults"')[1].split("</ul>")[0]
    assert "Regel 3" in faults
    assert "Regel 7" in faults
    assert "IPS-25 heeft geen onderdeel ST9." in faults
    assert "ST9" in words.split("<textarea")[1]
    with inside(house.organisation.pk):
        assert not ScaleWording.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEXT.encode(), ""), (b"", "leeg"), (b"\xff\xfe\x00", "geen tekst (UTF-8)"),
        (b"x" * 1_100_000, "groter dan 1 MB"), (TEXT.replace("licentie", "l" * 301).encode(), "te lang"),
    ],
)  # fmt: skip
def test_a_file_may_be_given_too(house: House, sign_in: SignIn, content: bytes, said: str) -> None:
    answer = sign_in(house.administrator).post(HERE, {"file": SimpleUploadedFile("tekst.yaml", content)})
    assert answer.status_code == (422 if said else 302)
    assert said in answer.content.decode()


def test_only_the_administrator_and_only_of_this_house(house: House, sign_in: SignIn) -> None:
    lay_in(sign_in(house.administrator))
    with inside(house.organisation.pk):
        wording = ScaleWording.objects.get().pk
    for by, status in ((house.stranger, 404), (house.leader, 403), (house.practitioner, 403)):
        browser: Any = sign_in(by)
        assert browser.get(HERE).status_code == status
        assert browser.post(HERE, {"text": TEXT}).status_code == status
        assert browser.post(f"{HERE}{wording}/remove/").status_code == status
    assert (
        sign_in(house.stranger).get(f"/o/{house.stranger.organisation.slug}/fidelity/wordings/").status_code == 403
    )


def test_a_text_for_a_version_that_is_gone_is_kept_and_not_used(house: House, sign_in: SignIn) -> None:
    browser = sign_in(house.administrator)
    lay_in(browser)
    with inside(house.organisation.pk):
        old = ScaleWording.objects.get()
        old.version = old.given["version"] = "2001-01-01"
        old.save()
    assert "niet in gebruik: de schaal heeft nu een andere versie" in browser.get(HERE).content.decode()
    assert "Officiële naam" not in page(sign_in(house.leader))
