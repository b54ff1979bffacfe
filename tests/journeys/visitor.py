"""Somebody at a screen: goes somewhere, presses, types, looks."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.cast import HOUSE, Person, code_now
from tests.journeys.product import Product

PICTURES = Path(__file__).parents[2] / "docs" / "images"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HALF_A_MINUTE = 30_000
FAULTS_ONLY = {"resultTypes": ["violations"]}
"""Every rule is asked; what passes is not described one by one, which took most of the time."""
Text = str | re.Pattern[str]


class Visitor:
    """Every page looked at is checked: axe, no scrolling sideways, nothing the browser complains about."""

    def __init__(self, product: Product, context: BrowserContext, screen: str) -> None:
        self.product, self.context, self.screen = product, context, screen
        self.complaints: list[str] = []
        self.taps = 0
        self.page: Page = context.new_page()
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    @property
    def has_phone(self) -> bool:
        return self.screen == "phone"

    def goes_to(self, path: str) -> None:
        """Open an address of the product and look at it; ``today/`` is one below the organisation."""
        self.opens(path)
        self.looks()

    def opens(self, path: str) -> int:
        """Open an address without looking; returns the HTTP status."""
        whole = path if path.startswith("/") else f"/o/{HOUSE}/{path}"
        answer = self.page.goto(self.product.address + whole)
        return answer.status if answer else 0

    def looks(self, picture: str = "") -> None:
        """Check the page as it stands now; with a name, take its picture for the manual."""
        expect(self.page.locator("h1").first).to_be_visible()
        found = Axe().run(self.page, options=FAULTS_ONLY)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        self.fits()
        assert not self.complaints, f"{self.page.url}: {self.complaints}"
        if picture:
            self.takes_picture(picture)

    def fits(self) -> None:
        """The page does not scroll sideways."""
        wide = self.page.evaluate(SIDEWAYS)
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide}px"

    def takes_picture(self, name: str) -> None:
        """Only with PLEK_PICTURES set: a run of the tests leaves the manual alone."""
        if os.environ.get("PLEK_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png")

    def forgives(self, *statuses: int) -> None:
        """The browser reports these answers as errors of its own; the story expected them."""
        expected = tuple(f"status of {status}" for status in statuses)
        self.complaints = [c for c in self.complaints if not any(e in c for e in expected)]

    def sees(self, *texts: Text) -> None:
        """These words stand on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def does_not_see(self, *texts: Text) -> None:
        """None of these words stands on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)

    def is_told(self, text: Text) -> None:
        """A message of the product says so."""
        expect(self.page.locator("#messages").get_by_text(text).first).to_be_visible()

    def taps_on(self, target: Locator) -> None:
        """One tap of the thumb or click of the mouse; counted."""
        self.taps += 1
        if self.has_phone:
            target.tap()
        else:
            target.click()

    def button(self, name: Text, within: Locator | None = None) -> Locator:
        return (within or self.page.locator("body")).get_by_role("button", name=name).filter(visible=True).first

    def link(self, name: Text, within: Locator | None = None) -> Locator:
        return (within or self.page.locator("body")).get_by_role("link", name=name).filter(visible=True).first

    def presses(self, name: Text, within: Locator | None = None) -> None:
        """Press the button with this name."""
        self.taps_on(self.button(name, within))

    def follows(self, name: Text, within: Locator | None = None) -> None:
        """Follow the link with this name."""
        self.taps_on(self.link(name, within))

    def chooses(self, group: Text, *choices: Text) -> None:
        """Tap these chips or round knobs in the group of fields with this heading."""
        fields = self.page.get_by_role("group", name=group).filter(visible=True).last
        for choice in choices:
            self.taps_on(fields.locator("label.choice", has_text=choice).first)

    def fills(self, label: Text, value: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label).filter(visible=True).first.fill(value)

    def picks(self, label: Text, value: str) -> None:
        """Choose from the list with this label, by what stands there."""
        self.page.get_by_label(label).filter(visible=True).first.select_option(label=value)

    @property
    def panel(self) -> Locator:
        """The sheet beside the page."""
        return self.page.locator("#panel")

    def signs_in(self, person: Person) -> None:
        """With password and second factor, the long way."""
        self.opens("/account/login/")
        self.types_password(person.email, person.password)
        self.page.wait_for_selector("input[name=code]")
        self.types_code()

    def types_password(self, email: str, password: str) -> None:
        self.page.fill("input[name=login]:visible", email)
        self.page.fill("input[name=password]:visible", password)
        self.page.locator("form:has(input[name=password]:visible) button[type=submit]").first.click()

    def types_code(self) -> None:
        """The code of this half minute; when it was used just now, another, or a later one."""
        for ahead, patience in ((0, 0), (1, 0), (-1, 0), (1, HALF_A_MINUTE)):
            self.page.wait_for_timeout(patience)
            self.page.fill("input[name=code]", code_now(ahead=ahead))
            self.page.locator("form:has(input[name=code]) button[type=submit]").first.click()
            self.page.wait_for_url(re.compile(r"/o/|/login/code/|:\d+/$"))
            self.page.wait_for_load_state()
            if "/login/code/" not in self.page.url:
                return
            self.forgives(422)
        raise AssertionError("no code was accepted")
