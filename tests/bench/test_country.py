"""The pandas pipeline beside which fidelity is measured counts what the product counts."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from plek.fidelity.selectors.tabling import columns_of
from plek.fidelity.tests.dates import LAST
from plek.fidelity.tests.programmes import a_programme
from tests.bench.country import stored, turns
from tests.bench.country.answers import checksum


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Seven programmes, of which the last two stand there twice."""
    chance = Random(5)
    parts = [[a_programme(chance, n) for n in range(1, 6)], [a_programme(chance, n) for n in (6, 7)]]
    tables = [stored.tables_of(columns_of(*books)) for books in parts]
    found = tmp_path / "teams.npz"
    stored.write(stored.together([*tables, tables[1]]), found)
    return found


def test_both_answer_the_same(file: Path) -> None:
    ours = turns.ours(file, LAST, 9)
    assert turns.pandas(file, LAST, 9)["checksum"] == ours["checksum"]
    assert turns.ours(file, LAST, 8)["checksum"] != ours["checksum"]
    assert ours["rated"] > 9 * 8


def test_what_differs_has_another_checksum() -> None:
    one, other = ({"a": np.array([1.0, last, np.nan])} for last in (2.0, 3.0))
    assert checksum(one) == checksum({"a": one["a"].copy()})
    assert checksum(one) != checksum(other)
    assert checksum(one) != checksum({"b": one["a"]})
