"""The client's own pages. Everything works without JavaScript."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.accounts import reauthentication
from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import ReferralSource
from plek.caseload.selectors.clients import ips_teams
from plek.caseload.selectors.record import record_of
from plek.caseload.selectors.record_parts import record_file, record_page
from plek.caseload.services import plans, referrals
from plek.caseload.services import rights as own_rights
from plek.caseload.services.referrals import Request
from plek.portal import selectors
from plek.portal.forms import AskForm, OwnReplyForm, OwnRightsForm, OwnWishForm
from plek.portal.presenters import own_looks, own_page, own_requests
from plek.portal.views.looking import ROLES, log_view
from plek.shared.doors import reading, writing
from plek.shared.errors import NotFound
from plek.shared.links import to


@reading(roles=ROLES)
def me(request: Any) -> HttpResponse:
    """My plan: who helps me, what I want, what is next, my jobs."""
    own = selectors.own_story(request.membership, request.now)
    if own is None:
        return render(request, "portal/not_tied.html")
    log_view(request, own.story.client.pk, "portal.viewed")
    return render(request, "portal/me.html", {"page": own_page(own)})


@reading(roles=ROLES)
def who_looked(request: Any) -> HttpResponse:
    """Who looked at my record, and when."""
    client = selectors.own_client(request.membership)
    looks = own_looks(selectors.own_looks(request.membership))
    log_view(request, client.pk, "portal.looks_viewed")
    return render(request, "portal/who_looked.html", {"looks": looks})


@writing(roles=ROLES)
def wish(request: Any) -> HttpResponse:
    """What I want, in my own words."""
    by, running = request.membership, selectors.own_trajectory(request.membership)
    form = OwnWishForm(request.POST or None, initial={"text": running.wish})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if form.attempt(lambda: plans.say_wish(by=by, at=request.now, trajectory=running.number, text=text)):
            messages.success(request, _("Your words are kept. Who helps you sees them too."))
            return redirect(to(request, "portal:me"))
    elif request.method != "POST":
        log_view(request, running.client_id, "portal.wish_viewed")
    context = {"form": form, "wishes": selectors.own_wishes(by, running)}
    return render(request, "portal/wish.html", context, status=form.http_status)


@writing(roles=ROLES)
def ask(request: Any) -> HttpResponse:
    """I want to start, or to come back."""
    by, client = request.membership, selectors.own_client(request.membership)
    form = AskForm(request.POST or None, ips_teams=ips_teams(by))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        sent = form.attempt(lambda: referrals.refer(
            by=by, at=request.now, on=request.today, client=client, ips_team=given["ips_team"],
            source=ReferralSource.CLIENT, request=Request(wish=given["text"]),
        ))  # fmt: skip
        if sent:
            messages.success(request, _("Your question is sent. You will hear from us."))
            return redirect(to(request, "portal:me"))
    elif request.method != "POST":
        log_view(request, client.pk, "portal.ask_viewed")
    return render(request, "portal/ask.html", {"form": form}, status=form.http_status)


@writing(roles=ROLES)
def reply(request: Any) -> HttpResponse:
    """Answer what the team asked me."""
    own = selectors.own_story(request.membership, request.now)
    if own is None or own.story.open_referral is None or not own.question:
        raise NotFound
    referral_id, form = own.story.open_referral["pk"], OwnReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if form.attempt(
            lambda: referrals.reply(by=request.membership, at=request.now, referral_id=referral_id, text=text)
        ):
            messages.success(request, _("Your answer is sent."))
            return redirect(to(request, "portal:me"))
    elif request.method != "POST":
        log_view(request, own.story.client.pk, "portal.question_viewed")
    return render(request, "portal/reply.html", {"form": form, "question": own.question}, status=form.http_status)


@writing(roles=ROLES)
def rights(request: Any) -> HttpResponse:
    """What I may ask about my record, what I asked, and what came of it."""
    by, client = request.membership, selectors.own_client(request.membership)
    form = OwnRightsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.attempt(lambda: own_rights.ask(
            by=by, at=request.now, today=request.today, on=request.today, number=client.number,
            **form.cleaned_data,
        ))  # fmt: skip
        if asked is not None:
            messages.success(request, _("Your question is sent. You will hear from us."))
            return redirect(to(request, "portal:rights"))
    elif request.method != "POST":
        log_view(request, client.pk, "portal.rights_viewed")
    context = {"form": form, "requests": own_requests(selectors.own_requests(by))}
    return render(request, "portal/rights.html", context, status=form.http_status)


@writing(roles=ROLES)
def withdraw_rights(request: Any, asked: int) -> HttpResponse:
    """I do not ask it any more."""
    if asked not in {one.pk for one in selectors.own_requests(request.membership)}:
        raise NotFound
    if request.method == "POST":
        own_rights.withdraw(by=request.membership, at=request.now, request_id=asked)
        messages.success(request, _("You took it back."))
    return redirect(to(request, "portal:rights"))


@reading(roles=ROLES)
@reauthentication.required
def own_record(request: Any) -> HttpResponse:
    """What is kept of me, to read, print and take along; the notes of helpers are given by themselves."""
    by, client = request.membership, selectors.own_client(request.membership)
    rows, as_file = record_of(by, client), "file" in request.GET
    record(
        by=by, action=Action.EXPORT, event="portal.record_exported" if as_file else "portal.record_viewed",
        client_id=client.pk, object_kind="client", is_paced=True,
    )  # fmt: skip
    if not as_file:
        return render(request, "portal/record.html", {"page": record_page(rows), "today": request.today})
    name = f"plek-{request.today.isoformat()}.json"
    return HttpResponse(
        record_file(rows), content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip
