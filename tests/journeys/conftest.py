"""The running product with the invented region, a browser, and words to tell a story in.

Each worker runs one real server of its own, started as ``plek demo`` starts it, on its own database.
"""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from plek.config.demo.region import PASSWORD

PICTURES = Path(__file__).parents[2] / "docs" / "images"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_SECONDS = 120


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass(frozen=True)
class Product:
    """The running product: its address and the e-mail of one account per role."""

    address: str
    emails: dict[str, str]


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """``plek demo`` in a data folder of its own; gone afterwards."""
    port, home = _free_port(), tmp_path_factory.mktemp("plek")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "PLEK_AS", "DJANGO_"))}
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "plek"), "demo", "--port", str(port)],
        env={**environment, "PLEK_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Product(f"http://localhost:{port}", _read_sign_ins(process))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _read_sign_ins(process: subprocess.Popen[str]) -> dict[str, str]:
    printed: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        printed.append(line)
        if "Stop with Ctrl-C" in line:
            return dict(re.findall(r"^([a-z ]+?)\s{2,}(\S+@\S+)", "".join(printed), re.MULTILINE | re.IGNORECASE))
    raise AssertionError("plek demo did not start:\n" + "".join(printed))


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = os.environ.get("PLEK_CHROMIUM") or next(
        (p for p in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(p).exists()), None
    )
    browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


class Visitor:
    """Somebody at a screen. Every page looked at is checked with axe and for messages of the browser."""

    def __init__(self, product: Product, context: BrowserContext, name: str) -> None:
        self.product, self.context, self.name = product, context, name
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def goes_to(self, path: str) -> None:
        """Open an address of the product and look at it."""
        self.page.goto(self.product.address + path)
        self.looks()

    def looks(self, picture: str = "") -> None:
        """Check the page as it stands now: no axe violation, nothing the browser complains about."""
        expect(self.page.locator("h1").first).to_be_visible()
        found = Axe().run(self.page)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide}px"
        assert not self.complaints, self.complaints
        if picture and os.environ.get("PLEK_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{picture}.png")

    def signs_in(self, role: str) -> None:
        """Sign in as the demo account of this role, with the second factor."""
        self.goes_to("/account/login/")
        self.page.fill("input[name=login]:visible", self.product.emails[role])
        self.page.fill("input[name=password]:visible", PASSWORD)
        self.page.locator("form:has(input[name=password]:visible) button[type=submit]").first.click()
        self.page.wait_for_selector("input[name=code]")
        self.looks()
        digits = re.search(r"\b(\d{3})\s?(\d{3})\b", self.page.inner_text("main"))
        assert digits, "the demo shows its code"
        self.page.fill("input[name=code]", "".join(digits.groups()))
        self.page.locator("form:has(input[name=code]) button[type=submit]").first.click()
        self.page.wait_for_url(re.compile(r"/o/|/roles/"))


@pytest.fixture(params=["phone", "desktop"])
def screen(request: pytest.FixtureRequest) -> str:
    """The story is told once on a phone and once on a desktop."""
    return str(request.param)


@pytest.fixture
def visitor(product: Product, chromium: Browser, screen: str) -> Iterator[Callable[..., Visitor]]:
    """Call it for a person at this screen: ``visitor()``, ``visitor(language="en")``."""
    contexts: list[BrowserContext] = []

    def sits_down(language: str = "nl") -> Visitor:
        context = chromium.new_context(
            viewport=PHONE if screen == "phone" else DESKTOP,  # type: ignore[arg-type]
            has_touch=screen == "phone",
            locale=f"{language}-NL",
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": "language", "value": language, "url": product.address}])
        contexts.append(context)
        return Visitor(product, context, screen)

    yield sits_down
    for context in contexts:
        context.close()
