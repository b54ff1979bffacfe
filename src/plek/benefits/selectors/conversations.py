"""Reads of conversations: what was told, the plans beside now, the notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from plek.benefits.answers import Answers, PlanDetails, details_from_text, from_text, together
from plek.benefits.choices import Step
from plek.benefits.models import Conversation, ConversationNote, Plan, SituationPart
from plek.organisations.models import Membership
from plek.shared.encryption import opened_from_json
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class Part:
    """What stands of one step, and who filled it in when."""

    answers: Mapping[str, Any]
    filled_at: datetime
    filled_by: str


@dataclass(frozen=True)
class Talk:
    """A conversation with all that was told in it."""

    pk: int
    begun_at: datetime
    begun_by: str
    agreed_fields: tuple[str, ...]
    agreed_at: datetime | None
    finished_at: datetime | None
    led_by: str
    """Empty until it is rounded off."""
    parts: Mapping[Step, Part]
    plans: Mapping[int, PlanDetails]
    """By place."""

    @property
    def is_open(self) -> bool:
        return self.finished_at is None

    @property
    def answers(self) -> Answers:
        """Of all steps together."""
        return self.with_answers({})

    def with_answers(self, told: Mapping[str, Any]) -> Answers:
        """Of all steps together, and what is told now."""
        return together([*(part.answers for part in self.parts.values()), told])


def last_talk(by: Membership, client_id: int) -> Talk | None:
    """The conversation that is open, or else the last one; None before the first."""
    seen = Conversation.objects.visible_to(by).filter(client_id=client_id)
    plans = Plan.objects.filter(conversation=OuterRef("pk")).order_by("place")
    told = ArraySubquery(plans.values(json=JSONObject(place=F("place"), details=F("details"))))
    rows = seen.select_related("begun_by__user", "led_by__user").annotate(told=told)
    found: Any = rows.order_by("-begun_at", "-pk").first()
    return None if found is None else Talk(
        found.pk, found.begun_at, found.begun_by.user.name, tuple(found.agreed_fields), found.agreed_at,
        found.finished_at, found.led_by.user.name if found.led_by else "", _parts(by, found.pk),
        {row["place"]: _plan(row["details"]) for row in found.told},
    )  # fmt: skip


def open_talk(by: Membership, client_id: int) -> Talk:
    """The open conversation. Raises ``NotFound`` when there is none."""
    found = last_talk(by, client_id)
    if found is None or not found.is_open:
        raise NotFound
    return found


def notes_of(by: Membership, client_id: int) -> list[ConversationNote]:
    """What advisers noted for the IPS team, newest first."""
    rows = ConversationNote.objects.visible_to(by).filter(conversation__client_id=client_id)
    return list(rows.select_related("written_by__user").order_by("-written_at", "-pk"))


def _parts(by: Membership, conversation_id: int) -> dict[Step, Part]:
    """Of each step the newest row."""
    rows = SituationPart.objects.visible_to(by).filter(conversation_id=conversation_id)
    standing = rows.order_by("step", "-pk").distinct("step").select_related("filled_by__user")
    return {Step(r.step): Part(from_text(r.answers), r.filled_at, r.filled_by.user.name) for r in standing}


def _plan(sealed: str) -> PlanDetails:
    return details_from_text(opened_from_json(Plan, "details", sealed))
