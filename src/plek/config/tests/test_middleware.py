"""Around every request: an id, where it came from, and only characters that can be stored."""

import re

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory, override_settings

from plek.config.middleware import CharactersMiddleware, RequestIdMiddleware
from plek.shared.errors import Refused
from plek.shared.tracing import Trace, trace

ASKED = RequestFactory()


def seen(request: HttpRequest) -> Trace:
    """What a view finds of its request."""
    found: list[Trace] = []

    def view(_: HttpRequest) -> HttpResponse:
        found.append(trace.get())
        return HttpResponse()

    RequestIdMiddleware(view)(request)
    return found[0]


def test_each_request_has_an_id_of_its_own() -> None:
    first, second = (RequestIdMiddleware(lambda _: HttpResponse())(ASKED.get("/")) for _ in range(2))
    assert re.fullmatch("[0-9a-f]{12}", first["X-Request-Id"])
    assert first["X-Request-Id"] != second["X-Request-Id"]
    assert trace.get() == Trace()


def test_the_id_does_not_come_from_outside() -> None:
    request = ASKED.get("/", HTTP_X_REQUEST_ID="planted")
    assert seen(request).request_id != "planted"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "10.9.9.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "10.9.9.9", "10.9.9.9"),
        (1, "6.6.6.6, 10.9.9.9", "10.9.9.9"),
        (2, "6.6.6.6, 10.9.9.9, 10.0.0.1", "10.9.9.9"),
        (2, "10.9.9.9", "127.0.0.1"),
    ],
)
def test_the_access_point_is_what_our_own_proxies_say(proxies: int, forwarded: str, address: str) -> None:
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert seen(ASKED.get("/", HTTP_X_FORWARDED_FOR=forwarded)).access_point == address


def test_what_no_column_can_hold_is_left_out_of_the_query() -> None:
    request = ASKED.get("/?q=a%00b&q=c&n%00=1")
    CharactersMiddleware(lambda _: HttpResponse())(request)
    assert dict(request.GET.lists()) == {"q": ["ab", "c"], "n": ["1"]}


def test_a_form_keeps_the_rest_of_what_was_typed() -> None:
    request = ASKED.post("/", {"text": "één\x00 zin 🙂", "many": ["1", "2"]})
    CharactersMiddleware(lambda _: HttpResponse()).process_view(request, lambda: None)
    assert dict(request.POST.lists()) == {"text": ["één zin 🙂"], "many": ["1", "2"]}


def test_what_is_right_is_left_alone() -> None:
    request = ASKED.post("/?q=a", {"text": "zin"})
    query, form = request.GET, request.POST
    CharactersMiddleware(lambda _: HttpResponse())(request)
    CharactersMiddleware(lambda _: HttpResponse()).process_view(request, lambda: None)
    assert request.GET is query
    assert request.POST is form


def test_an_address_with_such_a_character_leads_nowhere() -> None:
    with pytest.raises(Http404):
        CharactersMiddleware(lambda _: HttpResponse())(ASKED.get("/clients/a%00b/"))


def test_a_refusal_that_no_form_caught_is_a_page(db: None) -> None:
    from plek.config.middleware import RefusalMiddleware

    answer = RefusalMiddleware(lambda _: HttpResponse()).process_exception(
        ASKED.get("/"), Refused("Kies een dag.")
    )
    assert answer is not None
    assert answer.status_code == 422
    assert "Kies een dag." in answer.content.decode()
    assert RefusalMiddleware(lambda _: HttpResponse()).process_exception(ASKED.get("/"), ValueError()) is None


@override_settings(MAINTENANCE=True)
def test_during_maintenance_only_the_health_checks_answer(db: None) -> None:
    statuses = {path: Browser().get(path).status_code for path in ("/", "/account/login/", "/healthz", "/readyz")}
    assert statuses == {"/": 503, "/account/login/": 503, "/healthz": 200, "/readyz": 200}
