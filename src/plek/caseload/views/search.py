"""Search from anywhere. What is typed comes by POST, so that no name stands in an address or a log."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.selectors import search as selectors
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.shared.doors import reading

LONGEST = 80


@reading(roles=CLIENT_RECORD_ROLES, posts=True)
def search(request: Any) -> HttpResponse:
    """A page with what was found; for the box above each page only the list."""
    text = request.POST.get("q", "").replace("\x00", "")[:LONGEST].strip()
    found = selectors.search(request.membership, text)
    if text:
        detail = {"clients": len(found.clients), "others": len(found.others)}
        record(by=request.membership, action=Action.SEARCH, event="search.done", detail=detail, is_paced=True)
    page = "caseload/search.html" + ("#found" if request.htmx else "")
    return render(request, page, {"found": found, "search_text": text})
