"""What happens around every request: an id, the maintenance page, refusals as friendly pages."""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from plek.shared.errors import Refused, TooOften
from plek.shared.tracing import Trace, trace

Next = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives each request an id that stands in the logs and on the error page, and sets the last headers."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        token = trace.set(Trace(request.request_id, _address(request)))  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            trace.reset(token)
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


def _address(request: HttpRequest) -> str:
    """Where the request came from, past the proxies that are ours."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    ours = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if ours and len(hops) >= ours:
        return hops[-ours]
    return request.META.get("REMOTE_ADDR", "")


class MaintenanceMiddleware:
    """While ``PLEK_MAINTENANCE`` is on, every page but the health checks says so."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE and request.path not in ("/healthz", "/readyz"):
            response = render(request, "maintenance.html", status=503)
            response["Retry-After"] = "600"
            return response
        return self.get_response(request)


UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""Characters that no column can hold; nobody types them, but programs and broken clipboards send them."""


class CharactersMiddleware:
    """Leaves out of the query and the form what no column can hold; an address with it leads nowhere.

    A page that takes uploads reads its form itself, after choosing how uploads are held, and is left alone.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if UNSTORABLE.search(request.path_info):
            raise Http404
        request.GET = _storable(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., object], *_: object) -> None:
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = _storable(request.POST)  # type: ignore[assignment]


def _storable(given: QueryDict) -> QueryDict:
    """The same, and only when need be without those characters."""
    if not any(UNSTORABLE.search(text) for name, values in given.lists() for text in (name, *values)):
        return given
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        kept.setlist(UNSTORABLE.sub("", name), [UNSTORABLE.sub("", value) for value in values])
    kept._mutable = False
    return kept


class RefusalMiddleware:
    """A refusal that no form caught becomes a page that says what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refusal_page(request, exception)
        return None


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """What is wrong and what to do, as a page of its own; of a part of a page, the sentence takes the place."""
    if request.headers.get("HX-Request"):
        return render(request, "422.html#sentence", {"message": str(refusal)}, status=422)
    response = render(request, "422.html", {"message": str(refusal)}, status=refusal.http_status)
    if isinstance(refusal, TooOften):
        response["Retry-After"] = str(int(refusal.wait.total_seconds()))
    return response
