"""Proving again who you are before something sensitive: an export, a change of roles, a look at a BSN.

On a view, below its door::

    @reading(roles=…)
    @reauthentication.required
    def export(request): …

or in code: ``if not reauthentication.recent(request): return reauthentication.ask(request)``. Signing in counts;
the proof holds for ``ACCOUNT_REAUTHENTICATION_TIMEOUT`` seconds. Costs no query.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

View = Callable[..., HttpResponseBase]


AT_SIGN_IN = "at_sign_in"
"""Marks the proof that signing in was."""


def recent(request: HttpRequest) -> bool:
    """Did this person prove who he or she is within the last minutes?"""
    records = [r for r in get_authentication_records(request, request.user) if r.get("reauthenticated")]
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def fresh_second_step(request: HttpRequest, within: int) -> bool:
    """Did this person give a code or passkey again, apart from signing in, within so many seconds?"""
    steps = get_authentication_records(request, request.user)
    given = (r for r in steps if r.get("reauthenticated") and not r.get(AT_SIGN_IN))
    again = [r["at"] for r in given if r["method"] == "mfa"]
    return bool(again) and time.time() - again[-1] < within


def ask_second_step(request: HttpRequest) -> HttpResponse:
    """Lead to the page that asks for it, or to setting it up first, and from there back to this one."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    second = next((m["url"] for m in methods if m["id"].startswith("mfa_")), None)
    if second is None:
        return HttpResponseRedirect(reverse("mfa_index"))
    return HttpResponseRedirect(f"{second}?{urlencode({'next': way_back(request)})}")


def ask(request: HttpRequest) -> HttpResponse:
    """Lead to the page that asks, and from there back to this one; what was posted is not kept."""
    address = f"{reverse('accounts:confirm')}?{urlencode({'next': way_back(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def required(view: View) -> View:
    """Let in only after a recent proof; others are led to the page that asks for it, and back."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not recent(request):
            return ask(request)
        return view(request, *args, **kwargs)

    return enter


def way_back(request: HttpRequest) -> str:
    """The page to return to: this one, or the one from which it was asked with POST or by htmx."""
    came_from = request.headers.get("HX-Current-URL", "") or request.headers.get("Referer", "")
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(came_from)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path()
