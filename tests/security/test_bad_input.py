"""Whatever is sent to whichever form: never a fault of ours, no half-written record, nothing typed in vain."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plek.organisations.choices import Role
from tests.architecture.test_doors import INSIDE
from tests.security.asking import WRITTEN, Asker, Found, forms_of, kept_in, next_of, roles_of, some
from tests.security.inputs import LONG, NASTY, SHAPED, Control
from tests.security.test_bad_addresses import NAMES
from tests.security.world import door_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
BOUNDED = settings(
    max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
PARTS = 4
WISH = "trajectories/<str:number>/wish/"
FILES = (b"", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, b"<svg onload=alert(1)>", b"\xff" * 300_000)
BODIES = (
    ("application/json", b'{"text": ["\x00", {}]}'),
    ("text/plain", b"text=\x00"),
    ("application/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ("", b"text=a"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name"),
    ("multipart/form-data; boundary=x; charset=nonsense", b"--x--\r\n"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"text=+AAA-"),
    ("application/x-www-form-urlencoded", b"text=%ED%A0%80%00%FF&text&=&%=%"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(1001))),
    ("application/octet-stream", b"\x00\xff" * 99),
)


def sendable(text: str) -> str:
    """As a browser sends it: it has no halves of characters."""
    return text.encode(errors="replace").decode()


class Odd:
    """Odd values in turn, by what a control holds: two where somebody types, one where something is chosen."""

    def __init__(self, start: int) -> None:
        self.any, self.shaped = some(NASTY), {kind: some(values) for kind, values in SHAPED.items()}
        self.number = start
        for values in (self.any, *self.shaped.values()):
            next_of(values, start)

    def values(self, control: Control) -> list[str]:
        self.number += 1
        almost = self.shaped.get(control.kind, self.any)
        both = [sendable(next(almost)), sendable(next(self.any))]
        return both if control.kind in WRITTEN else both[self.number % 2 :][:1]


@pytest.mark.parametrize("part", range(PARTS))
def test_any_field_of_any_form_is_answered_and_what_was_typed_comes_back(asker: Asker, part: int) -> None:
    """One odd value at a time, then all fields odd; what is refused changes no table, which the asker sees to."""
    odd, sent, refused = Odd(start=part * 9), 0, 0
    for found in forms_of(asker, part, PARTS):
        usual = found.form.filled()
        for control in found.fields:
            for value in odd.values(control):
                counted = control.kind in ("date", "time", "number")
                answer = asker.post(found.browser, found.action, usual | {control.name: [value]}, goes_on=counted)
                sent += 1
                if answer.status_code == 422 and control.kind in WRITTEN:
                    refused += 1
                    if not kept_in(answer, control.name, control.kind, value):
                        asker.wrong(f"{control.name} was typed in vain", f"{found.action} {value[:60]!r}")
        if sent % 2:
            _send_broken(asker, found)
        else:
            values = {control.name: [sendable(next(odd.any)), "b"] for control in found.fields}
            asker.post(found.browser, found.action, values)
    asker.check()
    assert sent > 20
    assert refused > 5


def _send_broken(asker: Asker, found: Found) -> None:
    """All fields with halves of characters, which come only through a character set that no browser uses."""
    part = '--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n\\ud800\\u0000bakker\r\n'
    body = "".join(part % control.name for control in found.fields) + "--x--\r\n"
    asker.raw(
        found.browser, found.action, body.encode(), "multipart/form-data; boundary=x; charset=unicode_escape"
    )


def test_characters_that_cannot_be_stored_are_left_out_and_the_rest_is_kept(asker: Asker) -> None:
    browser, address = asker.browsers[Role.EMPLOYMENT_SPECIALIST], asker.world.address(WISH)
    assert browser.post(address, {"text": "In een\x00 bakkerij"}).status_code == 302
    assert "In een bakkerij" in browser.get(address).content.decode()


@pytest.mark.parametrize(
    ("role", "route", "name"),
    [
        (Role.EMPLOYMENT_SPECIALIST, WISH, "text"),
        (Role.EMPLOYMENT_SPECIALIST, "contacts/new/", "note"),
        (Role.EMPLOYMENT_SPECIALIST, "search/", "q"),
        (Role.EMPLOYMENT_SPECIALIST, "employers/new/", "name"),
        (Role.EMPLOYMENT_SPECIALIST, "drafts/<slug:form>/", "note"),
        (Role.IPS_TEAM_LEADER, "people/", "q"),
        (Role.ADMINISTRATOR, "people/invite/", "email"),
        (Role.CLIENT, "me/wish/", "text"),
    ],
)
def test_a_megabyte_in_a_field_is_refused_in_words(asker: Asker, role: str, route: str, name: str) -> None:
    answer = asker.post(asker.browsers[role], asker.world.address(route), {name: [LONG]})
    assert answer.status_code in (200, 204, 302, 422)
    asker.check()


@pytest.mark.parametrize("size", [1, 6])
def test_megabytes_at_the_entrance_are_answered(asker: Asker, size: int) -> None:
    """Before anybody is known; beyond five megabytes nothing is read."""
    answer = asker.post(Browser(raise_request_exception=False), "/account/login/", {
        "login": "jo@plek.example", "password": LONG * size,
    })  # fmt: skip
    assert answer.status_code == (400 if size > 5 else 422)
    asker.check()


def test_a_body_of_another_kind_is_answered(asker: Asker) -> None:
    bodies = some(BODIES)
    for route, pattern, browser in asker.everyone():
        if door_of(pattern).writes or door_of(pattern).posts:
            for kind, body in next_of(bodies, 2):
                asker.raw(browser, asker.world.address(route), body, kind)
    for kind, body in BODIES:
        asker.raw(Browser(raise_request_exception=False), "/account/login/", body, kind)
    asker.check()


@pytest.mark.parametrize(
    ("role", "route", "name"),
    [(Role.IPS_TEAM_LEADER, "import/", "file"), (Role.ADMINISTRATOR, "settings/", "logo")],
)
def test_any_file_is_answered(asker: Asker, role: str, route: str, name: str) -> None:
    for content in FILES:
        for called in ("a.xlsx", "../../etc/passwd", "x" * 300, "<script>alert(1)</script>.png"):
            file = SimpleUploadedFile("a", content)
            file._name = called
            asker.post(asker.browsers[role], asker.world.address(route), {name: file, "name": "GGZ"})
    asker.check()


anything = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=40),
    st.integers().map(str),
    st.dates().map(str),
    st.floats().map(str),
)


@BOUNDED
@given(data=st.data())
def test_what_hypothesis_finds(data: st.DataObject, asker: Asker) -> None:
    route, pattern = data.draw(st.sampled_from(INSIDE))
    names = data.draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
    values = {name: sendable(data.draw(anything)) for name in names}
    browser = asker.browsers[data.draw(st.sampled_from(roles_of(pattern)))]
    address = asker.world.address(route)
    if door_of(pattern).writes and data.draw(st.booleans()):
        asker.post(browser, address, values)
    else:
        asker.get(browser, f"{address}?{urlencode(values)}")
    asker.check()
