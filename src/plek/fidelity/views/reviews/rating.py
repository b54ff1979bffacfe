"""The reviewers' own pages: items, charts and meetings of the book, scores and notes, and the consensus."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from plek.engines.fidelity_scoring.scale import Item
from plek.fidelity.choices import NOTING, ReviewState
from plek.fidelity.forms.reviews import AgreeForm, NoteForm, ReasonForm, ScoreForm
from plek.fidelity.policies import PLANNERS
from plek.fidelity.presenters.reviews.charts import chart_of, meetings_of
from plek.fidelity.presenters.reviews.items import item_page, sections
from plek.fidelity.presenters.reviews.report import agreement_line
from plek.fidelity.presenters.reviews.steps import in_words
from plek.fidelity.procedure import procedure
from plek.fidelity.selectors.reviews.dossier import Dossier, dossier_of
from plek.fidelity.selectors.reviews.evidence import book_of, counts_of, sample_of
from plek.fidelity.selectors.reviews.kept import Kept
from plek.fidelity.selectors.reviews.scores import notes_of, scoring_of
from plek.fidelity.services.reviews import rating, reporting, visiting
from plek.fidelity.views.reviews.acting import act, as_sent, fill_in, shown
from plek.fidelity.views.reviews.planning import overview
from plek.organisations.choices import Role
from plek.shared.doors import reading, writing
from plek.shared.errors import NotFound
from plek.shared.forms import PlekForm
from plek.shared.links import to

REVIEWERS = {Role.FIDELITY_REVIEWER}
PER_PAGE = 50
Step = Callable[..., object]
ONWARDS: dict[str, tuple[Step, str]] = {
    "begin_visit": (visiting.begin_visit, "review_items"),
    "end_visit": (visiting.end_visit, "review_items"),
    "finish": (rating.finish_rating, "review_items"),
    "equal": (rating.agree_on_equal, "review_items"),
    "end_consensus": (rating.end_consensus, "review_write"),
    "finish_report": (reporting.finish_report, "review_report"),
    "close": (reporting.close_review, "review_plan"),
}
"""Steps onwards, and the page after each."""


def _known(step: Step | None) -> Step:
    if step is None:
        raise NotFound
    return step


def _item(dossier: Dossier, code: str) -> Item:
    try:
        return dossier.scale.item(code)
    except KeyError as error:
        raise NotFound from error


def _evidence(dossier: Dossier) -> Kept | None:
    """What the book says; none once it was wiped. ``NotFound`` for who has not signed."""
    dossier.signed_seat  # noqa: B018
    return counts_of(dossier)[1] if _is_kept(dossier) else None


def _is_kept(dossier: Dossier) -> bool:
    return dossier.review.notes_removed_at is None and dossier.book is not None


@reading(roles=REVIEWERS)
def items(request: Any, number: str) -> HttpResponse:
    """All items: the indication, one's notes and score, and once both have finished those of the other."""
    by = request.membership
    dossier = dossier_of(by, number)
    found, state = _evidence(dossier), dossier.review.state
    scores, notes = scoring_of(by, dossier.review), list(notes_of(by, dossier.review))
    mine = scores.given.get(dossier.signed_seat.place, {})
    return shown(
        request, dossier, "review_items", "fidelity/reviews/items.html", mine=dossier.mine,
        sections=sections(dossier, found, scores, notes, partial(to, request)),
        given=len(mine), of=len(dossier.scale.items), agreed=len(scores.agreed),
        agreement=agreement_line(dossier.review),
        is_visit=state == ReviewState.VISIT, is_rating=state == ReviewState.RATING,
        shows_both=len(scores.given) > 1, is_agreeing=state == ReviewState.CONSENSUS,
    )  # fmt: skip


@reading(roles=REVIEWERS)
def item(request: Any, number: str, item: str) -> HttpResponse:
    """One item: anchors, records, notes, and the score to give."""
    return _item_page(request, number, item)


def _item_page(request: Any, number: str, item: str, sent: PlekForm | None = None) -> HttpResponse:
    """``sent`` is the one of its forms that was refused."""
    by = request.membership
    dossier = dossier_of(by, number)
    known, found = _item(dossier, item), _evidence(dossier)
    scores, notes = scoring_of(by, dossier.review), notes_of(by, dossier.review).filter(item=item)
    page = item_page(dossier, known, found, scores, notes, partial(to, request))
    standing = page.agreed.score if page.agreed else page.mine if page.mine == page.other else None
    reason = page.agreed.reason if page.agreed else ""
    return shown(
        request, dossier, "review_items", "fidelity/reviews/item.html", form=sent, page=page,
        note=as_sent(sent, NoteForm, NoteForm),
        score=as_sent(sent, ScoreForm, lambda: ScoreForm(item=known, initial={"score": page.mine})),
        agree=as_sent(sent, AgreeForm, lambda: AgreeForm(
            item=known, initial={"score": standing, "reason": reason}
        )),
        may_note=dossier.review.state in NOTING,
    )  # fmt: skip


