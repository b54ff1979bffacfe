"""Reads of what clients ask about their record, and of records to be destroyed."""

from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, TruncDate

from plek.audit.choices import Action
from plek.audit.models import Entry
from plek.caseload.choices import DestructionState, RightsState
from plek.caseload.models import Client, Contact, Destruction, Referral, RightsRequest, Trajectory
from plek.caseload.policies.referrals import OPEN
from plek.caseload.rules.records import Term, keep_term
from plek.organisations.models import Membership
from plek.shared.errors import NotFound

AT_MOST = 200
LONG_AGO = date(1900, 1, 1)
CHANGES = (Action.CREATE, Action.UPDATE, Action.DELETE)


def requests_of(by: Membership, client: Client) -> list[RightsRequest]:
    """What this client asked, newest first."""
    return list(_requests(by).filter(client=client).order_by("-asked_on", "-pk"))


def request_of(by: Membership, client: Client, request_id: int) -> RightsRequest:
    """One of them. Raises ``NotFound`` for what ``by`` may not see."""
    found = next((asked for asked in requests_of(by, client) if asked.pk == request_id), None)
    if found is None:
        raise NotFound
    return found


def open_requests(by: Membership) -> list[RightsRequest]:
    """Everything that waits for an answer, the first that is due first."""
    return list(_requests(by).filter(state=RightsState.OPEN).order_by("due_on", "pk")[:AT_MOST])


def destructions(by: Membership) -> list[Destruction]:
    """Proposals and what was decided, newest first; what waits before all else."""
    return list(_destructions(by).order_by(F("decided_at").desc(nulls_first=True), "-proposed_at")[:AT_MOST])


def destruction(by: Membership, destruction_id: int) -> Destruction:
    """One proposal or certificate. Raises ``NotFound`` for what ``by`` may not see."""
    found = _destructions(by).filter(pk=destruction_id).first()
    if found is None:
        raise NotFound
    return found


def destruction_of(by: Membership, client: Client) -> Destruction | None:
    """The proposal that waits for this client, if there is one."""
    return _destructions(by).filter(record_id=client.pk, state=DestructionState.PROPOSED).first()


def proposed_on(by: Membership) -> list[date]:
    """On which days the proposals that wait were made, the first first."""
    waiting = Destruction.objects.visible_to(by).filter(state=DestructionState.PROPOSED)
    return list(waiting.order_by("proposed_at").values_list(TruncDate("proposed_at"), flat=True)[:AT_MOST])


def past_term(by: Membership, today: date) -> list[Client]:
    """Clients whose record is past its term, nothing running and nothing proposed, the longest quiet first."""
    term = keep_term(by.organisation)
    if term is None:
        return []
    proposed = Destruction.objects.filter(record_id=OuterRef("pk"), state=DestructionState.PROPOSED)
    quiet = _with_last_change(Client.objects.visible_to(by)).filter(~_guided(), ~Exists(proposed))
    return list(quiet.filter(last_on__lte=term.before(today)).order_by("last_on", "pk")[:AT_MOST])


def term_of(by: Membership) -> Term | None:
    """How long this organisation keeps a record; None where no term is known."""
    return keep_term(by.organisation)


def is_guided(client: Client) -> bool:
    """Does a trajectory or a referral run?"""
    return Client.objects.filter(_guided(), pk=client.pk).exists()


def last_changed_on(client: Client) -> date:
    """The last day on which something in the record happened or was changed; the later one, to be careful."""
    found: date = _with_last_change(Client.objects.filter(pk=client.pk)).values_list("last_on", flat=True).get()
    return found


def _requests(by: Membership) -> QuerySet[RightsRequest]:
    rows: QuerySet[RightsRequest] = RightsRequest.objects.visible_to(by)
    return rows.select_related("client", "asked_by__user", "answered_by__user")


def _destructions(by: Membership) -> QuerySet[Destruction]:
    rows: QuerySet[Destruction] = Destruction.objects.visible_to(by)
    return rows.select_related("proposed_by__user", "decided_by__user")


def _guided() -> Q:
    running = Trajectory.objects.filter(client=OuterRef("pk"), ended_on__isnull=True)
    waiting = Referral.objects.filter(client=OuterRef("pk"), state__in=OPEN)
    return Q(Exists(running)) | Q(Exists(waiting))


def _with_last_change(clients: QuerySet[Any]) -> QuerySet[Any]:
    met = _latest(Contact.objects.filter(trajectory__client=OuterRef("pk")), "trajectory__client", F("held_on"))
    ended = _latest(Trajectory.objects.filter(client=OuterRef("pk")), "client", F("ended_on"))
    logged = Entry.objects.filter(
        organisation_id=OuterRef("organisation_id"), client_id=OuterRef("pk"), action__in=CHANGES
    )
    changed = _latest(logged, "client_id", TruncDate("at"))
    return clients.annotate(last_on=Greatest(met, ended, changed))


def _latest(rows: QuerySet[Any], per: str, day: Any) -> Coalesce:
    newest = rows.order_by().values(per).annotate(newest=Max(day)).values("newest")
    return Coalesce(Subquery(newest), LONG_AGO, output_field=DateField())
