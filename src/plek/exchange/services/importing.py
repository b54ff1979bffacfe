"""Takes a workbook in: all right rows in one transaction, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from django.db import connection, transaction

from plek.audit.choices import Action
from plek.audit.services import record, record_each
from plek.caseload.models import Client, Trajectory
from plek.caseload.services.search import reindex_many
from plek.employers.models import Employer
from plek.employment.models import Job
from plek.exchange.selectors.scope import Scope
from plek.exchange.services.desks import DESKS, Desk, Intake
from plek.exchange.services.desks.trajectories import tell_phases
from plek.exchange.workbook.checking import Accepted, Check, Mends, Outcome
from plek.exchange.workbook.findings import Remark
from plek.exchange.workbook.limits import DEFAULT, Limits
from plek.exchange.workbook.sheets import SHEETS
from plek.exchange.workbook.stream import opened
from plek.organisations.models import Membership, Team

BATCH = 2_000
Progress = Callable[[str, int], None]
"""Told the sheet and how many rows were looked at so far."""


@dataclass(frozen=True)
class Choice:
    """What to do with the right rows: ``is_partial`` takes them in while others are refused."""

    is_partial: bool = False
    is_dry_run: bool = False


@dataclass(frozen=True)
class Report:
    """What came of it: ``accepted`` counts rows that were new or changed, ``unchanged`` those stored already."""

    accepted: Mapping[str, int]
    unchanged: Mapping[str, int]
    outcome: Outcome
    is_written: bool

    @property
    def refused(self) -> list[Remark]:
        return self.outcome.refused

    @property
    def warnings(self) -> list[Remark]:
        return self.outcome.warnings

    def as_json(self) -> dict[str, object]:
        return {
            "accepted": dict(self.accepted),
            "unchanged": dict(self.unchanged),
            "refused": [one.as_json() for one in self.refused],
            "warnings": [one.as_json() for one in self.warnings],
            "written": self.is_written,
        }


class _TakeBack(Exception):
    """Ends the transaction of a dry run, or of all or nothing when something was refused."""


def import_workbook(
    *, scope: Scope, at: datetime, content: bytes, choice: Choice, mends: Mends | None = None,
    progress: Progress | None = None, limits: Limits = DEFAULT,
) -> Report:  # fmt: skip
    """Take in the workbook ``content``, with the organisation in use; raises ``Unusable`` for a file that is none.

    Nothing of a dry run stays, and without ``is_partial`` nothing when a row is refused.
    """
    check = Check(scope.on, known=_known(scope), organisation=scope.by.organisation.name, mends=mends)
    intake = Intake(scope, at, check.outcome)
    is_written = False
    try:
        with transaction.atomic():
            _wait_for_turn(scope)
            _load(intake)
            with opened(content, limits) as book, intake.behind:
                _take(intake, check.rows(book), progress or _silent)
            if choice.is_dry_run or (check.outcome.refused and not choice.is_partial):
                raise _TakeBack
            _finish(intake)
            is_written = True
    except _TakeBack:
        pass
    _log(intake, choice, is_written)
    return _report(intake, is_written)


def _silent(sheet: str, rows: int) -> None:
    """No one follows."""


def _wait_for_turn(scope: Scope) -> None:
    """One import at a time in an organisation. What a row points to is looked up when it is written."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('workbook'), %s::int)", [scope.organisation_id])
        cursor.execute("set constraints all immediate")


def _seen(scope: Scope) -> Scope:
    """Administrators take in what they may not look at."""
    return scope.whole if scope.is_administrator else scope


def _known(scope: Scope) -> dict[str, Iterable[str]]:
    """Keys that rows may point to: all of the house, but only clients and trajectories that are seen."""
    return dict(_ids(scope))


def _ids(scope: Scope) -> dict[str, dict[str, int]]:
    whole, seen = scope.whole, _seen(scope)
    places = {
        "Teams": (whole, Team, "code"),
        "Medewerkers": (whole, Membership, "code"),
        "Cliënten": (seen, Client, "number"),
        "Trajecten": (seen, Trajectory, "number"),
        "Werkgevers": (whole, Employer, "code"),
    }
    return {sheet: dict(scope.of(model).values_list(code, "pk")) for sheet, (scope, model, code) in places.items()}


def _load(intake: Intake) -> None:
    """What the desks look things up in."""
    scope, seen = intake.scope, _seen(intake.scope)
    intake.ids = _ids(scope)
    intake.clients_of = dict(seen.of(Trajectory).values_list("pk", "client_id"))
    for sheet, model in (("Cliënten", Client), ("Trajecten", Trajectory), ("Banen", Job)):
        if not scope.is_administrator:
            every = set(scope.whole.of(model).values_list("number", flat=True))
            intake.closed[sheet] = every - set(seen.of(model).values_list("number", flat=True))


def _take(intake: Intake, rows: Iterator[Accepted], progress: Progress) -> None:
    """Each sheet to its desk, in batches, parents first."""
    looked_at = 0
    for name, of_sheet in groupby(rows, key=lambda one: one.sheet.name):
        desk: Desk = DESKS[name](intake)
        while batch := list(islice(of_sheet, BATCH)):
            desk.take(batch)
            looked_at += len(batch)
            progress(name, looked_at)
        intake.behind.settle()


def _finish(intake: Intake) -> None:
    """What follows from all rows together."""
    tell_phases(intake.new_trajectories)
    reindex_many(client_ids=sorted(intake.reindex))
    clients = {client_id: {"rows": rows} for client_id, rows in intake.clients.items()}
    record_each(
        by=intake.scope.by, action=Action.UPDATE, event="client.imported", clients=clients, source="workbook"
    )  # fmt: skip


def _log(intake: Intake, choice: Choice, is_written: bool) -> None:
    outcome = intake.outcome
    detail = {
        "written": is_written, "dry_run": choice.is_dry_run, "partial": choice.is_partial,
        "accepted": dict(intake.written), "refused": len(outcome.refused_rows),
    }  # fmt: skip
    event = "workbook.imported" if is_written else "workbook.checked" if choice.is_dry_run else "workbook.refused"
    record(
        by=intake.scope.by, action=Action.EXECUTE, event=event, object_kind="workbook", detail=detail,
        source="workbook",
    )  # fmt: skip


def _report(intake: Intake, is_written: bool) -> Report:
    present = [sheet.name for sheet in SHEETS if sheet.name in intake.outcome.columns]
    accepted = {name: intake.written[name] for name in present}
    unchanged = {name: intake.unchanged[name] for name in present}
    return Report(accepted, unchanged, intake.outcome, is_written)
