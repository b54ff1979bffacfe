"""Removing what no longer counts: ended sessions, old attempts, links that were never opened."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from plek.accounts import lockout
from plek.accounts.models import EmailChange, Session
from plek.accounts.sessions import idle_limit


@transaction.atomic
def tidy(*, at: datetime) -> int:
    """Remove it all; answers how many rows. Safe to run at any time, as often as one likes."""
    idled = Q(user__isnull=False, seen_at__lt=at - idle_limit())
    sessions = Session.objects.filter(idled | Q(expire_date__lt=at)).delete()[0]
    changes = EmailChange.objects.filter(expires_at__lt=at).delete()[0]
    return sessions + changes + lockout.forget_old(at)
