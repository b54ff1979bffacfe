"""Every page of an organisation has a door, its door knows its roles, and no template stands unused."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from plek.organisations.choices import Role
from plek.shared.doors import Door

SRC = Path(__file__).parents[2] / "src" / "plek"


def pages(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the running product with its pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, route)
        else:
            yield route, pattern


INSIDE = [(route, p) for route, p in pages() if route.startswith("o/<slug:organisation>/")]


@pytest.mark.parametrize(("route", "pattern"), INSIDE, ids=[route for route, _ in INSIDE])
def test_every_page_of_an_organisation_has_a_door_with_roles(route: str, pattern: URLPattern) -> None:
    door = getattr(pattern.callback, "door", None)
    assert isinstance(door, Door), f"{route} is not behind reading or writing"
    assert door.roles
    assert door.roles <= set(Role)


def test_there_are_pages() -> None:
    assert len(INSIDE) > 20


def _is_named(template: str, code: str) -> bool:
    """Named whole, or without its ending as mails are, which have a text and may have a page."""
    stem = template.rsplit(".", 1)[0]
    return bool(re.search(rf'["\']{re.escape(stem)}(\.html|\.txt|\.typ)?[#"\']', code))


def test_every_template_is_used() -> None:
    templates = {
        str(path.relative_to(folder))
        for folder in SRC.rglob("templates")
        for path in folder.rglob("*")
        if path.is_file()
        and "cotton" not in path.parts
        and "account" not in path.parts
        and "mfa" not in path.parts
    }
    named = "\n".join(
        path.read_text("utf-8")
        for path in SRC.rglob("*")
        if path.suffix in {".py", ".html", ".txt"} and path.is_file()
    )
    by_framework = {"403.html", "404.html", "500.html", "400.html", "403_csrf.html", "429.html"}
    unused = sorted(t for t in templates - by_framework if not _is_named(t, named))
    assert not unused
