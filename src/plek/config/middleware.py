"""What happens around every request: an id, the maintenance page, refusals as friendly pages."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plek.shared.errors import Refused
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


class RefusalMiddleware:
    """A refusal that no form caught becomes a page that says what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return render(request, "422.html", {"message": str(exception)}, status=422)
        return None
