"""Signing in for tests of pages that ask for a recent proof of who one is."""

import time

from django.test import Client

from plek.organisations.models import Membership

RECORDS = "account_authentication_methods"


def sign_in_now(client: Client, by: Membership) -> Client:
    """Signed in as ``by``, and proved a moment ago who that is, by password and by code."""
    client.force_login(by.user)
    session = client.session
    session[f"{RECORDS}_user"] = str(by.user_id)
    session[RECORDS] = [
        {"method": method, "at": time.time(), "reauthenticated": True} for method in ("password", "mfa")
    ]
    session.save()
    return client
