"""Addresses inside the organisation in use, and of pages that belong to none."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

KEPT = 4096


def to(request: HttpRequest, name: str, **kwargs: Any) -> str:
    """The address of a page of the organisation in use."""
    return within(request.membership.organisation.slug, name, **kwargs)  # type: ignore[attr-defined]


def within(slug: str, name: str, **kwargs: Any) -> str:
    """The address of a page of this organisation."""
    parts = tuple([(key, str(value)) for key, value in kwargs.items()])
    return _address(settings.ROOT_URLCONF, get_script_prefix(), name, (("organisation", slug), *parts))


def address_of(name: str) -> str:
    """The address of a page that belongs to no organisation."""
    return _address(settings.ROOT_URLCONF, get_script_prefix(), name, ())


@lru_cache(maxsize=KEPT)
def _address(urlconf: str, prefix: str, name: str, parts: tuple[tuple[str, str], ...]) -> str:
    """Kept, since a list links to the same places over and over."""
    return reverse(name, urlconf, kwargs=dict(parts))
