"""Opening what is sealed in the tables."""

from plek.shared.encryption import decrypt


def opened(sealed: bytes | None, column: str) -> str:
    """The text of a sealed column, named ``table.column``."""
    return decrypt(bytes(sealed), bound_to=column).decode() if sealed else ""
