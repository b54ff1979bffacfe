"""`plek bench` finds the suite of its checkout and hands over what was asked."""

from pathlib import Path

import pytest

from plek.config.bench import run
from plek.shared.errors import Refused

SUITE = "import sys, tests; print(sys.argv[1:]); sys.exit(len(sys.argv))"


def test_outside_a_checkout_it_says_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="in a checkout"):
        run(tmp_path, ["all"])


def test_it_runs_the_suite_of_the_checkout_and_keeps_its_exit_code(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    suite = tmp_path / "tests" / "bench"
    suite.mkdir(parents=True)
    for folder in (suite.parent, suite):
        (folder / "__init__.py").touch()
    (suite / "__main__.py").write_text(SUITE)
    assert run(tmp_path, ["pages", "--scale", "0.1"]) == 4
    assert capfd.readouterr().out == "['pages', '--scale', '0.1']\n"
