"""Encrypted columns: what a stolen dump must not tell (free text about health, BSN, uploads).

AES-256-GCM with the column's name as associated data; keys come from the environment, newest first, and
each value carries the fingerprint of its key so that keys can be rotated. Look-up goes by a keyed hash.
"""

import hashlib
import hmac
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

NONCE, MARK = 12, 4


@lru_cache(maxsize=8)
def _key(secret: str) -> tuple[bytes, AESGCM]:
    derived = hashlib.blake2b(secret.encode(), digest_size=32, person=b"plek-data").digest()
    return hashlib.sha256(derived).digest()[:MARK], AESGCM(derived)


def encrypt(value: bytes, *, bound_to: str) -> bytes:
    """Seal ``value``; it opens only with the same ``bound_to`` (a column, or a column and a row)."""
    mark, cipher = _key(settings.DATA_KEYS[0])
    nonce = os.urandom(NONCE)
    return mark + nonce + cipher.encrypt(nonce, value, bound_to.encode())


def decrypt(sealed: bytes, *, bound_to: str) -> bytes:
    """Open a sealed value. Raises ``ValueError`` when no key in use fits or the value was moved or changed."""
    for secret in settings.DATA_KEYS:
        mark, cipher = _key(secret)
        if sealed[:MARK] == mark:
            try:
                return cipher.decrypt(sealed[MARK : MARK + NONCE], sealed[MARK + NONCE :], bound_to.encode())
            except InvalidTag:
                break
    raise ValueError("This value cannot be opened with the keys in use.")


def newest_mark() -> bytes:
    """How every value begins that is sealed with the key in front."""
    return _key(settings.DATA_KEYS[0])[0]


def renewed(sealed: bytes, *, bound_to: str) -> bytes:
    """The same value under the key in front. Raises ``ValueError`` like ``decrypt``."""
    return encrypt(decrypt(sealed, bound_to=bound_to), bound_to=bound_to)


def lookup_hash(value: str) -> bytes:
    """Keyed hash to find a sealed value again without opening any."""
    return hmac.new(settings.LOOKUP_KEY.encode(), value.encode(), hashlib.sha256).digest()


class SealedBytesField(models.BinaryField):
    """Bytes that a service seals and opens itself, as ``bound_to`` says: to the column, or to a row of it.

    ``bound_by`` names the column whose value tells the rows apart.
    """

    def __init__(self, *args: Any, bound_by: str = "", **kwargs: Any) -> None:
        self.bound_by = bound_by
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"bound_by": self.bound_by} if self.bound_by else {})

    def bound_to(self, row: object = None) -> str:
        """What a value is bound to; ``row`` is what its ``bound_by`` holds."""
        column = f"{self.model._meta.db_table}.{self.column}"
        return f"{column}.{row}" if self.bound_by else column


class EncryptedTextField(models.BinaryField):
    """Text that is sealed in the database; empty text stays empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", b"")
        kwargs.setdefault("blank", True)
        kwargs["editable"] = True
        super().__init__(*args, **kwargs)

    bound_by = ""

    def bound_to(self, row: object = None) -> str:
        """Every value of the column alike."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_default(self) -> Any:
        return ""

    def get_prep_value(self, value: Any) -> Any:
        if value in (None, "", b""):
            return b""
        return encrypt(str(value).encode(), bound_to=self.bound_to())

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = value if prepared else self.get_prep_value(value)
        return connection.Database.Binary(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        if not value:
            return ""
        return decrypt(bytes(value), bound_to=self.bound_to()).decode()

    def from_json(self, value: str | None) -> str:
        """A value out of JSON that the database made, where bytes stand as ``\\x…``."""
        return self.from_db_value(bytes.fromhex(value[2:]), None, None) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))

    def to_python(self, value: Any) -> Any:
        return value


def opened_from_json(model: type[models.Model], field: str, sealed: str) -> str:
    """A sealed text that came through JSON, where bytes stand as hexadecimal after ``\\x``."""
    own: Any = model._meta.get_field(field)
    return str(own.from_db_value(bytes.fromhex(sealed.removeprefix("\\x")), None, None))