@writing(roles=REVIEWERS)
def score(request: Any, number: str, item: str) -> HttpResponse:
    """Give a score, alone."""
    form = ScoreForm(request.POST, item=_item(dossier_of(request.membership, number), item))
    return _at_item(request, number, item, form, lambda: rating.give_score(
        by=request.membership, at=request.now, number=number, item=item, **form.cleaned_data
    ), _("Your score for %(item)s is kept.") % {"item": item})  # fmt: skip


@writing(roles=REVIEWERS)
def agree(request: Any, number: str, item: str) -> HttpResponse:
    """Agree on a score, with the reason."""
    form = AgreeForm(request.POST, item=_item(dossier_of(request.membership, number), item))
    return _at_item(request, number, item, form, lambda: rating.agree(
        by=request.membership, at=request.now, number=number, item=item, **form.cleaned_data
    ), _("Agreed on %(item)s.") % {"item": item})  # fmt: skip


@writing(roles=REVIEWERS)
def note(request: Any, number: str, item: str) -> HttpResponse:
    """Write down what was heard or seen."""
    _item(dossier_of(request.membership, number), item)
    form = NoteForm(request.POST)
    return _at_item(request, number, item, form, lambda: visiting.write_note(
        by=request.membership, at=request.now, number=number, item=item, **form.cleaned_data
    ), _("Note kept."))  # fmt: skip


@writing(roles=REVIEWERS)
def drop_note(request: Any, number: str, note: int) -> HttpResponse:
    """Take back a note of one's own."""
    return act(
        request, lambda: visiting.remove_note(by=request.membership, number=number, note=note),
        done=_("The note is removed."), page="review_items", number=number,
    )  # fmt: skip


@writing(roles=PLANNERS | REVIEWERS)
def onwards(request: Any, number: str) -> HttpResponse:
    """The next step of the review; which one, the form says."""
    step, page = ONWARDS.get(request.POST.get("step", ""), (None, "review"))
    return act(
        request,
        lambda: _known(step)(by=request.membership, at=request.now, number=number),
        page=page,
        number=number,
    )


@writing(roles=REVIEWERS)
def take_up(request: Any, number: str) -> HttpResponse:
    """Not done rating after all."""
    return act(
        request,
        lambda: rating.take_up_rating(by=request.membership, number=number),
        page="review_items",
        number=number,
    )


@writing(roles=REVIEWERS)
def back(request: Any, number: str) -> HttpResponse:
    """One step back, with the reason."""
    form = ReasonForm(request.POST)
    return fill_in(request, form, lambda: visiting.step_back(
        by=request.membership, at=request.now, number=number, **form.cleaned_data
    ), partial(overview, request, number), number=number)  # fmt: skip


@reading(roles=REVIEWERS)
def charts(request: Any, number: str) -> HttpResponse:
    """The sample of clients, by number, and how it was drawn."""
    dossier = dossier_of(request.membership, number)
    dossier.signed_seat  # noqa: B018
    row, found = counts_of(dossier)
    sample, of = sample_of(row, found)
    return shown(
        request, dossier, "review_charts", "fidelity/reviews/charts.html",
        sample=sample, of=of, seed=row.seed,
        reason=in_words(procedure().sample_reason),
    )  # fmt: skip


@reading(roles=REVIEWERS)
def chart(request: Any, number: str, client: str) -> HttpResponse:
    """One client of the sample: facts and days that items ask for, and no name."""
    dossier = dossier_of(request.membership, number)
    dossier.signed_seat  # noqa: B018
    if client not in sample_of(*counts_of(dossier))[0]:
        raise NotFound
    chart = chart_of(*book_of(dossier), client)
    return shown(request, dossier, "review_charts", "fidelity/reviews/chart.html", chart=chart)


@reading(roles=REVIEWERS)
def logs(request: Any, number: str) -> HttpResponse:
    """Supervision and meetings of the months in the book."""
    dossier = dossier_of(request.membership, number)
    dossier.signed_seat  # noqa: B018
    held = meetings_of(*book_of(dossier)) if _is_kept(dossier) else ()
    page = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    return shown(request, dossier, "review_logs", "fidelity/reviews/logs.html", page=page)


def _at_item(request: Any, number: str, item: str, form: PlekForm, call: Any, done: str) -> HttpResponse:
    again = partial(_item_page, request, number, item)
    return fill_in(request, form, call, again, done=done, page="review_item", number=number, item=item)
