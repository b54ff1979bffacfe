"""Whatever is sent to whichever address: never a fault of ours, never a half-written record.

Query parameters, places in addresses and fields of forms are found in the pages themselves.
"""

import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection, transaction
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import House
from plek.organisations.choices import Role
from plek.shared.tenancy import inside
from tests.architecture.test_doors import INSIDE, pages
from tests.security.conftest import Enter
from tests.security.inputs import BAD_BYTES, LONG, NASTY, TYPED, Form, forms_in, names_in
from tests.security.world import PLACE, PREFIX, World, door_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
SRC = Path(__file__).parents[2] / "src" / "plek"
ORDER = [Role.IPS_TEAM_LEADER, Role.EMPLOYMENT_SPECIALIST, Role.ADMINISTRATOR, Role.PRACTITIONER, Role.CLIENT]
KNOWN_NAMES = sorted({name for path in SRC.rglob("views*/*.py") for name in names_in(path.read_text("utf-8"))})
FILTERS = [
    "q",
    "who",
    "team",
    "phase",
    "work",
    "quiet",
    "sort",
    "columns",
    "page",
    "sector",
    "town",
    "owner",
    "stage",
]
NAMES = sorted(
    {*KNOWN_NAMES, *FILTERS, "next", "from", "to", "until", "since", "line", "appointment", "trajectory"}
)
BOUNDED = settings(
    max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def browsers(world: World, enter: Enter) -> dict[str, Browser]:
    return {role: enter(world.cast[role]) for role in ORDER}


def role_for(pattern: Any) -> str | None:
    return next((role for role in ORDER if role in door_of(pattern).roles), None)


@dataclass
class Faults:
    """What went wrong, each place in the code once, with an example of what was sent."""

    found: dict[str, str] = field(default_factory=dict)

    def ask(self, browser: Browser, method: str, address: str, *args: Any, **kwargs: Any) -> Any:
        """One request whose writes are undone; a fault or words of a program are wrong whatever was sent."""
        with transaction.atomic():
            answer = getattr(browser, method)(address, *args, **kwargs)
            shown = read(answer).decode(errors="replace")
            transaction.set_rollback(True)
        sent = f"{method} {address[:300]!r} {str(args)[:300]!r}"
        if answer.status_code >= 500:
            self.found.setdefault(_where(answer), sent)
        for wrong in ("Traceback", "<script>alert(1)", "<img src=x"):
            if wrong in shown:
                self.found.setdefault(wrong, sent)
        return answer

    def check(self) -> None:
        assert not self.found, "\n".join(f"{where}: {sent}" for where, sent in self.found.items())


def _where(answer: Any) -> str:
    """The last line of ours that a fault passed."""
    kind, error, trace = answer.exc_info
    lines = [one for one in traceback.extract_tb(trace) if "/src/plek/" in one.filename]
    at = [f"{one.filename.rsplit('/plek/', 1)[1]}:{one.lineno}" for one in lines[-2:]]
    return f"{kind.__name__} {str(error)[:80]!r} {at}"


@pytest.fixture
def faults() -> Iterator[Faults]:
    found = Faults()
    yield found
    found.check()


def everyone(world: World) -> list[tuple[str, Any, str]]:
    """Every address with a place or a page, and a role that may enter."""
    return [(route, p, role) for route, p in INSIDE if (role := role_for(p)) is not None]


@cache
def queries() -> list[str]:
    """A few queries that hold every odd value under every name that pages read."""
    turned = [
        [(n, NASTY[(i + turn) % len(NASTY)]) for i, n in enumerate(NAMES)] for turn in range(0, len(NASTY), 9)
    ]
    typed = [urlencode([(n, v.encode(errors="surrogatepass")) for n, v in one]) for one in turned]
    repeated = urlencode([(n, v) for n in NAMES for v in ("a", "b")])
    shaped = urlencode([(f"{n}[]", "a") for n in NAMES] + [(f"{n}[x]", "b") for n in NAMES])
    return [*typed, *("&".join(f"{n}={b}" for n in NAMES) for b in BAD_BYTES), repeated, shaped]


def test_any_query_is_answered(world: World, browsers: dict[str, Browser], faults: Faults) -> None:
    odd = queries()
    for place, (route, _pattern, role) in enumerate(everyone(world)):
        for query in odd[place % 9 :: 9]:
            faults.ask(browsers[role], "get", f"{world.address(route)}?{query}")


def test_any_place_in_an_address_is_answered(world: World, browsers: dict[str, Browser], faults: Faults) -> None:
    places = [*(quote(v.encode(errors="surrogatepass"), safe="") for v in NASTY if v and len(v) < 99), *BAD_BYTES]
    for number, (route, pattern, role) in enumerate(everyone(world)):
        names = PLACE.findall(route.removeprefix(PREFIX))
        if not names:
            continue
        for odd in places[number % 11 :: 11]:
            address = world.address(route, **dict.fromkeys(names, odd))
            status = faults.ask(browsers[role], "get", address).status_code
            assert status in (301, 302, 400, 404, 405, 200), address
            if door_of(pattern).writes:
                faults.ask(browsers[role], "post", address)


def test_pages_outside_an_organisation_stand_any_query(browsers: dict[str, Browser], faults: Faults) -> None:
    open_pages = [route for route, _ in pages() if not route.startswith(PREFIX) and not set("<^(") & set(route)]
    assert len(open_pages) > 20
    for browser in (Browser(raise_request_exception=False), browsers[Role.EMPLOYMENT_SPECIALIST]):
        for number, route in enumerate(open_pages):
            for query in queries()[number % 6 :: 6]:
                faults.ask(browser, "get", f"/{route}?{query}")


def forms_of(world: World, browsers: dict[str, Browser]) -> list[tuple[Browser, str, Form]]:
    """Every form that sends by POST on every page, once, with a browser that may send it."""
    found: dict[str, tuple[Browser, str, Form]] = {}
    for route, _pattern, role in everyone(world):
        address = world.address(route)
        answer = browsers[role].get(address)
        if answer.streaming or answer.status_code != 200 or "html" not in answer["Content-Type"]:
            read(answer)
            continue
        for form in forms_in(answer.content.decode()):
            action = form.action or address
            if form.method == "post" and action.startswith("/o/"):
                found.setdefault(re.sub(r"\?.*", "", action), (browsers[role], action, form))
    return list(found.values())


def test_any_field_of_any_form_is_answered_and_what_was_typed_comes_back(
    world: World, browsers: dict[str, Browser], faults: Faults
) -> None:
    all_forms = forms_of(world, browsers)
    assert len(all_forms) > 30
    for number, (browser, action, form) in enumerate(all_forms):
        usual = form.filled()
        fields = [c for c in form.controls if c.kind in TYPED and c.name != "csrfmiddlewaretoken"]
        for place, control in enumerate(fields[number % 3 :: 3]):
            for odd in NASTY[(number + place) % 20 :: 20]:
                sent = odd.encode(errors="replace").decode()
                answer = faults.ask(browser, "post", action, usual | {control.name: [sent]})
                if answer.status_code == 422 and control.kind == "textarea" and sent.isascii() and sent.isalpha():
                    assert sent in answer.content.decode(), f"{action} {control.name}"
        for turn in range(number % 7, len(NASTY), 40):
            odd_all = {c.name: [NASTY[(i + turn) % len(NASTY)].encode(errors="replace").decode(), "b"]
                       for i, c in enumerate(fields)}  # fmt: skip
            faults.ask(browser, "post", action, odd_all)


def test_a_megabyte_in_a_field_is_refused_in_words(
    world: World, browsers: dict[str, Browser], faults: Faults
) -> None:
    for browser, action, form in forms_of(world, browsers)[::15]:
        areas = [c.name for c in form.controls if c.kind in ("textarea", "text")]
        if areas:
            faults.ask(browser, "post", action, form.filled() | {areas[0]: [LONG]})


def test_characters_that_cannot_be_stored_are_left_out_and_the_rest_is_kept(
    world: World, browsers: dict[str, Browser], faults: Faults
) -> None:
    address = world.address("trajectories/<str:number>/wish/")
    answer = browsers[Role.EMPLOYMENT_SPECIALIST].post(address, {"text": "In een\x00 bakkerij"})
    assert answer.status_code == 302
    page = browsers[Role.EMPLOYMENT_SPECIALIST].get(address).content.decode()
    assert "In een bakkerij" in page


def test_a_form_in_a_charset_of_lone_surrogates_is_answered(
    world: World, browsers: dict[str, Browser], faults: Faults
) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\\ud800\\u0000bakker\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x; charset=unicode_escape"
    address = world.address("trajectories/<str:number>/wish/")
    faults.ask(browsers[Role.EMPLOYMENT_SPECIALIST], "generic", "POST", address, body, content_type=kind)


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "", "multipart/form-data"])
def test_a_body_of_another_kind_is_answered(
    world: World, browsers: dict[str, Browser], kind: str, faults: Faults
) -> None:
    for route, pattern, role in everyone(world)[::4]:
        if door_of(pattern).writes:
            address = world.address(route)
            with transaction.atomic():
                answer = browsers[role].generic("POST", address, b'{"text": ["\x00", {}]}', content_type=kind)
                transaction.set_rollback(True)
            assert answer.status_code < 500, f"{kind} {route}"


text = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
anything = st.one_of(
    st.sampled_from(NASTY), text, st.integers().map(str), st.dates().map(str), st.floats().map(str)
)


@BOUNDED
@given(data=st.data())
def test_what_hypothesis_finds(
    data: st.DataObject, house: House, world: World, browsers: dict[str, Browser], faults: Faults
) -> None:
    route, pattern, role = data.draw(st.sampled_from(everyone(world)))
    names = data.draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
    given_values = {n: data.draw(anything).encode(errors="replace").decode() for n in names}
    address = world.address(route)
    if door_of(pattern).writes and data.draw(st.booleans()):
        faults.ask(browsers[role], "post", address, given_values)
    else:
        faults.ask(browsers[role], "get", f"{address}?{urlencode(given_values)}")


def test_what_is_refused_halfway_leaves_nothing(
    house: House, world: World, browsers: dict[str, Browser], faults: Faults
) -> None:
    """Forms sent empty or with one odd value change no table when they answer that something is wrong."""
    for browser, action, form in forms_of(world, browsers)[::4]:
        before = _rows(house)
        with transaction.atomic():
            answer = browser.post(action, {c.name: "²" for c in form.controls})
            if answer.status_code in (400, 404, 422):
                assert _rows(house) == before, action
            transaction.set_rollback(True)


def _rows(house: House) -> list[Any]:
    """How often rows were written, per table."""
    with inside(house.organisation.pk), connection.cursor() as cursor:
        cursor.execute(
            "select relname, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_xact_user_tables"
            " where relname not like 'django_session%' and relname not like 'accounts_%' order by relname"
        )
        return cursor.fetchall()
