"""The indication as a file: on paper, and as figures."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from conftest import House
from plek.audit.models import Entry
from plek.fidelity.tests.test_recording import keep
from plek.fidelity.tests.town import build_town
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/fidelity/"


def taken(browser: Browser, name: str) -> Any:
    answer = browser.get(f"{HERE}{name}?on=2026-09-30")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return answer


def test_on_paper_stands_every_item_with_the_mark_on_every_page(house: House, sign_in: SignIn) -> None:
    build_town(house)
    keep(house)
    keep(house, date(2026, 8, 31))
    answer = taken(sign_in(house.leader), "indication.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    pages = [page.extract_text() for page in reader.pages]
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("nl", True)
    assert all("indicatie · IPS-25, versie 2008-01-07" in text for text in pages)
    whole = " ".join(" ".join(pages).split())
    for said in ("GGZ Veenland", "Snel zoeken naar werk", "Steun van de directie", "Maand voor maand", "mediaan"):
        assert said in whole
    assert house.specialist.user.name not in whole
    begins = [rest.strip() for text in pages for rest in text.split("Waar het op rust")[1:]]
    assert all(re.match(r"(ST|OR|SE)\d", begin) for begin in begins)
    assert [("ST1 " in text, "SE14 " in text) for text in pages if "Maand voor maand" in text] == [(True, True)]
    assert answer["Content-Disposition"] == 'attachment; filename="modelgetrouwheid-ips-2026-09-30.pdf"'


def test_figures_are_those_of_now_and_of_every_month_kept(house: House, sign_in: SignIn) -> None:
    build_town(house)
    keep(house)
    answer = taken(sign_in(house.specialist), "indication.csv")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 1 + 25 + 25
    now, then = (next(row for row in part if row[5] == "SE10") for part in (lines[1:26], lines[26:]))
    assert (now[3], now[4], then[4]) == ("2026-09-30", "", "2026-10-01")
    assert now[5:] == then[5:]
    assert now[:3] == ["IPS-25", "2008-01-07", "IPS"]


@pytest.mark.parametrize(("name", "event"), [("indication.pdf", "printed"), ("indication.csv", "exported")])
def test_taking_out_is_logged_and_others_cannot(house: House, sign_in: SignIn, name: str, event: str) -> None:
    taken(sign_in(house.leader), name)
    with inside(house.organisation.pk):
        entry = Entry.objects.order_by("-sequence").first()
    assert (entry.event, entry.object_id) == (f"fidelity.{event}", "IPS")
    for by, status in ((house.stranger, 404), (house.practitioner, 403), (house.administrator, 403)):
        assert sign_in(by).get(HERE + name).status_code == status
    assert sign_in(house.leader).get(f"{HERE}{name}?team=F1").status_code == 404


def test_a_file_asks_no_more_than_a_page(house: House, sign_in: SignIn) -> None:
    build_town(house)
    browser = sign_in(house.leader)
    taken(browser, "indication.pdf")
    with CaptureQueriesContext(connection) as asked:
        taken(browser, "indication.pdf")
    only_in_tests = ("SAVEPOINT", "RELEASE", "select set_config")
    assert sum(not query["sql"].startswith(only_in_tests) for query in asked.captured_queries) <= 10
