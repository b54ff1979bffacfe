"""The kit is as its script makes it, agrees with what was worked out by hand, and Plek finds the same."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
import typer
import yaml
from typer.testing import CliRunner

from plek.exchange.commands import import_workbook
from plek.fidelity.commands import show_fidelity
from plek.organisations.choices import Role
from plek.organisations.tests.factories import MembershipFactory, OrganisationFactory
from plek.shared.tenancy import inside
from tests.fidelity_kit.making import KIT, expected_of, filled, page_of
from tests.fidelity_kit.programmes import PROGRAMMES, Programme
from tests.fidelity_kit.wording import OPEN

app = typer.Typer()
app.command("import")(import_workbook)
app.command("fidelity")(show_fidelity)
every_programme = pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.code)
NUMBERS = ("value", "numerator", "denominator")
LOWEST = {"ST3": 2, "OR1": 2}
"""The items whose lowest anchor no record can show."""


@pytest.fixture
def _in_october() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False):
        yield


def workbook(programme: Programme) -> Path:
    return KIT / "workbooks" / f"{programme.code}.xlsx"


def page(programme: Programme) -> Any:
    return yaml.safe_load((KIT / "expected" / f"{programme.code}.yaml").read_text("utf-8"))


@every_programme
def test_the_files_are_as_the_script_makes_them(programme: Programme, tmp_path: Path) -> None:
    filled(programme).write(tmp_path / "again.xlsx")
    assert page_of(programme, tmp_path / "again.xlsx") == (KIT / "expected" / f"{programme.code}.yaml").read_text(
        "utf-8"
    )


@every_programme
def test_the_count_agrees_with_the_sums_by_hand(programme: Programme) -> None:
    found = {one.item: one for one in expected_of(programme, workbook(programme))}
    counted = {
        item: (None if found[item].value is None else float(found[item].value or 0), found[item].score)
        for item in programme.aims
    }
    assert counted == {item: (pytest.approx(value), score) for item, (value, score) in programme.aims.items()}


def test_every_score_of_the_items_that_can_be_counted_occurs() -> None:
    given: dict[str, set[Any]] = {}
    for programme in PROGRAMMES:
        for item, expected in page(programme)["items"].items():
            given.setdefault(item, set()).add(expected["score"])
    always_open = {item for item, scores in given.items() if scores == {"open"}}
    assert always_open == set(OPEN)
    for item in set(given) - always_open - {"SE14"}:
        assert given[item] - {"open"} >= set(range(LOWEST.get(item, 1), 6)) - ({5} if item == "SE5" else set()), (
            item
        )


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_october")
@every_programme
def test_plek_takes_the_workbook_in_and_finds_the_same(programme: Programme) -> None:
    empty = OrganisationFactory(name=f"Programma {programme.code}", slug="kit")
    with inside(empty.pk):
        MembershipFactory(organisation=empty, role=Role.ADMINISTRATOR, is_pending=True)
    taken = CliRunner().invoke(app, ["import", str(workbook(programme)), "--organisation", "kit", "--json"])
    report = json.loads(taken.stdout)
    assert (taken.exit_code, report["refused"], report["written"]) == (0, [], True)
    asked = ["fidelity", "--organisation", "kit", "--team", "IPS", "--on", str(programme.until), "--json"]
    told = json.loads(CliRunner().invoke(app, asked).stdout)
    expected = page(programme)
    assert (told["from"], told["until"]) == (expected["from"], expected["until"])
    found = {item["code"]: item for item in told["items"]}
    assert {code: _told(found[code], item) for code, item in expected["items"].items()} == {
        code: _awaited(code, item) for code, item in expected["items"].items()
    }
    assert {name: told["total"][name] for name in ("score", "rated", "of")} == expected["total"]


def _awaited(code: str, item: Any) -> dict[str, Any]:
    """What the page promises; beside a score that the workbook never settles it promises no figures."""
    if code in OPEN:
        return {"score": item["score"]}
    numbers = {name: item.get(name) for name in NUMBERS}
    return {"score": item["score"], "missing": item.get("missing", 0)} | {
        name: value if value is None else pytest.approx(value, abs=1e-4) for name, value in numbers.items()
    }


def _told(found: Any, item: Any) -> dict[str, Any]:
    said = {"score": "open" if found["score"] is None else found["score"], "missing": found["missing"]}
    said |= {name: found[name] for name in NUMBERS}
    return {name: said[name] for name in _awaited(found["code"], item)}
