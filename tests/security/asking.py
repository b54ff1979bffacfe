"""Asking with odd input, and what is wrong with an answer whatever was asked."""

import re
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import cycle, islice
from typing import Any

from django.db import connection, transaction
from django.test import Client as Browser
from django.urls import URLPattern

from plek.config.middleware import UNSTORABLE
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.shared.tenancy import inside
from tests.architecture.test_doors import INSIDE, pages
from tests.security.inputs import TYPED, Control, Form, forms_in
from tests.security.world import PREFIX, World, door_of, read

ORDER = [Role.IPS_TEAM_LEADER, Role.EMPLOYMENT_SPECIALIST, Role.ADMINISTRATOR, Role.PRACTITIONER, Role.CLIENT]
OUTSIDE = [route for route, _ in pages() if not route.startswith(PREFIX)]
"""Addresses of no organisation: of one's account, of signing in, of invitations."""
WRITTEN = {"text", "textarea", "number", "date", "time", "email", "tel"}
"""Controls in which somebody types."""
NOT_OF_THE_FORM = "^(django_|audit_|accounts_|plek_cache)"
"""Tables that a request writes beside what its form asks: sessions, the log, attempts to sign in."""


def some(values: Iterable[Any]) -> Iterator[Any]:
    """The values over and over: who takes the next few each time meets all of them in the end."""
    return cycle(list(values))


def next_of(values: Iterator[Any], count: int) -> list[Any]:
    return list(islice(values, count))


def roles_of(pattern: URLPattern) -> list[str]:
    """Who may enter, those who meet most first."""
    roles = door_of(pattern).roles
    return [role for role in ORDER if role in roles] or sorted(roles)


@dataclass
class Asker:
    """Asks in everyone's name, undoes what is written, and keeps what went wrong: each place in the code once."""

    world: World
    browsers: dict[str, Browser]
    found: dict[str, str] = field(default_factory=dict)
    before: list[Any] = field(default_factory=list)

    def get(self, browser: Browser, address: str, **kwargs: Any) -> Any:
        """Open a page."""
        return self._ask(browser, "get", address, **kwargs)

    def post(self, browser: Browser, address: str, *args: Any, goes_on: bool = False, **kwargs: Any) -> Any:
        """Send a form; whoever ``goes_on`` opens the pages on which what was taken is shown."""
        return self._ask(browser, "post", address, *args, goes_on=goes_on, **kwargs)

    def raw(self, browser: Browser, address: str, body: bytes, kind: str) -> Any:
        """Send a body as it is."""
        return self._ask(browser, "generic", "POST", address, body, content_type=kind)

    def everyone(self) -> Iterator[tuple[str, URLPattern, Browser]]:
        """Every address inside, with a browser that may enter."""
        for route, pattern in INSIDE:
            yield route, pattern, self.browsers[roles_of(pattern)[0]]

    def wrong(self, what: str, sent: str) -> None:
        self.found.setdefault(what, sent)

    def check(self) -> None:
        assert not self.found, "\n" + "\n".join(f"{what}: {sent}" for what, sent in self.found.items())

    def _ask(self, browser: Browser, method: str, *args: Any, goes_on: bool = False, **kwargs: Any) -> Any:
        sent = f"{method} {str(args)[:400]}"
        cookies = browser.cookies.copy()
        self.before = self.before or contents(self.world)
        with transaction.atomic():
            answer = getattr(browser, method)(*args, **kwargs)
            shown = read(answer).decode(errors="replace")
            if method != "get" and answer.status_code >= 400 and contents(self.world) != self.before:
                self.wrong(f"refused with {answer.status_code} and yet written", sent)
            if goes_on and answer.status_code == 302:
                self._go_on(browser, answer["Location"], sent)
            transaction.set_rollback(True)
        browser.cookies = cookies
        self._judge(answer, shown, sent)
        return answer

    def _go_on(self, browser: Browser, to: str, sent: str) -> None:
        """What was taken can be shown: on the page that follows, and on that of the day."""
        for visitor, address in (
            (browser, to),
            (self.browsers[Role.EMPLOYMENT_SPECIALIST], self.world.address("today/")),
        ):
            page = visitor.get(address)
            self._judge(page, read(page).decode(errors="replace"), f"{address} after {sent}")

    def _judge(self, answer: Any, shown: str, sent: str) -> None:
        if answer.status_code >= 500:
            self.wrong(_where(answer), sent)
        for words in ("Traceback", "<script>alert(1)", "<img src=x"):
            if words in shown:
                self.wrong(words, sent)


