"""The log of an organisation for its administrator; reading it is itself logged and asks for a second factor."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import localize
from django.utils.translation import gettext as _

from plek.audit import presenters, selectors, supply
from plek.audit.choices import READERS, Action
from plek.audit.forms import BreachForm, LogForm
from plek.audit.selectors import LogFilter
from plek.audit.services import record
from plek.shared.actor import Actor
from plek.shared.doors import reading
from plek.shared.errors import Refused

PAGE = 50
SHOWN_AT_MOST = 500
SAMPLE, SAMPLED = 20, timedelta(days=30)
FILE_AT_MOST = 50_000
View = Callable[[HttpRequest], HttpResponse]
Row = TypeVar("Row")


def _let_in(view: View) -> View:
    """Below the door: first whatever the floors above ask of a reader of the log."""

    @wraps(view)
    def enter(request: HttpRequest) -> HttpResponse:
        asked = (guard(request) for guard in supply.reader_guards)
        return next((answer for answer in asked if answer is not None), None) or view(request)

    return enter


@reading(roles=READERS)
@_let_in
def log(request: HttpRequest) -> HttpResponse:
    """The log, newest first, by person, event and period."""
    by: Actor = request.membership  # type: ignore[attr-defined]
    form = LogForm(request.GET or None, people=_people(by))
    chosen = form.chosen()
    page = presenters.log_page(by, selectors.entries(by, chosen, PAGE + 1), PAGE, _query(request))
    record(
        by=by,
        action=Action.READ,
        event="audit.viewed",
        object_kind="audit",
        detail={"filters": chosen.named, "rows": len(page.lines)},
    )
    context = {"form": form, "page": page}
    return render(request, "audit/log.html", context, status=form.http_status)


@reading(roles=READERS)
@_let_in
def export(request: HttpRequest) -> HttpResponse:
    """The same part of the log as a file."""
    if (asked := _ask_first(request)) is not None:
        return asked
    by: Actor = request.membership  # type: ignore[attr-defined]
    form = LogForm(request.GET or None, people=_people(by))
    chosen = LogFilter(**(vars(form.chosen()) | {"before": None}))
    made = presenters.lines(by, _whole(selectors.entries(by, chosen, FILE_AT_MOST + 1)))
    record(
        by=by,
        action=Action.EXPORT,
        event="audit.exported",
        object_kind="audit",
        detail={"filters": chosen.named, "rows": len(made)},
        is_paced=True,
    )
    return _file(presenters.log_csv(made), _("audit-log"), request)


@reading(roles=READERS)
@_let_in
def report(request: HttpRequest) -> HttpResponse:
    """Who saw what in a period, per client: for a data breach. ``?file=1`` gives it as a file."""
    by: Actor = request.membership  # type: ignore[attr-defined]
    initial = BreachForm.three_days(request.today)  # type: ignore[attr-defined]
    form = BreachForm(request.GET or None, people=_people(by), initial=initial)
    context: dict[str, object] = {"form": form}
    as_file = "file" in request.GET
    if as_file and (asked := _ask_first(request)) is not None:
        return asked
    if request.GET and form.is_valid():
        made = _sights(by, form)
        context |= presenters.report(made, SHOWN_AT_MOST)
        record(
            by=by,
            action=Action.EXPORT if as_file else Action.READ,
            event="audit.breach_report",
            object_kind="audit",
            detail={"rows": len(made)},
            is_paced=as_file,
        )
        if as_file:
            return _file(presenters.report_csv(made), _("who-saw-what"), request)
    return render(request, "audit/report.html", context, status=form.http_status)


@reading(roles=READERS)
@_let_in
def sample(request: HttpRequest) -> HttpResponse:
    """A few looks of the past month drawn by chance, and those for which a reason was asked: to talk about."""
    by: Actor = request.membership  # type: ignore[attr-defined]
    since = request.now - SAMPLED  # type: ignore[attr-defined]
    seed = request.today.isoformat()  # type: ignore[attr-defined]
    drawn = presenters.lines(by, selectors.sample(by, since=since, seed=seed, at_most=SAMPLE))
    reasoned = presenters.lines(by, selectors.unusual(by, since=since, at_most=PAGE))
    record(
        by=by, action=Action.READ, event="audit.sampled", object_kind="audit",
        detail={"rows": len(drawn) + len(reasoned)},
    )  # fmt: skip
    parts = [("drawn", _("Drawn by chance"), drawn), ("reasoned", _("With a reason, newest first"), reasoned)]
    return render(request, "audit/sample.html", {"parts": parts})


def _sights(by: Actor, form: BreachForm) -> list[presenters.Sight]:
    given = form.cleaned_data
    client_id = _client(by, given["client"])
    if given["client"] and client_id is None:
        form.add_error("client", _("There is no client with this number. Check the number."))
        return []
    looks = selectors.views_in_period(
        by, begins_on=given["begins_on"], ends_on=given["ends_on"], user_id=given["user"], client_id=client_id,
        at_most=FILE_AT_MOST + 1,
    )  # fmt: skip
    return presenters.sights(by, _whole(looks))


def _whole(found: Sequence[Row]) -> Sequence[Row]:
    """All of it or nothing: half a report would pass for a whole one."""
    if len(found) > FILE_AT_MOST:
        most = localize(FILE_AT_MOST)
        raise Refused(
            _("This is more than %(most)s lines. Choose a shorter period or one person.") % {"most": most}
        )
    return found


def _client(by: Actor, number: str) -> int | None:
    found = (finder(by, number) for finder in supply.client_finders if number)
    return next((client_id for client_id in found if client_id is not None), None)


def _ask_first(request: HttpRequest) -> HttpResponse | None:
    """Before a file leaves, who takes it proves again who he is."""
    return next((asked for guard in supply.guards if (asked := guard(request)) is not None), None)


def _people(by: Actor) -> list[tuple[int, str]]:
    return [person for supplier in supply.members for person in supplier(by)]


def _query(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.GET.items() if isinstance(value, str) and value}


def _file(words: str, name: str, request: HttpRequest) -> HttpResponse:
    response = HttpResponse(words, content_type="text/csv; charset=utf-8")
    on = request.today.isoformat()  # type: ignore[attr-defined]
    response["Content-Disposition"] = f'attachment; filename="{name}-{on}.csv"'
    return response
