"""Reads of the contact log."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, NullIf

from plek.caseload.models import Client, Contact, ContactNote, Trajectory
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.organisations.models import Absence, Membership, TeamMembership, current
from plek.shared.composed import composed
from plek.shared.errors import NotFound

RECENT = 6
FOUND_AT_MOST = 8
COLLEAGUES_AT_MOST = 24
"""So many stand in the form; who leads many teams finds the others by name."""


def client_name(path: str = "client") -> Concat:
    """What the client at the end of ``path`` is called, in SQL."""
    called = Coalesce(NullIf(F(f"{path}__preferred_name"), Value("")), F(f"{path}__first_name"))
    return Concat(called, Value(" "), F(f"{path}__last_name"), output_field=CharField())


@dataclass(frozen=True)
class ClientChoice:
    """A client to choose: the trajectory's number, the name, and whether one saw him lately."""

    number: str
    name: str
    client_number: str
    phase: str
    is_recent: bool


def client_choices(by: Membership, on: date, numbers: Collection[str] = ()) -> list[ClientChoice]:
    """One's own clients, those one covers, those logged lately and those asked for: recent first, then by name."""
    rows = _guided_or_logged(by, on=on, numbers=list(numbers))
    asked_first = sorted(rows, key=lambda row: row.number not in numbers)
    others = sorted(asked_first[RECENT:], key=lambda row: row.name)
    return [_choice(row, True) for row in asked_first[:RECENT]] + [_choice(row, False) for row in others]


@composed
def _guided_or_logged(by: Membership, *, on: date, numbers: list[str]) -> QuerySet[Any, Any]:
    own, numbered = Contact.objects.filter(member_id=by.pk), Trajectory.objects.filter(number__in=numbers)
    guided = Trajectory.objects.filter(specialist__in=own_or_covered(by, on), ended_on__isnull=True)
    asked = guided.values("pk").union(
        own.filter(trajectory__isnull=False).values("trajectory"), numbered.values("pk")
    )
    last = own.filter(trajectory=OuterRef("pk")).values("trajectory")
    logged = _named(by).annotate(logged_at=Subquery(last.annotate(at=Max("recorded_at")).values("at")))
    return logged.filter(pk__in=few(asked)).order_by(F("logged_at").desc(nulls_last=True), "client__sort_name")


def found_clients(by: Membership, text: str) -> list[ClientChoice]:
    """Clients on any caseload of one's team whose name or number holds what was typed."""
    text = text.strip().lower()
    if len(text) < 2:
        return []
    rows = _named(by)
    for word in text.split():
        rows = rows.filter(
            Q(client__sort_name__icontains=word)
            | Q(client__preferred_name__icontains=word)
            | Q(client__number__iexact=word)
        )
    return [_choice(row, False) for row in rows.order_by("client__sort_name")[:FOUND_AT_MOST]]


def named_clients(by: Membership, numbers: Collection[str]) -> list[ClientChoice]:
    """Those of these trajectories whom one may log; asks nothing about nobody."""
    rows = _named(by).filter(number__in=numbers).order_by("client__sort_name") if numbers else ()
    return [_choice(row, False) for row in rows]


def _named(by: Membership) -> QuerySet[Any, Any]:
    open_ones = Trajectory.objects.visible_to(by).filter(ended_on__isnull=True)
    return open_ones.annotate(name=client_name(), client_number=F("client__number"))


def _choice(row: Any, is_recent: bool) -> ClientChoice:
    return ClientChoice(row.number, row.name, row.client_number, row.phase, is_recent)


def without_cover(on: date) -> QuerySet[Any, Any]:
    """Ids of the colleagues who are away and for whom nobody covers."""
    return Absence.objects.filter(current(on), cover=None).values("membership_id")


def covered_by(by: Membership, on: date) -> QuerySet[Any, Any]:
    """Ids of the colleagues who are away and for whom ``by`` covers."""
    return Absence.objects.filter(current(on), cover_id=by.pk).values("membership_id")


def own_or_covered(by: Membership, on: date) -> Func:
    """For behind ``__in``: the ids of ``by`` and of whom he covers. One array, so that an index serves both."""
    return _unnested(Func(ArraySubquery(covered_by(by, on)), by.pk, function="array_append"))


def few(ids: QuerySet[Any, Any]) -> Func:
    """For behind ``__in``: the same ids, as few as one person works with, so that each is found by its index."""
    return _unnested(ArraySubquery(ids))


