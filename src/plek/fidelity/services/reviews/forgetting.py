"""What was only needed to come to a report goes some time after it is final: notes, charts and policies."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from plek.audit.choices import Action
from plek.engines.fidelity_scoring import load_scale
from plek.fidelity.models import EvidenceBook, Note, PolicyFile, Review, Seat
from plek.fidelity.procedure import procedure
from plek.fidelity.selectors.reviews.evidence import book_in, period_of
from plek.fidelity.selectors.team_book import Book
from plek.fidelity.services.reviews.loading import log
from plek.fidelity.services.reviews.visiting import sealed
from plek.organisations.models import Organisation
from plek.shared.tenancy import inside, scope


def forget_everywhere(*, at: datetime) -> int:
    """In all organisations; answers of how many reviews the working papers went."""
    organisations = Organisation.objects.values_list("pk", flat=True)
    return sum(_forget_in(organisation, at) for organisation in organisations)


def forget_client(organisation: int, number: str) -> None:
    """Take a client out of every evidence book that is still there, because his record is destroyed."""
    rows = EvidenceBook.objects.filter(organisation_id=organisation).exclude(content=b"")
    for row in rows.select_related("review"):
        book = book_in(row)
        gone = {course.pk: course.client_id for course in book.courses if course.client_number == number}
        if gone:
            scale = load_scale(row.review.scale, row.review.scale_version)
            left = sealed(_without(book, gone), scale, period_of(row))
            rows.filter(pk=row.pk).update(**left)


def _without(book: Book, gone: Mapping[int, int]) -> Book:
    """The book without these trajectories, and without what was asked for these clients."""
    return replace(
        book, courses=tuple(course for course in book.courses if course.pk not in gone),
        visits=tuple(visit for visit in book.visits if visit.course_id not in gone),
        requests=tuple(asked for asked in book.requests if asked.client_id not in gone.values()),
    )  # fmt: skip


def _forget_in(organisation: int, at: datetime) -> int:
    with inside(organisation):
        due = _due(timezone.localtime(at).date())
    return sum(forget(organisation=organisation, review=pk, at=at) for pk in due)


def _due(on: date) -> list[int]:
    final_until = on - timedelta(days=procedure().terms["notes_removed"].days)
    rows = Review.objects.filter(final_on__lte=final_until, notes_removed_at__isnull=True)
    return list(rows.values_list("pk", flat=True))


def forget(*, organisation: int, review: int, at: datetime) -> bool:
    """Remove the working papers of one review, in the name of its first reviewer; logged with how many."""
    with inside(organisation):
        first = Seat.objects.select_related("member").get(review_id=review, place=1).member
    with scope(organisation_id=organisation, user_id=first.user_id):
        found = Review.objects.select_for_update().filter(pk=review, notes_removed_at__isnull=True).first()
        if found is None:
            return False
        notes, _kinds = Note.objects.filter(review=found).delete()
        files, _kinds = PolicyFile.objects.filter(review=found).delete()
        books = EvidenceBook.objects.filter(review=found).exclude(content=b"")
        charts = books.update(seal="", content=b"", counts=b"")
        found.notes_removed_at = at
        found.save(update_fields=["notes_removed_at"])
        log(first, found, Action.DELETE, "review.notes_removed", notes=notes, files=files, books=charts)
    return True
