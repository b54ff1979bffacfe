"""Prints a snippet of a page as the browser would get it."""

from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler


def a_request(path: str = "/", **cookies: str) -> HttpRequest:
    """A signed-out request, as the frame meets it."""
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.user = AnonymousUser()
    request.csp_nonce = "n0nce"
    return request


def printed(snippet: str, language: str = "nl", **context: Any) -> str:
    """The HTML of a snippet, with runs of white space as one space."""
    with translation.override(language):
        template = engines["django"].from_string(CottonCompiler().process(snippet))
        return " ".join(template.render(context, a_request()).split())


def page_of(name: str, language: str = "nl", request: HttpRequest | None = None, **context: Any) -> str:
    """The HTML of a whole template."""
    with translation.override(language):
        return engines["django"].get_template(name).render(context, request or a_request())
