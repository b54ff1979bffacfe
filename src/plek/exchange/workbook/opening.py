"""Is this file safe to unpack? Looks only at the first bytes and the list of parts; unpacks nothing large."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable

from plek.exchange.workbook.findings import Unusable
from plek.exchange.workbook.limits import DEFAULT, MEBIBYTE, Limits

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_SMALL = MEBIBYTE
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, ValueError, RuntimeError, EOFError)
"""What reading a damaged package raises; ``NotImplementedError`` is zipfile's word for a compression or an
extension of the format that it does not know."""
_MACROS = re.compile(r"vbaProject|vbaData|macrosheets/|^Basic/|^Scripts/", re.IGNORECASE)
_LINKS = re.compile(r"externalLinks/|connections\.xml$|queryTables/", re.IGNORECASE)
_EMBEDDED = re.compile(r"embeddings/|activeX/|^Object |oleObject", re.IGNORECASE)


def check_file(content: bytes, limits: Limits = DEFAULT) -> None:
    """Refuse, with a sentence, what is no workbook or what could do harm when unpacked."""
    if not content:
        raise Unusable("empty_file")
    if len(content) > limits.file_bytes:
        raise Unusable("too_large", megabytes=limits.file_bytes // MEBIBYTE)
    if content.startswith(CFB):
        raise Unusable("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "old_format")
    with _opened(content) as package:
        parts = package.infolist()
        _check_size(parts, len(content), limits)
        _check_parts(package, parts)


def is_ods(package: zipfile.ZipFile) -> bool:
    return "content.xml" in package.namelist()


def _opened(content: bytes) -> zipfile.ZipFile:
    if not content.startswith(b"PK"):
        raise Unusable("not_a_workbook")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except DAMAGED:
        raise Unusable("damaged") from None


def _check_size(parts: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """Parts that overlap in the file claim more bytes together than the file has."""
    if len(parts) > limits.parts or sum(part.compress_size for part in parts) > packed:
        raise Unusable("bomb")
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise Unusable("bomb")
    if any(_grows(part, limits.ratio) for part in parts):
        raise Unusable("bomb")


def _grows(part: zipfile.ZipInfo, ratio: int) -> bool:
    return part.file_size > _SMALL and part.file_size > ratio * max(part.compress_size, 1)


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Unusable("encrypted")
    if len(set(names)) != len(names):
        raise Unusable("damaged")
    if "xl/workbook.bin" in names:
        raise Unusable("binary_format")
    if not is_ods(package) and "xl/workbook.xml" not in names:
        raise Unusable("not_a_workbook")
    _refuse_named(names)
    _refuse_declared(package)


def _refuse_named(names: Iterable[str]) -> None:
    for name in names:
        if _MACROS.search(name):
            raise Unusable("macros")
        if _LINKS.search(name):
            raise Unusable("external_links")
        if _EMBEDDED.search(name):
            raise Unusable("embedded")


def _refuse_declared(package: zipfile.ZipFile) -> None:
    """What the small lists of contents say about macros (.xlsm) and passwords (.ods)."""
    declared = b"".join(_small_part(package, name) for name in ("[Content_Types].xml", "META-INF/manifest.xml"))
    if b"macroEnabled" in declared:
        raise Unusable("macros")
    if b"encryption-data" in declared:
        raise Unusable("encrypted")
    if is_ods(package) and not _small_part(package, "mimetype").startswith(ODS):
        raise Unusable("not_a_workbook")


def _small_part(package: zipfile.ZipFile, name: str) -> bytes:
    if name not in package.namelist():
        return b""
    try:
        with package.open(name) as part:
            return part.read(_SMALL)
    except DAMAGED:
        raise Unusable("damaged") from None
