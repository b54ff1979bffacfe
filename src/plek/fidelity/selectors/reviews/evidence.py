"""The evidence book opened again: the same records, the same sums."""

import zlib

from plek.engines.fidelity_scoring import score
from plek.engines.measures import Period
from plek.fidelity.counting import counted
from plek.fidelity.models import EvidenceBook, Review
from plek.fidelity.procedure import drawn, procedure
from plek.fidelity.selectors import frozen
from plek.fidelity.selectors.indication import Indication
from plek.fidelity.selectors.reviews.dossier import Dossier
from plek.fidelity.selectors.team_book import Book
from plek.shared.encryption import decrypt
from plek.shared.errors import NotFound

BOUND_TO = EvidenceBook._meta.get_field("content").bound_to()


def book_row(review: Review) -> EvidenceBook | None:
    """The last book; for who may see the review."""
    row: EvidenceBook | None = EvidenceBook.objects.filter(review=review).order_by("-made_at", "-pk").first()
    return row


def opened(dossier: Dossier) -> tuple[EvidenceBook, Indication]:
    """What the team had recorded, with the indication of it. ``NotFound`` when it is not there, or wiped."""
    row = book_row(dossier.review)
    if row is None or not row.content:
        raise NotFound
    book = book_in(row)
    period = Period(row.first, row.last)
    tallies = counted(dossier.review.scale, book, period)
    result = score(dossier.scale, {code: tally.evidence for code, tally in tallies.items()}, period)
    return row, Indication(book, period, tallies, result, None)


def book_in(row: EvidenceBook) -> Book:
    """The records in a book that is not wiped."""
    return frozen.read(zlib.decompress(decrypt(bytes(row.content), bound_to=BOUND_TO)).decode())


def sample_of(row: EvidenceBook, found: Indication) -> list[str]:
    """The numbers of the clients whose chart is read."""
    courses = found.book.open_in(found.period)
    working = {c.client_number for c in courses if any(job.is_held_in(found.period) for job in c.jobs)}
    rules = procedure()
    numbers = {course.client_number for course in courses}
    return drawn(numbers, working, seed=row.seed, size=rules.charts, of_work=rules.charts_with_work)
