"""What the scripts do, in a browser: pages come from our templates, answers from the test."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django_htmx
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler
from playwright.sync_api import Browser, Page, Request, Route, expect

from plek.shared.ui.build import DIST
from plek.shared.ui.gallery import SampleForm, gallery_page
from plek.shared.ui.tests.rendering import a_request

pytestmark = pytest.mark.urls("plek.shared.ui.tests.urls")

HOME = "http://plek.test"
HTMX = Path(django_htmx.__file__).parent / "static"
FRAME = {
    "places": [SimpleNamespace(url="/vandaag/", label="Vandaag", icon="sun", current=True)],
    "search_url": "/zoeken/",
    "log_contact_url": "/log/",
    "log_employer_contact_url": "/log/",
    "session_ends_in": 900,
    "keepalive_url": "/blijf/",
}
PANEL = """
<form class="stack" action="/log/" method="post" novalidate hx-post="/log/" hx-target="#panel" hx-swap="innerHTML"
  data-draft="/concept/">
  <h2>Contact vastleggen</h2><c-errors :form="form" />{% for field in form %}<c-field :field="field" />{% endfor %}
  <c-button variant="primary" id="send">Vastleggen</c-button>
</form>
"""
BOARD = """
<div class="board" data-board>
  <div data-column="zoeken"><ul><li data-card><a href="#s">S.</a><details class="move"><summary>Verplaats</summary>
    <form data-move="to" method="post" action="/verplaats/"><select name="to" aria-label="Naar">
    <option>zoeken</option><option>werkt</option></select><button>Verplaats</button></form>
    </details></li></ul></div>
  <div data-column="werkt" class="board-column"></div>
