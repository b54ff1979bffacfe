"""Whatever the owner of the tables does to the log, it shows."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plek.audit.anchors import anchors, write_anchor
from plek.audit.chain import heads, links
from plek.audit.tests.chains import Chain
from plek.audit.verification import Report, verify

COLUMNS = {
    "at": "at + interval '1 microsecond'",
    "action": "'U'",
    "event": "event || ' '",
    "outcome": "'failed'",
    "user_id": "coalesce(user_id, 0) + 1",
    "membership_id": "null",
    "role": "''",
    "on_behalf_of": "1",
    "purpose": "purpose || 'x'",
    "client_id": "coalesce(client_id, 0) + 1",
    "object_kind": "'x'",
    "object_id": "'x'",
    "permission": "'x'",
    "access_point": "'10.0.0.9'",
    "source": "'x'",
    "request_id": "'x'",
    "detail": "detail || '{\"n\": 99}'",
    "previous_hash": "'\\x00'",
    "hash": "'\\x00'",
    "sequence": "sequence + 1000",
    "organisation_id": "organisation_id + 1",
}
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def look(chain: Chain, folder: Path | None = None) -> Report:
    return verify(links(chain.organisation_id), heads(chain.organisation_id), anchors(folder) if folder else ())


def test_an_untouched_chain_is_sound(chain: Chain) -> None:
    report = look(chain)
    assert (report.is_sound, report.chains, report.entries) == (True, 1, 12)


def test_no_rows_is_sound_too(as_owner: None) -> None:
    assert look(Chain(7_000_002)).is_sound


@pytest.mark.parametrize("column", sorted(COLUMNS))
@pytest.mark.parametrize("row", [1, 6, 12])
def test_any_changed_value_is_found(chain: Chain, column: str, row: int) -> None:
    chain.sql(
        f"update audit_entry set {column} = {COLUMNS[column].replace('{', '{{').replace('}', '}}')} "
        "where {here} and sequence = %s",
        row,
    )
    assert not look(chain).is_sound


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(1, 12), min_size=1, max_size=12))
def test_any_set_of_removed_rows_is_found(chain: Chain, gone: set[int]) -> None:
    kept = [link for link in links(chain.organisation_id) if link.sequence not in gone]
    assert not verify(kept, heads(chain.organisation_id)).is_sound


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(1, 13)).filter(lambda order: order != sorted(order)))
def test_any_other_order_is_found(chain: Chain, order: list[int]) -> None:
    chain.sql("update audit_entry set sequence = -sequence where {here}")
    try:
        for new, old in enumerate(order, start=1):
            chain.sql("update audit_entry set sequence = %s where {here} and sequence = %s", new, -old)
        assert not look(chain).is_sound
    finally:
        chain.sql("update audit_entry set sequence = -sequence where {here}")
        for new, old in enumerate(order, start=1):
            chain.sql("update audit_entry set sequence = %s where {here} and sequence = %s", old, -new)


def test_a_removed_row_is_named(chain: Chain) -> None:
    chain.sql("delete from audit_entry where {here} and sequence = 5")
    assert [(f.what, f.sequence) for f in look(chain).faults] == [("missing", 6)]


def test_text_moved_from_one_field_to_the_next_is_found(chain: Chain) -> None:
    chain.grow(1, reason="a\x1fb")
    chain.sql("update audit_entry set purpose = 'a', object_kind = E'b\x1f' where {here} and sequence = 13")
    assert [f.what for f in look(chain).faults] == ["changed"]


def test_a_cut_tail_is_found_by_the_head(chain: Chain) -> None:
    chain.sql("delete from audit_entry where {here} and sequence > 9")
    assert [f.what for f in look(chain).faults] == ["cut"]


def test_a_forged_row_behind_the_tail_is_found(chain: Chain) -> None:
    chain.sql(
        "insert into audit_entry (organisation_id, sequence, at, action, event, outcome, role, purpose, "
        "object_kind, object_id, permission, access_point, source, request_id, detail, previous_hash, hash) "
        "select organisation_id, 13, at, action, event, outcome, role, purpose, object_kind, object_id, "
        "permission, access_point, source, "
        "request_id, detail, hash, hash from audit_entry where {here} and sequence = 12"
    )
    assert {f.what for f in look(chain).faults} == {"changed", "cut"}


def test_a_removed_head_is_found(chain: Chain) -> None:
    chain.sql("delete from audit_head where {here}")
    assert [f.what for f in look(chain).faults] == ["cut"]


def test_a_tail_cut_together_with_its_head_shows_only_against_an_anchor(chain: Chain, tmp_path: Path) -> None:
    write_anchor(tmp_path, date(2026, 11, 24), NOW, heads(chain.organisation_id))
    chain.sql("delete from audit_entry where {here} and sequence > 9")
    chain.sql(
        "update audit_head h set sequence = 9, hash = e.hash from audit_entry e "
        "where h.{here} and e.organisation_id = h.organisation_id and e.sequence = 9"
    )
    assert look(chain).is_sound
    assert [f.what for f in look(chain, tmp_path).faults] == ["cut"]


def test_a_wholly_rewritten_tail_shows_against_an_anchor(chain: Chain, tmp_path: Path) -> None:
    write_anchor(tmp_path, date(2026, 11, 24), NOW, heads(chain.organisation_id))
    chain.sql("delete from audit_entry where {here}")
    chain.sql("delete from audit_head where {here}")
    chain.grow(20)
    assert look(chain).is_sound
    assert [(f.what, f.sequence) for f in look(chain, tmp_path).faults] == [("rewritten", 12)]


def test_a_whole_chain_that_vanished_shows_against_an_anchor(chain: Chain, tmp_path: Path) -> None:
    write_anchor(tmp_path, date(2026, 11, 24), NOW, heads(chain.organisation_id))
    chain.sql("delete from audit_entry where {here}")
    chain.sql("delete from audit_head where {here}")
    assert [f.what for f in look(chain, tmp_path).faults] == ["cut"]


def test_rows_after_an_anchor_are_no_fault(chain: Chain, tmp_path: Path) -> None:
    write_anchor(tmp_path, date(2026, 11, 24), NOW, heads(chain.organisation_id))
    chain.grow(3)
    report = look(chain, tmp_path)
    assert (report.is_sound, report.anchors) == (True, 1)


def test_one_chain_does_not_vouch_for_another(chain: Chain) -> None:
    other = Chain(7_000_009)
    other.grow(2)
    chain.sql("delete from audit_entry where {here} and sequence = 3")
    assert look(other).is_sound
    assert {f.organisation_id for f in verify(links(), heads()).faults} >= {chain.organisation_id}
