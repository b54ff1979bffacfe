"""Signing, the evidence book, the visit, notes, and steps back."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.engines.fidelity_scoring.scale import Scale
from plek.engines.measures import Period
from plek.fidelity import policies
from plek.fidelity.choices import ReviewState, Source
from plek.fidelity.models import EvidenceBook, Note, Review, Seat
from plek.fidelity.policies import STATES_BACK
from plek.fidelity.procedure import procedure, seed_of
from plek.fidelity.selectors import frozen
from plek.fidelity.selectors.indication import Indication, indication_in, indication_of
from plek.fidelity.selectors.readers import as_leader
from plek.fidelity.selectors.reviews import kept
from plek.fidelity.selectors.reviews.dossier import dossier_of
from plek.fidelity.selectors.reviews.evidence import CONTENT, COUNTS, packed, seal_of
from plek.fidelity.selectors.reviews.people import has_worked_in
from plek.fidelity.selectors.team_book import Book
from plek.fidelity.services.reviews.loading import enter, load, load_seat, log
from plek.fidelity.services.reviews.planning import because
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused


def sign_statement(*, by: Membership, at: datetime, number: str) -> None:
    """Declare to be independent of the team; refused for who works in it or ever did. Twice changes nothing."""
    review, seat = load_seat(by, number)
    policies.is_independent(has_worked_in(by, review.team)).demand()
    policies.is_running(review).demand()
    if seat.signed_at is None:
        seat.signed_at, seat.statement = at, procedure().statement_version
        seat.save(update_fields=["signed_at", "statement"])
        log(by, review, Action.EXECUTE, "review.statement_signed", version=seat.statement)


def make_book(*, by: Membership, at: datetime, on: date, number: str) -> EvidenceBook:
    """Keep what the team has recorded up to and including ``on``; the last book is the one that is read.

    Once rating has begun only in place of a book that does not open, and then of the same months.
    """
    review = load(by, number)
    dossier = dossier_of(by, number)
    policies.has_signed(dossier.mine).demand()
    policies.may_make_book(review, dossier.needs_new_book).demand()
    if dossier.book and not policies.may_prepare(review):
        on = dossier.book.last
    found = _indication(by, review, on)
    last = found.period.last
    book: EvidenceBook = EvidenceBook.objects.create(
        organisation_id=by.organisation_id, review=review, made_by=by, made_at=at, first=found.period.first,
        last=last, seed=seed_of(review.key, last), **sealed(found.whole_book, found.result.scale, found.period),
        scores={item.item.code: item.score for item in found.result.items},
    )  # fmt: skip
    log(by, review, Action.CREATE, "review.book_made", clients=len({c.client_id for c in found.book.courses}))
    return book


def _indication(by: Membership, review: Review, on: date) -> Indication:
    reader = as_leader(by, review.team_id)
    try:
        found = indication_of(
            reader, team=review.team.code, on=on, scale=review.scale, names_employers=True
        ).indication
    except NotFound:
        found = None
    if found is None:
        raise Refused(_("Nobody worked in this team in these months, so there is nothing to put in a book."))
    return found


def sealed(book: Book, scale: Scale, period: Period) -> dict[str, str | bytes]:
    """What a row keeps of a book: its records, what was counted in them, and the seal that holds the two together.
    Without names: colleagues go by their code, clients by their number."""
    nameless = replace(book, people=tuple(replace(person, name=person.code) for person in book.people))
    text, counts = frozen.written(nameless), kept.written(indication_in(nameless, scale, period))
    seal = seal_of(text)
    return {
        "seal": seal, "content": packed(text, bound_to=CONTENT.bound_to()),
        "counts": packed(counts, bound_to=COUNTS.bound_to(seal)),
    }  # fmt: skip


def begin_visit(*, by: Membership, at: datetime, number: str) -> None:
    """The reviewers are there."""
    review = load(by, number)
    dossier = dossier_of(by, number)
    policies.may_begin_visit(review, dossier.seats, dossier.standing.has_book).demand()
    enter(review, ReviewState.VISIT, by=by, at=at)


def end_visit(*, by: Membership, at: datetime, number: str) -> None:
    """The visit is over; from now on each rates alone."""
    review, _seat = load_seat(by, number)
    policies.is_in(review, ReviewState.VISIT).demand()
    enter(review, ReviewState.RATING, by=by, at=at)


def step_back(*, by: Membership, at: datetime, number: str, reason: str) -> None:
    """One step back, with the reason; nothing that was given is lost."""
    review, _seat = load_seat(by, number)
    policies.may_step_back(review, Seat.objects.filter(review=review)).demand()
    if review.state == ReviewState.RESPONSE:
        review.final_on = None
        review.save(update_fields=["final_on"])
    enter(review, STATES_BACK[ReviewState(review.state)], by=by, at=at, reason=because(reason), is_back=True)


def write_note(
    *, by: Membership, at: datetime, number: str, key: UUID, item: str, source: Source, text: str
) -> None:
    """Write down what was heard or seen about an item. The same key twice writes once."""
    review, seat = load_seat(by, number)
    policies.may_note(review, seat).demand()
    if not text.strip():
        raise Refused(_("Write down what you heard or saw."), field="text")
    Note.objects.get_or_create(
        organisation_id=by.organisation_id, key=key,
        defaults={"review": review, "seat": seat, "item": item, "source": source, "text": text.strip(),
                  "written_at": at},
    )  # fmt: skip
    log(by, review, Action.CREATE, "review.note_written", item=item, source=source)


def remove_note(*, by: Membership, number: str, note: int) -> None:
    """Take back a note of one's own."""
    review, seat = load_seat(by, number)
    policies.may_note(review, seat).demand()
    found = Note.objects.filter(review=review, seat=seat, pk=note).first()
    if found is None:
        raise NotFound
    item = found.item
    found.delete()
    log(by, review, Action.DELETE, "review.note_removed", item=item)
