"""A conversation about the benefit: beginning it, what is told, the plans, what is kept, and rounding it off."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits import policies
from plek.benefits.answers import PlanDetails, as_text, details_as_text
from plek.benefits.choices import PlanKind, Step
from plek.benefits.estimates import Estimate
from plek.benefits.kept import content_of
from plek.benefits.local import LocalFigure
from plek.benefits.models import Conversation, ConversationNote, Plan, Scenario, SituationPart
from plek.benefits.models.conversation import MOST_PLANS
from plek.caseload.services.clients import load_client
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused

USUAL_HOURS = (12.0, 20.0, 28.0)
"""Plans that stand beside now from the start."""


def begin_conversation(
    *, by: Membership, at: datetime, client: str, known: Mapping[Step, Mapping[str, Any]],
    agreed: Collection[str] = (),
) -> Conversation:  # fmt: skip
    """Begin with what is known; of that ``agreed`` came from the record with the client's consent.

    What was told in an earlier conversation comes along for the steps of which nothing is ``known``.
    """
    found = load_client(by, client)
    policies.may_advise(by).demand()
    before = Conversation.objects.filter(client=found).order_by("-begun_at", "-pk").first()
    policies.may_begin(before is not None and before.finished_at is None).demand()
    begun = Conversation.objects.create(
        organisation_id=by.organisation_id, client=found, begun_at=at, begun_by=by, agreed_fields=sorted(agreed),
        agreed_at=at if agreed else None,
    )  # fmt: skip
    for step, answers in known.items():
        _add_part(begun, by, at, step, as_text(answers))
    if before is not None:
        _bring_parts(before, begun, known)
    if before is None or not _bring_plans(before, begun):
        for place, hours in enumerate(USUAL_HOURS, start=1):
            _write_plan(begun, place, PlanDetails(hours=hours))
    record_talk(by, begun, Action.CREATE, "benefits.begun", {"agreed": sorted(agreed)})
    return begun


def fill_in(*, by: Membership, at: datetime, client: str, step: Step, answers: Mapping[str, Any]) -> SituationPart:
    """Keep what was told of one step, as a row of its own. The same answers a second time add nothing."""
    talk = load_open(by, client)
    text, now = as_text(answers), _standing(talk, step)
    if now is not None and now.answers == text:
        return now
    part = _add_part(talk, by, at, step, text)
    record_talk(by, talk, Action.UPDATE, "benefits.filled_in", {"step": str(step), "fields": sorted(answers)})
    return part


def set_plan(*, by: Membership, client: str, place: int, details: PlanDetails) -> Plan:
    """Put a plan in one of the four places; what stood there makes room."""
    talk = load_open(by, client)
    if not 1 <= place <= MOST_PLANS:
        raise NotFound
    _check_plan(details)
    Plan.objects.filter(conversation=talk, place=place).delete()
    plan = _write_plan(talk, place, details)
    record_talk(by, talk, Action.UPDATE, "benefits.plan_set", {"place": place, "kind": details.kind})
    return plan


def remove_plan(*, by: Membership, client: str, place: int) -> None:
    """Leave a plan out of the comparison. Doing it twice changes nothing."""
    talk = load_open(by, client)
    removed, _by_model = Plan.objects.filter(conversation=talk, place=place).delete()
    if removed:
        record_talk(by, talk, Action.UPDATE, "benefits.plan_removed", {"place": place})


def keep_scenario(
    *, by: Membership, at: datetime, client: str, title: str, estimate: Estimate, local: LocalFigure | None = None
) -> Scenario:
    """Keep now beside the plans as it was calculated, and what the ``local`` municipality gives beside it."""
    talk = load_open(by, client)
    kept = Scenario.objects.create(
        organisation_id=by.organisation_id, conversation=talk, client_id=talk.client_id, title=title.strip(),
        amounts_on=estimate.on, rule_set=estimate.rule_set, content=json.dumps(content_of(estimate, local)),
        saved_at=at, saved_by=by,
    )  # fmt: skip
    record_talk(by, talk, Action.CREATE, "benefits.kept", {"scenario": kept.pk})
    return kept


def write_note(*, by: Membership, at: datetime, client: str, text: str) -> ConversationNote:
    """Note something for the IPS team."""
    talk = _load(by, client)
    if not text.strip():
        raise Refused(_("Write what you want to note."), field="text")
    note = ConversationNote.objects.create(
        organisation_id=by.organisation_id, conversation=talk, text=text.strip(), written_at=at, written_by=by
    )
    record_talk(by, talk, Action.CREATE, "benefits.noted", {})
    return note


def _standing(talk: Conversation, step: Step) -> SituationPart | None:
    """The newest row of a step."""
    return SituationPart.objects.filter(conversation=talk, step=step).order_by("-pk").first()


def _load(by: Membership, client: str) -> Conversation:
    """The last conversation of a client, locked with him. Raises ``NotFound``."""
    found = load_client(by, client)
    policies.may_advise(by).demand()
    talk = Conversation.objects.filter(client=found).order_by("-begun_at", "-pk").first()
    if talk is None:
        raise NotFound
    return talk


def load_open(by: Membership, client: str) -> Conversation:
    """The open conversation of a client, locked with him. Raises ``NotFound`` and ``Refused``."""
    talk = _load(by, client)
    policies.may_fill_in(talk.finished_at is None).demand()
    return talk


def _add_part(talk: Conversation, by: Membership, at: datetime, step: Step, text: str) -> SituationPart:
    return SituationPart.objects.create(
        organisation_id=talk.organisation_id, conversation=talk, step=step, answers=text, filled_at=at,
        filled_by=by,
    )  # fmt: skip


def _bring_parts(before: Conversation, begun: Conversation, known: Collection[Step]) -> None:
    """What was told before, as it was and by whom, unless it is known anew."""
    for step in set(Step) - set(known):
        part = _standing(before, step)
        if part is not None:
            part.pk, part.conversation = None, begun
            part.save(force_insert=True)


def _bring_plans(before: Conversation, begun: Conversation) -> bool:
    """The plans of the conversation before; False when there were none."""
    kept = [
        Plan(organisation_id=begun.organisation_id, conversation=begun, place=p.place, kind=p.kind,
             details=p.details)
        for p in Plan.objects.filter(conversation=before)
    ]  # fmt: skip
    return bool(Plan.objects.bulk_create(kept))


def _write_plan(talk: Conversation, place: int, details: PlanDetails) -> Plan:
    return Plan.objects.create(
        organisation_id=talk.organisation_id, conversation=talk, place=place, kind=details.kind,
        details=details_as_text(details),
    )  # fmt: skip


def _check_plan(details: PlanDetails) -> None:
    """A study may go without work; other plans have hours or pay."""
    if details.kind != PlanKind.STUDY and not details.hours and not details.pay:
        raise Refused(_("Say for how many hours a week this plan is."), field="hours")


def record_talk(by: Membership, talk: Conversation, action: Action, event: str, detail: dict[str, Any]) -> None:
    """A row in the log about a conversation."""
    record(
        by=by, action=action, event=event, client_id=talk.client_id, object_kind="benefits_conversation",
        object_id=talk.pk, detail=detail,
    )  # fmt: skip
