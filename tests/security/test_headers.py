"""What each answer tells the browser, and what no request can talk the product into."""

import re
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse

from conftest import House
from plek.organisations.choices import Role
from tests.architecture.test_doors import INSIDE, pages
from tests.security.conftest import Enter
from tests.security.visiting import everywhere
from tests.security.world import PREFIX, World, door_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
SAME_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "http:evil.example",
    "javascript:alert(1)", "https://testserver@evil.example/", "\thttps://evil.example", "data:text/html,x",
]  # fmt: skip


def wrong_headers(answer: Any) -> list[str]:
    """What is amiss with one answer."""
    wrong = [name for name, value in SAME_EVERYWHERE.items() if answer.get(name) != value]
    policy = answer.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or re.search(r"unsafe-|https?:|data:|\*", policy):
        wrong.append(f"policy {policy!r}")
    if "camera=()" not in answer.get("Permissions-Policy", "") or not answer.get("X-Request-Id"):
        wrong.append("permissions or id")
    return wrong


def test_every_page_by_every_role_has_strict_headers(world: World, browsers: dict[str, Browser]) -> None:
    wrong = []
    for visit in everywhere(world, browsers):
        found = wrong_headers(visit.answer)
        if not visit.route.endswith(".png") and visit.answer["Cache-Control"] != "no-store":
            found.append(f"cache {visit.answer['Cache-Control']}")
        if visit.is_page:
            found += inline_code(visit.answer, visit.body)
        wrong += [f"{visit.route} as {visit.role}: {one}" for one in found]
    assert not wrong


def inline_code(answer: Any, body: str) -> list[str]:
    """Scripts and styles that the policy stops: without the nonce of this answer, or as attributes."""
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
    tags = re.findall(r"<(script|style)\b([^>]*)>", body)
    code = [(tag, rest) for tag, rest in tags if "src=" not in rest and 'type="application/json"' not in rest]
    bare = [tag for tag, rest in code if (not nonce or f'nonce="{nonce[1]}"' not in rest)]
    handlers = re.findall(r"<[a-z][^>]*\s(on[a-z]+|style)=[\"']", body)
    return [f"inline {one}" for one in (*bare, *handlers)]


def test_a_nonce_serves_once(world: World, enter: Enter) -> None:
    browser = enter(world.cast[Role.EMPLOYMENT_SPECIALIST])
    policies = {browser.get(world.address("today/"))["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3 or not any("nonce" in policy for policy in policies)


def test_pages_before_signing_in_and_refusals_have_them_too(world: World, enter: Enter) -> None:
    open_pages = [
        f"/{route}" for route, _ in pages() if not route.startswith(PREFIX) and not set("<^(") & set(route)
    ]
    browser = enter(world.cast[Role.CLIENT])
    answers = [Browser().get(address) for address in (*open_pages, "/nowhere/")]
    answers += [browser.get(world.address("clients/")), browser.get(world.address("me/"), REMOTE_ADDR="x" * 100)]
    assert [answer.status_code for answer in answers[-3:]] == [404, 403, 500]
    assert not [(answer.request["PATH_INFO"], wrong) for answer in answers if (wrong := wrong_headers(answer))]


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=configured.SECURE_HSTS_SECONDS or 63072000,
                   SECURE_HSTS_INCLUDE_SUBDOMAINS=True, SECURE_HSTS_PRELOAD=True)  # fmt: skip
def test_with_tls_a_browser_is_told_to_keep_to_it(db: None) -> None:
    plain = Browser().get("/account/login/")
    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/account/login/")
    assert "max-age=63072000" in Browser().get("/account/login/", secure=True)["Strict-Transport-Security"]


def test_cookies_are_closed_to_scripts_and_other_sites(house: House, enter: Enter) -> None:
    browser = enter(house.specialist)
    browser.get("/account/")
    for name in (configured.SESSION_COOKIE_NAME, configured.CSRF_COOKIE_NAME):
        cookie = browser.cookies.get(name)
        if cookie is not None and cookie["samesite"]:
            assert (cookie["samesite"], bool(cookie["httponly"]), cookie["path"]) == ("Lax", True, "/")
            assert not cookie["domain"]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_to_another_site(house: House, enter: Enter, target: str) -> None:
    sign_in = Browser(raise_request_exception=False)
    login = {"login": house.administrator.user.email, "password": "correct horse battery", "next": target}
    browser = enter(house.specialist)
    inside = f"/o/{house.organisation.slug}/"
    answers = [
        sign_in.post("/account/login/", login, query_params={"next": target}),
        sign_in.get("/account/login/", {"next": target}),
        browser.get("/account/login/", {"next": target}),
        browser.post("/account/language/", {"language": "en", "next": target}),
        browser.post("/ui/look/", {"theme": "dark", "next": target}),
        browser.get("/account/confirm/", {"next": target}),
        browser.post(f"{inside}drafts/contact/discard/", {"next": target}),
        browser.post(f"{inside}drafts/contact/discard/", HTTP_REFERER=target),
    ]
    for answer in answers:
        assert answer.status_code < 500
        assert not re.match(r"(?i)\s*([a-z]+:|//|/\\)", answer.get("Location", "")), answer["Location"]


def test_every_form_asks_for_its_token(world: World) -> None:
    strict = {role: Browser(enforce_csrf_checks=True) for role in world.cast}
    for role, browser in strict.items():
        browser.force_login(world.cast[role].user)
    for route, pattern in INSIDE:
        door = door_of(pattern)
        if door.writes or door.posts:
            role = sorted(door.roles)[0]
            assert strict[role].post(world.address(route)).status_code == 403, route
    outside = [reverse(name) for name in ("account_login", "account_logout", "accounts:language", "ui:look")]
    for address in outside:
        assert strict[Role.CLIENT].post(address).status_code in (302, 403), address
    assert "_auth_user_id" in strict[Role.CLIENT].session


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_no_other_method_and_no_override(world: World, enter: Enter, method: str) -> None:
    browser: Any = enter(world.cast[Role.EMPLOYMENT_SPECIALIST])
    assert getattr(browser, method)(world.address("trajectories/<str:number>/wish/")).status_code == 405
    override = {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST", "HTTP_X_METHOD_OVERRIDE": "POST"}
    for address in (world.address("today/"), world.address("tasks/<int:task>/done/")):
        usual = browser.get(address).status_code
        assert browser.get(address, {"_method": "POST"}, **override).status_code == usual
    posted = browser.post(world.address("today/"), {"_method": "GET"}, HTTP_X_HTTP_METHOD_OVERRIDE="GET")
    assert posted.status_code == 405


def test_another_host_is_not_answered(db: None) -> None:
    assert (
        Browser(raise_request_exception=False).get("/account/login/", HTTP_HOST="evil.example").status_code == 400
    )


def test_a_sign_in_gets_a_new_session(house: House) -> None:
    browser = Browser()
    browser.get("/account/login/")
    planted = "a" * 32
    browser.cookies[configured.SESSION_COOKIE_NAME] = planted
    browser.post("/account/login/", {"login": house.administrator.user.email, "password": "correct horse battery"})
    assert browser.cookies[configured.SESSION_COOKIE_NAME].value != planted
