"""The doors: every page of an organisation enters through ``reading`` or ``writing``.

A door asks for sign-in, membership and role, reads the clock once, and opens the transaction: READ ONLY for
GET, writable for POST. What reading leaves behind (an audit row) is written after it and before the answer
leaves; if that fails the request fails.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import timezone

from plek.shared.after_reading import collecting
from plek.shared.tenancy import scope

View = Callable[..., HttpResponseBase]
SAFE = ("GET", "HEAD")


class AnswerFirst(Exception):
    """Raised in a view: this page comes first, and what was asked for only after it."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True)
class Door:
    """Who may come in, and whether the door opens for writing; read by tests and the role matrix."""

    roles: frozenset[str]
    writes: bool
    posts: bool = False
    """True for a page that only reads and whose question comes by POST, to keep it out of addresses and logs."""


def reading(*, roles: Collection[str], posts: bool = False) -> Callable[[View], View]:
    """A page that only reads: GET and HEAD, and POST if it ``posts``, in a transaction that refuses anything
    but SELECT."""
    return _door(Door(frozenset(roles), writes=False, posts=posts))


def writing(*, roles: Collection[str]) -> Callable[[View], View]:
    """A page that reads on GET and writes on POST, all of it or nothing."""
    return _door(Door(frozenset(roles), writes=True))


def _door(door: Door) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, organisation: str, **kwargs: Any) -> HttpResponseBase:
            allowed = (*SAFE, "POST") if door.writes or door.posts else SAFE
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return _pass(request, door, organisation, lambda: view(request, *args, **kwargs))

        enter.door = door  # type: ignore[attr-defined]
        return enter

    return decorate


def _pass(request: HttpRequest, door: Door, slug: str, call: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    request.now = timezone.now()  # type: ignore[attr-defined]
    request.today = timezone.localdate(request.now)  # type: ignore[attr-defined]
    user_id = cast(int, request.user.pk)
    if request.method == "POST" and door.writes:
        with scope(slug=slug, user_id=user_id):
            _admit(request, door, slug)
            return _answer(call)
    with collecting() as writes, scope(slug=slug, user_id=user_id, read_only=True):
        _admit(request, door, slug)
        response = _answer(call)
    if writes:
        with scope(organisation_id=request.membership.organisation_id, user_id=user_id):  # type: ignore[attr-defined]
            for write in writes:
                write()
    return response


def _admit(request: HttpRequest, door: Door, slug: str) -> None:
    membership = request.find_membership(slug)  # type: ignore[attr-defined]
    if membership is None:
        raise Http404
    request.membership = membership  # type: ignore[attr-defined]
    if membership.role not in door.roles:
        raise PermissionDenied


def _answer(call: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    try:
        return _finish(call())
    except AnswerFirst as first:
        return _finish(first.answer)


def _finish(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if isinstance(response, HttpResponse) and "Cache-Control" not in response:
        response["Cache-Control"] = "no-store"
    return response
