"""What is to be done when work begins: chosen together, and put on the list of tasks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.benefits.aftermath import Aftermath, aftermath
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.forms.conversation import TodoForm
from plek.benefits.presenters.aftermath import aftermath_page, task_text
from plek.benefits.selectors.conversations import open_talk
from plek.benefits.selectors.own_amounts import book_of
from plek.benefits.services.reminders import Chosen, remind_of
from plek.benefits.views.looking import log_look
from plek.caseload.opening import opened_client
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import writing
from plek.shared.links import to


@writing(roles=CASELOAD_ROLES)
def todo(request: Any, number: str) -> HttpResponse:
    """Choose together of what to be reminded, from the day on which work begins."""
    client = opened_client(request, number)
    talk = open_talk(request.membership, client.pk)
    found = estimated(talk.answers, request.today, tuple(talk.plans.values()), book_of(request.membership))
    if not isinstance(found, Estimate):
        return redirect(to(request, "benefits:compare", number=number))
    form = TodoForm(request.POST if request.method == "POST" else None, today=request.today)
    after = aftermath(found, form.begins)
    form.offer(after)
    if request.method == "POST" and form.is_valid():
        count = form.attempt(lambda: _remind(request, number, after, form.cleaned_data["duties"]))
        if count is not None:
            messages.success(request, _said(count))
            return redirect(to(request, "benefits:client", number=number))
    elif request.method != "POST":
        log_look(request, client, "benefits.compared")
    context = {"client": client, "form": form, "after": aftermath_page(after)}
    return render(request, "benefits/todo.html", context, status=form.http_status)


def _remind(request: Any, number: str, after: Aftermath, keys: list[str]) -> int:
    chosen = [
        Chosen(
            duty.key, task_text(duty), duty.due_on or duty.opens_on, duty.about,
            after.last_month if duty.about else None,
        )
        for duty in after.duties
        if duty.key in keys
    ]  # fmt: skip
    return remind_of(by=request.membership, at=request.now, client=number, chosen=chosen)


def _said(count: int) -> str:
    if not count:
        return _("These stood on the list already.")
    return ngettext("%(n)d task put on the list.", "%(n)d tasks put on the list.", count) % {"n": count}
