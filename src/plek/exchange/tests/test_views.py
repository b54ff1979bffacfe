"""The pages of the workbook."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.core.files.uploadhandler import StopFutureHandlers
from django.test import Client as Browser
from django.urls import reverse

from plek.accounts import reauthentication
from plek.audit.models import Entry
from plek.caseload.models import Client
from plek.exchange.choices import RunState
from plek.exchange.models import ImportRun
from plek.exchange.services import runs
from plek.exchange.tests.books import xlsx
from plek.exchange.workbook.limits import DEFAULT, MEBIBYTE
from plek.organisations.models import Membership
from plek.shared.tenancy import inside
from plek.shared.uploading import InMemory

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HEADING = ["cliëntnummer", "voornaam", "achternaam", "geboortedatum", "behandelteam", "notitie"]
GOOD = ["C1", "Jo", "Vos", date(1990, 2, 1), "F1", ""]
BAD = ["C2", "Bo", "Bos", "31-02-1990", "F1", "kan weg"]
SignIn = Callable[[Membership], Browser]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visitor(house: Any, sign_in: SignIn) -> Browser:
    return sign_in(house.leader)


@pytest.fixture
def address(house: Any) -> Callable[..., str]:
    def of(name: str, **kwargs: Any) -> str:
        return reverse(f"exchange:{name}", kwargs={"organisation": house.organisation.slug, **kwargs})

    return of


def upload(visitor: Browser, address: Callable[..., str], *rows: list[Any]) -> Any:
    file = SimpleUploadedFile("team.xlsx", xlsx({"Cliënten": [HEADING, *rows]}))
    return visitor.post(address("imports"), {"file": file})


def work(house: Any) -> ImportRun:
    """The worker has been at the latest import."""
    with inside(house.organisation.pk):
        run = ImportRun.objects.latest("pk")
        runs.work(organisation_id=run.organisation_id, run_id=run.pk, at=NOW)
        run.refresh_from_db()
        return run


def book_of(response: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def test_the_whole_way_of_a_workbook(visitor: Browser, address: Callable[..., str], house: Any) -> None:
    assert b'type="file"' in visitor.get(address("imports")).content
    answer = upload(visitor, address, GOOD, BAD)
    run = ImportRun.objects.filter(organisation=house.organisation).values_list("key", flat=True)
    with inside(house.organisation.pk):
        key = run.get()
    assert answer.headers["Location"] == address("run", key=key)
    waiting = visitor.get(address("run", key=key)).content.decode()
    assert "<progress" in waiting
    work(house)
    page = visitor.get(address("run", key=key)).content.decode()
    assert "31-02-1990" in page
    assert address("row", key=key, place=4, number=3) in page
    form = visitor.get(address("row", key=key, place=4, number=3)).content.decode()
    assert 'value="31-02-1990"' in form
    cells = {"c_number": "C2", "c_first_name": "Bo", "c_last_name": "Bos", "c_team": "F1"}
    wrong = visitor.post(address("row", key=key, place=4, number=3), cells | {"c_born_on": "32-01-1990"})
    assert wrong.status_code == 422
    mended = visitor.post(address("row", key=key, place=4, number=3), cells | {"c_born_on": "28-02-1990"})
    assert mended.status_code == 302
    work(house)
    assert visitor.post(address("write", key=key), {"manner": "all"}).status_code == 302
    assert work(house).state == RunState.WRITTEN
    assert "2" in visitor.get(address("run", key=key)).content.decode()
    with inside(house.organisation.pk):
        assert set(Client.objects.values_list("number", flat=True)) == {"C1", "C2"}


def test_nothing_chosen_is_said_beside_the_field(visitor: Browser, address: Callable[..., str]) -> None:
    assert visitor.post(address("imports"), {}).status_code == 422


def test_a_file_that_is_no_workbook(visitor: Browser, address: Callable[..., str]) -> None:
    answer = visitor.post(address("imports"), {"file": SimpleUploadedFile("foto.xlsx", b"no workbook")})
    assert answer.status_code == 422
    assert ImportRun.objects.count() == 0


def test_uploads_never_touch_the_disk() -> None:
    handler = InMemory(None, DEFAULT.file_bytes)
    handler.handle_raw_input(None, {}, 30 * MEBIBYTE, "x")
    assert handler.activated
    with pytest.raises(StopFutureHandlers):
        handler.new_file("file", "a.xlsx", "x", None, None)
    handler.receive_data_chunk(b"PK", 0)
    assert isinstance(handler.file_complete(2), InMemoryUploadedFile)
    handler.handle_raw_input(None, {}, DEFAULT.file_bytes + 2 * MEBIBYTE, "x")
    assert not handler.activated


def test_an_upload_without_token_is_refused(house: Any, address: Callable[..., str]) -> None:
    visitor = Browser(enforce_csrf_checks=True)
    visitor.force_login(house.leader.user)
    assert upload(visitor, address, GOOD).status_code == 403


def test_a_partial_import_from_the_page(visitor: Browser, address: Callable[..., str], house: Any) -> None:
    upload(visitor, address, GOOD, BAD)
    key = work(house).key
    refused = visitor.post(address("write", key=key), {"manner": "all"})
    assert refused.status_code == 422
    visitor.post(address("write", key=key), {"manner": "partial"})
    assert work(house).state == RunState.WRITTEN


def test_the_result_has_the_reasons_and_unknown_columns(
    visitor: Browser, address: Callable[..., str], house: Any
) -> None:
    upload(visitor, address, GOOD, BAD)
    key = work(house).key
    answer = visitor.get(address("result", key=key))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    rows = list(book_of(answer)["Cliënten"].values)
    assert (rows[2][0], rows[2][5], bool(rows[2][6])) == ("C2", "kan weg", True)
    only = list(book_of(visitor.get(address("result", key=key) + "?only=refused"))["Cliënten"].values)
    assert [row[0] for row in only[1:]] == ["C2"]


def test_htmx_follows_and_then_loads_the_page(visitor: Browser, address: Callable[..., str], house: Any) -> None:
    upload(visitor, address, GOOD)
    with inside(house.organisation.pk):
        key = ImportRun.objects.get().key
    part = visitor.get(address("run", key=key), headers={"HX-Request": "true"})
    assert part.content.strip().startswith(b"<section")
    work(house)
    assert visitor.get(address("run", key=key), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_stopping_from_the_page(visitor: Browser, address: Callable[..., str], house: Any) -> None:
    upload(visitor, address, GOOD)
    with inside(house.organisation.pk):
        key = ImportRun.objects.get().key
    assert visitor.post(address("cancel", key=key)).status_code == 302
    with inside(house.organisation.pk):
        assert ImportRun.objects.get().is_cancelled


def test_done_with_it(visitor: Browser, address: Callable[..., str], house: Any) -> None:
    upload(visitor, address, GOOD, BAD)
    key = work(house).key
    assert visitor.post(address("discard", key=key)).headers["Location"] == address("imports")
    assert visitor.get(address("result", key=key)).status_code == 404
    assert visitor.get(address("run", key=key)).status_code == 200


def test_the_empty_workbook(visitor: Browser, address: Callable[..., str]) -> None:
    assert len(book_of(visitor.get(address("template"))).sheetnames) == 12


def test_an_export_asks_who_you_are(visitor: Browser, address: Callable[..., str]) -> None:
    answer = visitor.get(address("export"))
    assert answer.status_code == 302
    assert reverse("accounts:confirm") in answer.headers["Location"]


def test_an_export_of_what_is_seen(
    visitor: Browser, address: Callable[..., str], house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reauthentication, "recent", lambda request: True)
    book = book_of(visitor.get(address("export")))
    assert [row[0] for row in book["Teams"].values] == ["code", "F1", "IPS"]
    with inside(house.organisation.pk):
        assert Entry.objects.filter(event="workbook.exported").count() == 1


@pytest.mark.parametrize("who", ["specialist", "practitioner"])
def test_others_have_no_workbook(house: Any, sign_in: SignIn, address: Callable[..., str], who: str) -> None:
    visitor = sign_in(getattr(house, who))
    for name in ("imports", "template", "export"):
        assert visitor.get(address(name)).status_code == 403


def test_a_colleague_sees_no_import_of_mine(
    visitor: Browser, house: Any, sign_in: SignIn, address: Callable[..., str]
) -> None:
    upload(visitor, address, GOOD)
    key = work(house).key
    other = sign_in(house.administrator)
    for name in ("run", "result"):
        assert other.get(address(name, key=key)).status_code == 404
    assert other.post(address("write", key=key), {"manner": "partial"}).status_code == 404


def test_a_row_that_is_not_refused_has_no_form(visitor: Browser, address: Callable[..., str], house: Any) -> None:
    upload(visitor, address, GOOD)
    key = work(house).key
    assert visitor.get(address("row", key=key, place=4, number=2)).status_code == 404
    assert visitor.get(address("row", key=key, place=99, number=2)).status_code == 404
