"""An import in the browser: upload, check, mend, take in, stop; what is kept is sealed and does not stay."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, connections, transaction
from django_tasks_db.models import DBTaskResult

from plek.accounts.models import User
from plek.audit.models import Entry
from plek.caseload.models import Client
from plek.exchange.choices import RunState
from plek.exchange.models import ImportRun
from plek.exchange.services import reports, runs
from plek.exchange.services.following import Cancelled, Follower
from plek.exchange.services.wiping import wipe_everywhere
from plek.exchange.tests.books import xlsx
from plek.exchange.workbook.checking import Check
from plek.organisations.models import Membership, Organisation
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HEADING = ["cliëntnummer", "voornaam", "achternaam", "geboortedatum", "behandelteam"]
GOOD = ["C1", "Jo", "Geheim", date(1990, 2, 1), "F1"]
BAD = ["C2", "Bo", "Bos", "31-02-1990", "F1"]


def book(*rows: list[Any]) -> bytes:
    return xlsx({"Cliënten": [HEADING, *rows]})


@pytest.fixture
def leader(house: Any) -> Iterator[Membership]:
    with inside(house.organisation.pk), time_machine.travel(NOW, tick=False):
        yield house.leader


def worked(run: ImportRun) -> ImportRun:
    """The run after the task has been at it."""
    runs.work(organisation_id=run.organisation_id, run_id=run.pk, at=NOW)
    run.refresh_from_db()
    return run


def checked(by: Membership, *rows: list[Any]) -> ImportRun:
    return worked(runs.upload(by=by, at=NOW, content=book(*rows)))


class TestUpload:
    def test_what_is_kept_is_sealed(self, leader: Membership) -> None:
        run = runs.upload(by=leader, at=NOW, content=book(GOOD))
        with connection.cursor() as cursor:
            cursor.execute("select content, report, mends from exchange_importrun where id = %s", [run.pk])
            kept = b"".join(bytes(one) for one in cursor.fetchone())
        assert b"PK" not in kept[:50]
        assert runs.content_of(run) == book(GOOD)

    def test_it_opens_only_in_its_own_row(self, leader: Membership) -> None:
        run = runs.upload(by=leader, at=NOW, content=book(GOOD))
        run.key = uuid.uuid4()
        with pytest.raises(ValueError, match="opened"):
            runs.content_of(run)

    def test_the_task_is_told_only_numbers(self, leader: Membership) -> None:
        run = runs.upload(by=leader, at=NOW, content=book(GOOD))
        [task] = DBTaskResult.objects.filter(task_path__endswith="work_on")
        assert task.args_kwargs == {"args": [run.organisation_id, run.pk], "kwargs": {}}

    def test_a_file_that_is_no_workbook_is_refused_at_once(self, leader: Membership) -> None:
        with pytest.raises(Refused) as refused:
            runs.upload(by=leader, at=NOW, content=b"no workbook")
        assert refused.value.field == "file"
        assert not ImportRun.objects.exists()

    def test_it_is_logged_without_names(self, leader: Membership) -> None:
        runs.upload(by=leader, at=NOW, content=book(GOOD))
        assert "Geheim" not in str(vars(Entry.objects.get(event="workbook.uploaded")))


class TestCheck:
    def test_a_right_workbook_is_counted_and_nothing_is_written(self, leader: Membership) -> None:
        run = checked(leader, GOOD)
        assert run.state == RunState.CHECKED
        assert run.counts == {"Cliënten": {"accepted": 1, "unchanged": 0, "refused": 0}}
        assert run.rows_total == 1
        assert not Client.objects.exists()

    def test_a_refused_row_keeps_its_cells_and_reasons(self, leader: Membership) -> None:
        kept = reports.kept(checked(leader, GOOD, BAD).report)
        assert [(one.sheet, one.row, one.code) for one in kept.refused] == [("Cliënten", 3, "day_impossible")]
        assert kept.rows[0].cells["geboortedatum"] == "31-02-1990"
        assert kept.refused[0].message

    def test_a_file_without_our_sheets_says_why(self, leader: Membership) -> None:
        run = worked(runs.upload(by=leader, at=NOW, content=xlsx({"Blad1": [["a", "b"]]})))
        assert run.state == RunState.UNUSABLE
        assert "Blad1" in reports.kept(run.report).unusable

    def test_a_fault_of_ours_is_said_and_raised(self, leader: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> object:
            raise RuntimeError("broken")

        monkeypatch.setattr(Check, "rows", broken)
        run = runs.upload(by=leader, at=NOW, content=book(GOOD))
        with pytest.raises(RuntimeError):
            runs.work(organisation_id=run.organisation_id, run_id=run.pk, at=NOW)
        run.refresh_from_db()
        assert run.state == RunState.FAILED

    def test_the_task_twice_does_it_once(self, leader: Membership) -> None:
        run = checked(leader, GOOD)
        runs.write(by=leader, at=NOW, key=run.key, is_partial=False)
        worked(worked(run))
        assert Client.objects.count() == 1


class TestMend:
    def test_a_mended_row_is_checked_with_the_whole(self, leader: Membership) -> None:
        run = checked(leader, GOOD, BAD)
        runs.mend(by=leader, at=NOW, key=run.key, sheet="Cliënten", row=3, cells={"geboortedatum": "28-02-1990"})
        run.refresh_from_db()
        assert run.state == RunState.CHECKING
        again = worked(run)
        assert again.counts["Cliënten"] == {"accepted": 2, "unchanged": 0, "refused": 0}

    def test_what_was_mended_is_taken_in(self, leader: Membership) -> None:
        run = checked(leader, BAD)
        runs.mend(by=leader, at=NOW, key=run.key, sheet="Cliënten", row=2, cells={"geboortedatum": "28-02-1990"})
        run = worked(run)
        runs.write(by=leader, at=NOW, key=run.key, is_partial=False)
        assert worked(run).state == RunState.WRITTEN
        assert Client.objects.get().born_on == date(1990, 2, 28)

    def test_mends_of_one_row_add_up(self, leader: Membership) -> None:
        run = checked(leader, ["C2", "", "Bos", "31-02-1990", "F1"])
        for cells in ({"voornaam": "Bo"}, {"geboortedatum": "28-02-1990"}):
            runs.mend(by=leader, at=NOW, key=run.key, sheet="Cliënten", row=2, cells=cells)
            run = worked(ImportRun.objects.get(pk=run.pk))
        assert run.counts["Cliënten"]["accepted"] == 1


class TestWrite:
    def test_all_or_nothing_is_refused_while_rows_are_wrong(self, leader: Membership) -> None:
        run = checked(leader, GOOD, BAD)
        with pytest.raises(Refused):
            runs.write(by=leader, at=NOW, key=run.key, is_partial=False)

    def test_the_right_rows_only(self, leader: Membership) -> None:
        run = checked(leader, GOOD, BAD)
        runs.write(by=leader, at=NOW, key=run.key, is_partial=True)
        done = worked(run)
        assert (done.state, done.is_wiped, Client.objects.get().number) == (RunState.WRITTEN, False, "C1")
        assert done.counts["Cliënten"] == {"accepted": 1, "unchanged": 0, "refused": 1}

    def test_the_workbook_goes_when_all_is_taken_in(self, leader: Membership) -> None:
        run = checked(leader, GOOD)
        runs.write(by=leader, at=NOW, key=run.key, is_partial=False)
        done = worked(run)
        assert (done.state, done.is_wiped, done.report) == (RunState.WRITTEN, True, "")
        assert done.counts["Cliënten"]["accepted"] == 1

    def test_a_page_that_is_behind_is_told(self, leader: Membership) -> None:
        run = runs.upload(by=leader, at=NOW, content=book(GOOD))
        with pytest.raises(Refused):
            runs.write(by=leader, at=NOW, key=run.key, is_partial=False)


class TestStop:
    def test_a_stopped_import_writes_nothing_and_can_go_on(
        self, leader: Membership, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run = checked(leader, GOOD)
        runs.write(by=leader, at=NOW, key=run.key, is_partial=False)
        runs.cancel(by=leader, at=NOW, key=run.key)

        def stop(*_: object) -> None:
            raise Cancelled

        with monkeypatch.context() as patch:
            patch.setattr(Follower, "__call__", stop)
            stopped = worked(run)
        assert (stopped.state, Client.objects.count()) == (RunState.CANCELLED, 0)
        runs.write(by=leader, at=NOW, key=run.key, is_partial=False)
        assert worked(run).state == RunState.WRITTEN

    def test_stopped_before_it_began(self, leader: Membership) -> None:
        run = runs.upload(by=leader, at=NOW, content=book(GOOD))
        runs.cancel(by=leader, at=NOW, key=run.key)
        assert worked(run).state == RunState.CANCELLED

    def test_a_run_whose_task_was_lost_can_be_thrown_away(self, leader: Membership) -> None:
        run = runs.upload(by=leader, at=NOW, content=book(GOOD))
        with pytest.raises(Refused):
            runs.discard(by=leader, at=NOW, key=run.key)
        runs.cancel(by=leader, at=NOW, key=run.key)
        runs.discard(by=leader, at=NOW, key=run.key)
        run.refresh_from_db()
        assert run.is_wiped

    def test_only_what_is_busy_can_be_stopped(self, leader: Membership) -> None:
        with pytest.raises(Refused):
            runs.cancel(by=leader, at=NOW, key=checked(leader, GOOD).key)


class TestKeeping:
    def test_done_with_it(self, leader: Membership) -> None:
        run = checked(leader, GOOD, BAD)
        runs.discard(by=leader, at=NOW, key=run.key)
        run.refresh_from_db()
        assert (run.is_wiped, run.report, run.mends) == (True, "", "")
        with pytest.raises(NotFound):
            runs.content_of(run)

    def test_after_a_day_it_is_gone(self, leader: Membership, house: Any) -> None:
        run = checked(leader, GOOD, BAD)
        later = NOW + timedelta(hours=24)
        with pytest.raises(Refused):
            runs.write(by=leader, at=later, key=run.key, is_partial=True)
        assert wipe_everywhere(at=later - timedelta(seconds=1)) == 0
        assert wipe_everywhere(at=later) == 1
        run.refresh_from_db()
        assert run.is_wiped

    def test_each_upload_wipes_what_is_too_old(self, leader: Membership) -> None:
        run = checked(leader, GOOD, BAD)
        runs.upload(by=leader, at=NOW + timedelta(hours=25), content=book(GOOD))
        run.refresh_from_db()
        assert run.is_wiped

    def test_a_colleague_cannot_get_at_it(self, leader: Membership, house: Any) -> None:
        run = checked(leader, GOOD)
        with pytest.raises(NotFound):
            runs.write(by=house.administrator, at=NOW, key=run.key, is_partial=False)


@pytest.fixture
def committed(db: None) -> Iterator[ImportRun]:
    """A run that other connections see, removed again afterwards."""
    connections["beside"] = connections.create_connection("default")
    connections["beside"].alias = "beside"
    organisation = Organisation(slug="beside", name="Beside", kind="ggz")
    user = User(email="beside@example.org", name="Beside")
    for one in (organisation, user):
        one.save(using="beside")
    with beside(organisation.pk):
        member = Membership(organisation=organisation, user=user, role="administrator", code="X", begins_on=NOW)
        member.save(using="beside")
        run = ImportRun(organisation=organisation, key=uuid.uuid4(), made_by=member, made_at=NOW, expires_at=NOW)
        run.save(using="beside")
    yield run
    with beside(organisation.pk):
        run.delete(using="beside")
        member.delete(using="beside")
    user.delete(using="beside")
    organisation.delete(using="beside")
    connections["beside"].close()
    del connections["beside"]


@contextmanager
def beside(organisation_id: int) -> Iterator[None]:
    with transaction.atomic(using="beside"), connections["beside"].cursor() as cursor:
        cursor.execute("select set_config('plek.organisation', %s, true)", [str(organisation_id)])
        yield


class TestFollower:
    def test_it_is_seen_from_beside_the_transaction(self, committed: ImportRun) -> None:
        with Follower(organisation_id=committed.organisation_id, run_id=committed.pk) as follower:
            assert follower.tell("Contacten", 2000) is False
            with beside(committed.organisation_id):
                committed.refresh_from_db(using="beside")
            assert (committed.sheet, committed.rows_done) == ("Contacten", 2000)

    def test_it_hears_that_it_must_stop(self, committed: ImportRun) -> None:
        committed.is_cancelled = True
        with beside(committed.organisation_id):
            committed.save(using="beside")
        with Follower(organisation_id=committed.organisation_id, run_id=committed.pk) as follower:
            follower("Contacten", 4001)
            follower._looked_at -= 10
            with pytest.raises(Cancelled):
                follower("Contacten", 6000)

    def test_a_run_that_is_not_seen_goes_on(self, db: None) -> None:
        with Follower(organisation_id=1, run_id=0) as follower:
            assert follower.tell("Contacten", 1) is False
