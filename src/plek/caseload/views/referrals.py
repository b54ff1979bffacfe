"""Referrals: the inbox, sending one, and every answer to it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms import referrals as forms
from plek.caseload.models import Referral, Trajectory
from plek.caseload.opening import opened_client, reason_for
from plek.caseload.presenters.clients import matches
from plek.caseload.presenters.referrals import inbox_page, referral_page
from plek.caseload.presenters.trajectories import specialist_choices
from plek.caseload.selectors import clients, trajectories
from plek.caseload.selectors import referrals as selectors
from plek.caseload.services import referrals as services
from plek.caseload.services.clients import enter_client
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.forms import PlekForm
from plek.shared.links import to


@reading(roles=CLIENT_RECORD_ROLES)
def referrals(request: Any) -> HttpResponse:
    """What waits for an answer, and what was answered lately."""
    page = inbox_page(selectors.inbox(request.membership, request.today), request.today)
    rows = len(page.waiting) + len(page.answered)
    record(by=request.membership, action=Action.READ, event="referrals.listed", detail={"rows": rows})
    return render(request, "caseload/referrals.html", {"page": page})


@writing(roles=CLIENT_RECORD_ROLES)
def new_referral(request: Any) -> HttpResponse:
    """Ask for someone to start: a client from the list, or someone new."""
    by = request.membership
    form = forms.ReferralForm(
        request.POST or None, by=by, today=request.today, clients=selectors.free_to_refer(by),
        teams=clients.treatment_teams(by), ips_teams=clients.ips_teams(by),
        initial={"client": request.GET.get("client", "")},
    )  # fmt: skip
    sent: Referral | None = None
    if request.method == "POST" and form.is_valid():
        sent = form.attempt(form.noting_known(lambda: _send(request, form)))
    if sent:
        messages.success(request, _("Sent. You will see the answer here."))
        return redirect(to(request, "caseload:referral", referral=sent.pk))
    if request.method != "POST":
        record(by=by, action=Action.READ, event="referrals.clients_listed", detail={"rows": len(form.clients)})
    context = {"form": form, "known": matches(form.known)}
    return render(request, "caseload/referral_new.html", context, status=form.http_status)


def _send(request: Any, form: forms.ReferralForm) -> Referral:
    by = request.membership
    client = form.chosen or enter_client(
        by=by, fields=form.person, duplicate_reason=form.cleaned_data["duplicate_reason"],
        client_ips_team=clients.own_ips_team(by),
    )  # fmt: skip
    return services.refer(
        by=by, at=request.now, on=request.today, client=client, ips_team=form.cleaned_data["ips_team"],
        source=form.source_given, request=form.request,
    )  # fmt: skip


@reading(roles=CLIENT_RECORD_ROLES)
def referral(request: Any, referral: int) -> HttpResponse:
    """One referral with everything that was asked and answered."""
    found = selectors.referral_by_id(request.membership, referral)
    opened_client(request, found.client.number)
    record(
        by=request.membership, action=Action.READ, event="referral.viewed", client_id=found.client_id,
        object_kind="referral", object_id=found.pk, reason=reason_for(request, found.client_id),
    )  # fmt: skip
    return _page(request, found)


def _page(request: Any, found: Referral, bound: PlekForm | None = None) -> HttpResponse:
    """The page with all its forms; ``bound`` is the one that was just sent and had errors."""
    by = request.membership
    page = referral_page(by, found, selectors.thread(by, found), request.today)
    asked: dict[str, PlekForm] = {}
    if page.may_answer:
        asked = {
            "accept": _accept_form(request, found),
            "ask": forms.QuestionForm(),
            "decline": forms.DeclineForm(),
        }
    asked |= {"reply": forms.ReplyForm(), "word": forms.WordForm()}
    for name, form in asked.items():
        form.auto_id = f"{name}_%s"
        if bound is not None and type(form) is type(bound):
            bound.auto_id = form.auto_id
            asked[name] = bound
    context = {"page": page, "forms": asked, "form": bound}
    return render(request, "caseload/referral.html", context, status=bound.http_status if bound else 200)


def _accept_form(request: Any, found: Referral) -> forms.AcceptForm:
    rooms = trajectories.rooms(request.membership, found.ips_team, request.today)
    mine = next((room.member.pk for room in rooms if room.member.pk == request.membership.pk), None)
    return forms.AcceptForm(
        request.POST if request.method == "POST" and "specialist" in request.POST else None,
        specialists=specialist_choices(rooms), initial={"specialist": mine},
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def accept(request: Any, referral: int) -> HttpResponse:
    """Say yes, with a specialist and perhaps the first appointment."""
    found = selectors.referral_by_id(request.membership, referral)
    if request.method != "POST":
        return redirect(to(request, "caseload:referral", referral=referral))
    form = _accept_form(request, found)
    accepted = form.is_valid() and form.attempt(lambda: _accept(request, found, form)) is not None
    if accepted:
        messages.success(request, _("Accepted. The trajectory has begun."))
        return redirect(to(request, "caseload:client", number=found.client.number))
    return _page(request, found, form)


def _accept(request: Any, found: Referral, form: forms.AcceptForm) -> Trajectory:
    return services.accept(
        by=request.membership, at=request.now, on=request.today, referral_id=found.pk, specialist=form.chosen,
        meet_at=form.meeting, place=form.cleaned_data["place"], base_url=_base(request),
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def ask(request: Any, referral: int) -> HttpResponse:
    """Give it back with a question."""
    service = _telling(request, services.ask)
    return _answer(request, referral, forms.QuestionForm(request.POST), service, _("The question is sent."))


@writing(roles=CLIENT_RECORD_ROLES)
def reply(request: Any, referral: int) -> HttpResponse:
    """Answer the question."""
    return _answer(request, referral, forms.ReplyForm(request.POST), services.reply, _("The answer is sent."))


@writing(roles=CASELOAD_ROLES)
def decline(request: Any, referral: int) -> HttpResponse:
    """Say no, for one of the few reasons that are left."""
    service = _telling(request, services.decline)
    return _answer(request, referral, forms.DeclineForm(request.POST), service, _("Declined, with the reason."))


@writing(roles=CLIENT_RECORD_ROLES)
def withdraw(request: Any, referral: int) -> HttpResponse:
    """Take it back."""
    return _answer(request, referral, forms.WordForm(request.POST), services.withdraw, _("Withdrawn."))


@writing(roles=CLIENT_RECORD_ROLES)
def reopen(request: Any, referral: int) -> HttpResponse:
    """Ask once more."""
    return _answer(request, referral, forms.WordForm(request.POST), services.reopen, _("Asked once more."))


def _telling(request: Any, service: Callable[..., Referral]) -> Callable[..., Referral]:
    """The service, knowing where Plek stands, so that it can mail the referrer a link."""
    return partial(service, base_url=_base(request))


def _base(request: Any) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _answer(
    request: Any, referral: int, form: PlekForm, service: Callable[..., Referral], said: str
) -> HttpResponse:
    found = selectors.referral_by_id(request.membership, referral)
    page = to(request, "caseload:referral", referral=referral)
    if request.method != "POST":
        return redirect(page)
    asked: dict[str, Any] = {"by": request.membership, "at": request.now, "referral_id": found.pk}
    answered = form.is_valid() and form.attempt(lambda: service(**asked, **form.cleaned_data)) is not None
    if not answered:
        return _page(request, found, form)
    messages.success(request, said)
    return redirect(
        page if selectors.is_visible(request.membership, referral) else to(request, "caseload:referrals")
    )
