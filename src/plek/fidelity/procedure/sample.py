"""Which clients' charts are read: drawn by a seed that nobody chooses, and the same again whenever asked."""

from collections.abc import Collection, Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID


def seed_of(review: UUID, last: date) -> str:
    """Follows from the review and the last day of the book."""
    return sha256(f"{review}:{last.isoformat()}".encode()).hexdigest()[:16]


def drawn(
    numbers: Collection[str], with_work: Collection[str], *, seed: str, size: int, of_work: int
) -> list[str]:
    """So many client numbers, of whom ``of_work`` had work when there are that many; others fill the gap."""
    order = sorted(set(numbers), key=lambda number: sha256(f"{seed}:{number}".encode()).digest())
    working = [number for number in order if number in set(with_work)]
    others = [number for number in order if number not in set(with_work)]
    chosen = _filled(working[:of_work], others, size)
    return sorted(_filled(chosen, working[of_work:], size))


def _filled(chosen: Sequence[str], more: Sequence[str], size: int) -> list[str]:
    return [*chosen, *more][:size]
