"""Keeping the register of advisers on benefits: rows that are never overwritten."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits import policies
from plek.benefits.models import TrainedAdviser
from plek.benefits.selectors import advisers as reads
from plek.benefits.services.turns import take_turn
from plek.benefits.trainings import trainings
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused
from plek.shared.following import add_once, added_before, withdraw_once


@dataclass(frozen=True)
class Trained:
    """Who was trained in what, from when until when (exclusive)."""

    member: int
    training: str
    title: str
    begins_on: date
    ends_on: date | None


def register_adviser(
    *, by: Membership, at: datetime, key: UUID, trained: Trained, corrects: int | None = None
) -> TrainedAdviser:
    """Put somebody in the register, or put right what stands there (also that it ended)."""
    take_turn(by)
    if again := added_before(TrainedAdviser, by=by, key=key):
        return again
    mistaken = reads.training_row(by, corrects) if corrects is not None else None
    who = _member(by, trained.member)
    policies.may_keep_register(by.role).demand()
    policies.may_be_adviser(who.role).demand()
    _check(trained)
    made, _is_new = add_once(
        TrainedAdviser, by=by, key=key, member=who, training=trained.training, title=trained.title.strip(),
        begins_on=trained.begins_on, ends_on=trained.ends_on, corrects=mistaken, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    _record(by, made, "benefits.adviser_corrected" if mistaken else "benefits.adviser_registered")
    return made


def strike_adviser(*, by: Membership, at: datetime, key: UUID, row: int) -> TrainedAdviser:
    """This training was never followed; the row that said so stays."""
    take_turn(by)
    if again := added_before(TrainedAdviser, by=by, key=key):
        return again
    mistaken = reads.training_row(by, row)
    policies.may_keep_register(by.role).demand()
    made = withdraw_once(mistaken, by=by, at=at, key=key)
    _record(by, made, "benefits.adviser_struck")
    return made


def _member(by: Membership, pk: int) -> Membership:
    found: Membership | None = Membership.objects.visible_to(by).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _check(trained: Trained) -> None:
    if trained.training not in trainings().by_code:
        raise Refused(_("Choose a kind of training from the list."), field="training")
    if not trained.title.strip():
        raise Refused(_("Write which training it was, and where."), field="title")
    if trained.ends_on is not None and trained.ends_on <= trained.begins_on:
        raise Refused(_("The end does not lie after the begin. Choose a later day."), field="ends_on")


def _record(by: Membership, row: TrainedAdviser, event: str) -> None:
    actions = {"struck": Action.DELETE, "corrected": Action.UPDATE}
    record(
        by=by, action=actions.get(event.rsplit("_", 1)[1], Action.CREATE), event=event,
        object_kind="trained_adviser", object_id=row.pk, detail={"member": row.member_id},
    )  # fmt: skip
