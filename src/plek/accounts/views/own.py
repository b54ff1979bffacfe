"""One's own settings, address and sessions."""

from typing import cast

from django.conf import settings as configuration
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plek.accounts import reauthentication, selectors, services
from plek.accounts.choices import Language
from plek.accounts.forms.own import AddressForm, SettingsForm
from plek.accounts.models import User
from plek.accounts.presenters import second_factor_page, session_rows
from plek.accounts.services.seat import OWN
from plek.shared.errors import Refused

A_YEAR = 365 * 24 * 60 * 60
page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@page_and_form
def settings(request: HttpRequest) -> HttpResponse:
    """Name, language and looks, and the way to everything else of one's account."""
    user = cast(User, request.user)
    form = SettingsForm(request.POST or None, initial={name: getattr(user, name) for name in OWN})
    if form.is_valid():
        services.keep_settings(by=user, values=form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Your settings have been kept."))
        return with_looks(request, redirect("accounts:settings"), user)
    now = timezone.now()
    context = {
        "form": form,
        "second_factor": second_factor_page(selectors.factors(user)),
        "sessions": selectors.open_sessions(user, now).count(),
        "waiting_address": selectors.waiting_address(user, now),
    }
    return render(request, "accounts/settings.html", context, status=form.http_status)


def with_looks(request: HttpRequest, response: HttpResponse, user: User) -> HttpResponse:
    """Keep the user's looks on this device too, where pages before sign-in find them."""
    looks = {
        "language": user.language,
        "plek_theme": user.theme,
        "plek_print": "large" if user.is_large_print else "normal",
    }
    for name, value in looks.items():
        keep(request, response, name, value)
    return response


def keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Another language, before and after sign-in; then back to where one was."""
    response = HttpResponseRedirect(way_back(request))
    chosen = request.POST.get("language", "")
    if chosen not in Language.values:
        return response
    if request.user.is_authenticated:
        services.set_language(by=request.user, language=chosen)
    keep(request, response, "language", chosen)
    return response


def way_back(request: HttpRequest) -> str:
    """The page one came from, if it is ours."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else reverse("account_login")


@login_required
@reauthentication.required
@page_and_form
def address(request: HttpRequest) -> HttpResponse:
    """Another e-mail address to sign in with."""
    user = cast(User, request.user)
    form = AddressForm(request.POST or None)
    if form.is_valid():
        form.attempt(lambda: services.propose_address(
            by=user, email=form.cleaned_data["email"], at=timezone.now(),
            link=lambda token: request.build_absolute_uri(reverse("accounts:confirm_address", args=[token])),
        ))  # fmt: skip
        if not form.errors:
            messages.success(request, _("We sent a mail to the new address. Open the link in it to confirm."))
            return redirect("accounts:settings")
    return render(request, "accounts/address.html", {"form": form}, status=form.http_status)


@never_cache
@page_and_form
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail: one press makes the new address count."""
    if request.method != "POST":
        return render(request, "accounts/address_confirm.html")
    try:
        services.change_address(token=token, at=timezone.now())
    except Refused as refusal:
        return render(request, "accounts/address_confirm.html", {"refusal": str(refusal)}, status=422)
    messages.success(request, _("From now on you sign in with your new e-mail address."))
    return redirect("accounts:settings" if request.user.is_authenticated else "account_login")


@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    found = selectors.open_sessions(cast(User, request.user), timezone.now())
    rows = session_rows(found, request.session.session_key or "")
    context = {"rows": rows, "has_others": len(rows) > 1, "idle_minutes": configuration.SESSION_IDLE_SECONDS // 60}
    return render(request, "accounts/sessions.html", context)


@login_required
@require_POST
def end_session(request: HttpRequest, reference: str) -> HttpResponse:
    services.end_session(by=cast(User, request.user), reference=reference)
    messages.success(request, _("That device has been signed out."))
    return redirect("accounts:sessions")


@login_required
@require_POST
def end_sessions_elsewhere(request: HttpRequest) -> HttpResponse:
    key = request.session.session_key or ""
    ended = services.end_sessions_elsewhere(by=cast(User, request.user), kept_key=key)
    text = ngettext(
        "One other device has been signed out.", "%(count)s other devices have been signed out.", ended
    )
    messages.success(request, text % {"count": ended})
    return redirect("accounts:sessions")


@require_POST
def keep_alive(request: HttpRequest) -> HttpResponse:
    """The answer to "are you still there?"; 401 when the session is already over."""
    now = timezone.now()
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0}, status=401)
    services.mark_seen(session=request.session, at=now, always=True)
    return JsonResponse({"seconds": request.session.seconds_left(now)})  # type: ignore[attr-defined]
