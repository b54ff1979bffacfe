"""What keeps the server from serving, when it is ready, what the doctor finds, and what is cleared away."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client as Browser
from django_tasks_db.models import DBTaskResult

from conftest import House
from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Draft
from plek.caseload.services.drafts import tidy_everywhere
from plek.config import embedded, health
from plek.config.checks import refuse_what_is_unsafe
from plek.config.diagnosis import examine
from plek.config.tests.families import data_folder, run_python
from plek.config.tests.test_processes import MIGRATE
from plek.config.tidying import daily, hourly, tidying
from plek.organisations.tests.factories import OrganisationFactory
from plek.shared.tenancy import inside

AT = datetime(2026, 11, 24, 11, 10, tzinfo=UTC)
SERVE = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'plek.config.settings'; import plek.config.wsgi"


class TestServing:
    def test_a_fit_role_may_serve(self, db: None) -> None:
        refuse_what_is_unsafe()

    def test_a_demo_never_beside_a_real_organisation(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        OrganisationFactory()
        monkeypatch.setattr(settings, "DEMO", True)
        with pytest.raises(ImproperlyConfigured, match="demo mode stays off"):
            refuse_what_is_unsafe()

    def test_the_owner_serves_nobody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "AS_OWNER", True)
        with pytest.raises(ImproperlyConfigured, match="PLEK_AS_OWNER"):
            refuse_what_is_unsafe()

    def test_the_server_does_not_start_with_a_role_too_mighty(self) -> None:
        with data_folder() as home:
            owner = embedded.start(home)
            run_python(MIGRATE, PLEK_HOME=str(home), DATABASE_URL="").communicate()
            given = {"PLEK_HOME": str(home), "DATABASE_URL": owner, "DATABASE_OWNER_URL": ""}
            server = run_python(SERVE, **given)
            _, complaints = server.communicate()
            assert server.returncode == 1
            assert "The application's database role is a superuser" in complaints
            assert "owns tables" in complaints


class TestReady:
    @pytest.fixture(autouse=True)
    def _forget(self) -> Iterator[None]:
        health.migrations_in_place.cache_clear()
        yield
        health.migrations_in_place.cache_clear()

    def test_with_all_migrations_it_is_ready_and_asks_once(
        self, db: None, client: Browser, django_assert_num_queries: Any
    ) -> None:
        assert client.get("/readyz").content == b"ok"
        with django_assert_num_queries(1):
            assert client.get("/readyz").status_code == 200

    def test_while_one_waits_it_is_not(self, db: None, client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(health, "waiting_migrations", lambda: 1)
        answer = client.get("/readyz")
        assert (answer.status_code, answer.content) == (503, b"migrations waiting")
        monkeypatch.setattr(health, "waiting_migrations", lambda: 0)
        assert client.get("/readyz").status_code == 200

    def test_none_waits_in_a_migrated_database(self, db: None) -> None:
        assert health.waiting_migrations() == 0


class TestDoctor:
    def test_it_looks_at_the_log(self, house: House) -> None:
        with inside(house.organisation.pk):
            for _ in range(3):
                record(by=house.specialist, action=Action.READ, event="client.viewed", client_id=1)
        found = {finding.subject: finding for finding in examine()}["audit log"]
        assert found.is_well
        assert found.sentence.startswith("3 rows of 2 organisation(s)")
        assert "plek verify-audit" in found.sentence


class TestTidying:
    def enqueued(self) -> list[str]:
        return [path.rsplit(".", 2)[-2] for path in DBTaskResult.objects.values_list("task_path", flat=True)]

    def test_uploads_go_each_hour_and_the_rest_each_day(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "ADDRESSES", replace(settings.ADDRESSES, owner_url=None))
        ask = tidying()
        with time_machine.travel(AT, tick=False) as clock:
            ask()
            ask()
            assert len(self.enqueued()) == len(hourly()) + len(daily())
            clock.shift(timedelta(hours=1))
            ask()
            assert len(self.enqueued()) == 2 * len(hourly()) + len(daily())
            clock.shift(timedelta(hours=23))
            ask()
            assert len(self.enqueued()) == 3 * len(hourly()) + 2 * len(daily())

    def test_which_tasks(self) -> None:
        assert [task.module_path for task in hourly()] == ["plek.exchange.tasks.wipe"]
        assert {task.module_path for task in daily()} == {
            "plek.accounts.tasks.tidy", "plek.notices.tasks.tidy", "plek.caseload.tasks.tidy",
            "plek.fidelity.tasks.forget",
            "plek.fidelity.tasks.record_months", "plek.benefits.tasks.tell_changes",
        }  # fmt: skip

    def test_drafts_are_kept_for_thirty_days(self, house: House) -> None:
        for by, age in ((house.specialist, 31), (house.stranger, 40), (house.colleague, 29)):
            with inside(by.organisation_id):
                Draft.objects.create(
                    organisation=by.organisation, membership=by, form="contact", saved_at=AT - timedelta(days=age)
                )
        assert tidy_everywhere(at=AT) == 2
        with inside(house.organisation.pk):
            assert Draft.objects.get().membership_id == house.colleague.pk


@pytest.mark.parametrize(
    ("given", "shown"),
    [("hulp@example.org", "mailto:hulp@example.org"), ("https://example.org/hulp", "https://example.org/hulp")],
)
def test_whom_to_ask_stands_at_the_foot(
    db: None, client: Browser, monkeypatch: pytest.MonkeyPatch, given: str, shown: str
) -> None:
    said = run_python(
        "from plek.config import settings; print(settings.CONTACT)", PLEK_CONTACT=given
    ).communicate()[0]
    assert said.strip() == shown
    monkeypatch.setattr(settings, "CONTACT", shown)
    page = client.get("/account/login/", follow=True).content.decode()
    assert f'<a href="{shown}">Hulp en contact</a>' in page
    monkeypatch.setattr(settings, "CONTACT", "")
    assert "Hulp en contact" not in client.get("/account/login/", follow=True).content.decode()
