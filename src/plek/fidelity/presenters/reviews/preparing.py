"""The list of reviews and the preparation of one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time

from django.utils import timezone
from django.utils.translation import gettext as _

from plek.fidelity.choices import ReviewState, Source
from plek.fidelity.models import ChecklistTick, PlannedTalk, PolicyFile
from plek.fidelity.policies import may_make_book
from plek.fidelity.presenters.reviews.steps import DAY, NextStep, in_words, next_step, visit_days
from plek.fidelity.procedure import procedure
from plek.fidelity.selectors.reviews.dossier import Dossier
from plek.organisations.models import Membership
from plek.shared.dates import written

Link = Callable[..., str]
KILO = 1024


@dataclass(frozen=True)
class ReviewRow:
    """One review in the list."""

    number: str
    team: str
    visit: str
    state: str
    url: str
    next: NextStep


@dataclass(frozen=True)
class ReviewsPage:
    """What waits for the reader, the first that is due on top; then all others, the latest visit first."""

    waiting: tuple[ReviewRow, ...]
    others: tuple[ReviewRow, ...]

    @property
    def count(self) -> int:
        return len(self.waiting) + len(self.others)


@dataclass(frozen=True)
class PointLine:
    code: str
    text: str
    is_ready: bool
    told: str
    """When it became ready and who said so; empty when it is not."""


@dataclass(frozen=True)
class TalkLine:
    pk: int
    source: str
    on: date
    at: time | None
    by: str


@dataclass(frozen=True)
class SourceLine:
    """How many talks of one source are advised and planned."""

    source: str
    advised: int
    planned: int


@dataclass(frozen=True)
class PolicyLine:
    pk: int
    name: str
    kind: str
    size: str


@dataclass(frozen=True)
class PreparationPage:
    """Everything that is to be ready."""

    points: tuple[PointLine, ...]
    ready: int
    sources: tuple[SourceLine, ...]
    sources_from: str
    talks: tuple[TalkLine, ...]
    policies: tuple[PolicyLine, ...]
    book_last: date | None
    needs_new_book: bool
    may_make_book: bool


def reviews_page(by: Membership, found: Iterable[Dossier], today: date, link: Link) -> ReviewsPage:
    rows = [
        ReviewRow(
            one.review.number, one.review.team.name, visit_days(one), str(ReviewState(one.review.state).label),
            link("fidelity:review", number=one.review.number), next_step(by, one, today, link),
        )
        for one in found
    ]  # fmt: skip
    mine = [row for row in rows if row.next.is_mine]
    return ReviewsPage(
        waiting=tuple(sorted(mine, key=lambda row: row.next.due_on or date.max)),
        others=tuple(row for row in rows if not row.next.is_mine),
    )


def preparation_page(
    dossier: Dossier, ticks: Iterable[ChecklistTick], talks: Iterable[PlannedTalk], policies: Iterable[PolicyFile]
) -> PreparationPage:
    rules, planned, ready = procedure(), list(talks), {tick.code: tick for tick in ticks}
    return PreparationPage(
        points=tuple(_point(p.code, in_words(p.text), ready.get(p.code)) for p in rules.checklist),
        ready=len(ready),
        sources=tuple(
            SourceLine(str(source.label), advised, sum(talk.source == source for talk in planned))
            for source, advised in rules.talks.items()
        ),
        sources_from=in_words(rules.talks_source),
        talks=tuple(_talk(dossier, talk) for talk in planned),
        policies=tuple(PolicyLine(p.pk, p.name, p.kind.upper(), f"{p.size / KILO:.0f} kB") for p in policies),
        book_last=dossier.book.last if dossier.book else None, needs_new_book=dossier.needs_new_book,
        may_make_book=bool(may_make_book(dossier.review, dossier.needs_new_book)),
    )  # fmt: skip


def _point(code: str, text: str, tick: ChecklistTick | None) -> PointLine:
    if tick is None:
        return PointLine(code, text, is_ready=False, told="")
    told = _("{day}, by {name}").format(
        day=written(timezone.localdate(tick.ticked_at), DAY), name=tick.ticked_by.user.name
    )
    return PointLine(code, text, is_ready=True, told=told)


def _talk(dossier: Dossier, talk: PlannedTalk) -> TalkLine:
    who = dossier.reviewers[talk.seat.place] if talk.seat else _("both reviewers")
    return TalkLine(talk.pk, str(Source(talk.source).label), talk.held_on, talk.held_at, who)
