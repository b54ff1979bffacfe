"""Whatever stands in an address, in its places or behind its question mark: never a fault of ours."""

import inspect
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from django.test import Client as Browser
from django.urls import URLPattern

from plek.organisations.choices import Role
from tests.architecture.test_doors import INSIDE
from tests.security.asking import OUTSIDE, Asker, next_of, roles_of, some
from tests.security.inputs import BAD_BYTES, DAYS, NASTY, WEEKS, forms_in, links_in, names_in
from tests.security.world import PLACE, PREFIX, door_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
SRC = Path(__file__).parents[2] / "src" / "plek"
NAMES = sorted({
    "next", "from", "to", "until", "since", "page", "q", "sort", "columns", "line", "appointment", "trajectory",
    *(name for path in SRC.rglob("views*/*.py") for name in names_in(path.read_text("utf-8"))),
})  # fmt: skip
PLACES = [quote(v.encode(errors="surrogatepass"), safe="") for v in NASTY if v and len(v) < 99]
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "results"}


def _encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode([(name, value.encode(errors="surrogatepass")) for name, value in pairs])


def _all_odd(turn: int) -> str:
    """Every name that pages read, each with another odd value."""
    return _encoded([(name, NASTY[(place + turn) % len(NASTY)]) for place, name in enumerate(NAMES)])


QUERIES = [
    *(_all_odd(turn) for turn in range(0, len(NASTY), 5)),
    *("&".join(f"{name}={odd}" for name in NAMES) for odd in BAD_BYTES),
    _encoded([(name, value) for name in NAMES for value in ("a", "b")]),
    _encoded([(f"{name}[]", "a") for name in NAMES] + [(f"{name}[x]", "b") for name in NAMES]),
    "&".join(f"a{number}=1" for number in range(1001)),
    "&=&==&%=%&a",
]


def test_any_query_is_answered(asker: Asker) -> None:
    odd = some(QUERIES)
    for route, pattern in INSIDE:
        roles = roles_of(pattern)
        for role, headers in ((roles[0], {}), (roles[-1], HTMX)):
            asker.get(asker.browsers[role], f"{asker.world.address(route)}?{next(odd)}", **headers)
    asker.check()


def _asked_by(browser: Browser, address: str, pattern: URLPattern) -> dict[str, list[str]]:
    """The names that a page reads from its address, with what they hold: of its filters, links and view."""
    answer = browser.get(address)
    page = "" if answer.streaming else read(answer).decode(errors="replace")
    read(answer)
    asked: dict[str, list[str]] = {
        name: [] for name in names_in(inspect.getsource(inspect.unwrap(pattern.callback)))
    }
    for form in forms_in(page):
        if form.method == "get" and form.action in ("", address):
            asked = form.filled() | {c.name: [] for c in form.controls if c.name not in form.filled()} | asked
    for link in links_in(page):
        if urlsplit(link).path in ("", address):
            asked = {name: [] for name, _ in parse_qsl(urlsplit(link).query)} | asked
    return asked


def test_any_filter_of_a_page_is_answered(asker: Asker) -> None:
    """One odd value at a time, among filters that are in order, so that it goes all the way to the database."""
    odd, days, asked = some(NASTY), some(DAYS), 0
    for route, pattern, browser in asker.everyone():
        address = asker.world.address(route)
        usual = _asked_by(browser, address, pattern)
        asked += len(usual)
        for name in usual:
            for value in WEEKS if name == "week" else next_of(days if name.endswith("_on") else odd, 2):
                query = [(n, v) for n, values in (usual | {name: [value]}).items() for v in values]
                asker.get(browser, f"{address}?{_encoded(query)}")
    assert asked > 50
    asker.check()


def test_any_place_in_an_address_is_answered(asker: Asker) -> None:
    odd, statuses = some([*PLACES, *BAD_BYTES]), set()
    for route, pattern, browser in asker.everyone():
        names = PLACE.findall(route.removeprefix(PREFIX))
        for value in next_of(odd, 3) if names else []:
            address = asker.world.address(route, **dict.fromkeys(names, value))
            statuses.add(asker.get(browser, address).status_code)
            if door_of(pattern).writes:
                statuses.add(asker.post(browser, address).status_code)
    assert 404 in statuses
    assert statuses <= {200, 204, 301, 302, 400, 404, 405}
    asker.check()


def test_any_name_of_an_organisation_leads_nowhere(asker: Asker) -> None:
    for value in [*PLACES, *BAD_BYTES]:
        assert asker.get(asker.browsers[Role.EMPLOYMENT_SPECIALIST], f"/o/{value}/today/").status_code == 404, (
            value
        )
    asker.check()


def test_pages_outside_an_organisation_stand_anything(asker: Asker) -> None:
    queries, places = some(QUERIES), some([*PLACES, *BAD_BYTES])
    visitors = (Browser(raise_request_exception=False), asker.browsers[Role.EMPLOYMENT_SPECIALIST])
    assert len(OUTSIDE) > 20
    for route in OUTSIDE:
        for browser in visitors:
            if "(?P" in route:
                key = next(places)
                asker.get(browser, f"/account/password/reset/1-{key}/")
                asker.get(browser, f"/account/password/reset/{key}-{key}/")
            elif "<" in route:
                for place in next_of(places, 4):
                    asker.get(browser, "/" + PLACE.sub(place.replace("\\", ""), route))
                    asker.post(browser, "/" + PLACE.sub(place.replace("\\", ""), route))
            else:
                asker.get(browser, f"/{route}?{next(queries)}")
    asker.check()
