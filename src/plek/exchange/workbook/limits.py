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
    wait_seconds: int = 120
    """The longest wait for the next rows; the processor limit bounds the whole."""
    rows: int = 500_000
    """Filled rows in all sheets together."""


DEFAULT = Limits()
