"""Destroying a client's record: one proposes, another decides, and a certificate stays."""

import json
from datetime import date, datetime

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import DestructionGround, DestructionState, KeepingGround, RightsKind, RightsState
from plek.caseload.models import Client, Destruction, RightsRequest
from plek.caseload.policies import rights as policy
from plek.caseload.rules.records import keep_term
from plek.caseload.selectors.rights import is_guided, last_changed_on
from plek.caseload.services.clients import load_client
from plek.caseload.services.gone import Gone, forget_traces, loose_links, note
from plek.caseload.services.rights import close
from plek.organisations.models import Membership
from plek.organisations.services import client_access
from plek.shared.errors import NotFound


def propose(*, by: Membership, at: datetime, today: date, number: str) -> Destruction:
    """Propose to destroy this record: because the client asks it, else because its term is over."""
    client = load_client(by, number)
    waiting = Destruction.objects.filter(record_id=client.pk, state=DestructionState.PROPOSED)
    policy.may_propose(by, is_guided=is_guided(client), is_proposed=waiting.exists()).demand()
    asked, changed_on = _open_request(client), last_changed_on(client)
    if asked is None:
        policy.is_past_term(keep_term(by.organisation), changed_on, today).demand()
    made: Destruction = Destruction.objects.create(
        organisation_id=by.organisation_id, record_id=client.pk, client_number=client.number,
        ground=DestructionGround.REQUEST if asked else DestructionGround.TERM,
        asked_on=asked.asked_on if asked else None, last_changed_on=changed_on, proposed_by=by, proposed_at=at,
    )  # fmt: skip
    _log(by, made, Action.CREATE, "destruction.proposed")
    return made


def take_back(*, by: Membership, at: datetime, destruction_id: int) -> None:
    """Who proposed it thinks better of it."""
    found = _load(by, destruction_id)
    policy.may_take_back(by, found).demand()
    _settle(found, by, at, DestructionState.WITHDRAWN)
    _log(by, found, Action.UPDATE, "destruction.withdrawn")


def keep(*, by: Membership, at: datetime, destruction_id: int, because: KeepingGround | str) -> Destruction:
    """Decide that the record stays, and tell the client why."""
    found = _load(by, destruction_id)
    policy.may_decide(by, found).demand()
    found.kept_because = because
    _settle(found, by, at, DestructionState.KEPT)
    asked = RightsRequest.objects.filter(
        client_id=found.record_id, kind=RightsKind.DESTRUCTION, state=RightsState.OPEN
    ).first()
    if asked and because != KeepingGround.MISTAKE:
        text = _("Your record is kept: %(reason)s.") % {"reason": KeepingGround(because).label}
        close(by=by, at=at, asked=asked, state=RightsState.REFUSED, text=text)
    _log(by, found, Action.UPDATE, "destruction.kept", reason=because)
    return found


def destroy(*, by: Membership, at: datetime, destruction_id: int) -> Destruction:
    """Agree, and destroy the record with everything that hangs on it; this cannot be undone."""
    found = _load(by, destruction_id)
    policy.may_decide(by, found).demand()
    client = Client.objects.select_for_update().filter(pk=found.record_id).first()
    if client is None:
        raise NotFound
    policy.may_propose(found.proposed_by, is_guided=is_guided(client), is_proposed=False).demand()
    _settle(found, by, at, DestructionState.DONE)
    forget_traces(client)
    found.counts = _destroy_rows(found)
    client_access.forget(organisation=by.organisation, number=client.number, user_id=client.user_id)
    found.save(update_fields=["counts"])
    _log(by, found, Action.DELETE, "client.destroyed", reason=found.ground)
    line = Gone(by.organisation.slug, found.record_id, found.client_number, at.date().isoformat())
    transaction.on_commit(lambda: note(settings.HOME, line))
    return found


def _load(by: Membership, destruction_id: int) -> Destruction:
    rows = Destruction.objects.visible_to(by).select_for_update(of=("self",)).select_related("proposed_by")
    found: Destruction | None = rows.filter(pk=destruction_id).first()
    if found is None:
        raise NotFound
    return found


def _open_request(client: Client) -> RightsRequest | None:
    asked = RightsRequest.objects.filter(client=client, kind=RightsKind.DESTRUCTION, state=RightsState.OPEN)
    return asked.first()


def _settle(found: Destruction, by: Membership, at: datetime, state: DestructionState) -> None:
    found.state, found.decided_by, found.decided_at = state, by, at
    found.save(update_fields=["state", "decided_by", "decided_at", "kept_because"])


def _destroy_rows(found: Destruction) -> dict[str, int]:
    """How many rows of each kind went; the database does it, since the application may not remove all of them."""
    with connection.cursor() as cursor:
        cursor.execute("select destroy_record(%s, %s)", [found.pk, loose_links()])
        tables = cursor.fetchone()[0]
    gone = json.loads(tables) if isinstance(tables, str) else tables
    labels = {model._meta.db_table: model._meta.label for model in apps.get_models()}
    return {labels[table]: count for table, count in gone.items()}


def _log(by: Membership, found: Destruction, action: Action, event: str, reason: str = "") -> None:
    record(
        by=by, action=action, event=event, client_id=found.record_id, object_kind="destruction",
        object_id=found.pk, reason=reason, detail={"kinds": len(found.counts), "rows": sum(found.counts.values())},
    )  # fmt: skip
