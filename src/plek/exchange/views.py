"""The pages of the workbook: upload, check, mend, take in, hand out."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from plek.accounts import reauthentication
from plek.exchange.forms import UploadForm, WriteForm, row_form
from plek.exchange.models import ImportRun
from plek.exchange.presenters import NAMES, run_page
from plek.exchange.selectors import runs as selectors
from plek.exchange.selectors.scope import Scope
from plek.exchange.services import reports
from plek.exchange.services import runs as services
from plek.exchange.services.exporting import export_workbook
from plek.exchange.workbook.limits import DEFAULT
from plek.exchange.workbook.results import write_result
from plek.exchange.workbook.stream import opened
from plek.exchange.workbook.template import write_template
from plek.organisations.choices import CLIENT_RECORD_ROLES, WORKBOOK_ROLES
from plek.shared.doors import reading, writing
from plek.shared.errors import NotFound
from plek.shared.links import to
from plek.shared.uploading import in_memory

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@in_memory(DEFAULT.file_bytes)
@writing(roles=WORKBOOK_ROLES)
def imports(request: Any) -> HttpResponseBase:
    """Where a workbook comes in and goes out."""
    form = UploadForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_valid():
        made = form.attempt(lambda: _upload(request, form.content()))
        if made is not None:
            return HttpResponseRedirect(to(request, "exchange:run", key=made.key))
    context = {
        "form": form,
        "runs": [run_page(one) for one in selectors.runs(request.membership)],
        "holds_clients": request.membership.role in CLIENT_RECORD_ROLES,
    }
    return render(request, "exchange/imports.html", context, status=form.http_status)


def _upload(request: Any, content: bytes) -> ImportRun:
    return services.upload(by=request.membership, at=request.now, content=content)


@reading(roles=WORKBOOK_ROLES)
def run(request: Any, key: UUID) -> HttpResponse:
    """One import; while a task works on it, htmx asks for the part that changes."""
    page = run_page(selectors.run(request.membership, key), request.GET.get("page", 1))
    name = "exchange/run.html#progress" if request.htmx and page.is_busy else "exchange/run.html"
    response = render(request, name, {"run": page, "form": WriteForm()})
    if request.htmx and not page.is_busy:
        response["HX-Refresh"] = "true"
    return response


@writing(roles=WORKBOOK_ROLES)
def row(request: Any, key: UUID, place: int, number: int) -> HttpResponse:
    """Mend one refused row; then the whole is checked again."""
    found = selectors.run(request.membership, key)
    sheet = NAMES.get(str(place), "")
    form = row_form(
        reports.kept(found.report), sheet, number, *([request.POST] if request.POST else []), on=request.today
    )
    if form is None:
        raise NotFound
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: services.mend(
                by=request.membership, at=request.now, key=key, sheet=sheet, row=number, cells=form.cells()
            )
        )
        if done is not None:
            return HttpResponseRedirect(to(request, "exchange:run", key=key))
    context = {"form": form, "run": run_page(found), "sheet": sheet, "number": number}
    return render(request, "exchange/row.html", context, status=form.http_status)


@writing(roles=WORKBOOK_ROLES)
def write(request: Any, key: UUID) -> HttpResponse:
    """Take it in."""
    form = WriteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: services.write(by=request.membership, at=request.now, key=key, is_partial=form.is_partial)
        )
        if done is not None:
            return HttpResponseRedirect(to(request, "exchange:run", key=key))
    page = run_page(selectors.run(request.membership, key))
    return render(request, "exchange/run.html", {"run": page, "form": form}, status=form.http_status)


@writing(roles=WORKBOOK_ROLES)
def cancel(request: Any, key: UUID) -> HttpResponse:
    """Stop the task."""
    if request.method != "POST":
        return HttpResponseRedirect(to(request, "exchange:imports"))
    services.cancel(by=request.membership, at=request.now, key=key)
    return HttpResponseRedirect(to(request, "exchange:run", key=key))


@writing(roles=WORKBOOK_ROLES)
def discard(request: Any, key: UUID) -> HttpResponse:
    """Done with it; the workbook goes."""
    if request.method == "POST":
        services.discard(by=request.membership, at=request.now, key=key)
    return HttpResponseRedirect(to(request, "exchange:imports"))


@reading(roles=WORKBOOK_ROLES)
def result(request: Any, key: UUID) -> HttpResponseBase:
    """The uploaded rows with what was refused marked; ``?only=refused`` leaves out the others."""
    found = selectors.run(request.membership, key)
    content, kept = services.content_of(found), reports.kept(found.report)

    def fill(path: Path) -> None:
        with opened(content) as book:
            write_result(path, book, kept.refused, only_refused=request.GET.get("only") == "refused")

    return _download(_("plek-result.xlsx"), fill)


@reading(roles=WORKBOOK_ROLES)
def template(request: Any) -> HttpResponseBase:
    """The empty workbook."""
    return _download(_("plek-empty.xlsx"), write_template)


@reading(roles=WORKBOOK_ROLES)
@reauthentication.required
def export(request: Any) -> HttpResponseBase:
    """What this member sees, as a workbook; after a recent proof of who asks."""
    scope = Scope(request.membership, request.today)
    return _download(_("plek-caseload.xlsx"), lambda path: export_workbook(scope=scope, path=path))


def _download(name: str, fill: Callable[[Path], object]) -> HttpResponseBase:
    """A file made in a folder of its own, gone from the disk before it is sent."""
    with tempfile.TemporaryDirectory(prefix="plek-") as folder:
        path = Path(folder) / "out.xlsx"
        fill(path)
        stream = path.open("rb")
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
