"""A stream sealed in pieces: AES-256-GCM, numbered, the last one marked, so that nothing is cut off or swapped.

A file begins with a mark and a salt. From the salt and a data key follows the key of this one file, and by its
fingerprint the right data key is found back after renewal.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"PLEK-BACKUP-1\n"
SALT, MARK, PIECE, TAG = 16, 8, 1 << 20, 16
MORE, LAST = b"\0", b"\1"


class Sealed:
    """Write through it in a ``with`` block; only a block that ends well gets its last, valid piece."""

    def __init__(self, file: IO[bytes], secret: str) -> None:
        salt = os.urandom(SALT)
        self._file, self._cipher, self._number = file, _cipher(secret, salt), 0
        self._waiting = bytearray()
        file.write(MAGIC + salt + _mark(secret, salt))

    def write(self, piece: bytes) -> None:
        self._waiting += piece
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), MORE)
            del self._waiting[:PIECE]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if kind is None:
            self._seal(bytes(self._waiting), LAST)

    def _seal(self, piece: bytes, place: bytes) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, place), piece, MAGIC))
        self._number += 1


def unsealed(file: IO[bytes], secrets: Sequence[str]) -> Iterator[bytes]:
    """The pieces of a sealed stream. Raises ``ValueError`` with a sentence when it cannot be trusted."""
    if file.read(len(MAGIC)) != MAGIC:
        raise ValueError("it is no backup of Plek.")
    salt, mark = file.read(SALT), file.read(MARK)
    secret = next((one for one in secrets if _mark(one, salt) == mark), None)
    if secret is None:
        raise ValueError("it was made with another key. Put that key in PLEK_DATA_KEYS, behind the one in use.")
    cipher, number, piece = _cipher(secret, salt), 0, file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, MORE if following else LAST), piece, MAGIC)
        except InvalidTag:
            raise ValueError("it was changed or cut off. Take another copy.") from None
        if not following:
            return
        number, piece = number + 1, following


def _derived(secret: str, salt: bytes) -> bytes:
    return hashlib.blake2b(secret.encode(), digest_size=32, salt=salt, person=b"plek-backup").digest()


def _cipher(secret: str, salt: bytes) -> AESGCM:
    return AESGCM(_derived(secret, salt))


def _mark(secret: str, salt: bytes) -> bytes:
    return hashlib.sha256(_derived(secret, salt)).digest()[:MARK]


def _nonce(number: int, place: bytes) -> bytes:
    return number.to_bytes(11, "big") + place
