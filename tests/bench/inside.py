"""`python -m tests.bench.inside WHAT`: what must be asked from within the product, as one JSON document."""

import json
import sys
from typing import Any

import django

ROLES = {"specialist": 2, "leader": 1}
"""Who looks: the number of the user and of the membership."""
SEARCHED = "Berg"


def paths() -> dict[str, str]:
    """The pages measured, by name; the search is sent as a form."""
    from django.urls import reverse

    from tests.bench.town.staff import SLUG

    def to(name: str, **more: str) -> str:
        return reverse(name, kwargs={"organisation": SLUG, **more})

    return {
        "bare": f"/o/{SLUG}/bare/",
        "today": to("caseload:today"),
        "board": to("caseload:board"),
        "table": to("caseload:clients"),
        "client": to("caseload:client", number="C5"),
        "search": to("caseload:search"),
        "log contact": to("caseload:log_contact"),
    }


def signed_in() -> dict[str, Any]:
    """Cookies for each role, and the addresses."""
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string

    secret = _get_new_csrf_string()
    return {
        "paths": paths(),
        "csrf": secret,
        "cookies": {
            role: {settings.SESSION_COOKIE_NAME: _session(user), settings.CSRF_COOKIE_NAME: secret}
            for role, user in ROLES.items()
        },
    }


def _session(user_id: int) -> str:
    from django.conf import settings

    return _client(user_id).cookies[settings.SESSION_COOKIE_NAME].value


def _client(user_id: int) -> Any:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.test import Client

    from plek.accounts.models import User
    from plek.accounts.second_factor import has_second_factor

    user = User.objects.get(pk=user_id)
    if not has_second_factor(user):
        TOTP.activate(user, generate_totp_secret())
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def queries() -> dict[str, dict[str, int]]:
    """How many statements each page takes, without those that begin and end transactions."""
    return {
        role: {page: _count(user, page, path) for page, path in paths().items()} for role, user in ROLES.items()
    }


def _count(user_id: int, page: str, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(user_id)
    data = {"q": SEARCHED}
    ask = (lambda: client.post(path, data)) if page == "search" else (lambda: client.get(path))
    ask()
    with CaptureQueriesContext(connection) as captured:
        response = ask()
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    return sum(not _is_control(query["sql"]) for query in captured.captured_queries)


def _is_control(statement: str) -> bool:
    return statement.split(" ", 1)[0].rstrip(";") in ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps({"signed_in": signed_in, "queries": queries}[sys.argv[1]]()))
