"""Logs, mails, addresses and calendars tell nothing about a person."""

import json
import logging
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client as Browser

from conftest import House
from plek.config.logs import JsonFormatter, RequestIdFilter
from plek.organisations.choices import Role
from tests.architecture.test_doors import INSIDE
from tests.security.conftest import Enter
from tests.security.inputs import forms_in
from tests.security.visiting import everywhere
from tests.security.world import World, door_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
PRIVATE = ("Anna", "Zonderling", "Wachtmans", "Korenaar", "Sprak over", "Brood bakken", "geheime zoekterm",
           "correct horse", "Person ", "@example.org", "111222333")  # fmt: skip

NUMBERS = {"client", "staff", "fte", "clients", "employers", "quick", "wishes", "jobs"}
"""Fields for the number of a client, which may stand in an address."""


class Written(logging.Handler):
    """All that would stand in the log of production."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.addFilter(RequestIdFilter())
        self.setFormatter(JsonFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def written() -> Iterator[Written]:
    root, handler = logging.getLogger(), Written()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


def private_in(text: str, *more: str) -> list[str]:
    return [word for word in (*PRIVATE, *more) if word in text]


def test_the_log_of_a_whole_visit_names_nobody(house: House, world: World, enter: Enter, written: Written) -> None:
    email = house.administrator.user.email
    stranger = Browser(raise_request_exception=False)
    stranger.post("/account/login/", {"login": email, "password": "not my password"})
    stranger.post("/account/login/", {"login": email, "password": "correct horse battery"})
    stranger.post("/account/password/reset/", {"email": email})
    browser = enter(house.specialist)
    for route, pattern in INSIDE:
        if Role.EMPLOYMENT_SPECIALIST in door_of(pattern).roles:
            read(browser.get(world.address(route)))
    browser.post(world.address("search/"), {"q": "geheime zoekterm"})
    browser.post(world.address("trajectories/<str:number>/wish/"), {"text": "Brood bakken " * 999})
    browser.get(world.address("clients/<str:number>/"), REMOTE_ADDR="x" * 100)
    browser.get(world.address("clients/<str:number>/", number="nowhere"))
    browser.get(world.address("settings/"))
    assert any('"level": "ERROR"' in line for line in written.lines)
    assert not [line[:300] for line in written.lines if private_in(line, email, house.specialist.user.name)]


def test_each_line_of_a_request_carries_its_id(world: World, enter: Enter, written: Written) -> None:
    browser = enter(world.cast[Role.EMPLOYMENT_SPECIALIST])
    answer = browser.get(world.address("clients/<str:number>/"), REMOTE_ADDR="x" * 100)
    fault = next(json.loads(line) for line in written.lines if "ERROR" in line)
    assert fault["request"] == answer["X-Request-Id"]
    assert answer["X-Request-Id"] in answer.content.decode()
    assert "character varying" not in json.dumps(fault)


@pytest.mark.parametrize(
    "role", [Role.EMPLOYMENT_SPECIALIST, Role.PRACTITIONER, Role.IPS_TEAM_LEADER, Role.CLIENT]
)
def test_no_address_on_a_page_holds_anything_personal(
    world: World, browsers: dict[str, Browser], role: Role
) -> None:
    wrong, seen = [], 0
    for visit in everywhere(world, browsers):
        if visit.role == role and visit.is_page:
            links = re.findall(r'(?:href|action|src|hx-get|hx-post)="(/[^"]*)"', visit.body)
            seen += len(links)
            wrong += [link for link in links if private_in(link) or "1990" in urlsplit(link).query]
    assert seen > 20
    assert not wrong


def test_words_to_search_by_go_by_post(world: World, browsers: dict[str, Browser]) -> None:
    """A form that sends what is typed in the address would leave names in histories and logs."""
    wrong, seen = [], 0
    for visit in everywhere(world, browsers):
        for form in forms_in(visit.body) if visit.is_page else []:
            seen += 1
            typed = [c.name for c in form.controls if c.kind in ("text", "search", "textarea", "email", "tel")]
            if form.method == "get" and set(typed) - NUMBERS and "employers/" not in visit.route:
                wrong.append(f"{visit.route}: {typed}")
    assert seen > 100
    assert not wrong


def test_a_calendar_holds_the_time_only(world: World, enter: Enter) -> None:
    browser = enter(world.cast[Role.EMPLOYMENT_SPECIALIST])
    answer = browser.get(world.address("appointments/<int:appointment>.ics"))
    text = answer.content.decode()
    assert "DTSTART" in text
    assert not private_in(text, "Kennismaken", "C77", "TR77")
    assert not private_in(answer["Content-Disposition"], "C77", "TR77")


def test_mails_name_no_client(house: House, world: World, enter: Enter) -> None:
    leader, practitioner = enter(house.leader), enter(house.practitioner)
    for address, words in (("ask/", {"text": "Sprak over Zonderling"}), ("reply/", {"text": "Brood bakken"})):
        sender = leader if address == "ask/" else practitioner
        sender.post(world.address("referrals/<int:referral>/" + address), words)
    Browser().post("/account/password/reset/", {"email": house.specialist.user.email})
    for message in mail.outbox:
        assert not [
            w for w in private_in(f"{message.subject} {message.body}") if w not in ("Person ", "@example.org")
        ]


def test_names_of_files_name_nobody(world: World, enter: Enter) -> None:
    browser = enter(world.cast[Role.IPS_TEAM_LEADER])
    for route in ("caseload/file/<slug:kind>/", "export/", "import/template/"):
        answer = browser.get(world.address(route))
        read(answer)
        assert "attachment" in answer["Content-Disposition"]
        assert not private_in(answer["Content-Disposition"])
