"""``plek import`` and ``plek export``: what they say and how they exit."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
import typer
from typer.testing import CliRunner, Result

from plek.caseload.models import Client
from plek.exchange.commands import export_workbook, import_workbook
from plek.exchange.tests.books import MESSY, TIDY, xlsx
from plek.exchange.workbook.sheets import SHEETS
from plek.organisations.choices import Role
from plek.organisations.models import Membership, Organisation
from plek.organisations.tests.factories import MembershipFactory, OrganisationFactory, TeamFactory
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

app = typer.Typer()
app.command("import")(import_workbook)
app.command("export")(export_workbook)
Plek = Callable[..., Result]
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
GOOD = {"Cliënten": [["cliëntnummer", "voornaam", "achternaam", "geboortedatum", "behandelteam"],
                     ["C1", "Jo", "Vos", "01-02-1990", "F1"]]}  # fmt: skip


@pytest.fixture
def organisation(db: None) -> Organisation:
    """New, with one administrator and one team."""
    made: Organisation = OrganisationFactory(slug="ggz-nieuw")
    with inside(made.pk):
        TeamFactory(organisation=made, code="F1", name="FACT Noord", kind="FACT")
        MembershipFactory(organisation=made, role=Role.ADMINISTRATOR, is_pending=True)
    return made


@pytest.fixture
def plek(organisation: Organisation) -> Plek:
    def run(*words: object) -> Result:
        with time_machine.travel(NOW, tick=False):
            return CliRunner().invoke(app, [*map(str, words), "--organisation", organisation.slug])

    return run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    (tmp_path / "good.xlsx").write_bytes(xlsx(GOOD))
    return tmp_path / "good.xlsx"


def clients(organisation: Organisation) -> int:
    with inside(organisation.pk):
        return Client.objects.count()


def test_written_is_exit_0(plek: Plek, good: Path, organisation: Organisation) -> None:
    answer = plek("import", good)
    assert (answer.exit_code, clients(organisation)) == (0, 1)
    assert "Cliënten: 1 nieuw of gewijzigd, 0 ongewijzigd" in answer.stdout


def test_a_clean_dry_run_is_exit_0_and_writes_nothing(plek: Plek, good: Path, organisation: Organisation) -> None:
    answer = plek("import", good, "--dry-run", "--json")
    assert (answer.exit_code, clients(organisation)) == (0, 0)
    assert json.loads(answer.stdout)["written"] is False


def test_refused_rows_are_exit_1_with_a_sentence_each(plek: Plek, organisation: Organisation) -> None:
    answer = plek("import", MESSY)
    assert (answer.exit_code, clients(organisation)) == (1, 0)
    assert answer.stderr.count("geweigerd:") == 8
    assert "De datum 31-02-2026 bestaat niet." in answer.stderr


def test_a_dry_run_with_refused_rows_is_exit_1(plek: Plek) -> None:
    assert plek("import", MESSY, "--dry-run").exit_code == 1


def test_partial_is_exit_0(plek: Plek, organisation: Organisation) -> None:
    answer = plek("import", MESSY, "--partial", "--json")
    said = json.loads(answer.stdout)
    assert (answer.exit_code, clients(organisation), said["written"]) == (0, 93, True)
    assert len(said["refused"]) == 8


def test_a_file_that_is_no_workbook_is_exit_2(plek: Plek, tmp_path: Path) -> None:
    (tmp_path / "foto.xlsx").write_bytes(b"no workbook")
    answer = plek("import", tmp_path / "foto.xlsx", "--json")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("Dit is geen werkmap.")


@pytest.mark.parametrize("name", ["nergens.xlsx", "."])
def test_a_file_that_is_not_there_is_exit_2(plek: Plek, tmp_path: Path, name: str) -> None:
    assert plek("import", tmp_path / name).exit_code == 2


def test_an_unknown_organisation_is_a_refusal(db: None, good: Path) -> None:
    answer = CliRunner().invoke(app, ["import", str(good), "--organisation", "nergens"])
    assert isinstance(answer.exception, Refused)
    assert "nergens" in str(answer.exception)


def test_without_an_administrator_nobody_can_be_named(plek: Plek, good: Path, organisation: Organisation) -> None:
    with inside(organisation.pk):
        Membership.objects.all().delete()
    assert isinstance(plek("import", good).exception, Refused)


def test_json_is_the_only_thing_on_stdout(plek: Plek) -> None:
    said = json.loads(plek("import", TIDY, "--json").stdout)
    assert list(said) == ["accepted", "unchanged", "refused", "warnings", "written"]
    assert list(said["accepted"]) == [sheet.name for sheet in SHEETS]


def test_out_and_in_again_changes_nothing(plek: Plek, tmp_path: Path) -> None:
    plek("import", TIDY)
    out = plek("export", tmp_path / "out.xlsx")
    assert (out.exit_code, "Weggeschreven" in out.stdout) == (0, True)
    said = json.loads(plek("import", tmp_path / "out.xlsx", "--json").stdout)
    assert (set(said["accepted"].values()), said["refused"], said["written"]) == ({0}, [], True)


def test_an_export_into_no_folder_is_a_refusal(plek: Plek, tmp_path: Path) -> None:
    assert isinstance(plek("export", tmp_path / "weg" / "out.xlsx").exception, Refused)
