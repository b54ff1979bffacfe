"""Reads of one's own account."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from plek.accounts.models import EmailChange, Session, User
from plek.accounts.sessions import idle_limit
from plek.shared.encryption import lookup_hash


def reference_of(session: Session) -> str:
    """How a page names a session: its key is a secret."""
    return lookup_hash(f"session|{session.session_key}").hex()[:24]


def open_sessions(by: User, at: datetime) -> QuerySet[Session]:
    """One's own sessions that still last, the latest used first."""
    seen = Q(seen_at__gt=at - idle_limit()) | Q(seen_at__isnull=True, started_at__gt=at - idle_limit())
    return Session.objects.filter(seen, user=by, expire_date__gt=at).order_by("-seen_at")


def find_session(by: User, reference: str) -> Session | None:
    """One's own session behind a reference."""
    return next((s for s in Session.objects.filter(user=by) if reference_of(s) == reference), None)


def factors(by: User) -> list[Authenticator]:
    """One's own second factors and recovery codes, oldest first."""
    return list(Authenticator.objects.filter(user=by).order_by("created_at"))


def waiting_address(by: User, at: datetime) -> str:
    """The new address whose link has not been opened yet; else empty."""
    change = EmailChange.objects.filter(user=by, expires_at__gt=at).first()
    return change.email if change else ""
