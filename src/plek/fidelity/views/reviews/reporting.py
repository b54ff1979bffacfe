"""The report as page and file, the response, and the plan."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.fidelity.choices import FINAL, Part, ReviewState
from plek.fidelity.forms.reviews import ActionForm, ReportForm, ResponseForm
from plek.fidelity.policies import ANSWERING, PLANNERS, REVIEW_ROLES, may_plan_action
from plek.fidelity.presenters.reviews import paper, word_file
from plek.fidelity.presenters.reviews.beside import now_page
from plek.fidelity.presenters.reviews.report import PlannedAction, Report, plan_lines, report_of
from plek.fidelity.selectors.reviews.dossier import Dossier, dossier_of
from plek.fidelity.selectors.reviews.now import may_see_now, now_of
from plek.fidelity.selectors.reviews.people import owners_of
from plek.fidelity.selectors.reviews.scores import scoring_of
from plek.fidelity.selectors.reviews.texts import earlier_scores, newest_passage, passages_of, plan_of
from plek.fidelity.services.reviews import reporting
from plek.fidelity.views.reviews.acting import as_sent, fill_in, shown
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import Membership
from plek.organisations.selectors.paper import letterhead_of
from plek.shared.documents import attached, pdf
from plek.shared.doors import reading, writing
from plek.shared.errors import NotFound
from plek.shared.forms import PlekForm
from plek.shared.links import to

IN_A_QUARTER = timedelta(days=91)


def _readable(by: Membership, number: str, *, has_scores: bool = False) -> Dossier:
    """The review whose report ``by`` may read: final for all, before that for its reviewers."""
    dossier = dossier_of(by, number, has_scores=has_scores)
    if dossier.review.state not in FINAL and not (dossier.mine and dossier.review.state == ReviewState.REPORT):
        raise NotFound
    return dossier


def _report(by: Membership, dossier: Dossier) -> Report:
    held = dossier.review
    return report_of(dossier, scoring_of(by, held).agreed, passages_of(held), earlier_scores(by, held))


@reading(roles=REVIEW_ROLES)
def report(request: Any, number: str) -> HttpResponse:
    """The report."""
    by = request.membership
    dossier = _readable(by, number)
    return shown(
        request, dossier, "review_report", "fidelity/reviews/report.html", report=_report(by, dossier),
        is_writing=dossier.review.state == ReviewState.REPORT, may_see_now=may_see_now(by, dossier.review),
    )  # fmt: skip


@reading(roles=CASELOAD_ROLES)
def now(request: Any, number: str) -> HttpResponse:
    """The agreed scores beside what records alone say today."""
    by = request.membership
    dossier = _readable(by, number, has_scores=True)
    return shown(
        request, dossier, "review_report", "fidelity/reviews/now.html",
        page=now_page(dossier, now_of(by, dossier.review, request.today)),
        query=urlencode({"team": dossier.review.team.code, "scale": dossier.review.scale}),
    )  # fmt: skip


@writing(roles={Role.FIDELITY_REVIEWER})
def write(request: Any, number: str) -> HttpResponse:
    """Strengths, and recommendations item by item."""
    by = request.membership
    dossier = dossier_of(by, number)
    if request.method != "POST" and dossier.review.state != ReviewState.REPORT:
        return redirect(to(request, "fidelity:review", number=number))
    texts, newest = passages_of(dossier.review), newest_passage(dossier.review)
    first = _first_texts(texts) | {"seen": newest}
    form = ReportForm(request.POST or None, items=dossier.scale.items, initial=first)
    if request.method == "POST" and form.is_valid():
        form.catch_up(passages_of(dossier.review, until=form.cleaned_data["seen"]), texts, newest)
        if form.is_valid() and form.attempt(lambda: _keep(request, number, form)):
            return redirect(to(request, "fidelity:review_report", number=number))
    rows = [(item, form[item.code]) for item in _report(by, dossier).items]
    return shown(
        request,
        dossier,
        "review_report",
        "fidelity/reviews/write.html",
        form=form,
        rows=rows,
    )


def _first_texts(texts: Any) -> dict[str, str]:
    return {item or "strengths": text for (part, item), text in texts.items() if part != Part.RESPONSE}


def _keep(request: Any, number: str, form: ReportForm) -> bool:
    for part, item, text in form.passages():
        reporting.write_passage(
            by=request.membership, at=request.now, number=number, part=part, item=item, text=text
        )
    return True


@reading(roles=REVIEW_ROLES)
def as_pdf(request: Any, number: str) -> HttpResponse:
    """The report as PDF."""
    by = request.membership
    found, plan = _taken_out(request, number, "pdf")
    made = pdf(
        "fidelity/review.typ", paper.values(found, plan), language=get_language() or "nl", title=found.title,
        letterhead=letterhead_of(by), made_at=request.now,
    )  # fmt: skip
    return attached(made, _file_name(found), on=request.today)


@reading(roles=REVIEW_ROLES)
def as_docx(request: Any, number: str) -> HttpResponse:
    """The report as a Word file."""
    found, plan = _taken_out(request, number, "docx")
    return attached(word_file.docx(found, plan), _file_name(found), on=request.today, kind="docx")


def _taken_out(request: Any, number: str, kind: str) -> tuple[Report, tuple[PlannedAction, ...]]:
    by = request.membership
    dossier = _readable(by, number)
    record(
        by=by, action=Action.EXPORT, event="review.report_taken_out", object_kind="review", object_id=number,
        detail={"kind": kind},
    )  # fmt: skip
    return _report(by, dossier), plan_lines(by.pk, plan_of(dossier.review))


def _file_name(found: Report) -> str:
    return _("fidelity review %(number)s") % {"number": found.number}


@reading(roles=REVIEW_ROLES)
def plan(request: Any, number: str) -> HttpResponse:
    """The management response and the actions."""
    return _plan(request, number)


def _plan(request: Any, number: str, sent: PlekForm | None = None) -> HttpResponse:
    """``sent`` is the one of its forms that was refused, perhaps because the report is not final any more."""
    by = request.membership
    dossier = dossier_of(by, number) if sent else _readable(by, number)
    held = dossier.review
    text = passages_of(held).get((Part.RESPONSE, ""), "")
    return shown(
        request, dossier, "review_plan", "fidelity/reviews/plan.html", form=sent, response=text,
        actions=plan_lines(by.pk, plan_of(held)),
        is_answering=held.state == ReviewState.RESPONSE and by.role in ANSWERING,
        may_close=held.state == ReviewState.RESPONSE and by.role in PLANNERS,
        answer=as_sent(sent, ResponseForm, lambda: ResponseForm(initial={"text": text})),
        action=as_sent(sent, ActionForm, lambda: _action_form(request, dossier)),
        may_add=by.role in PLANNERS and bool(may_plan_action(held)),
    )  # fmt: skip


def _action_form(request: Any, dossier: Dossier) -> ActionForm:
    sent = request.POST or None
    owners = list(owners_of(dossier.review.team, request.today))
    return ActionForm(
        sent, items=dossier.scale.items, owners=owners, initial={"due_on": request.today + IN_A_QUARTER}
    )


@writing(roles=ANSWERING)
def respond(request: Any, number: str) -> HttpResponse:
    """Answer the report."""
    form = ResponseForm(request.POST)
    return fill_in(request, form, lambda: reporting.write_passage(
        by=request.membership, at=request.now, number=number, part=Part.RESPONSE, **form.cleaned_data
    ), partial(_plan, request, number), done=_("The response is kept."), page="review_plan",
        number=number)  # fmt: skip


@writing(roles=PLANNERS)
def actions(request: Any, number: str) -> HttpResponse:
    """Add an action to the plan."""
    form = _action_form(request, dossier_of(request.membership, number))
    return fill_in(request, form, lambda: reporting.add_action(
        by=request.membership, at=request.now, number=number, **form.cleaned_data
    ), partial(_plan, request, number), page="review_plan", number=number,
        done=_("The action stands in the plan, and on the Today page of who does it."))  # fmt: skip
