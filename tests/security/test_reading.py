"""GET never writes: on every page, in each role, nothing changes but the marks of having looked."""

import re

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.architecture.test_doors import INSIDE
from tests.security.conftest import Enter
from tests.security.world import World, door_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
WRITES = re.compile(r'^\s*(?:with .*?\)\s*)?(insert into|update|delete from)\s+"?(\w+)', re.IGNORECASE | re.DOTALL)
MARKS = frozenset({"caseload_clientvisit", "accounts_session"})
"""That one looked, and that one is still there; the log itself is written by a function of the database."""


def written(browser: Browser, address: str) -> set[str]:
    """The tables that one GET wrote to."""
    with CaptureQueriesContext(connection) as captured:
        read(browser.get(address))
    found = (WRITES.match(query["sql"]) for query in captured.captured_queries)
    return {match[2].lower() for match in found if match}


def test_a_get_of_any_page_changes_nothing(world: World, enter: Enter) -> None:
    browsers = {role: enter(by) for role, by in world.cast.items()}
    asked, wrong = 0, []
    for route, pattern in INSIDE:
        address = world.address(route)
        for role in sorted(door_of(pattern).roles & browsers.keys()):
            asked += 1
            if tables := written(browsers[role], address) - MARKS:
                wrong.append(f"{address} as {role}: {tables}")
    assert asked > 100
    assert not wrong


def test_a_write_would_be_seen(world: World, enter: Enter) -> None:
    browser = enter(world.cast["employment_specialist"])
    assert written(browser, world.address("clients/<str:number>/")) <= MARKS
    with CaptureQueriesContext(connection) as captured:
        browser.post(world.address("trajectories/<str:number>/wish/"), {"text": "In een bakkerij"})
    tables = {m[2] for q in captured.captured_queries if (m := WRITES.match(q["sql"]))}
    assert "caseload_trajectory" in tables
