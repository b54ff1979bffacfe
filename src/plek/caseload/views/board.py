"""The board of phases, moving a card on it, and the list for a team meeting."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import Phase
from plek.caseload.forms.board import BoardForm, MoveForm
from plek.caseload.models import Trajectory
from plek.caseload.presenters.board import board_columns, meeting_groups, moved
from plek.caseload.services.trajectories import load_trajectory, move_phase
from plek.caseload.views.looking import looking
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=CASELOAD_ROLES)
def board(request: Any) -> HttpResponse:
    """Who is where; what should have been done by now stands on top."""
    by = request.membership
    form, seen_by = looking(request, BoardForm)
    columns = board_columns(seen_by, form.whose, form.of_team, request.today)
    shown = sum(len(column.cards) for column in columns)
    record(by=by, action=Action.READ, event="board.viewed", object_kind="list", detail={"shown": shown})
    asked = request.GET.get("column", "")
    context = {
        "filter": form, "ips": form.data["ips"], "who": form.whose, "team": form.of_team,
        "columns": columns, "phases": Phase.choices, "same": _same(request.GET),
        "one": asked if asked in Phase.values else next((c.phase for c in columns if c.cards), Phase.values[0]),
        "moved": moved(columns, request.GET.get("moved", ""), request.GET.get("from", "")),
    }  # fmt: skip
    return render(request, "caseload/board.html", context)


@writing(roles=CASELOAD_ROLES)
def move_card(request: Any, number: str) -> HttpResponse:
    """Move a card; afterwards the board offers to take it back."""
    address = to(request, "caseload:board")
    if request.method != "POST":
        return HttpResponseRedirect(address)
    before = load_trajectory(request.membership, number).phase
    form, same = MoveForm(request.POST), _same(request.POST)
    found = form.attempt(lambda: _move(request, number, form)) if form.is_valid() else None
    if found is None:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    elif "undo" in request.POST:
        messages.success(request, _("Taken back."))
    elif found.phase != before:
        same |= {"moved": number, "from": before}
    return HttpResponseRedirect(f"{address}?{urlencode(same)}" if same else address)


def _move(request: Any, number: str, form: MoveForm) -> Trajectory:
    to_phase = form.cleaned_data["phase"]
    return move_phase(by=request.membership, on=request.today, trajectory=number, phase=to_phase)


@reading(roles=CASELOAD_ROLES)
def meeting_list(request: Any) -> HttpResponse:
    """The caseload on one page of paper, for the team meeting."""
    by = request.membership
    form, seen_by = looking(request, BoardForm)
    groups = meeting_groups(seen_by, form.whose, form.of_team, request.today)
    count = sum(len(group.cards) for group in groups)
    record(by=by, action=Action.PRINT, event="board.printed", object_kind="list", detail={"shown": count})
    return render(request, "caseload/board_list.html", {"filter": form, "groups": groups, "count": count})


def _same(data: Any) -> dict[str, str]:
    """The view of the board that one is in: codes only."""
    return {name: data[name] for name in ("ips", "who", "team", "column") if data.get(name)}
