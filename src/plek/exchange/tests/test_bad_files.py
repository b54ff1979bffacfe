"""Each kind of bad file as a person meets it: dropped on the page, and given to ``plek import``."""

import html
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
import typer
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation
from typer.testing import CliRunner

from plek.caseload.models import Client
from plek.exchange.choices import RunState
from plek.exchange.commands import export_workbook, import_workbook
from plek.exchange.models import ImportRun
from plek.exchange.services import runs
from plek.exchange.tests.books import Formula, xlsx
from plek.exchange.tests.test_opening import BAD
from plek.exchange.workbook.sentences import UNUSABLE
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HEADING = ["cliëntnummer", "voornaam", "achternaam", "geboortedatum", "behandelteam"]
ROW = ["C1", Formula('="J"&"o"', "Jo"), "Vos", "01-02-1990", "F1"]
ODD = {"Cliënten": [["Caseload van het team"], HEADING, ROW, HEADING, ["C2", "Bo", "Bos", "02-02-1990", "F1"]]}
"""A title above the heading, the heading once more, and a formula: none of it stops the rows."""


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def first_words(code: str) -> str:
    """The sentence in Dutch, as far as it names nothing of the file."""
    with translation.override("nl"):
        return translation.gettext(UNUSABLE[code]).partition("%")[0]


def dropped(house: Any, browser: Browser, content: bytes) -> tuple[str, ImportRun | None]:
    """What the page says in the end, and the import if one began."""
    kept = {"organisation": house.organisation.slug}
    sent = {"file": SimpleUploadedFile("team.xlsx", content)}
    answer = browser.post(reverse("exchange:imports", kwargs=kept), sent)
    if answer.status_code == 422:
        return html.unescape(answer.content.decode()), None
    assert answer.status_code in (302, 422)
    with inside(house.organisation.pk):
        run = ImportRun.objects.latest("pk")
        runs.work(organisation_id=run.organisation_id, run_id=run.pk, at=NOW)
        run.refresh_from_db()
    page = browser.get(reverse("exchange:run", kwargs={**kept, "key": run.key}))
    assert page.status_code == 200
    return html.unescape(page.content.decode()), run


def given_to_plek(house: Any, folder: Path, content: bytes) -> Any:
    app = typer.Typer()
    app.command("import")(import_workbook)
    app.command("export")(export_workbook)
    (folder / "team.xlsx").write_bytes(content)
    return CliRunner().invoke(
        app, ["import", str(folder / "team.xlsx"), "--organisation", house.organisation.slug]
    )


@pytest.mark.parametrize("code", BAD)
def test_a_bad_file_gets_its_sentence_and_leaves_nothing(
    house: Any, sign_in: Callable[[Membership], Browser], tmp_path: Path, code: str
) -> None:
    page, run = dropped(house, sign_in(house.leader), BAD[code])
    assert first_words(code) in page
    assert run is None or run.state == RunState.UNUSABLE
    said = given_to_plek(house, tmp_path, BAD[code])
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr.startswith(first_words(code))
    assert "Traceback" not in said.stderr
    with inside(house.organisation.pk):
        assert not Client.objects.exists()


def test_what_is_only_odd_goes_in_with_a_remark(
    house: Any, sign_in: Callable[[Membership], Browser], tmp_path: Path
) -> None:
    page, run = dropped(house, sign_in(house.leader), xlsx(ODD))
    assert run is not None
    assert run.counts["Cliënten"]["refused"] == 0
    assert "De kop staat hier nog een keer" in page
    assert "formule" in page
    said = given_to_plek(house, tmp_path, xlsx(ODD))
    assert said.exit_code == 0, said.stderr
    with inside(house.organisation.pk):
        assert set(Client.objects.values_list("first_name", flat=True)) == {"Jo", "Bo"}
