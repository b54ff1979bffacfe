"""Amounts of the organisation itself: proposing, checking by a second person, and going back to the law."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits import policies
from plek.benefits.models import AmountCheck, OwnAmount
from plek.benefits.selectors import own_amounts as reads
from plek.benefits.selectors.advisers import is_adviser
from plek.benefits.services.turns import take_turn
from plek.engines.benefit_rules import Proposed, read_own_value
from plek.engines.benefit_rules.book import Parameter, Value
from plek.organisations.models import Membership
from plek.shared.errors import Refused
from plek.shared.following import add_once

FIELDS = {"valid_from": "begins_on", "valid_until": "ends_on", "text": "source"}
"""What the engine calls the fields of the form."""


@dataclass(frozen=True)
class Wanted:
    """What somebody proposes."""

    begins_on: date
    ends_on: date | None
    number: Decimal
    source: str
    link: str
    note: str = ""

    def as_proposed(self, found_on: date) -> Proposed:
        return Proposed(self.begins_on, self.ends_on, float(self.number), self.source, self.link, found_on)


def propose_amount(
    *,
    by: Membership,
    at: datetime,
    on: date,
    key: UUID,
    parameter: str,
    wanted: Wanted,
    follows: int | None = None,
) -> OwnAmount:
    """Propose a value for a parameter; ``follows`` is the amount in force whose place it takes."""
    take_turn(by)
    known = reads.parameter(parameter)
    if again := OwnAmount.objects.visible_to(by).filter(key=key).first():
        return again
    before = reads.own_amount(by, follows) if follows is not None else None
    _may_deal(by, on)
    value = _read(known, wanted.as_proposed(on))
    _refuse_same(by, known, value, before)
    made, _is_new = add_once(
        OwnAmount, by=by, key=key, parameter=parameter, begins_on=value.valid_from, ends_on=value.valid_until,
        number=wanted.number, source=wanted.source.strip(), link=wanted.link.strip(), found_on=on,
        note=wanted.note.strip(), follows=before, proposed_at=at, proposed_by=by,
    )  # fmt: skip
    _record(by, made, Action.CREATE, "benefits.amount_proposed")
    return made


def check_amount(
    *, by: Membership, at: datetime, on: date, amount: int, is_accepted: bool, reason: str = ""
) -> AmountCheck:
    """Accept a proposal of somebody else, or return it with the reason."""
    take_turn(by)
    found = reads.own_amount(by, amount)
    _may_deal(by, on)
    is_own = found.proposed_by.user_id == by.user_id
    policies.may_check(is_own=is_own, is_waiting=_is_waiting(found)).demand()
    if not is_accepted and not reason.strip():
        raise Refused(_("Say why you return it, so that your colleague can mend it."), field="reason")
    if is_accepted:
        _refuse_replaced(found)
    made = AmountCheck.objects.create(
        organisation_id=by.organisation_id, amount=found, is_accepted=is_accepted, reason=reason.strip(),
        checked_at=at, checked_by=by,
    )  # fmt: skip
    _record(by, found, Action.UPDATE, "benefits.amount_accepted" if is_accepted else "benefits.amount_returned")
    return made


def take_back_amount(
    *, by: Membership, at: datetime, on: date, key: UUID, amount: int, reason: str
) -> OwnAmount:  # fmt: skip
    """Withdraw a proposal, or an amount in force: from then on the law's own value counts again."""
    take_turn(by)
    found = reads.own_amount(by, amount)
    if again := OwnAmount.objects.visible_to(by).filter(key=key, follows=found).first():
        return again
    _may_deal(by, on)
    is_own, in_force = found.proposed_by.user_id == by.user_id, _is_in_force(found)
    policies.may_take_back(is_own=is_own, is_waiting=_is_waiting(found), is_in_force=in_force).demand()
    if not reason.strip():
        raise Refused(_("Say why, so that a colleague can read it later."), field="reason")
    made, _is_new = add_once(
        OwnAmount, by=by, key=key, parameter=found.parameter, begins_on=found.begins_on, ends_on=found.ends_on,
        number=found.number, source=found.source, link=found.link, found_on=found.found_on, follows=found,
        is_withdrawal=True, note=reason.strip(), proposed_at=at, proposed_by=by,
    )  # fmt: skip
    _record(by, made, Action.DELETE, "benefits.amount_taken_back")
    return made


def _may_deal(by: Membership, on: date) -> None:
    policies.may_deal_with_amounts(by.role, is_adviser=is_adviser(by, on)).demand()


def _read(known: Parameter, wanted: Proposed) -> Value:
    """The value as the engine reads it; what it finds impossible is refused with its sentence."""
    found = read_own_value(known, wanted)
    if isinstance(found, Value):
        return found
    language = "en" if (get_language() or "").startswith("en") else "nl"
    raise Refused(found[0].sentence.in_(language), field=FIELDS.get(found[0].field, found[0].field))


def _refuse_same(by: Membership, known: Parameter, value: Value, before: OwnAmount | None) -> None:
    """One amount for one begin; and an amount that is the law's already needs no second person."""
    of_law = known.on(value.valid_from)
    if before is None and of_law is not None and of_law.number == value.number:
        raise Refused(_("This is the amount that counts already on that day."), field="number")
    here = OwnAmount.objects.visible_to(by).filter(parameter=known.name, begins_on=value.valid_from)
    others = {row.pk for row in here.in_force()} | {row.pk for row in here.waiting()}
    if others - {before.pk if before else None}:
        raise Refused(
            _("There is an amount from this day already, or one that waits for a check. Correct that one."),
            field="begins_on",
        )


def _refuse_replaced(found: OwnAmount) -> None:
    if found.follows is not None and not _is_in_force(found.follows):
        raise Refused(_("The amount whose place this takes is not in force any more. Return it with that reason."))


def _is_waiting(found: OwnAmount) -> bool:
    return OwnAmount.objects.waiting().filter(pk=found.pk).exists()


def _is_in_force(found: OwnAmount) -> bool:
    return OwnAmount.objects.in_force().filter(pk=found.pk).exists()


def _record(by: Membership, amount: OwnAmount, action: Action, event: str) -> None:
    record(
        by=by, action=action, event=event, object_kind="benefit_amount", object_id=amount.pk,
        detail={"parameter": amount.parameter},
    )  # fmt: skip
