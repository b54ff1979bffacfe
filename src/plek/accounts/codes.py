"""Codes of an authenticator app count once, however long they stay valid."""

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from django.core.cache import cache

from plek.shared.encryption import lookup_hash


def is_used(user_id: int, code: str) -> bool:
    """Was this code already accepted from this user?"""
    return cache.get(_key(user_id, code)) is not None


def use(user_id: int, code: str) -> bool:
    """Mark a code as used; False when another request was first."""
    lasts = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 2)
    return bool(cache.add(_key(user_id, code), "used", timeout=lasts))


def _key(user_id: int, code: str) -> str:
    return f"plek.code.{lookup_hash(f'{user_id}|{normalize_user_code(code)}').hex()}"
