"""What clients ask about their record: asked, answered, withdrawn."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import RightsKind, RightsState
from plek.caseload.models import Client, RightsRequest, Task, Trajectory
from plek.caseload.policies import rights as policy
from plek.caseload.rules.records import answer_term
from plek.caseload.services.clients import load_client
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused

DUTCH = "nl"


def ask(
    *, by: Membership, at: datetime, today: date, number: str, kind: RightsKind | str, text: str, on: date
) -> RightsRequest:
    """Note what a client asks about his record, and put it on the list of who guides him."""
    client = load_client(by, number)
    policy.may_ask(by).demand()
    if on > today:
        raise Refused(_("This day is still to come. Choose today or earlier."), field="on")
    asked = RightsRequest(
        organisation_id=by.organisation_id, client=client, kind=kind, text=text.strip(), asked_on=on, asked_by=by,
        due_on=answer_term(kind).after(on),
    )  # fmt: skip
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("This was asked already and waits for an answer."), field="kind") from error
    _remind(by, at, today, client, asked)
    _log(by, asked, Action.CREATE, "rights.asked")
    return asked


def answer(*, by: Membership, at: datetime, request_id: int, is_granted: bool, text: str) -> RightsRequest:
    """Tell the client what comes of it."""
    asked = _load(by, request_id)
    policy.may_answer(by, asked, is_granted=is_granted).demand()
    if not text.strip():
        raise Refused(_("Write what you tell the client."), field="text")
    close(by=by, at=at, asked=asked, state=RightsState.GRANTED if is_granted else RightsState.REFUSED, text=text)
    return asked


def withdraw(*, by: Membership, at: datetime, request_id: int) -> None:
    """The client does not ask it any more."""
    asked = _load(by, request_id)
    policy.may_withdraw(by, asked).demand()
    close(by=by, at=at, asked=asked, state=RightsState.WITHDRAWN, text="")


def close(*, by: Membership, at: datetime, asked: RightsRequest, state: RightsState, text: str) -> None:
    """Write how a request ended, for one that was just loaded."""
    asked.state, asked.answer, asked.answered_at, asked.answered_by = state, text.strip(), at, by
    asked.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    _log(by, asked, Action.UPDATE, "rights.withdrawn" if state == RightsState.WITHDRAWN else "rights.answered")


def _load(by: Membership, request_id: int) -> RightsRequest:
    found = RightsRequest.objects.visible_to(by).select_for_update().filter(pk=request_id).first()
    if found is None:
        raise NotFound
    return found


def _remind(by: Membership, at: datetime, today: date, client: Client, asked: RightsRequest) -> None:
    """A task for who guides the client now, unless he noted it himself; the text is that of a colleague's task."""
    running = Trajectory.objects.filter(client=client, ended_on__isnull=True).order_by("-pk").first()
    if running is None or running.specialist_id == by.pk:
        return
    with translation.override(DUTCH):
        day = date_format(asked.due_on, "j F")
        text = _("The client asks something about the record. Answer before %(day)s, under Details.") % {
            "day": day
        }
    Task.objects.create(
        organisation_id=by.organisation_id, owner_id=running.specialist_id, trajectory=running, text=text,
        due_on=today, made_by=by, made_at=at,
    )  # fmt: skip


def _log(by: Membership, asked: RightsRequest, action: Action, event: str) -> None:
    record(
        by=by, action=action, event=event, client_id=asked.client_id, object_kind="request", object_id=asked.pk,
        detail={"kind": asked.kind, "state": asked.state},
    )  # fmt: skip
