"""People as the administrator and the team leader see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import (
    Absence,
    Invitation,
    Membership,
    Team,
    TeamMembership,
    WorkingTime,
    current,
)
from plek.shared.actor import Actor
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class PeopleFilter:
    """Which people: ``state`` is ``here``, ``invited``, ``left`` or empty for all."""

    text: str = ""
    role: str = ""
    team_id: int | None = None
    state: str = "here"


def people(by: Membership, chosen: PeopleFilter, on: date) -> QuerySet[Membership]:
    """Those whom ``by`` looks after, by name, with their teams and whether they are away."""
    found = Membership.objects.overseen_by(by).filter(_in_state(chosen.state, on)).select_related("user")
    if chosen.text:
        words = Q(user__name__icontains=chosen.text) | Q(user__email__icontains=chosen.text)
        found = found.filter(words | Q(code__iexact=chosen.text))
    if chosen.role:
        found = found.filter(role=chosen.role)
    if chosen.team_id:
        in_team = TeamMembership.objects.filter(current(on), team_id=chosen.team_id)
        found = found.filter(pk__in=in_team.values("membership_id"))
    now = current(on, prefix="team_memberships__")
    names = ArrayAgg("team_memberships__team__name", filter=now, default=Value([]), distinct=True)
    return found.annotate(team_names=names, is_away=away_on(on)).order_by("user__name", "pk")


def away_on(on: date) -> Exists:
    """Is the member of the row away on this day? To annotate members with."""
    return Exists(Absence.objects.filter(current(on), membership=OuterRef("pk")))


def person(by: Membership, number: int) -> Membership:
    """One role of one person. Raises ``NotFound`` for whom ``by`` does not look after."""
    found = Membership.objects.overseen_by(by).select_related("user", "organisation")
    one: Membership | None = found.defer("organisation__logo").filter(pk=number).first()
    if one is None:
        raise NotFound
    return one


def privacy_officer(by: Membership, on: date) -> Membership | None:
    """Who is named for it and still works here."""
    here = Membership.objects.visible_to(by).current(on).filter(is_pending=False).select_related("user")
    found: Membership | None = here.filter(pk=by.organisation.privacy_officer_id).first()
    return found


def staff(by: Membership, on: date) -> QuerySet[Membership]:
    """Everybody who works here, by name."""
    here = Membership.objects.visible_to(by).current(on).filter(is_pending=False).exclude(role=Role.CLIENT)
    return here.select_related("user").order_by("user__name", "pk")


def roles_of_person(by: Membership, one: Membership) -> list[Membership]:
    """All roles this person has or had here as staff, the latest first."""
    here = Membership.objects.visible_to(by).exclude(role=Role.CLIENT)
    return list(here.filter(user_id=one.user_id).order_by("-begins_on", "-pk"))


def teams_of_person(by: Membership, one: Membership) -> list[TeamMembership]:
    """Teams over time, the latest first."""
    rows = TeamMembership.objects.visible_to(by).filter(membership=one).select_related("team")
    return list(rows.order_by("-begins_on", "team__name"))


def working_times(by: Membership, one: Membership) -> list[WorkingTime]:
    """How much someone worked over time as it now stands, the earliest first; none where it never changed."""
    rows = WorkingTime.objects.visible_to(by).filter(membership=one).standing()
    return list(rows.order_by("begins_on", "pk"))


def working_time(by: Membership, number: int) -> WorkingTime:
    """One change of the working time of someone whom ``by`` looks after."""
    people = Membership.objects.overseen_by(by).values("pk")
    rows = WorkingTime.objects.visible_to(by).filter(pk=number, membership_id__in=people)
    found: WorkingTime | None = rows.select_related("membership").first()
    if found is None:
        raise NotFound
    return found


def absences_of_person(by: Membership, one: Membership) -> list[Absence]:
    """Absences with who covered, the latest first."""
    rows = Absence.objects.visible_to(by).filter(membership=one).select_related("cover__user")
    return list(rows.order_by("-begins_on"))


def invitations_of_person(by: Membership, one: Membership) -> list[Invitation]:
    """Links that were sent, the latest first."""
    return list(Invitation.objects.visible_to(by).filter(membership=one).order_by("-sent_at"))


def absence(by: Membership, number: int) -> Absence:
    """One absence of someone whom ``by`` looks after."""
    people = Membership.objects.overseen_by(by).values("pk")
    found: Absence | None = Absence.objects.visible_to(by).filter(pk=number, membership_id__in=people).first()
    if found is None:
        raise NotFound
    return found


def absence_now(by: Membership, one: Membership, on: date) -> Absence:
    """The absence that lasts on this day. Raises ``NotFound`` when there is none."""
    found: Absence | None = Absence.objects.visible_to(by).filter(current(on), membership=one).first()
    if found is None:
        raise NotFound
    return found


def colleagues(by: Membership, but: Membership, on: date) -> QuerySet[Membership]:
    """Staff in service on a day, to choose a cover from."""
    here = Membership.objects.visible_to(by).current(on).filter(is_pending=False)
    return (
        here.exclude(user_id=but.user_id).exclude(role=Role.CLIENT).select_related("user").order_by("user__name")
    )


def covers(by: Membership, one: Membership, on: date) -> QuerySet[Membership]:
    """Who may see the clients of this specialist today, and so can cover: the colleagues of his teams."""
    working = TeamMembership.objects.visible_to(by).filter(current(on))
    shared = working.filter(team_id__in=working.filter(membership=one).values("team_id"))
    return colleagues(by, one, on).filter(role__in=CASELOAD_ROLES, pk__in=shared.values("membership_id"))


def administrators(by: Membership, on: date) -> list[str]:
    """Names of whom to ask for access."""
    here = Membership.objects.visible_to(by).current(on).filter(role=Role.ADMINISTRATOR, is_pending=False)
    return list(here.order_by("user__name").values_list("user__name", flat=True))


def open_teams(by: Membership, on: date) -> QuerySet[Team]:
    """Teams that are not closed on a day."""
    here = Team.objects.visible_to(by)
    return here.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on)).order_by("name")


def names_of(by: Actor, ids: Collection[int]) -> dict[int, str]:
    """What the people behind these memberships are called; a client by his number."""
    return dict(Membership.objects.visible_to(by).filter(pk__in=ids).values_list("pk", _called()))


def users_here(by: Actor) -> list[tuple[int, str]]:
    """Everyone who has or had a role here, once each; a client by his number, after the staff."""
    staff_first = Case(When(role=Role.CLIENT, then=1), default=0)
    here = Membership.objects.visible_to(by).order_by(staff_first, "user__name", "code")
    called: dict[int, str] = {}
    for user_id, name in here.values_list("user_id", _called()):
        called.setdefault(user_id, name)
    return list(called.items())


def _called() -> Case:
    """The log stands open to people who may not know who the clients are."""
    return Case(When(role=Role.CLIENT, then=F("code")), default=F("user__name"))


def _in_state(state: str, on: date) -> Q:
    ended = Q(ends_on__isnull=False, ends_on__lte=on)
    if state == "here":
        return ~ended & Q(is_pending=False)
    if state == "invited":
        return ~ended & Q(is_pending=True)
    return ended if state == "left" else Q()
