"""Anchors are written once a day, whole, and read back forgivingly."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from plek.audit.anchors import anchors, write_anchor
from plek.audit.verification import verify

DAY, NOW = date(2026, 11, 24), datetime(2026, 11, 24, 3, tzinfo=UTC)
HEADS = {0: (4, b"\x01\x02"), 7: (9, b"\xff")}


def test_an_anchor_comes_back_as_written(tmp_path: Path) -> None:
    path = write_anchor(tmp_path, DAY, NOW, HEADS)
    assert path == tmp_path / "anchors" / "2026-11-24.json"
    [anchor] = anchors(tmp_path)
    assert (anchor.name, dict(anchor.heads), anchor.fault) == ("2026-11-24.json", HEADS, "")


def test_the_anchor_of_a_day_stays_as_it_is(tmp_path: Path) -> None:
    write_anchor(tmp_path, DAY, NOW, HEADS)
    assert write_anchor(tmp_path, DAY, NOW, {0: (1, b"x")}) is None
    [anchor] = anchors(tmp_path)
    assert dict(anchor.heads) == HEADS
    assert len(list((tmp_path / "anchors").iterdir())) == 1


def test_an_anchor_is_not_for_everyone_to_read_or_change(tmp_path: Path) -> None:
    path = write_anchor(tmp_path, DAY, NOW, HEADS)
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o440


def test_anchors_come_oldest_first_and_of_one_organisation_if_asked(tmp_path: Path) -> None:
    for day in (25, 23, 24):
        write_anchor(tmp_path, date(2026, 11, day), NOW, HEADS)
    found = list(anchors(tmp_path, 7))
    assert [a.name for a in found] == ["2026-11-23.json", "2026-11-24.json", "2026-11-25.json"]
    assert [dict(a.heads) for a in found] == [{7: (9, b"\xff")}] * 3


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert list(anchors(tmp_path)) == []


@pytest.mark.parametrize(
    "words",
    ["", "[]", "{}", '{"chains": 3}', '{"chains": {"a": {}}}', '{"chains": {"1": {"sequence": 1, "hash": "zz"}}}'],
)
def test_a_damaged_anchor_is_a_fault_and_not_a_crash(tmp_path: Path, words: str) -> None:
    (tmp_path / "anchors").mkdir()
    (tmp_path / "anchors" / "2026-11-24.json").write_text(words)
    report = verify([], {}, anchors(tmp_path))
    assert [f.what for f in report.faults] == ["unreadable"]
