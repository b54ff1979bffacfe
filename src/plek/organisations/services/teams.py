"""Adding, changing and closing teams."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.organisations import policies, supply
from plek.organisations.models import Membership, Region, Team, TeamMembership
from plek.shared.errors import Refused


@dataclass(frozen=True)
class TeamDetails:
    """What a team is called and where it works."""

    code: str
    name: str
    kind: str
    region: Region | None = None


def add_team(*, by: Membership, details: TeamDetails) -> Team:
    """Begin a team."""
    policies.may_administrate(by.role).demand()
    _must_be_free(by, details.code)
    team: Team = Team.objects.create(organisation=by.organisation, **vars(details))
    record(by=by, action=Action.CREATE, event="team.added", object_kind="team", object_id=team.pk)
    return team


def change_team(*, by: Membership, team: Team, details: TeamDetails) -> Team:
    """Rename a team, or correct its code, kind or region."""
    policies.may_administrate(by.role).demand()
    locked: Team = Team.objects.visible_to(by).select_for_update().get(pk=team.pk)
    _must_be_free(by, details.code, but=locked.pk)
    changed = [name for name, value in vars(details).items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, getattr(details, name))
    locked.save(update_fields=changed or ["name"])
    record(
        by=by,
        action=Action.UPDATE,
        event="team.changed",
        object_kind="team",
        object_id=locked.pk,
        detail={"fields": changed},
    )
    return locked


def close_team(*, by: Membership, team: Team, on: date) -> Team:
    """Close a team from a day on; its people leave it that day. Not while clients count on it."""
    policies.may_administrate(by.role).demand()
    locked: Team = Team.objects.visible_to(by).select_for_update().get(pk=team.pk)
    policies.may_close_team(supply.clients_of_team(by, locked.pk)).demand()
    locked.closed_on = on
    locked.save(update_fields=["closed_on"])
    rows = TeamMembership.objects.filter(team=locked)
    rows.filter(begins_on__gte=on).delete()
    rows.exclude(ends_on__lte=on).update(ends_on=on)
    record(by=by, action=Action.UPDATE, event="team.closed", object_kind="team", object_id=locked.pk)
    return locked


def reopen_team(*, by: Membership, team: Team) -> Team:
    """Open a closed team again; its people have to be put in anew."""
    policies.may_administrate(by.role).demand()
    locked: Team = Team.objects.visible_to(by).select_for_update().get(pk=team.pk)
    locked.closed_on = None
    locked.save(update_fields=["closed_on"])
    record(by=by, action=Action.UPDATE, event="team.reopened", object_kind="team", object_id=locked.pk)
    return locked


def _must_be_free(by: Membership, code: str, but: int | None = None) -> None:
    if Team.objects.visible_to(by).filter(code=code).exclude(pk=but).exists():
        raise Refused(_("There is a team with this code already. Choose another code."), field="code")
