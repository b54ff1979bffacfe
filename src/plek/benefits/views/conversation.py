"""The conversation with one client: where it stands, beginning it, rounding it off, notes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.benefits.choices import Step
from plek.benefits.estimates import Found, estimated
from plek.benefits.forms.conversation import BeginForm, NoteForm
from plek.benefits.forms.finishing import FinishForm, first_values
from plek.benefits.models import ConversationNote
from plek.benefits.presenters.conversation import begin_choices, conversation_page
from plek.benefits.selectors.advisers import advisers_on
from plek.benefits.selectors.conversations import Talk, last_talk, notes_of, open_talk
from plek.benefits.selectors.own_amounts import book_of
from plek.benefits.selectors.record import known_of
from plek.benefits.selectors.scenarios import scenarios_of
from plek.benefits.services import conversations as services
from plek.benefits.services.finishing import finish_conversation
from plek.benefits.views.looking import log_look
from plek.caseload.opening import opened_client
from plek.caseload.selectors.trajectories import open_trajectory
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=CLIENT_RECORD_ROLES)
def client(request: Any, number: str) -> HttpResponse:
    """Where the conversation stands: steps, plans, what was kept, notes."""
    return _page(request, number, NoteForm())


def _page(request: Any, number: str, form: NoteForm) -> HttpResponse:
    by, found = request.membership, opened_client(request, number)
    notes = notes_of(by, found.pk) if by.role in CASELOAD_ROLES else []
    talk = last_talk(by, found.pk)
    page = conversation_page(talk, scenarios_of(by, found.pk), notes, _told(request, talk))
    log_look(request, found, "benefits.viewed")
    context = {"client": found, "page": page, "form": form, "may_advise": by.role in CASELOAD_ROLES}
    return render(request, "benefits/conversation.html", context, status=form.http_status)


def _told(request: Any, talk: Talk | None) -> Found | None:
    """What can be calculated of an open conversation by now, for who leads it."""
    by = request.membership
    if talk is None or not talk.is_open or by.role not in CASELOAD_ROLES:
        return None
    return estimated(talk.answers, request.today, tuple(talk.plans.values()), book_of(by))


@writing(roles=CASELOAD_ROLES)
def begin(request: Any, number: str) -> HttpResponse:
    """Together: is what stands in the record right? While a conversation is open it leads there."""
    by, found = request.membership, opened_client(request, number)
    talk = last_talk(by, found.pk)
    if talk is not None and talk.is_open:
        return redirect(to(request, "benefits:client", number=number))
    known = known_of(by, found, request.today)
    form = BeginForm(request.POST if request.method == "POST" else None, known=begin_choices(known))
    if request.method == "POST" and form.is_valid():
        agreed = set(form.cleaned_data["agreed"])
        answers = {one.step: one.answers for one in known if one.code in agreed}
        if form.attempt(
            lambda: services.begin_conversation(by=by, at=request.now, client=number, known=answers, agreed=agreed)
        ):
            return redirect(to(request, "benefits:step", number=number, step=Step.HOUSEHOLD))
    elif request.method != "POST":
        log_look(request, found, "benefits.viewed")
    return render(request, "benefits/begin.html", {"client": found, "form": form}, status=form.http_status)


@writing(roles=CASELOAD_ROLES)
def finish(request: Any, number: str) -> HttpResponse:
    """Round it off; it counts as benefits counselling, and as a contact if one wants."""
    by, found = request.membership, opened_client(request, number)
    talk = open_talk(by, found.pk)
    form = FinishForm(
        request.POST if request.method == "POST" else None, by=by, advisers=advisers_on(by, request.today),
        has_course=open_trajectory(by, found.pk) is not None, initial=first_values(by, talk.begun_at, request.now),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: finish_conversation(
        by=by, at=request.now, on=request.today, client=number, led_by=form.cleaned_data.get("led_by"),
        held=form.held,
    )):  # fmt: skip
        messages.success(request, _("Rounded off. It counts as benefits counselling."))
        return redirect(to(request, "benefits:client", number=number))
    if request.method != "POST":
        log_look(request, found, "benefits.viewed")
    return render(request, "benefits/finish.html", {"client": found, "form": form}, status=form.http_status)


@writing(roles=CASELOAD_ROLES)
def note(request: Any, number: str) -> HttpResponse:
    """Note something for the IPS team."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = NoteForm(request.POST)
    written = form.attempt(lambda: _write(request, number, form)) if form.is_valid() else None
    if written is not None:
        messages.success(request, _("Noted."))
        return redirect(to(request, "benefits:client", number=number) + "#notes")
    return _page(request, number, form)


def _write(request: Any, number: str, form: NoteForm) -> ConversationNote:
    text = form.cleaned_data["text"]
    return services.write_note(by=request.membership, at=request.now, client=number, text=text)
