"""The list of reviews, planning one, its overview and its preparation."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.fidelity.choices import FileKind
from plek.fidelity.forms.reviews import DaysForm, PlanForm, PolicyForm, ReasonForm, SignForm, TalkForm
from plek.fidelity.policies import PLANNERS, REVIEW_ROLES, has_signed, may_prepare
from plek.fidelity.presenters.reviews.agreed import agreement_line
from plek.fidelity.presenters.reviews.preparing import preparation_page, reviews_page
from plek.fidelity.presenters.reviews.steps import (
    history,
    in_words,
    may_be_cancelled,
    may_go_back,
    notes_line,
    road,
)
from plek.fidelity.procedure import procedure
from plek.fidelity.selectors.reviews.dossier import Dossier, dossier_of, reviews_of
from plek.fidelity.selectors.reviews.people import reviewers_of, teams_to_review
from plek.fidelity.selectors.reviews.preparing import policies_of, policy_of, steps_of, talks_of, ticks_of
from plek.fidelity.services.reviews import planning, policy_files, visiting
from plek.fidelity.services.reviews.planning import Plan
from plek.fidelity.views.reviews.acting import act, as_sent, fill_in, shown
from plek.organisations.choices import Role
from plek.shared.doors import reading, writing
from plek.shared.errors import NotFound
from plek.shared.forms import PlekForm
from plek.shared.links import to
from plek.shared.uploading import in_memory

PREPARERS = PLANNERS | {Role.FIDELITY_REVIEWER}
TYPES = {
    FileKind.PDF: "application/pdf", FileKind.PNG: "image/png", FileKind.JPEG: "image/jpeg",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


@reading(roles=REVIEW_ROLES)
def reviews(request: Any) -> HttpResponse:
    """What waits for whoever looks, and all other reviews that he may see."""
    by = request.membership
    page = reviews_page(by, reviews_of(by), request.today, partial(to, request))
    record(by=by, action=Action.READ, event="review.listed", object_kind="list", detail={"reviews": page.count})
    context = {"page": page, "may_plan": by.role in PLANNERS, "is_reviewer": by.role == Role.FIDELITY_REVIEWER}
    return render(request, "fidelity/reviews/list.html", context)


@writing(roles=PLANNERS)
def plan(request: Any) -> HttpResponse:
    """Plan a review and ask two reviewers."""
    by = request.membership
    people, teams = list(reviewers_of(by, request.today)), list(teams_to_review(by))
    soon = request.today + timedelta(days=42)
    first = {"begins_on": soon, "ends_on": soon + timedelta(days=1)}
    form = PlanForm(request.POST or None, teams=teams, reviewers=people, initial=first)
    if request.method == "POST" and form.is_valid():
        made = form.attempt(lambda: _plan(request, form.cleaned_data))
        if made is not None:
            return redirect(to(request, "fidelity:review_preparation", number=made.number))
    context = {"form": form, "enough": len(people) > 1, "may_invite": by.role == Role.ADMINISTRATOR}
    return render(request, "fidelity/reviews/new.html", context, status=form.http_status)


def _plan(request: Any, given: dict[str, Any]) -> Any:
    chosen = given.pop("reviewers")
    return planning.plan_review(
        by=request.membership, at=request.now, on=request.today,
        plan=Plan(**given, reviewers=[int(pk) for pk in chosen]),
        base_url=request.build_absolute_uri("/").rstrip("/"),
    )  # fmt: skip


@reading(roles=REVIEW_ROLES)
def review(request: Any, number: str) -> HttpResponse:
    """Where the review is, whose turn it is, and what happened so far."""
    return overview(request, number)


def overview(request: Any, number: str, sent: PlekForm | None = None) -> HttpResponse:
    """``sent`` is the reason for a step back or for calling it off that was refused."""
    by = request.membership
    dossier = dossier_of(by, number)
    return shown(
        request, dossier, "review", "fidelity/reviews/review.html", form=sent,
        road=road(dossier, request.today), seats=dossier.seats,
        told=history(steps_of(dossier.review)), notes=notes_line(dossier), reason=sent or ReasonForm(),
        agreement=agreement_line(dossier.review),
        may_go_back=may_go_back(dossier) or bool(sent and dossier.mine),
        may_cancel=may_be_cancelled(by, dossier) or bool(sent and by.role in PLANNERS),
    )  # fmt: skip


@writing(roles=PLANNERS)
def cancel(request: Any, number: str) -> HttpResponse:
    """Call a review off."""
    form = ReasonForm(request.POST)
    return fill_in(
        request, form, lambda: planning.cancel_review(
            by=request.membership, at=request.now, number=number, **form.cleaned_data
        ), partial(overview, request, number), done=_("The review is cancelled."), number=number,
    )  # fmt: skip


@reading(roles=PREPARERS)
def preparation(request: Any, number: str) -> HttpResponse:
    """Checklist, days, talks, policies and the evidence book."""
    return _preparation(request, number)


def _preparation(request: Any, number: str, sent: PlekForm | None = None) -> HttpResponse:
    """``sent`` is the one of its forms that was refused."""
    by = request.membership
    dossier = _to_prepare(request, number)
    held = dossier.review
    page = preparation_page(dossier, ticks_of(held), talks_of(held), policies_of(held))
    return shown(
        request, dossier, "review_preparation", "fidelity/reviews/preparation.html",
        form=sent, page=page, policy=as_sent(sent, PolicyForm, PolicyForm),
        days=as_sent(sent, DaysForm, lambda: DaysForm(
            initial={"begins_on": held.visit_begins_on, "ends_on": held.visit_ends_on}
        )),
        talk=as_sent(sent, TalkForm, lambda: TalkForm(
            reviewers=dossier.reviewers, initial={"held_on": held.visit_begins_on}
        )),
        may_plan=by.role in PLANNERS, may_change=bool(may_prepare(held)),
    )  # fmt: skip


def _to_prepare(request: Any, number: str) -> Dossier:
    """``NotFound`` for a reviewer who has not signed, to whom the next step says to sign."""
    dossier = dossier_of(request.membership, number)
    if not has_signed(dossier.mine):
        raise NotFound
    return dossier


@writing(roles=PLANNERS)
def days(request: Any, number: str) -> HttpResponse:
    """Other days for the visit."""
    form = DaysForm(request.POST)
    return _filled_in(request, number, form, lambda: planning.move_visit(
        by=request.membership, number=number, **form.cleaned_data
    ), _("The days of the visit are changed."))  # fmt: skip


@writing(roles=PLANNERS)
def tick(request: Any, number: str) -> HttpResponse:
    """A point of the checklist is ready, or not."""
    point, is_ready = request.POST.get("point", ""), request.POST.get("is_ready") == "yes"
    return _prepared(request, number, lambda: planning.tick(
        by=request.membership, at=request.now, number=number, point=point, is_ready=is_ready
    ))  # fmt: skip


@writing(roles=PREPARERS)
def talks(request: Any, number: str) -> HttpResponse:
    """Plan an interview or observation."""
    form = TalkForm(request.POST, reviewers=_to_prepare(request, number).reviewers)
    return _filled_in(request, number, form, lambda: planning.plan_talk(
        by=request.membership, number=number, **form.cleaned_data
    ), _("Planned."))  # fmt: skip


@writing(roles=PREPARERS)
def drop_talk(request: Any, number: str, talk: int) -> HttpResponse:
    """A talk does not take place."""
    return _prepared(request, number, lambda: planning.drop_talk(by=request.membership, number=number, talk=talk))


@writing(roles=PREPARERS)
def book(request: Any, number: str) -> HttpResponse:
    """Let Plek make the evidence book of what is recorded now."""
    return _prepared(request, number, lambda: visiting.make_book(
        by=request.membership, at=request.now, on=request.today, number=number
    ), _("The evidence book is made."))  # fmt: skip


@in_memory(policy_files.AT_MOST_BYTES)
@writing(roles=PLANNERS)
def policies(request: Any, number: str) -> HttpResponse:
    """Add a file for the reviewers."""
    form = PolicyForm(request.POST, request.FILES)

    def call() -> None:
        file = form.cleaned_data["file"]
        policy_files.add_policy(
            by=request.membership, at=request.now, number=number, name=file.name, content=file.read()
        )

    return _filled_in(request, number, form, call, _("The file is added."))


@writing(roles=PLANNERS)
def drop_policy(request: Any, number: str, policy: int) -> HttpResponse:
    """Take a file away."""
    return _prepared(request, number, lambda: policy_files.remove_policy(
        by=request.membership, number=number, policy=policy
    ), _("The file is removed."))  # fmt: skip


@reading(roles=PREPARERS)
def policy(request: Any, number: str, policy: int) -> HttpResponseBase:
    """One file, to keep."""
    by = request.membership
    found = policy_of(_to_prepare(request, number).review, policy)
    record(by=by, action=Action.EXPORT, event="review.policy_read", object_kind="review", object_id=number)
    answer = HttpResponse(policy_files.opened(found), content_type=TYPES[FileKind(found.kind)])
    answer["Content-Disposition"] = f'attachment; filename="policy-{found.pk}.{found.kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@writing(roles={Role.FIDELITY_REVIEWER})
def sign(request: Any, number: str) -> HttpResponse:
    """Read and sign the statement of independence."""
    by = request.membership
    dossier = dossier_of(by, number)
    if dossier.mine is None:
        raise NotFound
    if request.method != "POST" and dossier.mine.signed_at:
        return redirect(to(request, "fidelity:review", number=number))
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.attempt(lambda: visiting.sign_statement(by=by, at=request.now, number=number))
        if form.is_valid():
            return redirect(to(request, "fidelity:review", number=number))
    rules = procedure()
    return shown(
        request, dossier, "review_sign", "fidelity/reviews/sign.html",
        form=form, statement=in_words(rules.statement), version=rules.statement_version,
    )  # fmt: skip


def _filled_in(request: Any, number: str, form: PlekForm, call: Any, done: str) -> HttpResponse:
    again = partial(_preparation, request, number)
    return fill_in(request, form, call, again, done=done, page="review_preparation", number=number)


def _prepared(request: Any, number: str, call: Any, done: str = "") -> HttpResponse:
    return act(request, call, done=done, page="review_preparation", number=number)
