"""The manual's reference is what the code says."""

from pathlib import Path

import typer

from plek.cli import app
from plek.config import reference
from plek.config.reference_benefits import rule_page
from plek.config.reference_rights import rights_pages
from plek.engines.benefit_rules import RULES
from plek.organisations.choices import Role


def test_every_door_stands_in_the_matrix_with_its_roles() -> None:
    doors = list(reference.doors())
    lines = {line.split("`")[1]: line for line in reference.role_matrix().splitlines() if line.startswith("| `")}
    assert len(doors) > 100
    assert set(lines) == {route for route, _ in doors}
    for route, door in doors:
        marks = [cell.strip() for cell in lines[route].split("|")[2:-1]]
        letter = "W" if door.writes else "R"
        assert marks == [letter if role in door.roles else "" for role in Role], route


def test_the_states_and_phases_are_drawn() -> None:
    text = reference.state_diagrams()
    assert text.count("```mermaid") == 2
    assert "waiting" in text


def test_every_page_is_written(tmp_path: Path) -> None:
    written = reference.write_reference(tmp_path, typer.main.get_command(app))
    above = {path.name for path in written if path.parent == tmp_path}
    assert above == {"roles.md", "states.md", "settings.md", "command-line.md"}
    assert {"README.md", "amounts.md", "wajong.md"} < {path.name for path in (tmp_path / "benefits").iterdir()}
    assert all(path.read_text("utf-8").startswith("<!-- Made by") for path in written)
    commands = (tmp_path / "command-line.md").read_text("utf-8")
    assert "plek doctor" in commands
    assert "## `plek benefits grid`" in commands


def test_a_rule_shows_its_example_worked_out() -> None:
    text = rule_page(RULES["wajong"])
    assert "share x (minimum_wage - earnings)" in text
    assert "`0.7 x (2337.00 - 300.00)` gives 1425.90" in text
    assert "Je Wajong is 70% van het minimumloon min je loon: € 1.425,90." in text
    assert "⚠" not in text


def test_a_yearly_rule_gives_both_the_month_and_the_year() -> None:
    assert "gives 76.92 a month, 923.00 a year" in rule_page(RULES["income_tax.young_disabled_credit"])


def test_what_was_not_checked_is_said_on_top() -> None:
    text = rule_page(RULES["exemption.new"])
    assert "> ⚠ Not checked against the law: the rule itself" in text


def test_nets_to_dos_customs_and_cliffs_have_a_page_with_their_sources() -> None:
    pages = rights_pages()
    assert "WIA 57: Law text of 2026-07-01" in pages["safety-nets.md"]
    assert "statement of income (Inkomstenopgave)" in pages["to-dos.md"]
    assert "0.0741" in pages["cash-calendar.md"]
    assert "| WW | 20 |" in pages["cliffs.md"]
    for text in pages.values():
        widths = {line.count("|") for line in text.splitlines() if line.startswith("|")}
        assert len(widths) == 1
