"""Leading a trajectory: each small form opens beside the client page, or as a page of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_htmx.http import HttpResponseClientRedirect

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import MilestoneKind
from plek.caseload.forms import trajectories as forms
from plek.caseload.models import Trajectory
from plek.caseload.opening import opened_client, reason_for
from plek.caseload.presenters.trajectories import specialist_choices
from plek.caseload.selectors import trajectories as selectors
from plek.caseload.selectors.clients import client_by_number
from plek.caseload.services import milestones, plans, trajectories
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import writing
from plek.shared.errors import NotFound
from plek.shared.forms import PlekForm
from plek.shared.links import to

Words = str | Promise


def _step(
    request: Any, found: Trajectory, form: PlekForm, call: Callable[[], object], *, title: Words,
    button: Words, **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show a small form, or do what it asks and go back to the client."""
    client_url = to(request, "caseload:client", number=found.client.number)
    if request.method == "POST" and form.is_valid():
        form.attempt(call)
        if not form.errors:
            messages.success(request, _("Saved."))
            return HttpResponseClientRedirect(client_url) if request.htmx else redirect(client_url)
    context = {
        "form": form,
        "trajectory": found,
        "client_url": client_url,
        "title": title,
        "button": button,
        **more,
    }
    if request.method != "POST":
        opened_client(request, found.client.number)
        _log_view(request, found)
    page = "caseload/trajectory_form.html" + ("#step" if request.htmx else "")
    return render(request, page, context, status=form.http_status)


@writing(roles=CASELOAD_ROLES)
def move_phase(request: Any, number: str) -> HttpResponse:
    """Go to another phase."""
    by, found = request.membership, selectors.trajectory_by_number(request.membership, number)
    form = forms.PhaseForm(request.POST or None, initial={"phase": found.phase})

    def move() -> object:
        on = form.cleaned_data["on"] or request.today
        return trajectories.move_phase(by=by, on=on, trajectory=number, phase=form.cleaned_data["phase"])

    return _step(
        request, found, form, move, title=gettext_lazy("Other phase"),
        button=pgettext_lazy("to a phase", "Move"), correct=to(request, "caseload:phase_begin", number=number),
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def phase_begin(request: Any, number: str) -> HttpResponse:
    """Set right since when the present phase lasts."""
    by, found = request.membership, selectors.trajectory_by_number(request.membership, number)
    form = forms.PhaseBeginForm(request.POST or None, initial={"begins_on": found.phase_since})
    return _step(
        request, found, form, lambda: trajectories.correct_phase_begin(
            by=by, on=request.today, trajectory=number, begins_on=form.cleaned_data["begins_on"]
        ), title=gettext_lazy("Correct the begin of this phase"), button=gettext_lazy("Save"),
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def first_meeting(request: Any, number: str) -> HttpResponse:
    """The first meeting took place."""
    by, found = request.membership, selectors.trajectory_by_number(request.membership, number)
    form = forms.FirstMeetingForm(
        request.POST or None, initial={"met_on": found.first_meeting_on or request.today}
    )
    return _step(
        request, found, form, lambda: milestones.record_first_meeting(
            by=by, on=request.today, trajectory=number, met_on=form.cleaned_data["met_on"]
        ), title=gettext_lazy("First meeting"), button=gettext_lazy("Save"),
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def next_step(request: Any, number: str) -> HttpResponse:
    """Agree what happens next."""
    by, found = request.membership, selectors.trajectory_by_number(request.membership, number)
    form = forms.NextStepForm(
        request.POST or None, initial={"text": found.next_step, "due_on": found.next_step_on}
    )
    return _step(
        request, found, form, lambda: plans.set_next_step(by=by, trajectory=number, **form.cleaned_data),
        title=gettext_lazy("Next step"), button=gettext_lazy("Agreed"),
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def wish(request: Any, number: str) -> HttpResponse:
    """Write down what the client wants; earlier words stay to be read."""
    by, found = request.membership, selectors.trajectory_by_number(request.membership, number)
    form = forms.WishForm(request.POST or None, initial={"text": found.wish})
    return _step(
        request, found, form,
        lambda: plans.say_wish(by=by, at=request.now, trajectory=number, **form.cleaned_data),
        title=gettext_lazy("Wish in own words"), button=gettext_lazy("Save"),
        wishes=selectors.wishes(by, found)[1:],
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def funding(request: Any, number: str) -> HttpResponse:
    """Who pays."""
    by, found = request.membership, selectors.trajectory_by_number(request.membership, number)
    form = forms.FundingForm(request.POST or None, initial={"funding": found.funding})
    return _step(
        request, found, form, lambda: plans.set_funding(by=by, trajectory=number, **form.cleaned_data),
        title=gettext_lazy("Funding"), button=gettext_lazy("Save"),
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def assign(request: Any, number: str) -> HttpResponse:
    """Someone else guides from now on."""
    by, found = request.membership, selectors.trajectory_by_number(request.membership, number)
    team = specialist_choices(selectors.rooms(by, found.ips_team, request.today))
    form = forms.SpecialistForm(
        request.POST or None, specialists=team, initial={"specialist": found.specialist_id}
    )
    return _step(
        request, found, form, lambda: trajectories.assign(
            by=by, on=form.cleaned_data["on"] or request.today, trajectory=number, specialist=form.chosen
        ), title=gettext_lazy("Who guides"), button=gettext_lazy("Hand over"),
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def milestone(request: Any, number: str, kind: str) -> HttpResponse:
    """Note a moment that the method asks for, or take it back."""
    if kind not in MilestoneKind.values:
        raise NotFound
    by, found = request.membership, selectors.trajectory_by_number(request.membership, number)
    form = forms.MilestoneForm(request.POST or None, initial={"reached_on": request.today})
    if request.method == "POST" and "take-back" in request.POST:
        milestones.withdraw_milestone(by=by, at=request.now, trajectory=number, kind=kind)
        messages.success(request, _("Taken back."))
        client_url = to(request, "caseload:client", number=found.client.number)
        return HttpResponseClientRedirect(client_url) if request.htmx else redirect(client_url)
    return _step(
        request, found, form, lambda: milestones.reach_milestone(
            by=by, at=request.now, on=request.today, trajectory=number, kind=kind,
            reached_on=form.cleaned_data["reached_on"],
        ), title=MilestoneKind(kind).label, button=gettext_lazy("Save"),
        can_take_back=selectors.stands(by, found, kind),
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def end_trajectory(request: Any, number: str) -> HttpResponse:
    """Round off; the door stays open."""
    by, found = request.membership, selectors.trajectory_by_number(request.membership, number)
    form = forms.EndForm(request.POST or None, initial={"ended_on": request.today})
    return _step(
        request, found, form, lambda: trajectories.end_trajectory(
            by=by, on=request.today, trajectory=number, **form.cleaned_data
        ), title=gettext_lazy("Round off"), button=gettext_lazy("Round off"), lead=gettext_lazy(
            "The record stays, and the door stays open: coming back takes one button."
        ),
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def restart(request: Any, number: str) -> HttpResponse:
    """Come back: a new trajectory in one action."""
    client_by_number(request.membership, number)
    if request.method == "POST":
        trajectories.restart(by=request.membership, at=request.now, on=request.today, client_number=number)
        messages.success(request, _("Started again. Welcome back."))
    return redirect(to(request, "caseload:client", number=number))


def _log_view(request: Any, found: Trajectory) -> None:
    record(
        by=request.membership, action=Action.READ, event="trajectory.viewed", client_id=found.client_id,
        object_kind="trajectory", object_id=found.number, reason=reason_for(request, found.client_id),
    )  # fmt: skip
