"""Many who write at once keep one chain: no row lost, none doubled, each following from the one before."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection

from plek.audit.chain import heads, links
from plek.audit.verification import verify

HERE, WRITERS, ROWS = 7_100_001, 6, 25
APPEND = (
    "select audit_append(%s,'R','client.viewed','success',1,2,'x',null,'',null,'','','','','plek','','{}'::jsonb)"
)


@pytest.fixture
def address(django_db_setup: None, as_owner: None) -> Iterator[dict[str, Any]]:
    """How to connect apart from Django, so that rows really commit; they are removed afterwards."""
    given = connection.settings_dict
    parts = {"dbname": given["NAME"], "user": given["USER"], "password": given["PASSWORD"], "host": given["HOST"]}
    parts = {name: value for name, value in parts.items() if value} | (
        {"port": given["PORT"]} if given["PORT"] else {}
    )
    yield parts
    with psycopg.connect(**parts) as owner:
        owner.execute("delete from audit_entry where organisation_id = %s", [HERE])
        owner.execute("delete from audit_head where organisation_id = %s", [HERE])


def append(parts: dict[str, Any]) -> None:
    with psycopg.connect(**parts) as writer:
        for _ in range(ROWS):
            with writer.transaction():
                writer.execute("select set_config('plek.organisation', %s, true)", [str(HERE)])
                writer.execute(APPEND, [HERE])


def test_parallel_appends_keep_one_chain(address: dict[str, Any]) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(append, [address] * WRITERS))
    report = verify(links(HERE), heads(HERE))
    assert (report.faults, report.entries) == ([], WRITERS * ROWS)
    assert heads(HERE)[HERE][0] == WRITERS * ROWS
