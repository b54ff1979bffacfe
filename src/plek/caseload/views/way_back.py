"""Where someone was before he opened a form."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme

from plek.shared.links import to


def way_back(request: Any) -> str:
    """The page asked for in ``next``, else the page one came from, else today; never another site."""
    asked = request.POST.get("next") or request.GET.get("next") or request.headers.get("Referer", "")
    if asked and url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        parts = urlsplit(asked)
        if parts.path.startswith("/") and parts.path != request.path:
            return parts.path + (f"?{parts.query}" if parts.query else "")
    return to(request, "caseload:today")
