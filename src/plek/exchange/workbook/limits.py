"""How much an untrusted workbook may ask of the machine."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bytes, seconds and counts; the first four are checked before anything is unpacked."""

    file_bytes: int = 40 * MEBIBYTE
    unpacked_bytes: int = 400 * MEBIBYTE
    ratio: int = 100
    """Largest growth of one part when unpacked; a real sheet of repeated values stays under 50."""
    parts: int = 1_000
    memory_bytes: int = 1536 * MEBIBYTE
    cpu_seconds: int = 90
    wall_seconds: int = 180
    rows: int = 500_000
    """Filled rows in all sheets together."""


DEFAULT = Limits()
