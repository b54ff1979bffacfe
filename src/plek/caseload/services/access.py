"""Letting a client in to his own page: invite, invite again, withdraw, end.

The account is tied to the record at once, but the role waits: until the client accepts, nobody can act in it and
nothing of the record shows.
"""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Client
from plek.caseload.policies import access as policy
from plek.caseload.selectors.access import access_of
from plek.caseload.services.clients import load_client
from plek.organisations.models import Membership
from plek.organisations.policies import Verdict
from plek.organisations.services import client_access
from plek.organisations.services.client_access import Guest
from plek.organisations.services.invitations import Sent
from plek.shared.errors import NotFound, Refused


def give_access(*, by: Membership, number: str, base_url: str, on: date, at: datetime) -> Sent:
    """Invite this client by his own e-mail address to see his own page."""
    client, held = _load(by, number)
    policy.may_give_access(client, held).demand()
    guest = Guest(client.name, client.email, client.number)
    sent = client_access.begin(organisation=by.organisation, guest=guest, base_url=base_url, on=on, at=at)
    _tie(client, sent.membership.user_id)
    _note(by, client, "client.access_given", Action.CREATE)
    return sent


def send_access_again(*, by: Membership, number: str, base_url: str, at: datetime) -> Sent:
    """Send a new link to the address that was invited; the old link stops working."""
    client, held = _load(by, number)
    waiting = _demanded(held, policy.may_send_again(held))
    sent = client_access.again(membership=waiting, base_url=base_url, at=at)
    _note(by, client, "client.access_sent_again", Action.EXECUTE)
    return sent


def withdraw_access(*, by: Membership, number: str, at: datetime) -> None:
    """Take the invitation back before it was accepted."""
    client, held = _load(by, number)
    client_access.withdraw(membership=_demanded(held, policy.may_send_again(held)), at=at)
    _tie(client, None)
    _note(by, client, "client.access_withdrawn", Action.UPDATE)


def end_access(*, by: Membership, number: str, on: date) -> None:
    """From now on the client cannot sign in to his page any more; what was written stays."""
    client, held = _load(by, number)
    client_access.end(membership=_demanded(held, policy.may_end_access(held)), on=on)
    _tie(client, None)
    _note(by, client, "client.access_ended", Action.UPDATE)


def _load(by: Membership, number: str) -> tuple[Client, Membership | None]:
    client = load_client(by, number)
    policy.may_arrange_access(by).demand()
    found = access_of(by, client)
    return client, found.membership if found else None


def _demanded(held: Membership | None, verdict: Verdict) -> Membership:
    verdict.demand()
    if held is None:
        raise NotFound
    return held


def _tie(client: Client, user_id: int | None) -> None:
    """One account for one client: refuses one that is tied to somebody else."""
    here = Client.objects.filter(organisation_id=client.organisation_id)
    if user_id and here.filter(user_id=user_id).exclude(pk=client.pk).exists():
        raise Refused(
            _(
                "This e-mail address belongs to the account of another client. "
                "Ask the client for an address of their own."
            )
        )
    client.user_id = user_id
    client.save(update_fields=["user"])


def _note(by: Membership, client: Client, event: str, action: Action) -> None:
    record(by=by, action=action, event=event, client_id=client.pk, object_kind="client", object_id=client.number)
