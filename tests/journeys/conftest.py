"""The running product with the invented region, a browser, and people at screens.

Each worker runs one product of its own. Signing in is done once for each person and kept for the other stories.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.journeys.cast import Person
from tests.journeys.product import Product, running
from tests.journeys.screens import SCREENS
from tests.journeys.visitor import Visitor

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """``plek demo``, one for all stories of this worker; with PLEK_AT and PLEK_HOME one that runs already.

    Its folder is not below pytest's, which is closed to the user of the database when another run begins.
    """
    if address := os.environ.get("PLEK_AT"):
        yield Product(address, Path(os.environ["PLEK_HOME"]), [])
        return
    with TemporaryDirectory(prefix="plek-") as home, running(Path(home)) as product:
        yield product


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = os.environ.get("PLEK_CHROMIUM") or next(
        (p for p in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(p).exists()), None
    )
    browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest) -> str:
    """The story is told once on a phone and once on a desktop."""
    return str(request.param)


@pytest.fixture(scope="session")
def signed_in() -> dict[str, Any]:
    """What the browser keeps of a sign-in, by e-mail; filled as the stories go."""
    return {}


@pytest.fixture
def visitor(
    product: Product, chromium: Browser, screen: str, signed_in: dict[str, Any]
) -> Iterator[Callable[..., Visitor]]:
    """Call it for somebody at this screen: ``visitor()``, ``visitor(FEMKE)``, ``visitor(FEMKE, "en")``."""
    contexts: list[BrowserContext] = []

    def sits_down(person: Person | None = None, language: str = "nl", **options: Any) -> Visitor:
        if person and person.email not in signed_in:
            signed_in[person.email] = _sign_in_once(sits_down(), person)
        context = chromium.new_context(
            **SCREENS[screen] | {"locale": f"{language}-NL", "reduced_motion": "reduce"} | options,
            storage_state=signed_in[person.email] if person else None,
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "language", "value": language, "url": product.address}])
        contexts.append(context)
        return Visitor(product, context, screen)

    yield sits_down
    for context in contexts:
        context.close()


def _sign_in_once(at_the_door: Visitor, person: Person) -> Any:
    at_the_door.signs_in(person)
    kept = at_the_door.context.storage_state()
    at_the_door.context.close()
    return kept
