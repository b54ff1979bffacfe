"""Writing down what municipalities do: rows that are never overwritten."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits import policies
from plek.benefits.choices import Exemption
from plek.benefits.models import ExemptionRegime, LocalScheme
from plek.benefits.selectors import municipalities as reads
from plek.benefits.services.turns import take_turn
from plek.engines.benefit_rules.contradictions import NEW_EXEMPTION_FROM
from plek.organisations.models import Membership
from plek.shared.errors import Refused
from plek.shared.following import add_once, added_before, withdraw_once


@dataclass(frozen=True)
class Local:
    """What both kinds of line share."""

    municipality: str
    begins_on: date
    source: str
    link: str

    def fields(self) -> dict[str, Any]:
        name = " ".join(self.municipality.split())
        return {
            "municipality": name, "place": reads.place_of(name), "begins_on": self.begins_on,
            "source": self.source.strip(), "link": self.link.strip(),
        }  # fmt: skip


def set_regime(
    *, by: Membership, at: datetime, key: UUID, local: Local, exemption: str, corrects: int | None = None
) -> ExemptionRegime:
    """By which rules a municipality leaves pay beside social assistance from a day on; or how it really was."""
    take_turn(by)
    if again := added_before(ExemptionRegime, by=by, key=key):
        return again
    mistaken = reads.regime_row(by, corrects) if corrects is not None else None
    policies.may_keep_municipalities(by.role).demand()
    _check(local)
    if exemption == Exemption.NEW and local.begins_on < NEW_EXEMPTION_FROM:
        raise Refused(
            _("The new rules cannot be used before 1 January 2026. Choose a later day."), field="begins_on"
        )
    made, _is_new = add_once(
        ExemptionRegime, by=by, key=key, **local.fields(), exemption=exemption, corrects=mistaken, recorded_at=at,
        recorded_by=by,
    )  # fmt: skip
    _record(by, made, "benefits.regime_corrected" if mistaken else "benefits.regime_set")
    return made


def withdraw_regime(*, by: Membership, at: datetime, key: UUID, row: int) -> ExemptionRegime:
    """This was never so; the row that said it stays."""
    take_turn(by)
    if again := added_before(ExemptionRegime, by=by, key=key):
        return again
    mistaken = reads.regime_row(by, row)
    policies.may_keep_municipalities(by.role).demand()
    made = withdraw_once(mistaken, by=by, at=at, key=key)
    _record(by, made, "benefits.regime_withdrawn")
    return made


@dataclass(frozen=True)
class Scheme:
    """What a scheme is, gives, and for whom, and until when."""

    name: str
    gives: str
    for_whom: str
    ends_on: date | None


def keep_scheme(
    *, by: Membership, at: datetime, key: UUID, local: Local, scheme: Scheme, corrects: int | None = None
) -> LocalScheme:
    """Write a scheme down, or put right what is written of it."""
    take_turn(by)
    if again := added_before(LocalScheme, by=by, key=key):
        return again
    mistaken = reads.scheme_row(by, corrects) if corrects is not None else None
    policies.may_keep_municipalities(by.role).demand()
    _check(local)
    if scheme.ends_on is not None and scheme.ends_on <= local.begins_on:
        raise Refused(_("The end does not lie after the begin. Choose a later day."), field="ends_on")
    made, _is_new = add_once(
        LocalScheme, by=by, key=key, **local.fields(), name=scheme.name.strip(), gives=scheme.gives.strip(),
        for_whom=scheme.for_whom.strip(), ends_on=scheme.ends_on, corrects=mistaken, recorded_at=at,
        recorded_by=by,
    )  # fmt: skip
    _record(by, made, "benefits.scheme_corrected" if mistaken else "benefits.scheme_kept")
    return made


def withdraw_scheme(*, by: Membership, at: datetime, key: UUID, row: int) -> LocalScheme:
    """This scheme does not exist; the row that said so stays."""
    take_turn(by)
    if again := added_before(LocalScheme, by=by, key=key):
        return again
    mistaken = reads.scheme_row(by, row)
    policies.may_keep_municipalities(by.role).demand()
    made = withdraw_once(mistaken, by=by, at=at, key=key)
    _record(by, made, "benefits.scheme_withdrawn")
    return made


def _check(local: Local) -> None:
    if not reads.place_of(local.municipality):
        raise Refused(_("Write the name of a municipality."), field="municipality")
    if not local.source.strip():
        raise Refused(_("Write where this can be read, so that somebody can look it up."), field="source")


def _record(by: Membership, row: ExemptionRegime | LocalScheme, event: str) -> None:
    actions = {"withdrawn": Action.DELETE, "corrected": Action.UPDATE}
    record(
        by=by, action=actions.get(event.rsplit("_", 1)[1], Action.CREATE), event=event,
        object_kind=row._meta.model_name or "", object_id=row.pk, detail={"municipality": row.municipality},
    )  # fmt: skip
