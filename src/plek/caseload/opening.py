"""The one door to a record in which nothing runs any more: whoever opens it first says why.

The answer stands in the log with each look. Pages of every context that show a record pass this door.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from plek.caseload.forms.clients import WhyForm
from plek.caseload.models import Client
from plek.caseload.policies.unusual import is_unusual
from plek.caseload.presenters.client_page import head
from plek.caseload.selectors.client_page import client_and_closing
from plek.shared.doors import SAFE, AnswerFirst

KEY = "reasons"
SALT = "plek.caseload.why"
HOLDS = timedelta(minutes=30)


def opened_client(request: Any, number: str) -> Client:
    """The client whose record is opened. Raises ``NotFound``, or ``AnswerFirst`` while it was not said why."""
    found, since = client_and_closing(request.membership, number)
    say_why_first(request, found, since)
    return found


def say_why_first(request: Any, found: Client, since: date | None) -> None:
    """Raises ``AnswerFirst`` with the page that asks, when this look is unusual and no reason was given lately.

    ``since`` is the day on which the record was closed. What is sent is let through: nothing typed is lost. A part
    of a page that is asked for goes on as a page of its own.
    """
    if request.method not in SAFE or not is_unusual(since, request.today) or reason_for(request, found.pk):
        return
    if request.htmx:
        raise AnswerFirst(HttpResponseClientRedirect(request.get_full_path()))
    context = {
        "form": WhyForm(), "head": head(found), "next": signing.dumps(request.get_full_path(), salt=SALT),
        "closed_on": since,
    }  # fmt: skip
    raise AnswerFirst(render(request, "caseload/client_why.html", context))


def reason_for(request: Any, client_id: int) -> str:
    """The reason that this person gave within the last half hour; else empty."""
    reason, at = request.session.get(KEY, {}).get(str(client_id), ("", ""))
    return str(reason) if at and request.now - datetime.fromisoformat(at) < HOLDS else ""


def asked_page(signed: str, otherwise: str) -> str:
    """The page that was asked for, as the page that asks signed it; ``otherwise`` for whatever else is sent."""
    try:
        return str(signing.loads(signed, salt=SALT))
    except signing.BadSignature:
        return otherwise
