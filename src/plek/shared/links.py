"""Addresses inside the organisation in use."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def to(request: HttpRequest, name: str, **kwargs: Any) -> str:
    """The address of a page of the organisation in use."""
    slug = request.membership.organisation.slug  # type: ignore[attr-defined]
    return reverse(name, kwargs={"organisation": slug, **kwargs})
