"""Sessions in the database that know whose they are, so that each can be listed and ended at once."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Django's database sessions with the user and device beside the data."""

    @classmethod
    def get_model_class(cls) -> Any:
        from plek.accounts.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        session = super().create_model_instance(data)
        session.user_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        session.device = str(data.get("device", ""))[:120]
        return session
