"""The evidence book opened again: its records, and what was counted in them."""

import zlib
from hashlib import sha256

from plek.engines.measures import Period
from plek.fidelity.models import EvidenceBook
from plek.fidelity.procedure import drawn, procedure
from plek.fidelity.selectors import frozen
from plek.fidelity.selectors.reviews import kept
from plek.fidelity.selectors.reviews.dossier import Dossier
from plek.fidelity.selectors.reviews.kept import Kept
from plek.fidelity.selectors.team_book import Book
from plek.shared.encryption import decrypt, encrypt
from plek.shared.errors import NotFound

CONTENT = EvidenceBook._meta.get_field("content")
COUNTS = EvidenceBook._meta.get_field("counts")


def seal_of(text: str) -> str:
    """Tells one text from any other."""
    return sha256(text.encode()).hexdigest()


def packed(text: str, *, bound_to: str) -> bytes:
    """Small, and sealed."""
    return encrypt(zlib.compress(text.encode()), bound_to=bound_to)


def counts_of(dossier: Dossier) -> tuple[EvidenceBook, Kept]:
    """The last book without its records, and what was counted in it. ``NotFound`` when there is none any more."""
    row = _last(dossier, "content")
    text = _unpacked(row.counts, bound_to=COUNTS.bound_to(row.seal))
    return row, kept.read(text, dossier.scale, period_of(row))


def book_of(dossier: Dossier) -> tuple[Book, Period]:
    """The records of the last book. ``NotFound`` when it is not there, or wiped."""
    row = _last(dossier, "counts")
    return book_in(row), period_of(row)


def book_in(row: EvidenceBook) -> Book:
    """The records in a book that is not wiped. Raises ``ValueError`` when its seal is that of another."""
    text = _unpacked(row.content, bound_to=CONTENT.bound_to())
    if seal_of(text) != row.seal:
        raise ValueError(f"The records in book {row.pk} are not those that were sealed.")
    return frozen.read(text)


def period_of(row: EvidenceBook) -> Period:
    return Period(row.first, row.last)


def sample_of(row: EvidenceBook, found: Kept) -> tuple[list[str], int]:
    """The numbers of the clients whose chart is read, and of how many they were drawn."""
    courses = found.index.open_in(found.period)
    working = {c.client_number for c in courses if any(job.is_held_in(found.period) for job in c.jobs)}
    rules = procedure()
    numbers = {course.client_number for course in courses}
    chosen = drawn(numbers, working, seed=row.seed, size=rules.charts, of_work=rules.charts_with_work)
    return chosen, len(numbers)


def _last(dossier: Dossier, left_out: str) -> EvidenceBook:
    rows = EvidenceBook.objects.filter(review=dossier.review).defer(left_out)
    row: EvidenceBook | None = rows.order_by("-made_at", "-pk").first()
    if row is None or not row.seal:
        raise NotFound
    return row


def _unpacked(sealed: bytes, *, bound_to: str) -> str:
    return zlib.decompress(decrypt(bytes(sealed), bound_to=bound_to)).decode()
