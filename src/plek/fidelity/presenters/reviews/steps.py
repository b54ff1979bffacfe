"""Where a review is, whose turn it is, and what is to be pressed next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from plek.fidelity.choices import FINAL, OVER, ReviewState
from plek.fidelity.models import Review, ReviewStep
from plek.fidelity.policies import PLANNERS, STATES_BACK, may_cancel
from plek.fidelity.procedure import Desk, Turn, Words, due_on, procedure, turn_of
from plek.fidelity.procedure.book import NOTES_REMOVED
from plek.fidelity.selectors.reviews.dossier import Dossier
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.dates import written

Link = Callable[..., str]
DAY = "j F Y"
DESKS: dict[Desk, str | Promise] = {
    Desk.PLANNER: gettext_lazy("the IPS team leader or an administrator"),
    Desk.REVIEWERS: gettext_lazy("the reviewers"),
    Desk.NOBODY: "",
}
TURNS: dict[Turn, str | Promise] = {
    Turn.MAKE_BOOK: gettext_lazy(
        "Prepare the review: go through the checklist and let Plek make the evidence book."
    ),
    Turn.SIGN: gettext_lazy("Sign the statement of independence."),
    Turn.WAIT_TO_BEGIN: gettext_lazy("You have signed. The visit can begin once the other has too."),
    Turn.BEGIN_VISIT: gettext_lazy("All is ready. The reviewers begin the visit on its first day."),
    Turn.END_VISIT: gettext_lazy("Talk, watch and note down per item. When the visit is over, rating begins."),
    Turn.RATE: gettext_lazy("Rate every item, alone. The other's scores show once both have finished."),
    Turn.WAIT_FOR_OTHER: gettext_lazy("You have finished. The consensus begins as soon as the other has too."),
    Turn.AGREE: gettext_lazy("Agree on a score for every item, with the reason."),
    Turn.WRITE_REPORT: gettext_lazy("Write the report: strengths first, then what would help."),
    Turn.RESPOND: gettext_lazy("Answer the report, make the plan, and close the review."),
    Turn.NOTHING: "",
}
WAITING = frozenset({Turn.WAIT_FOR_OTHER, Turn.WAIT_TO_BEGIN})
PAGES: dict[Turn, tuple[str, str | Promise]] = {
    Turn.MAKE_BOOK: ("fidelity:review_preparation", gettext_lazy("To the preparation")),
    Turn.SIGN: ("fidelity:review_sign", gettext_lazy("Read and sign")),
    Turn.END_VISIT: ("fidelity:review_items", gettext_lazy("To the items")),
    Turn.RATE: ("fidelity:review_items", gettext_lazy("To the items")),
    Turn.AGREE: ("fidelity:review_items", gettext_lazy("To the consensus")),
    Turn.WRITE_REPORT: ("fidelity:review_write", gettext_lazy("Write the report")),
    Turn.RESPOND: ("fidelity:review_plan", gettext_lazy("To response and plan")),
}
"""Where the next action is done."""
ROAD = tuple(state for state in ReviewState if state not in (ReviewState.CLOSED, ReviewState.CANCELLED))


@dataclass(frozen=True)
class NextStep:
    """What is to be done, by whom, by when. ``url`` is only for who can do it, ``step`` is pressed at once."""

    who: str
    what: str
    is_mine: bool
    due_on: date | None
    is_late: bool
    url: str
    label: str
    step: str = ""


@dataclass(frozen=True)
class Stop:
    """One step of the road: its name, its last day with where that comes from, and whether it is behind us."""

    label: str
    due_on: date | None
    source: str
    is_done: bool
    is_now: bool
    is_late: bool


@dataclass(frozen=True)
class Tab:
    """A page of the review."""

    url: str
    label: str
    current: bool


@dataclass(frozen=True)
class Head:
    """What stands on top of every page of a review."""

    number: str
    team: str
    scale: str
    state: str
    is_over: bool
    visit: str
    next: NextStep
    tabs: tuple[Tab, ...]


@dataclass(frozen=True)
class Told:
    """One line of the history."""

    on: date
    what: str
    who: str
    reason: str


def in_words(words: Words) -> str:
    return words["en" if (get_language() or "nl").startswith("en") else "nl"]


def head(by: Membership, dossier: Dossier, today: date, link: Link, page: str) -> Head:
    """``page`` is the name of the address that is open."""
    review = dossier.review
    return Head(
        number=review.number, team=review.team.name,
        scale=scale_line(review.scale, review),
        state=str(ReviewState(review.state).label), is_over=review.state in OVER,
        visit=visit_days(dossier), next=next_step(by, dossier, today, link, page),
        tabs=_tabs(by, dossier, link, page),
    )  # fmt: skip


def scale_line(name: str, review: Review) -> str:
    """The scale with its version, which always stands beside a score."""
    return _("%(scale)s, version %(version)s") % {"scale": name, "version": review.scale_version}


def visit_days(dossier: Dossier) -> str:
    first, last = dossier.review.visit_begins_on, dossier.review.visit_ends_on
    if first == last:
        return written(first, DAY)
    return _("%(first)s up to and including %(last)s") % {"first": written(first, DAY), "last": written(last, DAY)}


def next_step(by: Membership, dossier: Dossier, today: date, link: Link, page: str = "") -> NextStep:
    """On the page where it is done there is no link to it."""
    desk, turn = turn_of(dossier.standing)
    due = due_on(dossier.standing)
    name, label = PAGES.get(turn, ("", ""))
    is_mine = _is_mine(by, dossier, desk)
    return NextStep(
        who=str(DESKS[desk]), what=str(TURNS[turn]), is_mine=is_mine and turn not in WAITING, due_on=due,
        is_late=due is not None and due < today,
        url=link(name, number=dossier.review.number) if name and is_mine and name != page else "",
        label=str(label),
        step=str(turn) if turn == Turn.BEGIN_VISIT and (is_mine or by.role in PLANNERS) else "",
    )  # fmt: skip


def _is_mine(by: Membership, dossier: Dossier, desk: Desk) -> bool:
    return by.role in PLANNERS if desk == Desk.PLANNER else desk == Desk.REVIEWERS and dossier.mine is not None


def road(dossier: Dossier, today: date) -> tuple[Stop, ...]:
    """All steps with their last days; the one in which the review is, is ``now``."""
    state, terms = dossier.review.state, procedure().terms
    order = list(ReviewState)
    here = order.index(ReviewState(state))
    stops = []
    for place, known in enumerate(ROAD):
        due = due_on(dossier.standing, known)
        is_now = known == state
        stops.append(Stop(
            str(known.label), due, in_words(terms[known].source), place < here, is_now,
            is_now and due is not None and due < today,
        ))  # fmt: skip
    return tuple(stops)


def notes_line(dossier: Dossier) -> str:
    """What becomes of the working papers."""
    review = dossier.review
    if review.notes_removed_at:
        return _("Notes, charts and policies were removed on %(day)s.") % {
            "day": written(timezone.localdate(review.notes_removed_at), DAY)
        }
    goes_on = due_on(dossier.standing, NOTES_REMOVED)
    if goes_on:
        return _("Notes, charts and policies are removed on %(day)s.") % {"day": written(goes_on, DAY)}
    return _("Notes, charts and policies are removed %(days)s days after the report is final.") % {
        "days": procedure().terms[NOTES_REMOVED].days
    }


def history(steps: Iterable[ReviewStep]) -> tuple[Told, ...]:
    return tuple(
        Told(
            timezone.localdate(step.made_at),
            (_("back to: %(state)s") if step.is_back else "%(state)s") % {"state": ReviewState(step.state).label},
            step.made_by.user.name, step.reason,
        )
        for step in steps
    )  # fmt: skip


def may_go_back(dossier: Dossier) -> bool:
    """Only a reviewer steps back."""
    return dossier.mine is not None and dossier.review.state in STATES_BACK


def may_be_cancelled(by: Membership, dossier: Dossier) -> bool:
    return by.role in PLANNERS and bool(may_cancel(dossier.review))


def _tabs(by: Membership, dossier: Dossier, link: Link, page: str) -> tuple[Tab, ...]:
    state = dossier.review.state
    has_signed = dossier.mine is not None and dossier.mine.signed_at is not None
    may_read = has_signed and dossier.review.notes_removed_at is None
    shown = [
        ("fidelity:review", _("Overview"), by.role not in (Role.EMPLOYMENT_SPECIALIST, Role.DIRECTOR)),
        ("fidelity:review_preparation", _("Preparation"), by.role in PLANNERS or has_signed),
        ("fidelity:review_items", _("Items"), may_read),
        ("fidelity:review_notes", pgettext("review", "Notes"), may_read),
        ("fidelity:review_charts", _("Charts"), may_read),
        ("fidelity:review_logs", _("Meetings"), may_read),
        ("fidelity:review_report", _("Report"), state in FINAL or (has_signed and state == ReviewState.REPORT)),
        ("fidelity:review_plan", _("Response and plan"), state in FINAL),
    ]
    number = dossier.review.number
    return tuple(
        Tab(link(name, number=number), label, name == page) for name, label, is_shown in shown if is_shown
    )
