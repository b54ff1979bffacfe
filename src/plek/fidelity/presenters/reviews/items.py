"""The items of a review: what records show, what was noted, and the scores that the reader may see."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from plek.engines.fidelity_scoring.scale import SCORES, Item, Scale
from plek.fidelity.choices import DataSource, ReviewState
from plek.fidelity.counting import Line
from plek.fidelity.counting.order import day_of
from plek.fidelity.models import Note
from plek.fidelity.presenters.describing import Names, describe
from plek.fidelity.presenters.ladder import standing, value_of
from plek.fidelity.presenters.reviews.agreed import reason_of
from plek.fidelity.presenters.reviews.noting import NoteLine, note_line
from plek.fidelity.presenters.words import begun, said
from plek.fidelity.selectors.reviews.dossier import Dossier
from plek.fidelity.selectors.reviews.kept import Kept
from plek.fidelity.selectors.reviews.scores import Agreed, Scores, Scoring
from plek.fidelity.selectors.team_book import Book

Link = Callable[..., str]


@dataclass(frozen=True)
class ItemRow:
    """One item in the list."""

    code: str
    name: str
    indication: str
    notes: int
    mine: int | None
    other: int | None
    agreed: int | None
    url: str

    @property
    def differs(self) -> bool:
        return self.mine is not None and self.other is not None and self.mine != self.other


@dataclass(frozen=True)
class ItemSection:
    name: str
    code: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True)
class RecordLine:
    label: str
    detail: str
    on: date | None
    mark: str


@dataclass(frozen=True)
class Evidence:
    """What the book says about one item."""

    standing: str
    value: str
    note: str
    counted: tuple[str, ...]
    records: tuple[RecordLine, ...]
    of: int
    because: str


@dataclass(frozen=True)
class ItemPage:
    """One item to rate or to agree on."""

    code: str
    name: str
    about: str
    sources: str
    anchors: tuple[tuple[int, str], ...]
    confidence: str
    wording: str
    evidence: Evidence | None
    notes: tuple[NoteLine, ...]
    mine: int | None
    other: int | None
    agreed: Agreed | None
    why: str
    """The reason of what was agreed."""
    before: str
    after: str
    is_rating: bool
    is_agreeing: bool

    @property
    def proposed(self) -> dict[str, Any]:
        """What the form of the consensus begins with: what was agreed, or the score that both gave."""
        if self.agreed:
            return {"score": self.agreed.score, "reason": self.agreed.reason}
        return {"score": self.mine if self.mine == self.other else None}


def sections(
    dossier: Dossier, found: Kept | None, scores: Scoring, notes: Collection[Note], link: Link
) -> tuple[ItemSection, ...]:
    """All items in the order of the scale."""
    mine, other = _of_both(dossier, scores.given)
    number = dossier.review.number

    def row(item: Item) -> ItemRow:
        return ItemRow(
            item.code, said(item.name), standing(found.item(item.code)) if found else "",
            sum(note.item == item.code for note in notes), mine.get(item.code), other.get(item.code),
            scores.agreed[item.code].score if item.code in scores.agreed else None,
            link("fidelity:review_item", number=number, item=item.code),
        )  # fmt: skip

    return tuple(
        ItemSection(
            said(part.name), part.code, tuple(row(i) for i in dossier.scale.items if i.section == part.code)
        )
        for part in dossier.scale.sections
    )


def _of_both(dossier: Dossier, given: Mapping[int, Scores]) -> tuple[Scores, Scores]:
    """One's own scores and those of the other, as far as they may be seen."""
    place = dossier.mine.place if dossier.mine else 0
    return given.get(place, {}), next((scores for at, scores in given.items() if at != place), {})


def item_page(
    dossier: Dossier, item: Item, found: Kept | None, scores: Scoring, notes: Iterable[Note], link: Link
) -> ItemPage:
    """``notes`` are those about this item."""
    mine, other = _of_both(dossier, scores.given)
    codes = [known.code for known in dossier.scale.items]
    place = codes.index(item.code)
    number, state = dossier.review.number, dossier.review.state

    def near(code: str) -> str:
        return link("fidelity:review_item", number=number, item=code)

    return ItemPage(
        code=item.code, name=said(item.name), about=said(item.about),
        sources=", ".join(str(DataSource(source).label) for source in item.sources),
        anchors=tuple((n, begun(item.anchors[n].text)) for n in SCORES),
        confidence=said(dossier.scale.confidences[item.anchors[5].confidence]), wording=said(item.wording),
        evidence=_evidence(item, found) if found else None,
        notes=tuple(note_line(dossier, note) for note in notes),
        mine=mine.get(item.code), other=other.get(item.code), agreed=scores.agreed.get(item.code),
        why=reason_of(scores.agreed.get(item.code)), before=near(codes[place - 1]) if place else "",
        after=near(codes[place + 1]) if place + 1 < len(codes) else "",
        is_rating=state == ReviewState.RATING and not (dossier.mine and dossier.mine.finished_at),
        is_agreeing=state == ReviewState.CONSENSUS,
    )  # fmt: skip


def next_open(scale: Scale, done: Collection[str], *, after: str) -> str:
    """The first item after this one that is not done, from the end on to the begin; empty when all are."""
    codes = [item.code for item in scale.items]
    place = codes.index(after) + 1
    return next((code for code in codes[place:] + codes[:place] if code not in done), "")


def _evidence(item: Item, found: Kept) -> Evidence:
    scored = found.item(item.code)
    numbers = {course.client_id: course.client_number for course in found.index.courses}
    return Evidence(
        standing=standing(scored), value=value_of(scored), note=said(scored.note),
        counted=tuple(begun(given.text) for given in item.inputs.values()),
        records=tuple(_record(line, found.index, numbers) for line in found.lines(item.code)),
        of=found.listed(item.code),
        because=said(item.because) if item.how != "computed" else "",
    )  # fmt: skip


def _record(line: Line, index: Book, numbers: Names) -> RecordLine:
    """Clients by their number; nothing leads out of the book."""
    told = describe(line, index, numbers, lambda name, **parts: "")
    label = told.label or _("client of whom nothing else is in the book")
    return RecordLine(label, told.detail, day_of(line), str(line.mark))
