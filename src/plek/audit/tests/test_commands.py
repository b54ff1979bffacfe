"""``plek verify-audit`` and ``plek anchor-audit`` on a real database."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from plek.audit.commands import anchor_audit, verify_audit
from plek.audit.tests.chains import Chain
from plek.shared.errors import Refused

app = typer.Typer()
app.command("verify-audit")(verify_audit)
app.command("anchor-audit")(anchor_audit)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def run(*words: str) -> Any:
    return CliRunner().invoke(app, words)


def test_a_sound_log_exits_0(chain: Chain, home: Path) -> None:
    assert run("anchor-audit").exit_code == 0
    done = run("verify-audit")
    assert done.exit_code == 0
    assert "against 1 anchors" in done.output


def test_the_second_anchor_of_a_day_changes_nothing(chain: Chain, home: Path) -> None:
    run("anchor-audit")
    before = [path.read_bytes() for path in (home / "anchors").iterdir()]
    chain.grow(1)
    assert "left as it is" in run("anchor-audit").output
    assert [path.read_bytes() for path in (home / "anchors").iterdir()] == before


def test_a_changed_row_is_named_and_refused(chain: Chain, home: Path) -> None:
    chain.sql("update audit_entry set purpose = 'x' where {here} and sequence = 4")
    done = run("verify-audit")
    assert isinstance(done.exception, Refused)
    assert f"Chain {chain.organisation_id}, row 4:" in done.output


def test_json_is_one_document_and_exit_1_says_it_is_not_sound(chain: Chain, home: Path) -> None:
    chain.sql("delete from audit_entry where {here} and sequence = 4")
    done = run("verify-audit", "--json")
    said = json.loads(done.output)
    assert (done.exit_code, said["sound"]) == (1, False)
    assert {"organisation_id": chain.organisation_id, "sequence": 5, "what": "missing"}.items() <= said["faults"][
        0
    ].items()


def test_an_unknown_organisation_is_a_sentence(chain: Chain, home: Path) -> None:
    done = run("verify-audit", "--organisation", "nergens")
    assert isinstance(done.exception, Refused)
    assert "nergens" in str(done.exception)
