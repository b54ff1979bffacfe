"""The BSN: only where care needs it, sealed to its row, each look at it in the log."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from stdnum.nl import bsn as eleven_test

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import NumberViewReason
from plek.caseload.models import Client, NationalNumber
from plek.caseload.policies.clients import may_change_client
from plek.caseload.services.clients import load_client
from plek.organisations.models import Membership
from plek.shared.encryption import decrypt, encrypt, lookup_hash
from plek.shared.errors import NotFound, Refused


def checked(typed: str) -> str:
    """The nine digits, if they pass the eleven test."""
    try:
        return str(eleven_test.validate(typed))
    except eleven_test.ValidationError as error:
        raise Refused(_("This is not a BSN. Check the nine digits on the identity card."), field="bsn") from error


def set_number(*, by: Membership, number: str, bsn: str) -> None:
    """Keep a client's BSN; an earlier one is replaced."""
    client = load_client(by, number)
    may_change_client(by)
    keep_number(by=by, client=client, bsn=checked(bsn))


def keep_number(*, by: Membership, client: Client, bsn: str) -> None:
    """Write a BSN that was checked, for a client just loaded or entered."""
    sealed = encrypt(bsn.encode(), bound_to=_row(client))
    try:
        with transaction.atomic():
            NationalNumber.objects.update_or_create(
                client=client, organisation_id=client.organisation_id,
                defaults={"sealed": sealed, "lookup": lookup_hash(bsn)},
            )  # fmt: skip
    except IntegrityError as error:
        sentence = _(
            "Someone with this BSN is already known here. Ask the team that guides or treats this person."
        )
        raise Refused(sentence, field="bsn") from error
    _log(by, client, Action.UPDATE, "bsn.kept")


def remove_number(*, by: Membership, number: str) -> None:
    """Forget a client's BSN."""
    client = load_client(by, number)
    may_change_client(by)
    NationalNumber.objects.filter(client=client).delete()
    _log(by, client, Action.DELETE, "bsn.removed")


def reveal_number(*, by: Membership, number: str, reason: NumberViewReason) -> str:
    """Open the BSN for one look. The caller makes sure that the person has just proved who he is."""
    client = load_client(by, number)
    may_change_client(by)
    kept = NationalNumber.objects.visible_to(by).filter(client=client).first()
    if kept is None:
        raise NotFound
    _log(by, client, Action.READ, "bsn.viewed", reason)
    return decrypt(bytes(kept.sealed), bound_to=_row(client)).decode()


def _row(client: Client) -> str:
    return str(NationalNumber._meta.get_field("sealed").bound_to(client.pk))


def _log(by: Membership, client: Client, action: Action, event: str, reason: str = "") -> None:
    record(
        by=by,
        action=action,
        event=event,
        client_id=client.pk,
        object_kind="bsn",
        object_id=client.number,
        reason=reason,
    )
