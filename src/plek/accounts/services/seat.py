"""A user's own settings, and the few things others may do to an account."""

from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from plek.accounts.choices import Language
from plek.accounts.models import Session, User
from plek.audit.choices import Action
from plek.audit.services import record_platform

OWN = ("name", "language", "theme", "is_large_print", "has_shortcuts", "wants_news")


@transaction.atomic
def keep_settings(*, by: User, values: Mapping[str, Any]) -> list[str]:
    """Change one's own name and screens; answers the names of what changed."""
    changed = [name for name in OWN if name in values and getattr(by, name) != values[name]]
    for name in changed:
        setattr(by, name, values[name])
    if changed:
        by.save(update_fields=changed)
        record_platform(
            event="account.settings_changed", action=Action.UPDATE, user_id=by.pk, detail={"fields": changed}
        )
    return changed


def set_language(*, by: User, language: str) -> None:
    """Choose the language of one's screens and mail."""
    if language in Language.values:
        keep_settings(by=by, values={"language": language})


@transaction.atomic
def remove_second_factors(*, user: User, by_user_id: int) -> int:
    """For someone who lost telephone and codes: all factors gone, all sessions ended; answers how many factors."""
    removed = Authenticator.objects.filter(user=user).delete()[0]
    Session.objects.filter(user=user).delete()
    detail = {"factors": removed, "user": user.pk}
    record_platform(event="account.second_factor_reset", action=Action.DELETE, user_id=by_user_id, detail=detail)
    return removed


def sign_in(*, request: HttpRequest, user: User, method: str, next_url: str = "") -> HttpResponse:
    """Sign in someone who proved in another way who he is (an invitation link); a second factor is still asked."""
    record_authentication(request, user, method=method)
    return perform_login(request, Login(user=user, redirect_url=next_url or None))