def _where(answer: Any) -> str:
    """The last lines of ours that a fault passed."""
    if answer.exc_info is None:
        return f"answered {answer.status_code}"
    kind, error, trace = answer.exc_info
    lines = [one for one in traceback.extract_tb(trace) if "/src/plek/" in one.filename]
    at = [f"{one.filename.rsplit('/plek/', 1)[1]}:{one.lineno}" for one in lines[-2:]]
    return f"{kind.__name__} {str(error)[:80]!r} {at}"


@cache
def _contents_query() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            " and relname !~ %s and has_table_privilege(oid, 'SELECT') order by 1",
            [NOT_OF_THE_FORM],
        )
        tables = [name for (name,) in cursor.fetchall()]
    assert len(tables) > 30
    return " union all ".join(
        f"select '{name}', count(*), coalesce(sum(hashtext(t::text)), 0) from {name} t" for name in tables
    )


def contents(world: World) -> list[Any]:
    """What the tables of the organisation hold, in brief."""
    with inside(world.organisation.pk), connection.cursor() as cursor:
        cursor.execute(_contents_query())
        return sorted(cursor.fetchall())


def kept_in(answer: Any, name: str, kind: str, sent: str) -> bool:
    """Does the page that comes back hold what was typed? True when it shows no such control."""
    shown = [
        c.value for f in forms_in(answer.content.decode()) for c in f.controls if (c.name, c.kind) == (name, kind)
    ]
    return not shown or any(_same(value, sent) for value in shown)


def _same(shown: str, sent: str) -> bool:
    plain = [re.sub(r"\r\n?", "\n", UNSTORABLE.sub("", text)).strip() for text in (shown, sent)]
    return plain[0] == plain[1]


@dataclass(frozen=True)
class Found:
    """A form on a page, who may send it, and its fields that no other form for the same address had."""

    browser: Browser
    action: str
    form: Form
    fields: list[Control]


def forms_of(asker: Asker, part: int, parts: int) -> Iterator[Found]:
    """Every form that sends by POST on one of so many parts of all pages, once."""
    met: dict[str, set[str]] = {}
    everything = list(_pages_of(asker))
    size = len(everything) // parts + 1
    for browser, address in everything[part * size :][:size]:
        answer = asker.get(browser, address)
        if answer.streaming or answer.status_code != 200 or "html" not in answer["Content-Type"]:
            read(answer)
            continue
        for form in forms_in(answer.content.decode()):
            action = form.action or address
            if form.method == "post" and action.startswith("/"):
                known = met.setdefault(action.partition("?")[0], set())
                new = {c.name: c for c in form.controls if c.kind in TYPED and c.name not in known}
                if new.keys() - {"csrfmiddlewaretoken"} or not known:
                    known |= {*new, "csrfmiddlewaretoken"}
                    new.pop("csrfmiddlewaretoken", None)
                    yield Found(browser, action, form, list(new.values()))


def _pages_of(asker: Asker) -> Iterator[tuple[Browser, str]]:
    """Inside as who meets most, and as one who does not guide; outside as a stranger and as somebody signed in."""
    for route, pattern in INSIDE:
        roles = roles_of(pattern)
        for role in (roles[0], *(set(roles[-1:]) - {roles[0], *CASELOAD_ROLES})):
            yield asker.browsers[role], asker.world.address(route)
    stranger = Browser(raise_request_exception=False)
    for route in OUTSIDE:
        if not set("<^(") & set(route):
            yield stranger, f"/{route}"
            yield asker.browsers[Role.EMPLOYMENT_SPECIALIST], f"/{route}"
