"""Around every request: the user's language, the limits of the session, the second factor that staff must have."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from plek.accounts import addressing, reauthentication, second_factor, services
from plek.accounts.choices import Language
from plek.accounts.models import User
from plek.accounts.words import IDLED

Next = Callable[[HttpRequest], HttpResponse]
OF_ORGANISATIONS = "/o/"


class UserMiddleware(AuthenticationMiddleware):
    """Who is signed in, from the row that came along with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: signed_in(request))  # type: ignore[assignment]


def signed_in(request: HttpRequest) -> User | AnonymousUser:
    """The user, when all that Django asks of a session holds for the row that came along; else Django decides."""
    session: Any = request.session
    user: User | None = session.user if auth.SESSION_KEY in session else None  # looking loads both
    if (
        user is not None
        and user.is_active
        and session[auth.SESSION_KEY] == str(user.pk)
        and session.get(auth.BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(auth.HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    ):
        return user
    return auth.get_user(request)


class LanguageMiddleware:
    """The language the user chose; before sign-in the one in the cookie, else Dutch."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(chosen_language(request)):
            request.LANGUAGE_CODE = translation.get_language() or "nl"
            response = self.get_response(request)
            response.setdefault("Content-Language", request.LANGUAGE_CODE)
            addressing.remember_reader(request, response)
            return response


def chosen_language(request: HttpRequest) -> str:
    """In the demo the cookie goes first: its visitors borrow somebody's account."""
    cookie = request.COOKIES.get("language", "")
    if request.user.is_authenticated and not (settings.DEMO and cookie):
        return addressing.remembered(request, request.user.language)
    return addressing.remembered(request, cookie if cookie in Language.values else str(Language.DUTCH))


class SessionLimitMiddleware:
    """Marks the session as seen (at most once a minute), tells how long it lasts, explains when it is over."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            services.mark_seen(session=request.session, at=timezone.now())
        response = self.get_response(request)
        if request.user.is_authenticated:
            return self.with_limits(request, response, timezone.now())
        return self.at_the_end(request, response)

    def with_limits(self, request: HttpRequest, response: HttpResponse, at: datetime) -> HttpResponse:
        """Pages of someone signed in are not kept by the browser, and say how long the session lasts."""
        response.headers["X-Session-Ends-In"] = str(request.session.seconds_left(at))  # type: ignore[attr-defined]
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def at_the_end(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """On the way to the sign-in page: say why, and take a fragment's whole page along."""
        sign_in = resolve_url(settings.LOGIN_URL)
        if not response.headers.get("Location", "").startswith(sign_in):
            return response
        if request.session.idled_key:  # type: ignore[attr-defined]
            messages.info(request, str(IDLED))
        if request.headers.get("HX-Request"):
            way = urlencode({"next": reauthentication.way_back(request)})
            return HttpResponse(headers={"HX-Redirect": f"{sign_in}?{way}"})
        return response


class SecondFactorMiddleware:
    """Staff without a second factor are first led to setting one up."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OF_ORGANISATIONS) or not second_factor.is_due(request):
            return self.get_response(request)
        address = reverse("accounts:second_factor_first")
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)