</div>
"""


def html(snippet: str, **context: Any) -> str:
    with translation.override("nl"):
        template = engines["django"].from_string(CottonCompiler().process(snippet))
        return template.render(context, a_request())


def page_with(content: str, **context: Any) -> str:
    start = '{% extends "base.html" %}{% block title %}Proef{% endblock %}{% block page %}'
    return html(f"{start}<h1>Proef</h1>{content}{{% endblock %}}", **(FRAME | context))


class Site:
    """Answers the browser: our page, our files, and what the test says for the rest."""

    def __init__(self) -> None:
        self.page = page_with("")
        self.answers: dict[str, Callable[[Request], dict[str, Any]]] = {}
        self.posts: list[str] = []

    def __call__(self, route: Route) -> None:
        path = "/" + route.request.url.removeprefix(HOME).split("?")[0].split("#")[0].lstrip("/")
        if route.request.method == "POST":
            self.posts.append(path)
        if path.startswith("/static/plek/"):
            route.fulfill(path=str(DIST.parents[1] / path.removeprefix("/static/")))
        elif path.startswith("/static/"):
            route.fulfill(path=str(HTMX / path.removeprefix("/static/")))
        elif path in self.answers:
            route.fulfill(**self.answers[path](route.request))
        else:
            route.fulfill(body=self.page, content_type="text/html; charset=utf-8")


def log_answers(request: Request) -> dict[str, Any]:
    """The log form as our server answers it: a form, its errors, or that it is done."""
    if request.method == "GET":
        return {"body": html(PANEL, form=SampleForm()), "content_type": "text/html; charset=utf-8"}
    if 'name="name"' in (request.post_data or "") or "name=Sam" in (request.post_data or ""):
        done = json.dumps({"plek:said": "Contact vastgelegd", "plek:close-panel": ""})
        return {"body": "", "headers": {"HX-Trigger": done}}
    body = html(PANEL, form=SampleForm({}))
    return {"status": 422, "body": body, "content_type": "text/html; charset=utf-8"}


@pytest.fixture
def site(page: Page) -> Iterator[Site]:
    site = Site()
    site.answers["/log/"] = log_answers
    for path in ("/concept/", "/blijf/"):
        site.answers[path] = lambda request: {"status": 204}
    page.route(re.compile(re.escape(HOME)), site)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(HOME + "/")
    page.wait_for_selector("html.js", state="attached")
    return site


def test_slash_goes_to_search_and_typing_there_presses_no_keys(page: Page, site: Site) -> None:
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("c?")
    expect(page.locator("#search")).to_have_value("c?")
    expect(page.locator("#panel-frame")).to_be_hidden()


def test_c_opens_the_panel_and_escape_returns_to_where_one_was(page: Page, site: Site) -> None:
    page.keyboard.press("c")
    expect(page.locator("#panel h2")).to_be_focused()
    assert page.url == HOME + "/"
    page.keyboard.press("Escape")
    expect(page.locator("#panel-frame")).to_be_hidden()
    expect(page.locator('[data-key="c"]')).to_be_focused()


def test_back_closes_the_panel_and_leaves_the_page(page: Page, site: Site) -> None:
    page.keyboard.press("w")
    expect(page.locator("#panel h2")).to_be_visible()
    page.go_back()
    expect(page.locator("#panel-frame")).to_be_hidden()
    assert page.url == HOME + "/"


def test_on_a_phone_the_panel_covers_the_page(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.click('[data-key="c"]')
    expect(page.locator("#panel h2")).to_be_visible()
    assert page.locator("#page").evaluate("element => element.inert")
    page.click("[data-closes-panel]")
    assert not page.locator("#page").evaluate("element => element.inert")


def test_an_invalid_form_puts_the_focus_on_its_errors(page: Page, site: Site) -> None:
    page.keyboard.press("c")
    page.click("#send")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fout: Proef"))
    page.click("[data-error-summary] a >> nth=0")
    expect(page.locator("#id_name")).to_be_focused()


def test_a_logged_contact_is_said_and_closes_the_panel(page: Page, site: Site) -> None:
    page.keyboard.press("c")
    page.fill("#id_name", "Sam")
    page.dblclick("#send")
    expect(page.locator("#said")).to_have_text("Contact vastgelegd")
    expect(page.locator("#panel-frame")).to_be_hidden()
    assert page.url == HOME + "/"
    assert site.posts.count("/log/") == 1


def test_a_form_is_sent_once(page: Page, site: Site) -> None:
    site.page = page_with('<form method="post" action="/doe/"><c-button id="go">Doe</c-button></form>')
    page.reload()
    count = "document.addEventListener('submit', (sent) => (sent.preventDefault(), (window.sent ??= []).push(1)))"
    page.evaluate(count)
    page.click("#go")
    page.click("#go")
    assert page.evaluate("window.sent") == [1]
    expect(page.locator("#go")).to_have_attribute("aria-busy", "true")


def test_a_draft_is_kept_and_says_when(page: Page, site: Site) -> None:
    page.clock.install()
    page.keyboard.press("c")
    page.fill("#id_note", "Rustig gesprek")
    page.clock.run_for(2500)
    expect(page.locator("[data-draft-status]")).to_have_text(re.compile(r"^Concept bewaard \d\d:\d\d$"))
    assert site.posts == ["/concept/"]


def test_a_draft_that_did_not_arrive_is_tried_again(page: Page, site: Site) -> None:
    site.answers["/concept/"] = lambda request: {"status": 503}
    page.clock.install()
    page.reload()
    page.keyboard.press("c")
    page.fill("#id_note", "Rustig gesprek")
    page.clock.run_for(2500)
    expect(page.locator("[data-draft-status]")).to_have_text("Concept nog niet bewaard. We blijven het proberen.")
    site.answers["/concept/"] = lambda request: {"status": 204}
    page.clock.run_for(20000)
    expect(page.locator("[data-draft-status]")).to_have_text(re.compile("^Concept bewaard"))


def test_keys_are_shown_and_can_be_switched_off(page: Page, site: Site) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.locator("#panel-frame")).to_be_hidden()
    page.reload()
    page.keyboard.press("c")
    expect(page.locator("#panel-frame")).to_be_hidden()


def test_two_keys_in_a_row_lead_to_the_first_place(page: Page, site: Site) -> None:
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url(HOME + "/vandaag/")


def test_an_earlier_key_does_not_make_a_later_one_forgotten(page: Page, site: Site) -> None:
    page.clock.install()
    page.reload()
    page.keyboard.press("q")
    page.clock.run_for(1000)
    page.keyboard.press("g")
    page.clock.run_for(1000)
    page.keyboard.press("v")
    page.wait_for_url(HOME + "/vandaag/")


def test_a_menu_closes_on_escape(page: Page, site: Site) -> None:
    page.click(".menu summary")
    expect(page.locator(".menu-list")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".menu-list")).to_be_hidden()
    expect(page.locator(".menu summary")).to_be_focused()


def test_dragging_a_card_sends_its_own_form(page: Page, site: Site) -> None:
    site.page = page_with(BOARD)
    page.reload()
    with page.expect_request(HOME + "/verplaats/") as moved:
        page.locator("[data-card]").drag_to(page.locator("[data-column=werkt]"), source_position={"x": 5, "y": 5})
    assert "to=werkt" in (moved.value.post_data or "")


def test_a_card_moves_by_key_through_its_own_form(page: Page, site: Site) -> None:
    site.page = page_with(BOARD)
    page.reload()
    page.keyboard.press("m")
    expect(page.locator("details.move")).not_to_have_attribute("open", "")
    page.locator("[data-card] a").focus()
    page.keyboard.press("m")
    expect(page.locator("[data-card] select")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#said")).to_have_text("werkt")
    with page.expect_request(HOME + "/verplaats/") as moved:
        page.keyboard.press("Enter")
    assert "to=werkt" in (moved.value.post_data or "")


def test_escape_leaves_a_card_where_it_is(page: Page, site: Site) -> None:
    site.page = page_with(BOARD)
    page.reload()
    page.locator("[data-card] a").focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator("[data-card] summary")).to_be_focused()
    expect(page.locator("[data-card] select")).to_have_value("zoeken")
    assert site.posts == []


def test_what_was_moved_is_said_when_the_board_comes_back(page: Page, site: Site) -> None:
    site.page = page_with("<p data-moved>Sam staat nu in “werkt”.</p>" + BOARD)
    page.reload()
    expect(page.locator("#said")).to_have_text("Sam staat nu in “werkt”.")


@pytest.mark.parametrize(("sticky", "shown"), [("", True), ('<div class="actions actions--sticky"></div>', False)])
def test_on_a_phone_the_log_button_leaves_room_for_a_form(
    page: Page, site: Site, sticky: str, shown: bool
) -> None:
    site.page = page_with(f"<form>{sticky}</form>")
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    expect(page.locator(".log")).to_be_visible(visible=shown)
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".log")).to_be_visible()


def test_before_a_session_ends_one_is_asked_and_may_stay(page: Page, site: Site) -> None:
    page.clock.install()
    page.reload()
    page.clock.fast_forward(700_000)
    expect(page.locator("#session")).to_be_hidden()
    page.clock.fast_forward(90_000)
    expect(page.locator("#session")).to_be_visible()
    page.click("[data-stay]")
    expect(page.locator("#session")).to_be_hidden()
    assert site.posts == ["/blijf/"]


def test_the_server_says_how_long_one_may_stay(page: Page, site: Site) -> None:
    site.answers["/blijf/"] = lambda request: {"json": {"seconds": 300}}
    page.clock.install()
    page.reload()
    page.clock.fast_forward(800_000)
    page.click("[data-stay]")
    expect(page.locator("#session")).to_be_hidden()
    page.clock.fast_forward(200_000)
    expect(page.locator("#session")).to_be_visible()


def test_staying_too_late_says_that_one_has_been_signed_out(page: Page, site: Site) -> None:
    site.answers["/blijf/"] = lambda request: {"status": 401, "json": {"seconds": 0}}
    page.clock.install()
    page.reload()
    page.clock.fast_forward(800_000)
    page.click("[data-stay]")
    page.clock.run_for(2000)
    expect(page.locator("[data-session-over]")).to_be_visible()


def test_before_a_session_ends_what_was_typed_is_kept(page: Page, site: Site) -> None:
    site.answers["/concept/"] = lambda request: {"status": 503}
    page.clock.install()
    page.reload()
    page.keyboard.press("c")
    page.fill("#id_note", "Rustig gesprek")
    page.clock.run_for(2500)
    before = site.posts.count("/concept/")
    site.answers["/concept/"] = lambda request: {"status": 204}
    page.clock.fast_forward(785_000)
    expect(page.locator("#session")).to_be_visible()
    assert site.posts.count("/concept/") > before


def test_after_its_end_a_session_leads_back_to_signing_in(page: Page, site: Site) -> None:
    page.clock.install()
    page.reload()
    page.clock.fast_forward(905_000)
    expect(page.locator("[data-session-over]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-session-over]")).to_be_visible()


def test_a_failed_request_is_said_aloud(page: Page, site: Site) -> None:
    site.answers["/log/"] = lambda request: {"status": 500, "body": "x"}
    page.keyboard.press("c")
    expect(page.locator("#said")).to_have_text("Dat lukte niet. Probeer het nog eens.")
    expect(page.locator("#panel-frame")).to_be_hidden()


@pytest.mark.parametrize("theme", ["auto", "dark"])
def test_paper_is_white_even_when_the_screen_is_dark(page: Page, site: Site, theme: str) -> None:
    page.evaluate("theme => (document.documentElement.dataset.theme = theme)", theme)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".rail")).to_be_hidden()


def test_a_dialog_opens_without_script_too(chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page, site = context.new_page(), Site()
    site.page = page_with(
        '<c-button href="#move">Open</c-button><c-dialog id="move" title="Verplaats">x</c-dialog>'
    )
    page.route(re.compile(re.escape(HOME)), site)
    page.goto(HOME + "/")
    expect(page.locator("#move")).to_be_hidden()
    page.click("a[href='#move']")
    expect(page.locator("#move")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_is_wider_than_its_screen(page: Page, site: Site, width: int) -> None:
    site.page = html('{% include "ui/gallery.html" %}', **FRAME, **gallery_context())
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(HOME + "/ui/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_sample_of_a_form_with_errors_keeps_the_gallery_at_its_beginning(page: Page, site: Site) -> None:
    site.page = html('{% include "ui/gallery.html" %}', **FRAME, **gallery_context())
    page.goto(HOME + "/ui/")
    assert page.evaluate("[scrollY, document.activeElement.tagName]") == [0, "BODY"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_gallery_has_no_accessibility_fault(page: Page, site: Site, scheme: Any, width: int) -> None:
    site.page = html('{% include "ui/gallery.html" %}', **FRAME, **gallery_context())
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(HOME + "/ui/")
    faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in faults] == []


def gallery_context() -> dict[str, Any]:
    with translation.override("nl"):
        return gallery_page({})
