"""Tasks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.day import TaskForm
from plek.caseload.presenters.tasks import task_rows
from plek.caseload.selectors.contacts import client_choices, colleagues_of
from plek.caseload.selectors.tasks import own_tasks
from plek.caseload.services.tasks import add_task, finish_task, reopen_task
from plek.caseload.views.way_back import way_back
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=CASELOAD_ROLES)
def tasks(request: Any) -> HttpResponse:
    """One's own tasks and those one gave."""
    by = request.membership
    rows = task_rows(own_tasks(by, request.now), by.pk, request.today)
    record(by=by, action=Action.READ, event="tasks.viewed", detail={"tasks": len(rows)})
    return render(request, "caseload/tasks.html", {"rows": rows})


@writing(roles=CASELOAD_ROLES)
def new_task(request: Any) -> HttpResponse:
    """Note something to do, for oneself or a colleague."""
    by = request.membership
    asked = request.GET.get("trajectory", "")
    colleagues = colleagues_of(by, request.today).filter(role__in=CASELOAD_ROLES)
    clients = client_choices(by, request.today, [asked] if asked else [])
    initial = {"due_on": request.today, "trajectory": asked, "next": way_back(request)}
    form = TaskForm(request.POST or None, clients=clients, colleagues=colleagues, initial=initial)
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: _add(request, form)):
        messages.success(request, _("Task noted."))
        return redirect(way_back(request))
    return render(request, "caseload/task_new.html", {"form": form}, status=form.http_status)


def _add(request: Any, form: TaskForm) -> Any:
    given = form.cleaned_data
    return add_task(
        by=request.membership, at=request.now, text=given["text"], due_on=given["due_on"], owner=given["owner"],
        trajectory=given["trajectory"],
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def done(request: Any, task: int) -> HttpResponse:
    """Tick a task off; the message offers to undo it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    finish_task(by=request.membership, at=request.now, task=task)
    messages.success(request, _("Done. You find it under Tasks, where you can open it again."))
    return redirect(way_back(request))


@writing(roles=CASELOAD_ROLES)
def not_done(request: Any, task: int) -> HttpResponse:
    """Open a task again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    reopen_task(by=request.membership, task=task)
    return redirect(to(request, "caseload:tasks"))
