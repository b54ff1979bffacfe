"""The manual's reference is what the code says."""

from collections import Counter
from pathlib import Path

import typer
from django.apps import apps

from plek.caseload.models import Client
from plek.cli import app
from plek.config import reference
from plek.config.reference_benefits import rule_page
from plek.config.reference_processing import ROWS, processing_pages, processing_record
from plek.config.reference_rights import rights_pages
from plek.engines.benefit_rules import RULES
from plek.organisations.choices import Role
from plek.shared.resealing import Field


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


def test_every_table_stands_in_the_record_of_processing_once() -> None:
    """A new table says for what it keeps people's data, or that it keeps none."""
    found = processing_record()
    named = Counter(model for one in found.activities for model in one.tables) + Counter(found.nothing)
    assert [model._meta.label for model, times in named.items() if times > 1] == []
    assert {m._meta.label for m in apps.get_models()} == {m._meta.label for m in named}


def test_what_says_nothing_about_a_person_has_no_sealed_column_and_no_link_to_a_client() -> None:
    for model in processing_record().nothing:
        columns = model._meta.concrete_fields
        assert not any(isinstance(f, Field) or f.related_model is Client for f in columns), model._meta.label


def test_every_activity_is_told_in_both_languages() -> None:
    for one in processing_record().activities:
        assert all(one.words[row][language].strip() for row in ("title", *ROWS) for language in ("en", "nl"))
        assert one.tables, one.words["title"]
    pages = processing_pages()
    assert "wish (sealed)" in pages["record-of-processing.md"]
    assert "wish (verzegeld)" in pages["verwerkingsregister.md"]


def test_every_page_is_written(tmp_path: Path) -> None:
    written = reference.write_reference(tmp_path, typer.main.get_command(app))
    above = {path.name for path in written if path.parent == tmp_path}
    assert above == {
        "roles.md", "states.md", "settings.md", "command-line.md", "record-of-processing.md",
        "verwerkingsregister.md",
    }  # fmt: skip
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
