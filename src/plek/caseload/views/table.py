"""The caseload as a table, on the page and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from plek.accounts import reauthentication
from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.saved_views import kept_query
from plek.caseload.forms.table import TableForm
from plek.caseload.presenters.table import table_heads, table_lines
from plek.caseload.presenters.table_files import as_csv, as_xlsx
from plek.caseload.selectors.saved_views import saved_views
from plek.caseload.selectors.table import Listed
from plek.caseload.views.looking import looking
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES
from plek.shared.doors import reading
from plek.shared.errors import NotFound

PER_PAGE = 25
FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@reading(roles=CLIENT_RECORD_ROLES)
def clients(request: Any) -> HttpResponse:
    """Clients whom one may see, filtered, sorted and with the columns asked for."""
    by, on = request.membership, request.today
    form, seen_by = looking(request, TableForm)
    wanted, columns = form.wanted(), form.columns_chosen()
    extra = form.left_out_on_a_phone()
    rows: Any = Listed(seen_by, wanted, on)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = len(page.object_list)
    record(by=by, action=Action.READ, event="clients.listed", object_kind="list", detail={"shown": shown})
    context = {
        "filter": form, "page": page, "heads": table_heads(columns, wanted.sort, extra),
        "query": kept_query(request.GET),
        "lines": table_lines(page.object_list, columns, on, extra), "views": saved_views(by),
        "may_export": by.role in CASELOAD_ROLES, "is_filtered": form.is_filtered(),
    }  # fmt: skip
    name = "caseload/table.html#results" if request.htmx.target == "results" else "caseload/table.html"
    return render(request, name, context)


@reading(roles=CASELOAD_ROLES)
@reauthentication.required
def export_clients(request: Any, kind: str) -> HttpResponse:
    """The same rows and columns as a file; logged as taken out."""
    if kind not in FILES:
        raise NotFound
    by, on = request.membership, request.today
    form, seen_by = looking(request, TableForm)
    rows, columns = list(Listed(seen_by, form.wanted(), on)), form.columns_chosen()
    write, content_type = FILES[kind]
    record(
        by=by, action=Action.EXPORT, event="clients.exported", object_kind="list",
        detail={"rows": len(rows), "columns": list(columns), "kind": kind}, is_paced=True,
    )  # fmt: skip
    name = content_disposition_header(as_attachment=True, filename=f"{_('clients')}-{on:%Y-%m-%d}.{kind}")
    return HttpResponse(write(rows, columns, on), content_type=content_type, headers={"Content-Disposition": name})
