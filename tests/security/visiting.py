"""A visit to every page in every role, for tests that only look at the answers."""

from dataclasses import dataclass
from typing import Any

from django.test import Client as Browser

from tests.architecture.test_doors import INSIDE
from tests.security.world import World, door_of, read


@dataclass(frozen=True)
class Visit:
    """One page as one role was shown it."""

    role: str
    route: str
    answer: Any
    body: str

    @property
    def is_page(self) -> bool:
        return "html" in self.answer["Content-Type"]


_visits: list[Visit] = []


def everywhere(world: World, browsers: dict[str, Browser]) -> list[Visit]:
    """Each page as everyone who may enter; made once, since it takes its time and nobody changes an answer."""
    if not _visits:
        _visits.extend(
            _visit(world, browser, role, route)
            for role, browser in browsers.items()
            for route, pattern in INSIDE
            if role in door_of(pattern).roles
        )
    return _visits


def _visit(world: World, browser: Browser, role: str, route: str) -> Visit:
    answer: Any = browser.get(world.address(route))
    body = read(answer).decode(errors="replace")
    answer.context = answer.templates = answer.client = None
    return Visit(role, route, answer, body)
