"""The frame, the pages that belong to no organisation, and the pages for when things go wrong."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context
from django.template.loader import get_template
from django.test import RequestFactory, override_settings
from django.utils import translation

from plek.shared.ui import views
from plek.shared.ui.gallery import SampleForm
from plek.shared.ui.tests.rendering import a_request, page_of

pytestmark = pytest.mark.urls("plek.shared.ui.tests.urls")

PLACES = [
    SimpleNamespace(url="/today/", label="Vandaag", icon="sun", current=True),
    SimpleNamespace(url="/clients/", label="Cliënten", icon="users", current=False),
]
FRAME: dict[str, Any] = {
    "places": PLACES,
    "organisation": SimpleNamespace(name="GGZ Voorbeeld", logo_url="", theme={"accent": "#003366"}),
    "search_url": "/search/",
    "log_contact_url": "/log/",
    "log_employer_contact_url": "/log-employer/",
    "roles_in_use_url": "/roles/",
    "session_ends_in": 900,
    "keepalive_url": "/keep/",
    "demo": True,
}


def test_a_signed_out_page_leaves_out_what_it_does_not_have() -> None:
    html = page_of("base.html")
    for part in ('role="search"', 'class="rail"', "data-session-ends-in", 'class="demo"', "<style", "role-in-use"):
        assert part not in html
    assert "Direct naar de inhoud" in html
    assert '<main class="page" id="page"' in html


def test_the_frame_shows_the_places_and_where_one_is() -> None:
    html = page_of("base.html", **FRAME)
    assert '<a class="place" href="/today/" aria-current="page" data-key="g v">' in html
    assert html.count("aria-current") == 1
    assert "Cliënten" in html


def test_the_frame_offers_search_and_logging_by_key() -> None:
    html = page_of("base.html", **FRAME)
    assert 'action="/search/"' in html
    for key in ("/", "c", "w", "?"):
        assert f'data-key="{key}"' in html
    assert 'hx-get="/log/" hx-target="#panel"' in html


def test_the_frame_warns_that_a_demo_is_made_up() -> None:
    assert "Alle mensen hier zijn verzonnen" in page_of("base.html", **FRAME)


def test_the_frame_knows_when_the_session_ends() -> None:
    html = page_of("base.html", **FRAME)
    assert 'data-session-ends-in="900" data-keepalive="/keep/"' in html
    assert "Blijf ingelogd" in html


def test_a_theme_stands_in_one_style_with_a_nonce() -> None:
    html = page_of("base.html", **FRAME)
    assert '<style nonce="n0nce">@media screen{:root[data-theme="light"]{--accent:#003366;}}' in html


def test_an_organisations_logo_has_its_name() -> None:
    organisation = SimpleNamespace(name="GGZ Voorbeeld", logo_url="/logo.svg", theme={})
    assert '<img src="/logo.svg" alt="GGZ Voorbeeld">' in page_of(
        "base.html", **(FRAME | {"organisation": organisation})
    )


def test_the_title_begins_with_the_fault() -> None:
    assert "<title>Fout: " in page_of("base.html", form=SampleForm({}))
    assert "<title>Fout: " not in page_of("base.html", form=SampleForm())
    assert "<title>Error: " in page_of("base.html", language="en", form=SampleForm({}))


def test_the_look_of_this_device_is_on_the_page_at_once() -> None:
    html = page_of("base.html", request=a_request(plek_theme="dark", plek_print="large"))
    assert 'lang="nl" data-theme="dark" data-print="large"' in html


def test_a_forged_look_cannot_break_out_of_its_attribute() -> None:
    assert '"><script>x' not in page_of("base.html", request=a_request(plek_theme='"><script>x'))


def test_htmx_keeps_no_pages_and_runs_no_text() -> None:
    html = page_of("base.html")
    for setting in (
        '"historyCacheSize":0',
        '"allowEval":false',
        '"includeIndicatorStyles":false',
        '"code":"422","swap":true',
    ):
        assert setting in html


def opened(view: Callable[[HttpRequest], HttpResponse], language: str = "nl") -> str:
    with translation.override(language):
        response = view(a_request("/ui/"))
    assert response.status_code == 200
    return response.content.decode()


def choose(**fields: str) -> HttpResponse:
    return views.look(RequestFactory().post("/ui/look/", fields))


@pytest.mark.parametrize("view", [views.gallery, views.accessibility])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_without_organisation_open_for_everyone(view: Any, language: str) -> None:
    assert f'<html lang="{language}"' in opened(view, language)


@pytest.mark.parametrize(
    "part",
    [
        "utrecht-button--primary-action",
        "utrecht-alert--error",
        "data-error-summary",
        "<dialog",
        'class="stat"',
        'class="pagination"',
        'class="empty"',
        'class="board"',
        'fill="var(--accent)"',
        "icons.svg#sprout",
    ],
)
def test_the_gallery_shows_every_component_and_token(part: str) -> None:
    assert part in opened(views.gallery)


def test_ids_of_the_gallery_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', opened(views.gallery))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("field", "value", "cookie"),
    [("theme", "dark", "plek_theme"), ("print", "large", "plek_print"), ("language", "en", "language")],
)
def test_a_look_is_kept_on_this_device(field: str, value: str, cookie: str) -> None:
    response = choose(**{field: value, "next": "/ui/"})
    assert response.status_code == 302
    assert response["Location"] == "/ui/"
    assert response.cookies[cookie].value == value
    assert response.cookies[cookie]["httponly"]


def test_an_unknown_look_is_not_kept() -> None:
    assert not choose(theme="neon", next="/ui/").cookies


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_choosing_a_look_never_leads_elsewhere(elsewhere: str) -> None:
    assert choose(theme="dark", next=elsewhere)["Location"] == "/"


def test_a_look_is_only_chosen_by_posting() -> None:
    assert views.look(a_request("/ui/look/")).status_code == 405


@pytest.mark.parametrize(
    ("name", "dutch", "english"),
    [
        ("403.html", "Dit is niet voor jouw rol", "This is not for your role"),
        ("404.html", "We kunnen deze pagina niet vinden", "We cannot find this page"),
        ("422.html", "Dit kon niet", "This could not be done"),
        ("500.html", "Er ging bij ons iets mis", "Something went wrong at our side"),
        ("maintenance.html", "We zijn zo weer terug", "We will be back soon"),
    ],
)
def test_error_pages_say_what_to_do_in_both_languages(name: str, dutch: str, english: str) -> None:
    assert f"<h1>{dutch}</h1>" in page_of(name, request_id="4f2a9c01")
    assert "4f2a9c01" in page_of(name, request_id="4f2a9c01")
    assert f"<h1>{english}</h1>" in page_of(name, language="en")


def test_a_refusal_says_its_own_sentence() -> None:
    assert "Kies een datum na 3 mei 2026." in page_of("422.html", message="Kies een datum na 3 mei 2026.")


@pytest.mark.parametrize("name", ["500.html", "maintenance.html"])
def test_the_last_pages_need_no_request_and_no_built_files(name: str) -> None:
    strict = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
    with translation.override("nl"), override_settings(STORAGES=strict, DEBUG=False):
        html = get_template(name).template.render(Context({}))
    assert 'href="/static/plek/dist/plek.css"' in html
    assert "<script" not in html
