"""Many rows at once arrive as they were given; work that goes on behind tells what went wrong in it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from plek.shared.behind import Behind
from plek.shared.inserting import _written

pytestmark = pytest.mark.django_db
TEXTS = ["", "NULL", None, 'a "b"', "c\\d\\", "{e},f", " g ", "h\ni\tj", "Zoë € 😀", "'"]
KEY = UUID("6a1c2f0e-6f4b-4c53-9a35-5f2f0f6d8c11")


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("text", TEXTS),
        ("bytea", [b"", b"\x00\\\x22,", None]),
        ("bigint", [1, None, -(2**40)]),
        ("boolean", [True, False, None]),
        ("date", [date(2026, 2, 28), None]),
        ("numeric", [Decimal("1E+2"), Decimal("-0.05"), None]),
        ("uuid", [KEY, None]),
        ("text", []),
    ],
)
def test_a_column_arrives_as_it_was_given(kind: str, values: list[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"select array(select unnest(%s::{kind}[]))", _written({"column": values}))
        (found,) = cursor.fetchone()
    assert [bytes(one) if isinstance(one, memoryview) else one for one in found] == values


def test_work_behind_is_part_of_the_transaction() -> None:
    with Behind() as behind:
        behind.do(lambda: connection.cursor().execute("set local plek.organisation = '77'"))
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('plek.organisation')")
        assert cursor.fetchone() == ("77",)


def test_what_went_wrong_behind_is_told_when_it_settles() -> None:
    behind = Behind()
    with behind, connection.cursor() as cursor:
        cursor.execute("savepoint before")
        behind.do(lambda: connection.cursor().execute("select 1 / 0"))
        with pytest.raises(DatabaseError, match="division by zero"):
            behind.settle()
        cursor.execute("rollback to savepoint before")


def test_what_went_wrong_behind_at_the_end_is_told() -> None:
    with pytest.raises(ValueError, match="no room"), Behind() as behind:
        behind.do(_fail)


def test_what_went_wrong_first_is_told() -> None:
    with pytest.raises(KeyError):
        _lose_the_way()


def _lose_the_way() -> None:
    with Behind() as behind:
        behind.do(_fail)
        raise KeyError


def _fail() -> None:
    raise ValueError("no room")
