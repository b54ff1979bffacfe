"""A logo as it may be served: a PNG of which only the picture itself is kept."""

import struct
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from plek.shared.errors import Refused

SIGNATURE = b"\x89PNG\r\n\x1a\n"
AT_MOST_BYTES = 200 * 1024
AT_MOST_PIXELS = 2000
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def clean_png(given: bytes) -> bytes:
    """The same picture without any text, profile or tail in it. Raises ``Refused`` for anything that is no PNG."""
    if len(given) > AT_MOST_BYTES:
        raise Refused(_("This logo is larger than 200 kB. Save it smaller and try again."), field="logo")
    try:
        kept = [chunk for chunk in _chunks(given) if chunk[0] in KEPT]
        _check(kept)
    except (ValueError, struct.error) as error:
        raise Refused(
            _("This file is not a PNG picture. Save the logo as PNG and try again."), field="logo"
        ) from error
    return SIGNATURE + b"".join(_written(name, body) for name, body in kept)


def _chunks(given: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not given.startswith(SIGNATURE):
        raise ValueError("signature")
    at, name = len(SIGNATURE), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", given, at)
        body = given[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", given, at + 8 + length)
        if checksum != zlib.crc32(name + body):
            raise ValueError("checksum")
        yield name, body
        at += 12 + length


def _check(chunks: list[tuple[bytes, bytes]]) -> None:
    names = [name for name, body in chunks]
    if names[0] != b"IHDR" or len(chunks[0][1]) != 13 or b"IDAT" not in names:
        raise ValueError("order")
    width, height = struct.unpack_from(">II", chunks[0][1])
    if not (0 < width <= AT_MOST_PIXELS and 0 < height <= AT_MOST_PIXELS):
        raise ValueError("size")


def _written(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
