"""The steps of an import in the browser: upload, check, mend, take in, stop, done."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.exchange.choices import BUSY, EDITABLE, RunState
from plek.exchange.models import ImportRun
from plek.exchange.selectors.scope import Scope
from plek.exchange.services import reports
from plek.exchange.services.following import Cancelled, Follower
from plek.exchange.services.importing import Choice, Progress, Report, import_workbook
from plek.exchange.services.wiping import wipe_expired
from plek.exchange.tasks import work_on
from plek.exchange.workbook.findings import Unusable
from plek.exchange.workbook.opening import check_file
from plek.organisations.models import Membership
from plek.organisations.selectors import acting
from plek.shared.encryption import decrypt, encrypt
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

KEPT = timedelta(hours=24)


def upload(*, by: Membership, at: datetime, content: bytes) -> ImportRun:
    """Keep a workbook, sealed, and have it checked. Raises ``Refused`` for a file that is plainly none."""
    try:
        check_file(content)
    except Unusable as unusable:
        raise Refused(str(unusable), field="file") from None
    wipe_expired(at=at)
    key = uuid.uuid4()
    run = ImportRun.objects.create(
        organisation_id=by.organisation_id, key=key, made_by=by, made_at=at, expires_at=at + KEPT,
        content=encrypt(content, bound_to=_bound_to(key)),
    )  # fmt: skip
    _log(by, run, "workbook.uploaded")
    _enqueue(run)
    return run


def mend(
    *, by: Membership, at: datetime, key: uuid.UUID, sheet: str, row: int, cells: Mapping[str, str]
) -> ImportRun:
    """Put cells of one row right, and check the workbook with them once more."""
    run = _load(by, key, at, EDITABLE)
    mends = dict(reports.mends_of(run.mends))
    mends[(sheet, row)] = {**mends.get((sheet, row), {}), **cells}
    run.mends = reports.text_of_mends(mends)
    _begin(run, RunState.CHECKING)
    return run


def write(*, by: Membership, at: datetime, key: uuid.UUID, is_partial: bool) -> ImportRun:
    """Take the right rows in: all or nothing, or those that are right."""
    run = _load(by, key, at, EDITABLE)
    if not is_partial and any(count["refused"] for count in run.counts.values()):
        raise Refused(_("Some rows are refused. Mend them, or choose to take in the others only."))
    run.is_partial = is_partial
    _begin(run, RunState.WRITING)
    return run


def cancel(*, by: Membership, at: datetime, key: uuid.UUID) -> ImportRun:
    """Ask the task to stop; it undoes what it wrote so far."""
    run = _load(by, key, at, BUSY)
    run.is_cancelled = True
    run.save(update_fields=["is_cancelled"])
    return run


def discard(*, by: Membership, at: datetime, key: uuid.UUID) -> None:
    """Done with it: the workbook and its report go; the counts stay. Also when its task was stopped or lost."""
    run = _load(by, key, at, frozenset(RunState))
    if run.state in BUSY and not run.is_cancelled:
        raise Refused(_("This import is still at work. Stop it first."))
    _wipe(run)
    _log(by, run, "workbook.discarded")


def work(*, organisation_id: int, run_id: int, at: datetime) -> None:
    """The task: check or take in, as the run asks. Doing it twice does it once."""
    with inside(organisation_id):
        run = ImportRun.objects.filter(pk=run_id, state__in=BUSY).first()
        if run is None or run.is_wiped:
            return
    try:
        with Follower(organisation_id=organisation_id, run_id=run_id) as follower:
            _work_on(run, follower, at)
    except Cancelled:
        _end(run, RunState.CANCELLED)
    except Unusable as unusable:
        _end(run, RunState.UNUSABLE, report=reports.text_of_unusable(unusable))
    except BaseException:
        _end(run, RunState.FAILED)
        raise


def _work_on(run: ImportRun, progress: Progress, at: datetime) -> None:
    """Import and the new state in one transaction, so that neither is ever there without the other."""
    on = timezone.localdate(at)
    if run.is_cancelled:
        raise Cancelled
    with inside(run.organisation_id):
        by = acting(run.made_by_id, on)
        with translation.override(by.user.language):
            report = import_workbook(
                scope=Scope(by, on),
                at=at,
                content=content_of(run),
                choice=Choice(is_partial=run.is_partial, is_dry_run=run.state == RunState.CHECKING),
                mends=reports.mends_of(run.mends),
                progress=progress,
            )
        _keep(run, report, at)


def content_of(run: ImportRun) -> bytes:
    """The uploaded workbook. Raises ``NotFound`` when it is wiped."""
    if run.is_wiped:
        raise NotFound
    return decrypt(bytes(run.content), bound_to=_bound_to(run.key))


def _keep(run: ImportRun, report: Report, at: datetime) -> None:
    rows = sum(report.accepted.values()) + sum(report.unchanged.values()) + len(report.outcome.refused_rows)
    run.state = RunState.WRITTEN if report.is_written else RunState.CHECKED
    run.report, run.counts = reports.text_of(report), reports.counts_of(report)
    run.rows_total = run.rows_done = rows
    run.finished_at = at if report.is_written else None
    run.save(update_fields=["state", "report", "counts", "rows_total", "rows_done", "finished_at"])
    if report.is_written and not report.refused:
        _wipe(run)


def _end(run: ImportRun, state: RunState, report: str | None = None) -> None:
    with inside(run.organisation_id):
        run.state = state
        run.report = run.report if report is None else report
        run.save(update_fields=["state", "report"])


def _begin(run: ImportRun, state: RunState) -> None:
    run.state, run.is_cancelled, run.rows_done, run.sheet = state, False, 0, ""
    run.save(update_fields=["state", "is_cancelled", "is_partial", "mends", "rows_done", "sheet"])
    _enqueue(run)


def _enqueue(run: ImportRun) -> None:
    """The task is told only numbers."""
    work_on.enqueue(run.organisation_id, run.pk)


def _load(by: Membership, key: uuid.UUID, at: datetime, states: frozenset[RunState]) -> ImportRun:
    found = ImportRun.objects.visible_to(by).select_for_update().filter(key=key).first()
    if found is None:
        raise NotFound
    if found.is_wiped or found.expires_at <= at:
        raise Refused(_("This workbook is no longer kept. Upload it again."))
    if found.state not in states:
        raise Refused(_("This import is further than this page showed. Load the page again."))
    run: ImportRun = found
    return run


def _wipe(run: ImportRun) -> None:
    run.content, run.mends, run.report = b"", "", ""
    run.save(update_fields=["content", "mends", "report"])


def _bound_to(key: uuid.UUID) -> str:
    return str(ImportRun._meta.get_field("content").bound_to(key))


def _log(by: Membership, run: ImportRun, event: str) -> None:
    record(by=by, action=Action.EXECUTE, event=event, object_kind="workbook", object_id=run.key)