def _unnested(array: Any) -> Func:
    return Func(array, template="(select unnest(%(expressions)s))")


def colleagues_of(by: Membership, on: date) -> QuerySet[Membership]:
    """Those who work in a team with ``by`` now and may be at a visit: IPS staff and practitioners."""
    together = TeamMembership.objects.filter(current(on), team_id__in=by.team_ids, membership=OuterRef("pk"))
    return (
        Membership.objects.visible_to(by).current(on).filter(Exists(together), role__in=CLIENT_RECORD_ROLES)
        .exclude(pk=by.pk).select_related("user").order_by("user__name")
    )  # fmt: skip


def offered_colleagues(by: Membership, on: date, ticked: Collection[int] = ()) -> list[tuple[int, str]]:
    """The colleagues to choose from by name, one more than a form has room for, and always who is ticked."""
    return _colleagues(by, on=on, ticked=list(ticked), rows=slice(0, max(COLLEAGUES_AT_MOST, len(ticked)) + 1))


@composed
def _colleagues(by: Membership, *, on: date, ticked: list[int]) -> QuerySet[Any, tuple[int, str]]:
    is_ticked = Case(When(pk__in=ticked, then=Value(0)), default=Value(1))
    return colleagues_of(by, on).order_by(is_ticked, "user__name", "pk").values_list("pk", "user__name")


def found_colleagues(by: Membership, on: date, text: str) -> list[tuple[int, str]]:
    """Colleagues whose name holds each word that was typed."""
    typed = text.split()
    if len(text.strip()) < 2:
        return []
    rows = colleagues_of(by, on).filter(*(Q(user__name__icontains=word) for word in typed))
    return list(rows.values_list("pk", "user__name")[:FOUND_AT_MOST])


def is_logged(by: Membership, key: str) -> bool:
    """Was a contact logged under this key? A draft that arrives late must not offer it again."""
    try:
        made = uuid.UUID(key)
    except ValueError:
        return False
    return Contact.objects.visible_to(by).filter(Q(key=made) | Q(visit=made)).exists()


def must_be_own(by: Membership, key: uuid.UUID) -> None:
    """Raises ``NotFound`` unless ``by`` logged something under this key."""
    if not Contact.objects.visible_to(by).filter(Q(key=key) | Q(visit=key), recorded_by=by).exists():
        raise NotFound


def contacts_of_client(by: Membership, client: Client) -> QuerySet[Contact]:
    """The standing contacts of a client, newest first; without notes."""
    return (
        Contact.objects.visible_to(by).standing().filter(trajectory__client=client)
        .select_related("member__user").order_by("-held_on", "-held_at", "-pk")
    )  # fmt: skip


def contact_of(by: Membership, pk: int) -> Contact:
    """One contact, in whatever version. Raises ``NotFound``."""
    found = (
        Contact.objects.visible_to(by).filter(pk=pk)
        .select_related("member__user", "recorded_by__user", "trajectory__client").first()
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


def versions_of(by: Membership, contact: Contact) -> list[Contact]:
    """All versions of a contact, the first one first."""
    related = Contact.objects.visible_to(by).filter(trajectory=contact.trajectory, member=contact.member_id)
    rows = {c.pk: c for c in related.filter(_near(contact)).select_related("recorded_by__user", "member__user")}
    follows = {c.corrects_id: c for c in rows.values() if c.corrects_id}
    first = rows[contact.pk]
    while first.corrects_id:
        first = rows[first.corrects_id]
    chain = [first]
    while chain[-1].pk in follows:
        chain.append(follows[chain[-1].pk])
    return chain


def _near(contact: Contact) -> Q:
    """Corrections stand in the same trajectory and member: only rows in a chain, and this one."""
    return Q(pk=contact.pk) | Q(corrects__isnull=False) | Q(corrected_by__isnull=False)


def note_of(by: Membership, contact: Contact) -> str:
    """The note of a contact, opened. Whoever calls this records that it was read."""
    if not contact.has_note:
        return ""
    note = ContactNote.objects.visible_to(by).filter(contact=contact).first()
    return note.text if note else ""


def companions_of(by: Membership, contact: Contact) -> list[Contact]:
    """The other standing rows of the same visit."""
    if contact.visit is None:
        return []
    rows = Contact.objects.visible_to(by).standing().filter(visit=contact.visit).exclude(pk=contact.pk)
    return list(rows.select_related("member__user", "trajectory__client"))
