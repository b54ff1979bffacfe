"""Who must have a second factor, and whether this session still owes one.

Staff must (``SECOND_FACTOR_FOR_STAFF``). The answer is kept in the session, so that it costs no query on a page;
it is worked out at sign-in, when a second factor comes or goes, and by ``review`` when roles change.
"""

from typing import cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from plek.accounts.models import User
from plek.shared.tenancy import scope

DUE = "second_factor_due"
ROLES_WITHOUT = ("client",)
"""A client may have a second factor but need not."""


def has_second_factor(user: User) -> bool:
    """An authenticator app or a passkey; recovery codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def must_have_second_factor(user: User) -> bool:
    """Does any role of this user, now or to come, ask for one?"""
    if not settings.SECOND_FACTOR_FOR_STAFF:
        return False
    not_ended = Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())
    with scope(user_id=user.pk):
        return user.memberships.filter(not_ended).exclude(role__in=ROLES_WITHOUT).exists()


def review(request: HttpRequest, user: User | AnonymousUser | None = None) -> bool:
    """Work out anew whether this session owes a second factor; call it when the user's roles change."""
    user = user or request.user
    if not isinstance(user, User):
        return False
    due = must_have_second_factor(user) and not has_second_factor(user)
    if bool(request.session.get(DUE)) != due:
        request.session[DUE] = due
    return due


def set_up_first(request: HttpRequest) -> HttpResponse | None:
    """Before the log is read: where staff may do without a second factor, its readers may not."""
    if not settings.SECOND_FACTOR_FOR_READING_THE_LOG or has_second_factor(cast(User, request.user)):
        return None
    return HttpResponseRedirect(reverse("accounts:second_factor_first"))


def is_due(request: HttpRequest) -> bool:
    """Must a second factor be set up first? Asks the session only."""
    return bool(request.session.get(DUE))
