"""Sending forms as a browser does, and what that left in the log."""

import re
import uuid
from typing import Any

from django.test import Client as Browser

from conftest import House
from plek.audit.models import Entry
from plek.shared.tenancy import inside
from tests.security.inputs import forms_in
from tests.security.world import World


def entries(house: House, answer: Any) -> list[Entry]:
    """What one request left in the log."""
    with inside(house.organisation.pk):
        return list(Entry.objects.filter(request_id=answer["X-Request-Id"]).order_by("sequence"))


def send(
    world: World,
    browser: Browser,
    route: str,
    given: dict[str, Any],
    of: dict[str, Any] | None = None,
    **extra: Any,
) -> Any:
    """Send the form of a page as a browser does, with these fields filled in; ``of`` fills the address."""
    address = world.address(route, **(of or {}))
    page = browser.get(address)
    shown = forms_in(page.content.decode()) if page.status_code == 200 else []
    form = next((f for f in shown if f.method == "post" and (f.action or address).startswith(address)), None)
    filled = form.filled() if form else {}
    return browser.post(address, {"key": str(uuid.uuid4())} | filled | given, **extra)


def errors(answer: Any) -> str:
    """What a page says is wrong, for a test that did not expect it."""
    page = answer.content.decode()
    return " | ".join(re.findall(r"(?s)(?:error|alert)[^>]*>(.{0,150})", page))[:1500]
