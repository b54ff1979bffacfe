"""Entering and changing clients."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import DuplicateReason
from plek.caseload.models import Client
from plek.caseload.policies.clients import may_change_client, may_enter_client
from plek.caseload.selectors.duplicates import Duplicates, Person, likely_duplicates
from plek.caseload.services import search
from plek.organisations.models import Membership, Team
from plek.shared.errors import NotFound, Refused
from plek.shared.numbering import next_number
from plek.shared.spelling import sort_key

DETAILS = (
    "first_name", "last_name", "preferred_name", "pronoun", "born_on", "gender", "has_no_address", "street",
    "postcode", "municipality", "phone", "email", "contact_preference", "treatment_team", "in_care_since",
    "benefit", "education_level", "emergency_name", "emergency_phone", "emergency_relation",
)  # fmt: skip
"""What can be entered and changed of a client, besides the BSN."""


class LooksKnown(Refused):
    """Someone like this is known already; go on by giving a reason."""

    def __init__(self, duplicates: Duplicates) -> None:
        super().__init__(_("Someone who looks like this is known already. Look, and then choose how to go on."))
        self.duplicates = duplicates


@dataclass(frozen=True)
class Clash:
    """A field that someone else changed meanwhile to something else than what is saved now."""

    field: str
    theirs: Any
    mine: Any


class ChangedMeanwhile(Refused):
    """Two people changed the same thing; a person must choose."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(_("Someone else changed this client just now. Choose below what should stand."))
        self.clashes = clashes


def enter_client(
    *, by: Membership, fields: dict[str, Any], bsn: str = "", duplicate_reason: DuplicateReason | str = "",
    number: str = "", client_ips_team: Team | None = None,
) -> Client:  # fmt: skip
    """Enter someone new. IPS staff open the record to their own IPS team at once.

    Raises ``LooksKnown`` when someone similar is known and no reason is given to go on.
    """
    may_enter_client(by, fields["treatment_team"].pk)
    found = likely_duplicates(by, _person(fields, bsn))
    if found and not duplicate_reason:
        raise LooksKnown(found)
    client = Client(organisation_id=by.organisation_id, ips_team=client_ips_team, **_tidy(fields))
    client.number = number or next_number(
        Client.objects.filter(organisation_id=by.organisation_id), by=by, field="number", prefix="C"
    )
    client.sort_name = sort_key(client.first_name, client.last_name)
    client.save(force_insert=True)
    search.reindex_client(client_id=client.pk)
    record(
        by=by, action=Action.CREATE, event="client.entered", client_id=client.pk, object_kind="client",
        object_id=client.number, reason=str(duplicate_reason),
        detail={"fields": sorted(name for name, value in fields.items() if value)},
    )  # fmt: skip
    return client


def change_client(*, by: Membership, number: str, before: dict[str, Any], after: dict[str, Any]) -> Client:
    """Change details. ``before`` is what the person saw, ``after`` what he made of it; the difference is written.

    What another changed meanwhile stays, unless both changed the same field to something different: then
    ``ChangedMeanwhile`` names both and nothing is written.
    """
    client = load_client(by, number)
    may_change_client(by)
    after = _tidy(after)
    changes = {name: value for name, value in after.items() if value != before[name]}
    now = {name: getattr(client, name) for name in changes}
    clashes = [Clash(n, now[n], v) for n, v in changes.items() if now[n] not in (before[n], v)]
    if clashes:
        raise ChangedMeanwhile(clashes)
    written = sorted(name for name, value in changes.items() if value != now[name])
    if not written:
        return client
    for name in written:
        setattr(client, name, changes[name])
    client.sort_name = sort_key(client.first_name, client.last_name)
    client.version += 1
    client.save(update_fields=[*written, "sort_name", "version"])
    search.reindex_client(client_id=client.pk)
    record(
        by=by, action=Action.UPDATE, event="client.changed", client_id=client.pk, object_kind="client",
        object_id=client.number, detail={"fields": written},
    )  # fmt: skip
    return client


def load_client(by: Membership, number: str) -> Client:
    """The client, locked for writing. Raises ``NotFound`` for whom ``by`` may not see."""
    client = Client.objects.visible_to(by).select_for_update(of=("self",)).filter(number=number).first()
    if client is None:
        raise NotFound
    return client


def _tidy(fields: dict[str, Any]) -> dict[str, Any]:
    """Who has no fixed address has no street."""
    if fields.get("has_no_address"):
        return fields | {"street": "", "postcode": ""}
    return fields


def _person(fields: dict[str, Any], bsn: str) -> Person:
    return Person(
        fields["first_name"],
        fields["last_name"],
        fields["born_on"],
        fields.get("phone", ""),
        fields.get("email", ""),
        bsn,
    )
