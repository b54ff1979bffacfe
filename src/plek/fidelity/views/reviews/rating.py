"""What each reviewer does: items, notes, scores, and the consensus."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from plek.engines.fidelity_scoring.scale import Item
from plek.fidelity.choices import NOTING, ReviewState
from plek.fidelity.forms.reviews import AgreeForm, HeardForm, NoteForm, ReasonForm, ScoreForm
from plek.fidelity.policies import PLANNERS, may_make_book
from plek.fidelity.presenters.reviews.agreed import agreement_line
from plek.fidelity.presenters.reviews.items import item_page, next_open, sections
from plek.fidelity.presenters.reviews.noting import notes_by_source
from plek.fidelity.selectors.reviews.dossier import Dossier, dossier_of
from plek.fidelity.selectors.reviews.evidence import counts_of
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
    return counts_of(dossier)[1] if dossier.has_open_book else None


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


def _item_page(
    request: Any, number: str, item: str, sent: PlekForm | None = None, *, has_kept_note: bool = False
) -> HttpResponse:
    """``sent`` is the one of its forms that was refused. What was typed in the others stays, but a kept note."""
    by = request.membership
    dossier = dossier_of(by, number)
    known, found = _item(dossier, item), _evidence(dossier)
    scores, notes = scoring_of(by, dossier.review), notes_of(by, dossier.review).filter(item=item)
    page, typed = item_page(dossier, known, found, scores, notes, partial(to, request)), request.POST.dict()
    if has_kept_note:
        typed = {name: value for name, value in typed.items() if name not in ("key", "text")}
    return shown(
        request, dossier, "review_items", "fidelity/reviews/item.html", form=sent, page=page,
        note=as_sent(sent, NoteForm, lambda: NoteForm(initial=typed)),
        score=as_sent(sent, ScoreForm, lambda: ScoreForm(item=known, initial={"score": page.mine} | typed)),
        agree=as_sent(sent, AgreeForm, lambda: AgreeForm(item=known, initial=page.proposed | typed)),
        may_note=dossier.review.state in NOTING, needs_new_book=dossier.needs_new_book,
        may_make=bool(may_make_book(dossier.review, dossier.needs_new_book)),
    )  # fmt: skip


@writing(roles=REVIEWERS)
def score(request: Any, number: str, item: str) -> HttpResponse:
    """Give a score, alone."""
    form = ScoreForm(request.POST, item=_item(dossier_of(request.membership, number), item))
    return _with_note(request, number, item, form, lambda: rating.give_score(
        by=request.membership, at=request.now, number=number, item=item, **form.cleaned_data
    ), _("Your score for %(item)s is kept.") % {"item": item})  # fmt: skip


@writing(roles=REVIEWERS)
def agree(request: Any, number: str, item: str) -> HttpResponse:
    """Agree on a score, with the reason."""
    form = AgreeForm(request.POST, item=_item(dossier_of(request.membership, number), item))
    return _with_note(request, number, item, form, lambda: rating.agree(
        by=request.membership, at=request.now, number=number, item=item, **form.cleaned_data
    ), _("Agreed on %(item)s.") % {"item": item})  # fmt: skip


def _with_note(request: Any, number: str, item: str, form: PlekForm, call: Step, done: str) -> HttpResponse:
    """Keep a score, and the note that was typed beside it if there is one; then on to the next open item."""
    note, again = NoteForm(request.POST), partial(_item_page, request, number, item)
    has_note = bool(request.POST.get("text", "").strip())
    if has_note and not note.is_valid():
        return again(note)

    def keep() -> None:
        call()
        if has_note:
            _write(request, number, item, note)

    go_to = partial(_next, request, number, item)
    return fill_in(request, form, keep, again, done=done, number=number, go_to=go_to)


def _next(request: Any, number: str, item: str) -> str:
    """The item that comes after and has no score yet; the list when there is none."""
    by = request.membership
    dossier = dossier_of(by, number)
    scores = scoring_of(by, dossier.review)
    done = scores.agreed if scores.agreed else scores.given[dossier.signed_seat.place]
    code = next_open(dossier.scale, done, after=item)
    if code:
        return to(request, "fidelity:review_item", number=number, item=code)
    return to(request, "fidelity:review_items", number=number)


def _write(request: Any, number: str, item: str, note: PlekForm) -> None:
    visiting.write_note(by=request.membership, at=request.now, number=number, item=item, **note.cleaned_data)


@writing(roles=REVIEWERS)
def note(request: Any, number: str, item: str) -> HttpResponse:
    """Write down what was heard or seen. A score that was picked but not kept stays picked."""
    _item(dossier_of(request.membership, number), item)
    form, again = NoteForm(request.POST), partial(_item_page, request, number, item)
    if form.is_valid() and (request.POST.get("score") or request.POST.get("reason")):
        form.attempt(partial(_write, request, number, item, form))
        if form.is_valid():
            messages.success(request, _("Note kept."))
            return again(has_kept_note=True)
    return fill_in(
        request, form, partial(_write, request, number, item, form), again, done=_("Note kept."),
        page="review_item", number=number, item=item,
    )  # fmt: skip


@writing(roles=REVIEWERS)
def notes(request: Any, number: str) -> HttpResponse:
    """All notes by source, and a form that stays with one source while a talk goes from item to item."""
    by = request.membership
    dossier = dossier_of(by, number)
    dossier.signed_seat  # noqa: B018
    first = {"source": request.GET.get("source", "")}
    form = HeardForm(request.POST or None, items=dossier.scale.items, initial=first)
    if request.method == "POST" and form.is_valid():
        item = form.cleaned_data.pop("item")
        form.attempt(partial(_write, request, number, item, form))
        if form.is_valid():
            messages.success(request, _("Note kept."))
            source = urlencode({"source": form.cleaned_data["source"]})
            return redirect(f"{to(request, 'fidelity:review_notes', number=number)}?{source}")
    return shown(
        request, dossier, "review_notes", "fidelity/reviews/notes.html", form=form,
        groups=notes_by_source(dossier, notes_of(by, dossier.review)),
        may_note=dossier.review.state in NOTING or form.is_bound,
    )  # fmt: skip


@writing(roles=REVIEWERS)
def drop_note(request: Any, number: str, note: int) -> HttpResponse:
    """Take back a note of one's own."""
    return act(
        request, lambda: visiting.remove_note(by=request.membership, number=number, note=note),
        done=_("The note is removed."), page="review_notes", number=number,
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
