"""Every form of a review: what is wrong is said beside its field, and nothing that was typed is lost."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from conftest import House
from plek.fidelity.choices import ReviewState
from plek.fidelity.models import Consensus, Note, Passage, PolicyFile, Rating
from plek.fidelity.selectors.reviews.texts import passages_of
from plek.fidelity.tests.reviews.stage import DAY, NOON, Stage, on_stage
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/reviews/"
KEY = "00000000-0000-0000-0000-000000000003"
TYPED = "Dit heb ik net getypt"
WRONG_DAY = "2026-02-30"


@pytest.fixture
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def stage(house: House) -> Stage:
    return on_stage(house)


def refused(browser: Browser, path: str, given: dict[str, Any]) -> str:
    answer = browser.post(HERE + path, given)
    words = answer.content.decode()
    assert answer.status_code == 422, words
    assert "<title>Fout: " in words
    assert "data-error-summary" in words
    return str(words)


def invalid(words: str, *controls: str) -> None:
    """These controls are marked, and the summary leads to each."""
    for control in controls:
        assert f'href="#{control}"' in words, control
        field = words.split(f'id="{control}"', 1)[1].split(">", 1)[0]
        assert 'aria-invalid="true"' in words.split(f'id="{control}"', 1)[0].rsplit("<", 1)[1] + field


PLANNING = [
    ("days/", {"begins_on": WRONG_DAY, "ends_on": DAY}, ["id_begins_on"], WRONG_DAY),
    ("days/", {"begins_on": DAY, "ends_on": DAY - timedelta(days=1)}, ["id_ends_on"], "eindigt vóór het begint"),
    ("days/", {}, ["id_begins_on", "id_ends_on"], "Kies een dag."),
    ("talks/", {"source": "family", "held_on": "2026-12-31", "place": "2"}, ["id_held_on"], "2026-12-31"),
    ("talks/", {"source": "family", "held_on": "", "place": "9"}, ["id_held_on", "id_place"], "Kies een dag."),
    ("policies/", {}, ["id_file"], "Kies een bestand van hoogstens 10 MB."),
]  # fmt: skip


@pytest.mark.parametrize(("path", "given", "controls", "said"), PLANNING)
def test_while_planning(
    stage: Stage, sign_in: SignIn, path: str, given: dict[str, Any], controls: list[str], said: str
) -> None:
    stage.plan()
    words = refused(sign_in(stage.house.leader), f"{stage.number}/{path}", given)
    assert said in words
    invalid(words, *controls)
    if given.get("source"):
        assert '<option value="family" selected>' in words


def test_a_file_that_is_not_what_its_name_says_is_refused_beside_its_field(stage: Stage, sign_in: SignIn) -> None:
    stage.plan()
    browser = sign_in(stage.house.leader)
    for name, content in (("beleid.docx", b"PK geen zip"), ("beleid.exe", b"MZ"), ("beleid.pdf", b"")):
        words = refused(browser, f"{stage.number}/policies/", {"file": SimpleUploadedFile(name, content)})
        invalid(words, "id_file")
    with inside(stage.house.organisation.pk):
        assert not PolicyFile.objects.exists()


@pytest.mark.parametrize(
    ("given", "controls"),
    [
        ({"key": KEY, "source": "niemand", "text": TYPED}, ["note_source"]),
        ({"key": KEY, "source": "family", "text": " "}, ["note_text"]),
        ({"key": KEY, "source": "family", "text": TYPED * 300}, ["note_text"]),
    ],
)
def test_a_note(stage: Stage, sign_in: SignIn, given: dict[str, Any], controls: list[str]) -> None:
    stage.reach(ReviewState.VISIT)
    words = refused(sign_in(stage.iris), f"{stage.number}/items/SE1/note/", given)
    invalid(words, *controls)
    assert given["text"].strip() in words
    assert KEY in words
    with stage.as_user(stage.iris):
        assert not Note.objects.exists()


def test_a_score_and_the_consensus(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.RATING)
    words = refused(sign_in(stage.iris), f"{stage.number}/items/SE1/score/", {"score": "6"})
    assert 'href="#id_score_0"' in words
    assert "Kies een score." in refused(sign_in(stage.iris), f"{stage.number}/items/SE1/score/", {})
    with stage.as_user(stage.iris):
        assert not Rating.objects.exists()
    stage.rate()
    here = f"{stage.number}/items/ST1/agree/"
    words = refused(sign_in(stage.bram), here, {"score": "", "reason": TYPED})
    assert TYPED in words
    words = refused(sign_in(stage.bram), here, {"score": "2", "reason": ""})
    invalid(words, "id_reason")
    assert 'value="2"' in words.split("checked", 1)[0].rsplit("<input", 1)[1]
    with stage.as_user(stage.iris):
        assert not Consensus.objects.exists()


def test_what_was_typed_stands_there_when_the_review_went_on_meanwhile(stage: Stage, sign_in: SignIn) -> None:
    """The other reviewer or the leader pressed first; what one had written can still be copied."""
    stage.reach(ReviewState.CONSENSUS)
    stage.agree()
    browser, number = sign_in(stage.iris), stage.number
    assert TYPED in refused(browser, f"{number}/items/ST1/agree/", {"score": "3", "reason": TYPED})
    assert TYPED in refused(browser, f"{number}/items/ST1/note/", {"key": KEY, "source": "family", "text": TYPED})
    stage.report()
    assert TYPED in refused(browser, f"{number}/report/write/", {"strengths": TYPED})
    stage.respond()
    leader = sign_in(stage.house.leader)
    assert TYPED in refused(leader, f"{number}/response/", {"text": TYPED})
    assert TYPED in refused(leader, f"{number}/cancel/", {"reason": TYPED})
    assert WRONG_DAY in refused(leader, f"{number}/days/", {"begins_on": WRONG_DAY, "ends_on": DAY})


def test_a_reason_and_the_statement(stage: Stage, sign_in: SignIn) -> None:
    stage.plan()
    words = refused(sign_in(stage.iris), f"{stage.number}/sign/", {"is_independent": ""})
    assert "zeg het dan tegen wie de meting plande" in words
    assert "Nog niet ondertekend" in words
    words = refused(sign_in(stage.house.leader), f"{stage.number}/cancel/", {"reason": " "})
    invalid(words, "id_reason")
    assert '<details class="disclosure" open' in words
    stage.prepare()
    stage.visit()
    words = refused(sign_in(stage.iris), f"{stage.number}/back/", {"reason": ""})
    assert "Zeg in een paar woorden waarom" in words
    invalid(words, "id_reason")


def test_the_response_and_an_action(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.REPORT)
    browser, number = sign_in(stage.house.leader), stage.number
    assert TYPED in refused(browser, f"{number}/response/", {"text": TYPED}), "a step back came between"
    stage.report()
    words = refused(browser, f"{number}/response/", {"text": " "})
    invalid(words, "id_text")
    given = {"item": "SE7", "text": TYPED, "owner": "", "due_on": WRONG_DAY}
    words = refused(browser, f"{number}/actions/", given)
    invalid(words, "action_owner", "action_due_on")
    for kept in (TYPED, WRONG_DAY, '<option value="SE7" selected>', "Kies wie het doet."):
        assert kept in words
    given = {"item": "SE7", "text": TYPED, "owner": stage.house.practitioner.pk, "due_on": DAY}
    invalid(refused(browser, f"{number}/actions/", given), "action_owner")
    with inside(stage.house.organisation.pk):
        assert not Passage.objects.filter(part="response").exists()


def test_the_plan_of_a_review(stage: Stage, sign_in: SignIn) -> None:
    given = {"key": KEY, "team": "IPS", "begins_on": WRONG_DAY, "ends_on": "", "reviewers": [stage.iris.pk]}
    words = refused(sign_in(stage.house.leader), "new/", given)
    invalid(words, "id_begins_on", "id_ends_on")
    assert WRONG_DAY in words
    assert f'value="{stage.iris.pk}"' in words.split(" checked", 1)[0].rsplit("<input", 1)[1]


def test_two_reviewers_who_write_at_once_lose_nothing(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.REPORT)
    iris, bram = sign_in(stage.iris), sign_in(stage.bram)
    path, opened = f"{stage.number}/report/write/", {"seen": "0"}
    assert iris.post(HERE + path, opened | {"strengths": "Van Iris", "SE6": "Vaker gaan"}).status_code == 302
    assert bram.post(HERE + path, opened | {"SE7": "Terugkomen"}).status_code == 302
    with stage.as_user(stage.iris):
        assert passages_of(stage.review()) == {
            ("strengths", ""): "Van Iris", ("recommendation", "SE6"): "Vaker gaan",
            ("recommendation", "SE7"): "Terugkomen",
        }  # fmt: skip
    words = refused(bram, path, opened | {"strengths": TYPED})
    invalid(words, "id_strengths")
    assert "schreef hier intussen: “Van Iris”" in words
    assert f">\n{TYPED}</textarea>" in words
    assert ">\nVaker gaan</textarea>" in words
    seen = words.split('name="seen" value="', 1)[1].split('"', 1)[0]
    together = {"seen": seen, "strengths": f"Van Iris. {TYPED}", "SE6": "Vaker gaan", "SE7": ""}
    assert bram.post(HERE + path, together).status_code == 302
    with stage.as_user(stage.iris):
        assert passages_of(stage.review()) == {
            ("strengths", ""): f"Van Iris. {TYPED}", ("recommendation", "SE6"): "Vaker gaan",
            ("recommendation", "SE7"): "",
        }  # fmt: skip
