"""Handing over a caseload when someone leaves or stops guiding."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.accounts import reauthentication
from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.handover import HandoverForm
from plek.caseload.presenters.handover import handover_page
from plek.caseload.selectors import handover as reads
from plek.caseload.services import handover as services
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.policies import may_hand_over
from plek.shared.doors import writing
from plek.shared.links import to

OVERSEERS = frozenset({Role.ADMINISTRATOR, Role.IPS_TEAM_LEADER})


@writing(roles=OVERSEERS)
@reauthentication.required
def hand_over(request: HttpRequest, person: int) -> HttpResponse:
    """How much there is, who has room, and the choice; POST hands over, all of it or nothing."""
    by, leaver = _load(request, person)
    today = request.today  # type: ignore[attr-defined]
    work, able = reads.work_of(by, leaver, today), reads.receivers(by, leaver, today)
    named = reads.open_trajectories(by, leaver) if by.role == Role.IPS_TEAM_LEADER else []
    form = HandoverForm(
        request.POST or None, able=able, trajectories=named, has_loose=bool(work.loose), today=today
    )
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: services.hand_over(by=by, leaver=leaver, plan=form.plan(), at=request.now)  # type: ignore[attr-defined]
        )
        if made is not None:
            messages.success(request, _("Handed over. Nobody was left behind."))
            return redirect(to(request, "organisations:person", person=leaver.pk))
    record(
        by=by,
        action=Action.READ,
        event="caseload.handover_viewed",
        object_kind="membership",
        object_id=leaver.pk,
        detail={"trajectories": work.trajectories, "names": len(named)},
    )
    planned = reads.planned_handover(by, leaver, today)
    page = handover_page(leaver, work, able, planned, sees_names=bool(named))
    return render(request, "caseload/handover.html", {"form": form, "page": page}, status=form.http_status)


@writing(roles=OVERSEERS)
def undo_hand_over(request: HttpRequest, person: int) -> HttpResponse:
    """Take a hand-over back before its day."""
    by, leaver = _load(request, person)
    if request.method == "POST":
        back = services.undo_handover(by=by, leaver=leaver, at=request.now)  # type: ignore[attr-defined]
        words = ngettext(
            "Undone: %(back)d trajectory came back.", "Undone: %(back)d trajectories came back.", back
        )
        messages.success(request, words % {"back": back})
    return redirect(to(request, "organisations:person", person=leaver.pk))


def _load(request: HttpRequest, number: int) -> tuple[Membership, Membership]:
    by: Membership = request.membership  # type: ignore[attr-defined]
    leaver = reads.leaver(by, number, request.today)  # type: ignore[attr-defined]
    shares = leaver.shares_team  # type: ignore[attr-defined]
    may_hand_over(by.role, leaver_role=leaver.role, shares_team=shares).demand()
    return by, leaver
