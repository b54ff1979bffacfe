"""Notes of the reviewers, of one item or by source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from plek.fidelity.choices import Source
from plek.fidelity.models import Note
from plek.fidelity.presenters.words import said
from plek.fidelity.selectors.reviews.dossier import Dossier


@dataclass(frozen=True)
class NoteLine:
    """One note; ``by`` is empty for one's own."""

    pk: int
    item: str
    name: str
    source: str
    text: str
    on: date
    by: str


@dataclass(frozen=True)
class Group:
    """What was heard or seen of one source."""

    source: str
    lines: tuple[NoteLine, ...]


def notes_by_source(dossier: Dossier, notes: Iterable[Note]) -> tuple[Group, ...]:
    """Those sources of which there is a note, in their fixed order; in each the order of writing."""
    rows = sorted(notes, key=lambda note: (note.written_at, note.pk))
    found = (
        Group(str(source.label), tuple(note_line(dossier, note) for note in rows if note.source == source))
        for source in Source
    )
    return tuple(group for group in found if group.lines)


def note_line(dossier: Dossier, note: Note) -> NoteLine:
    is_mine = dossier.mine is not None and note.seat_id == dossier.mine.pk
    return NoteLine(
        pk=note.pk, item=note.item, name=said(dossier.scale.item(note.item).name),
        source=str(Source(note.source).label), text=note.text, on=timezone.localdate(note.written_at),
        by="" if is_mine else dossier.reviewers[note.seat.place],
    )  # fmt: skip
