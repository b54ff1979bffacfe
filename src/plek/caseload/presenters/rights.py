"""What the pages about requests and destruction print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.utils.translation import ngettext

from plek.caseload.choices import DestructionState, RightsKind, RightsState
from plek.caseload.models import Client, Destruction, RightsRequest
from plek.caseload.policies import rights as policy
from plek.caseload.rules.records import Term
from plek.caseload.supply import Label, record_kinds
from plek.organisations.models import Membership

SOON = 7
TONES = {
    RightsState.OPEN: "", RightsState.GRANTED: "good", RightsState.REFUSED: "done", RightsState.WITHDRAWN: "done",
}  # fmt: skip


@dataclass(frozen=True)
class AskedLine:
    """One request, with the days that are left for an answer."""

    pk: int
    number: str
    name: str
    kind: Label
    text: str
    asked_on: date
    asked_by: str
    due_on: date
    left: str
    is_soon: bool
    state: Label
    tone: str
    is_open: bool
    is_about_destruction: bool
    answer: str
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True)
class DestructionPage:
    """One proposal, and what stays of it."""

    pk: int
    number: str
    ground: Label
    asked_on: date | None
    last_changed_on: date | None
    proposed_at: datetime
    proposed_by: str
    state: Label
    is_open: bool
    is_done: bool
    decided_at: datetime | None
    decided_by: str
    kept_because: Label
    counts: tuple[tuple[Label, int], ...]
    rows: int
    may_decide: bool
    why_not: Label
    may_take_back: bool


@dataclass(frozen=True)
class RecordsPage:
    """Everything about records that waits, and what was decided."""

    asked: tuple[AskedLine, ...]
    waiting: tuple[DestructionPage, ...]
    past_term: tuple[Client, ...]
    settled: tuple[DestructionPage, ...]
    term: Term | None


def asked_lines(rows: Iterable[RightsRequest], today: date) -> tuple[AskedLine, ...]:
    """Requests as lines."""
    return tuple(_asked_line(asked, today) for asked in rows)


def _asked_line(asked: RightsRequest, today: date) -> AskedLine:
    left = (asked.due_on - today).days
    return AskedLine(
        pk=asked.pk, number=asked.client.number, name=asked.client.name, kind=RightsKind(asked.kind).label,
        text=asked.text, asked_on=asked.asked_on, asked_by=asked.asked_by.user.name, due_on=asked.due_on,
        left=_left(left), is_soon=left <= SOON, state=RightsState(asked.state).label,
        tone=TONES[RightsState(asked.state)], is_open=asked.state == RightsState.OPEN,
        is_about_destruction=asked.kind == RightsKind.DESTRUCTION, answer=asked.answer,
        answered_at=asked.answered_at, answered_by=asked.answered_by.user.name if asked.answered_by else "",
    )  # fmt: skip


def _left(days: int) -> str:
    if days < 0:
        return ngettext("%(days)s day too late", "%(days)s days too late", -days) % {"days": -days}
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def destruction_page(by: Membership, found: Destruction) -> DestructionPage:
    """A proposal or certificate; of the record it says no more than number, days and how many rows went."""
    verdict = policy.may_decide(by, found)
    return DestructionPage(
        pk=found.pk, number=found.client_number, ground=found.get_ground_display(), asked_on=found.asked_on,
        last_changed_on=found.last_changed_on, proposed_at=found.proposed_at,
        proposed_by=found.proposed_by.user.name, state=found.get_state_display(),
        is_open=found.state == DestructionState.PROPOSED, is_done=found.state == DestructionState.DONE,
        decided_at=found.decided_at, decided_by=found.decided_by.user.name if found.decided_by else "",
        kept_because=found.get_kept_because_display(), counts=_counts(found),
        rows=sum(found.counts.values()), may_decide=bool(verdict), why_not=verdict.reason,
        may_take_back=bool(policy.may_take_back(by, found)),
    )  # fmt: skip


def _counts(found: Destruction) -> tuple[tuple[Label, int], ...]:
    titled = ((_title(label), count) for label, count in found.counts.items())
    return tuple(sorted(titled, key=lambda one: str(one[0])))


def _title(label: str) -> Label:
    """The kind in words; one without words of its own by the name that its table has."""
    if label in record_kinds:
        return record_kinds[label].title
    return str(apps.get_model(label)._meta.verbose_name_plural)


def records_page(
    by: Membership, *, asked: Sequence[RightsRequest], destructions: Sequence[Destruction],
    past: Sequence[Client], term: Term | None, today: date,
) -> RecordsPage:  # fmt: skip
    """The page of who leads a team or administrates."""
    shown = [destruction_page(by, one) for one in destructions]
    return RecordsPage(
        asked_lines(asked, today), tuple(one for one in shown if one.is_open), tuple(past),
        tuple(one for one in shown if not one.is_open), term,
    )  # fmt: skip
