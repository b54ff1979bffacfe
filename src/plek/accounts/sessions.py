"""Sessions in the database that know whose they are and end by themselves.

A session ends after ``SESSION_IDLE_SECONDS`` without a request and at the latest ``SESSION_COOKIE_AGE`` after
signing in. Both are judged on the row itself when it is loaded, so that ending one works at once in every process.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from plek.shared.composed import Composed, Place

SIGNED_IN_AT = "signed_in_at"
"""When the password or passkey was given, in seconds since 1970; outlives a renewal of the session's id."""
DEVICE = "device"
SEEN_EVERY = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """Django's database sessions with user, device and times beside the data."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.seen_at: datetime | None = None
        self.expires_at: datetime | None = None
        self.idled_key = ""
        """The key of the session that was found to have idled too long, if that is what happened."""
        self.user: Any = None
        """The row of whose session it is, which came along when the session was loaded."""

    @classmethod
    def get_model_class(cls) -> Any:
        from plek.accounts.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        found = _sessions().ask({"key": self.session_key, "now": timezone.now()})
        if not found:
            self._session_key = None
            return None
        [row] = found
        if row.user_id and timezone.now() - (row.seen_at or row.started_at) >= idle_limit():
            self.idled_key, self._session_key = row.session_key, None
            return None
        self.seen_at, self.expires_at, self.user = row.seen_at, row.expire_date, row.user
        return row

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.user_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        row.device = str(data.get(DEVICE, ""))[:120]
        now = timezone.now()
        row.started_at = datetime.fromtimestamp(data[SIGNED_IN_AT], UTC) if SIGNED_IN_AT in data else now
        row.expire_date = min(row.expire_date, row.started_at + timedelta(seconds=settings.SESSION_COOKIE_AGE))
        row.seen_at, self.seen_at, self.expires_at = now, now, row.expire_date
        return row

    def is_to_be_marked(self, at: datetime) -> bool:
        """Was the last mark of being seen long enough ago to write a new one?"""
        return self.seen_at is None or at - self.seen_at >= SEEN_EVERY

    def seconds_left(self, at: datetime) -> int:
        """How long this session still lasts if nothing more is asked."""
        ends = [(self.seen_at or at) + idle_limit(), *([self.expires_at] if self.expires_at else [])]
        return max(0, int((min(ends) - at).total_seconds()))


@cache
def _sessions() -> Composed:
    """Asked for every page, so composed once and with the user."""
    lasting = SessionStore.get_model_class().objects.filter(
        session_key=Place("key", str), expire_date__gt=Place("now", datetime)
    )
    return Composed(lasting.select_related("user"))


def idle_limit() -> timedelta:
    """How long a session may be left alone."""
    return timedelta(seconds=settings.SESSION_IDLE_SECONDS)
