"""The letter to take home: what stands on it, in both languages, and the trace that it was made."""

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser
from pypdf import PdfReader

from conftest import House
from plek.accounts.choices import FORMAL_DUTCH
from plek.audit.models import Entry
from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.models import Letter
from plek.benefits.tests.factories import scenario_kept
from plek.caseload.tests.factories import ClientFactory
from plek.engines.benefit_rules.formal_dutch import FORMAL_DUTCH as OF_THE_ENGINE
from plek.organisations.models import Membership, Organisation
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Browser]
ANSWERS = Answers(kind="wajong_able", born=date(1990, 4, 12), partner=False, rent=620.0)
PLANS = (PlanDetails(hours=12.0), PlanDetails(hours=20.0, starts_on=date(2026, 12, 7)))


@pytest.fixture
def address(house: House) -> str:
    """The page of the letter of a kept scenario of Anna."""
    with inside(house.organisation.pk):
        here: dict[str, Any] = {"organisation": house.organisation, "treatment_team": house.fact}
        client = ClientFactory(**here, ips_team=house.ips, number="C77", first_name="Anna")
        kept = scenario_kept(house.specialist, client, ANSWERS, PLANS, date(2026, 11, 24))
    return f"/o/ggz-veenland/clients/C77/benefits/scenarios/{kept.pk}/letter/"


def read(answer: Any) -> PdfReader:
    return PdfReader(io.BytesIO(answer.content))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@time_machine.travel("2026-11-24 10:00:00+01:00", tick=False)
def test_a_letter_that_can_be_read_aloud_and_says_all(house: House, address: str, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    assert "nog geen brief" in browser.get(address).content.decode()
    answer = browser.post(address, {"language": "nl"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="wat-houd-ik-over-2026-11-24.pdf"'
    assert answer["Cache-Control"] == "no-store"
    reader = read(answer)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert reader.metadata is not None
    assert reader.metadata.title == "Wat houd ik over als ik werk?"
    said = words(reader)
    for text in (
        "Hallo Anna,", "24 november 2026", "12 uur", "20 uur", "Wajong van UWV (bruto)", "€ 1.635,90",
        "Wat er binnenkomt, maand voor maand", "Als het niet lukt", "Je recht op Wajong blijft bestaan",
        "Uiterlijk op 14 december 2026", "Wie je kunt bellen", house.specialist.user.email, "Wat er niet in zit",
        "Een schatting, geen besluit", "Versie: 1 juli 2026 (", "kan anders uitvallen",
    ):  # fmt: skip
        assert text in said, text
    with inside(house.organisation.pk):
        made = Letter.objects.get()
        assert (made.language, made.made_by_id) == ("nl", house.specialist.pk)
        row = Entry.objects.get(event="benefits.letter_made")
        assert (row.action, row.client_id) == ("P", made.client_id)
    assert house.specialist.user.name in browser.get(address).content.decode()


@time_machine.travel("2026-11-24 10:00:00+01:00", tick=False)
def test_the_same_in_english(house: House, address: str, sign_in: SignIn) -> None:
    reader = read(sign_in(house.specialist).post(address, {"language": "en"}))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    said = words(reader)
    for text in (
        "Hello Anna,",
        "What do I keep if I work?",
        "If it does not work out",
        "At the latest on",
        "UWV calls you",
    ):
        assert text in said, text
    assert "Uiterlijk" not in said


def test_formal_dutch_is_one_language_for_pages_and_sums() -> None:
    assert OF_THE_ENGINE == FORMAL_DUTCH


@time_machine.travel("2026-11-24 10:00:00+01:00", tick=False)
def test_an_organisation_that_says_u_does_so_in_the_letter(house: House, address: str, sign_in: SignIn) -> None:
    Organisation.objects.filter(pk=house.organisation.pk).update(is_formal=True)
    reader = read(sign_in(house.specialist).post(address, {"language": "nl"}))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "nl"
    said = words(reader)
    for text in ("Uw recht op Wajong blijft bestaan", "Wie u kunt bellen", "UWV belt u over uw voorschot"):
        assert text in said, text
    assert re.findall(r"\b(?:je|jij|jou|jouw|jullie)\b", said, re.IGNORECASE) == []


def test_only_the_ips_team_makes_letters(house: House, address: str, sign_in: SignIn) -> None:
    assert sign_in(house.practitioner).post(address, {"language": "nl"}).status_code == 403
    assert sign_in(house.stranger).post(address, {"language": "nl"}).status_code == 404
    assert sign_in(house.specialist).post(address, {"language": "xx"}).status_code == 422
    with inside(house.organisation.pk):
        assert not Letter.objects.exists()
