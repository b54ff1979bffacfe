"""``plek benefits``: what it says, where it says it, and how it exits."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from plek import cli
from plek.engines.benefit_rules import as_json, calculate, explained, grid, grid_as_json, read_situations

TWO = """\
- on: 2026-07-01
  person: {born: 1990-04-12}
  benefit: {kind: wajong, capacity: true}
  work: {gross: 800, hours_week: 12}
- on: 2026-07-01
  person: {born: 1985-01-02}
  benefit: {kind: bijstand}
  work: {gross: 600, hours_week: 9}
  rent: 600
"""
ONE = "".join(TWO.splitlines(keepends=True)[:4])
WITH_MISTAKES = f"""\
{TWO}
- on: 2026-07-01
  benefit: {{kind: bijstant}}
  work: {{gross: -5}}
"""


@dataclass
class Answer:
    code: int
    out: str
    err: str


Plek = Callable[..., Answer]
File = Callable[[str], Path]


@pytest.fixture
def plek(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Plek:
    """The whole command, in this process."""

    def run(*words: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["plek", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        return Answer(int(left.value.code or 0), said.out, " ".join(said.err.split()))

    return run


@pytest.fixture
def file(tmp_path: Path) -> File:
    def write(text: str) -> Path:
        path = tmp_path / "s.yaml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_the_json_is_that_of_the_engine(plek: Plek, file: File) -> None:
    answer = plek("benefits", file(TWO), "--json")
    expected = [as_json(one, "nl") for one in calculate(read_situations(TWO))]
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == expected
    assert [one["status"] for one in expected] == ["complete", "partial"]


def test_options_may_come_first_and_the_word_file_may_be_there(plek: Plek, file: File) -> None:
    path = file(TWO)
    answers = [plek("benefits", "--json", path), plek("benefits", "file", path, "--json")]
    assert answers[0] == answers[1]
    assert answers[0].code == 0


def test_explained_adds_every_step_with_its_sentence(plek: Plek, file: File) -> None:
    said = json.loads(plek("benefits", file(ONE), "--json", "--explain", "--language", "en").out)
    result = calculate(read_situations(ONE))[0]
    assert said == [{**as_json(result, "en"), "explained": explained(result, "en")}]  # type: ignore[arg-type]
    assert said[0]["explained"][1]["sentence"].startswith("Your Wajong is 70%")


def test_without_json_there_is_a_table(plek: Plek, file: File) -> None:
    answer = plek("benefits", file(TWO))
    assert answer.code == 0
    lines = [line.split() for line in answer.out.splitlines()]
    assert ["uitkering", "1635.90", "1075.90"] in lines
    assert ["te", "besteden", "1516.74", "1737.53"] in lines
    assert ["huurtoeslag", "?", "?"] in lines
    assert "Niet bekend: De huurtoeslag is niet bekend" in answer.out
    assert "Niet alles is bij de wet nagekeken" in answer.out


def test_the_table_speaks_english_and_explains(plek: Plek, file: File) -> None:
    answer = plek("benefits", file(ONE), "--explain", "--language", "en")
    assert answer.code == 0
    assert "Situation 1, on 2026-07-01" in answer.out
    assert "0.7 x (2337.00 - 800.00)" in answer.out
    assert "* not checked against the law" in answer.out
    assert "Wajong 2:40" in answer.out


def test_refused_situations_stand_among_right_ones(plek: Plek, file: File) -> None:
    answer = plek("benefits", file(WITH_MISTAKES), "--json")
    said = json.loads(answer.out)
    assert answer.code == 1
    assert [one["status"] for one in said] == ["complete", "partial", "refused"]
    assert "regel 12, benefit.kind: 'bijstant' is niet bekend" in said[2]["message"]
    assert "regel 13, work.gross: Een bedrag kan niet onder nul zijn." in said[2]["message"]
    assert answer.err.startswith("Niet alle situaties kloppen (1 van 3 niet): verbeter ")


def test_a_refused_situation_is_named_in_the_table_too(plek: Plek, file: File) -> None:
    answer = plek("benefits", file(WITH_MISTAKES), "--language", "en")
    assert answer.code == 1
    assert "Situation 3 makes no sense: line 12, benefit.kind: 'bijstant' is not known" in answer.out
    assert answer.err.startswith("Not all situations make sense (1 of 3 do not)")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- on: [2026", "regel 1:"),
        ("- on: 2026-07-01\n  on: 2026-01-01", "regel 2: 'on' staat hier twee keer"),
        ("- on: 2026-07-01\n  work: {gross: 1", "regel 2:"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(plek: Plek, file: File, text: str, why: str) -> None:
    answer = plek("benefits", file(text), "--json")
    assert (answer.code, answer.out) == (1, "")
    assert why in answer.err
    assert "is geen goede YAML" in answer.err


def test_a_file_that_is_no_text_is_refused(plek: Plek, tmp_path: Path) -> None:
    (tmp_path / "photo.yaml").write_bytes(b"\xff\xd8\xff")
    answer = plek("benefits", tmp_path / "photo.yaml", "--language", "en")
    assert (answer.code, answer.out) == (1, "")
    assert "is no text in UTF-8" in answer.err


def test_an_empty_file_asks_for_fields(plek: Plek, file: File) -> None:
    answer = plek("benefits", file(""), "--json")
    assert answer.code == 1
    assert json.loads(answer.out)[0]["status"] == "refused"


@pytest.mark.parametrize("words", [["benefits"], ["benefits", "grid", "--hours", "0:40:1"]])
@pytest.mark.parametrize("name", ["nowhere.yaml", "."])
def test_an_unknown_file_is_one_sentence(plek: Plek, tmp_path: Path, words: list[str], name: str) -> None:
    answer = plek(*words, tmp_path / name, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Er is geen bestand")


def test_the_grid_is_that_of_the_engine(plek: Plek, file: File) -> None:
    answer = plek("benefits", "grid", file(ONE), "--hours", "0:40:4", "--json")
    expected = grid_as_json(grid(read_situations(ONE)[0], range(0, 41, 4)))  # type: ignore[arg-type]
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == expected
    assert [point["hours"] for point in expected["points"]] == list(range(0, 41, 4))


def test_half_hours_come_out_even(plek: Plek, file: File) -> None:
    said = json.loads(plek("benefits", "grid", file(ONE), "--hours", "0:1:0.1", "--json").out)
    assert [point["hours"] for point in said["points"]] == [round(0.1 * n, 1) for n in range(11)]


def test_the_table_of_the_grid_names_its_breaks(plek: Plek, file: File) -> None:
    answer = plek("benefits", "grid", file(ONE), "--hours", "0:40:1")
    assert answer.code == 0
    assert (
        len([line for line in answer.out.splitlines() if line.split()[0].isdigit() and "uur:" not in line]) == 41
    )
    assert "arbeidskorting (Wet IB 2001 8.11)" in answer.out


@pytest.mark.parametrize(
    "hours",
    ["", "40", "0:40", "0:40:0", "40:0:1", "-1:40:1", "0:61:1", "a:b:c", "0:60:0.01", "nan:40:1", "0:inf:1"],
)
def test_wrong_hours_are_wrong_usage(plek: Plek, file: File, hours: str) -> None:
    answer = plek("benefits", "grid", file(ONE), f"--hours={hours}", "--json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "Schrijf --hours als van:tot:stap, zoals 0:40:1, van 0 tot en met 60 uur."


def test_a_grid_is_of_one_situation_that_makes_sense(plek: Plek, file: File) -> None:
    several = plek("benefits", "grid", file(TWO), "--hours", "0:40:1")
    assert (several.code, several.out) == (1, "")
    assert several.err.startswith("Geef één situatie")
    refused = plek(
        "benefits", "grid", file("- on: 2026-07-01\n  wealth: -1"), "--hours", "0:40:1", "--language", "en"
    )
    assert (refused.code, refused.out) == (1, "")
    assert "line 2, wealth: An amount cannot be below zero." in refused.err


@pytest.mark.parametrize("words", [["benefits"], ["benefits", "grid"], ["benefits", "x.yaml", "--what"]])
def test_wrong_usage_is_exit_2(plek: Plek, words: list[str]) -> None:
    assert plek(*words).code == 2


def test_no_database_is_started(tmp_path: Path, file: File) -> None:
    """A process of its own, with a data folder that must stay as empty as it was."""
    home = tmp_path / "home"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    run = subprocess.run(
        [sys.executable, "-c", "from plek.cli import main; main()", "benefits", str(file(ONE)), "--json"],
        env={**environment, "PLEK_HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)[0]["status"] == "complete"
    assert not home.exists()
