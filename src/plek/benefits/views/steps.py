"""The steps of the full estimate, one a page, kept as one goes; and the plans beside now."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.choices import Step
from plek.benefits.estimates import problems_in
from plek.benefits.forms.conversation import PlanForm
from plek.benefits.forms.fields import point_at
from plek.benefits.forms.steps import DETAILS, FORMS, StepForm, as_typed, typed_again
from plek.benefits.models.conversation import MOST_PLANS
from plek.benefits.presenters.conversation import plan_lines, steps_of, trail
from plek.benefits.selectors.conversations import Talk, open_talk
from plek.benefits.services import conversations as services
from plek.benefits.views.looking import log_look
from plek.caseload.models import Client
from plek.caseload.opening import opened_client
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import writing
from plek.shared.errors import NotFound
from plek.shared.links import to


@writing(roles=CASELOAD_ROLES)
def step(request: Any, number: str, step: str) -> HttpResponse:
    """One step: what is known stands there, what is told is kept, and the next one follows."""
    if step not in Step.values:
        raise NotFound
    at, found = Step(step), opened_client(request, number)
    talk = open_talk(request.membership, found.pk)
    form = _form(request, talk, at)
    if request.method == "POST" and form.is_valid():
        told = _told(talk, at, form)
        point_at(form, _problems(talk, told, form, request))
        if not form.errors and _kept(request, number, at, told, form):
            return redirect(_next(request, number, talk, at, told))
    elif request.method != "POST":
        log_look(request, found, "benefits.step_viewed")
    context = {"client": found, "form": form, "step": at, "trail": trail(talk, at)}
    return render(request, "benefits/step.html", context, status=form.http_status)


def _form(request: Any, talk: Talk, at: Step) -> StepForm:
    part = talk.parts.get(at)
    initial = as_typed(at, part.answers) if part else {}
    return FORMS[at](request.POST if request.method == "POST" else None, known=talk.answers, initial=initial)


def _told(talk: Talk, at: Step, form: StepForm) -> dict[str, Any]:
    """What stands after this: what was told now, and what was not asked this time."""
    part = talk.parts.get(at)
    return {**(part.answers if part else {}), **form.answers()}


def _problems(talk: Talk, told: dict[str, Any], form: StepForm, request: Any) -> list[Any]:
    """What the engine finds wrong with the answers of this step; those of other steps are told there."""
    together = talk.with_answers(told)
    return [one for one in problems_in(together, request.today) if form.asked_for(one.field)]


def _kept(request: Any, number: str, at: Step, told: dict[str, Any], form: StepForm) -> bool:
    kept = form.attempt(
        lambda: services.fill_in(by=request.membership, at=request.now, client=number, step=at, answers=told)
    )
    return kept is not None


def _next(request: Any, number: str, talk: Talk, at: Step, told: dict[str, Any]) -> str:
    """The same step when it now asks more, else the next one, and after the last the plans."""
    after = talk.with_answers(told)
    if at == Step.BENEFIT and _asks_more(talk.answers, after):
        return to(request, "benefits:step", number=number, step=at)
    following = steps_of(after)
    later = following[following.index(at) + 1 :] if at in following else []
    if later:
        return to(request, "benefits:step", number=number, step=later[0])
    return to(request, "benefits:plans", number=number)


def _asks_more(before: Answers, after: Answers) -> bool:
    return before.kind != after.kind and bool(DETAILS.get(after.kind or "", frozenset()))


@writing(roles=CASELOAD_ROLES)
def plans(request: Any, number: str) -> HttpResponse:
    """The plans that stand beside now, and room for another."""
    found = opened_client(request, number)
    talk = open_talk(request.membership, found.pk)
    free = next((place for place in range(1, MOST_PLANS + 1) if place not in talk.plans), None)
    return _plan_page(request, found, talk, free)


@writing(roles=CASELOAD_ROLES)
def plan(request: Any, number: str, place: int) -> HttpResponse:
    """Change one plan."""
    found = opened_client(request, number)
    talk = open_talk(request.membership, found.pk)
    if place not in talk.plans:
        raise NotFound
    return _plan_page(request, found, talk, place)


def _plan_page(request: Any, found: Client, talk: Talk, place: int | None) -> HttpResponse:
    kept = talk.plans.get(place or 0)
    form = PlanForm(
        request.POST if request.method == "POST" else None, today=request.today, kind=talk.answers.kind,
        initial=_values(kept),
    )  # fmt: skip
    if request.method == "POST" and place and form.is_valid() and _set(request, found.number, place, form):
        return redirect(to(request, "benefits:plans", number=found.number))
    if request.method != "POST":
        log_look(request, found, "benefits.step_viewed")
    context = {
        "client": found, "form": form, "plans": plan_lines(talk), "place": place, "kept": kept,
        "trail": trail(talk, None),
    }  # fmt: skip
    return render(request, "benefits/plans.html", context, status=form.http_status)


def _values(kept: PlanDetails | None) -> dict[str, Any]:
    """A plan as it was typed."""
    return typed_again({name: value for name, value in vars(kept).items() if value is not None}) if kept else {}


def _set(request: Any, number: str, place: int, form: PlanForm) -> bool:
    kept = form.attempt(
        lambda: services.set_plan(by=request.membership, client=number, place=place, details=form.details)
    )
    return kept is not None


@writing(roles=CASELOAD_ROLES)
def remove_plan(request: Any, number: str, place: int) -> HttpResponse:
    """Leave a plan out."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    services.remove_plan(by=request.membership, client=number, place=place)
    messages.success(request, _("Left out."))
    return redirect(to(request, "benefits:plans", number=number))
