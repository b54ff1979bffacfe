"""A browser for the tests of behaviour; it meets only what the test answers, no server and no database."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The Chromium of the machine, gone after this file: its event loop may not reach tests of the database."""
    with sync_playwright() as playwright:
        path = os.environ.get("PLEK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh visitor."""
    context = chromium.new_context(locale="nl-NL")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
