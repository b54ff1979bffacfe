"""Every write to an account: sessions, own settings, address, second factor."""

from plek.accounts.services.address import change_address, propose_address
from plek.accounts.services.seat import keep_settings, remove_second_factors, set_language, sign_in
from plek.accounts.services.sessions import end_session, end_sessions_elsewhere, mark_seen, renew_session
from plek.accounts.services.tidying import tidy

__all__ = [
    "change_address", "end_session", "end_sessions_elsewhere", "keep_settings", "mark_seen", "propose_address",
    "remove_second_factors", "renew_session", "set_language", "sign_in", "tidy",
]  # fmt: skip
