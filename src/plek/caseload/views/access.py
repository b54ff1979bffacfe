"""A client's access to his own page, as his helpers arrange it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.accounts import reauthentication
from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Client
from plek.caseload.opening import opened_client, reason_for
from plek.caseload.presenters.access import access_page
from plek.caseload.presenters.client_page import head
from plek.caseload.selectors.access import access_of
from plek.caseload.services import access as services
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.organisations.services.invitations import Sent, is_mail_on
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=CLIENT_RECORD_ROLES)
def access(request: Any, number: str) -> HttpResponse:
    """How it stands, and what can be done about it."""
    return _page(request, opened_client(request, number))


@writing(roles=CLIENT_RECORD_ROLES)
@reauthentication.required
def give(request: Any, number: str) -> HttpResponse:
    """Invite the client."""
    found = opened_client(request, number)
    if request.method != "POST":
        return _page(request, found)
    sent = services.give_access(
        by=request.membership, number=number, base_url=_base(request), on=request.today, at=request.now
    )
    return _sent(request, found, sent)


@writing(roles=CLIENT_RECORD_ROLES)
@reauthentication.required
def again(request: Any, number: str) -> HttpResponse:
    """A new link in place of the old one."""
    found = opened_client(request, number)
    if request.method != "POST":
        return _page(request, found)
    sent = services.send_access_again(
        by=request.membership, number=number, base_url=_base(request), at=request.now
    )
    return _sent(request, found, sent)


@writing(roles=CLIENT_RECORD_ROLES)
def withdraw(request: Any, number: str) -> HttpResponse:
    """Take the invitation back."""
    found = opened_client(request, number)
    if request.method != "POST":
        return _page(request, found)
    services.withdraw_access(by=request.membership, number=number, at=request.now)
    return _done(request, number, _("The invitation was withdrawn; its link no longer works."))


@writing(roles=CLIENT_RECORD_ROLES)
def end(request: Any, number: str) -> HttpResponse:
    """No more access."""
    found = opened_client(request, number)
    if request.method != "POST":
        return _page(request, found)
    services.end_access(by=request.membership, number=number, on=request.today)
    return _done(request, number, _("The access has ended. The client is signed out everywhere."))


def _done(request: Any, number: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(to(request, "caseload:client_access", number=number))


def _sent(request: Any, found: Client, sent: Sent) -> HttpResponse:
    """Show the link this once where mail does not leave the house; else say that it was sent."""
    if not is_mail_on():
        found.user = sent.membership.user
        return _page(request, found, link=f"{_base(request)}{sent.path}")
    messages.success(request, _("The invitation was sent to %(email)s.") % {"email": sent.membership.user.email})
    return redirect(to(request, "caseload:client_access", number=found.number))


def _page(request: Any, found: Client, link: str = "") -> HttpResponse:
    record(
        by=request.membership, action=Action.READ, event="client.access_viewed", client_id=found.pk,
        object_kind="client", object_id=found.number, reason=reason_for(request, found.pk),
    )  # fmt: skip
    page = access_page(found, access_of(request.membership, found), request.now)
    context = {"head": head(found), "tab": "details", "access": page, "link": link}
    return render(request, "caseload/client_access.html", context)


def _base(request: Any) -> str:
    return request.build_absolute_uri("/").rstrip("/")
