"""Sessions: seen, renewed, ended."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from plek.accounts.models import Session, User
from plek.accounts.selectors import find_session
from plek.accounts.sessions import SessionStore
from plek.audit.services import record_platform
from plek.shared.errors import NotFound


def mark_seen(*, session: SessionBase, at: datetime, always: bool = False) -> None:
    """Write down that this session is in use; once a minute is enough unless ``always``."""
    if not isinstance(session, SessionStore) or not session.session_key:
        return
    if always or session.is_to_be_marked(at):
        Session.objects.filter(pk=session.session_key).update(seen_at=at)
        session.seen_at = at


def renew_session(*, session: SessionBase) -> None:
    """Give the session a new id, as at each change of role; its begin and its limits stay."""
    session.cycle_key()


@transaction.atomic
def end_session(*, by: User, reference: str) -> None:
    """End one of one's own sessions. Raises ``NotFound`` when there is no such session (any more)."""
    session = find_session(by, reference)
    if session is None:
        raise NotFound
    session.delete()
    record_platform(event="account.session_ended", user_id=by.pk, detail={"sessions": 1})


@transaction.atomic
def end_sessions_elsewhere(*, by: User, kept_key: str) -> int:
    """End all of one's sessions but this one; answers how many."""
    ended = Session.objects.filter(user=by).exclude(session_key=kept_key).delete()[0]
    if ended:
        record_platform(event="account.session_ended", user_id=by.pk, detail={"sessions": ended})
    return ended
