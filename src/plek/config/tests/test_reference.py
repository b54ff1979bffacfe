"""The manual's reference is what the code says."""

from pathlib import Path

import typer

from plek.cli import app
from plek.config import reference
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
    assert {path.name for path in written} == {"roles.md", "states.md", "settings.md", "command-line.md"}
    assert all(path.read_text("utf-8").startswith("<!-- Made by") for path in written)
    assert "plek doctor" in (tmp_path / "command-line.md").read_text("utf-8")
