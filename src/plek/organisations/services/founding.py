"""The beginning of an organisation."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import slugify

from plek.accounts.models import User
from plek.audit.choices import Action
from plek.audit.services import record
from plek.organisations.choices import OrganisationKind, Role
from plek.organisations.codes import next_code
from plek.organisations.models import Membership, Organisation, Region
from plek.organisations.services.invitations import make_link
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

SLUG_LENGTH = 60


@dataclass(frozen=True)
class Founded:
    """A new organisation, its first administrator and the path of the link that lets him in."""

    organisation: Organisation
    administrator: Membership
    path: str


def create_organisation(
    *, name: str, kind: str, region: str, admin_email: str, at: datetime, on: date, admin_name: str = "",
    source: str = "cli",
) -> Founded:  # fmt: skip
    """Make an organisation with one administrator, who gets in by a link that works once.

    Raises ``Refused`` when it exists already or something named does not; then nothing has changed.
    """
    slug = slugify(name)[:SLUG_LENGTH]
    area = _region(region)
    _check(name, slug, kind)
    email = admin_email.strip().lower()
    organisation = Organisation.objects.create(name=name.strip(), slug=slug, kind=kind, region=area)
    with inside(organisation.pk):
        administrator = _administrator(organisation, email, admin_name, on)
        path = make_link(administrator, at)
        record(
            by=administrator, action=Action.CREATE, event="organisation.created", object_kind="organisation",
            object_id=organisation.pk, source=source,
        )  # fmt: skip
    return Founded(organisation, administrator, path)


def _administrator(organisation: Organisation, email: str, name: str, on: date) -> Membership:
    """The first one, not yet let in; whoever has an account already keeps it."""
    user = User.objects.filter(email__iexact=email).first()
    user = user or User.objects.create_user(email, name or email.split("@")[0])
    made: Membership = Membership.objects.create(
        organisation=organisation, user=user, role=Role.ADMINISTRATOR, code=next_code(Role.ADMINISTRATOR, []),
        begins_on=on, is_pending=True,
    )  # fmt: skip
    return made


def _region(name: str) -> Region | None:
    if not name:
        return None
    found = Region.objects.filter(name__iexact=name.strip()).first()
    if found is None:
        raise Refused(f"There is no labour-market region '{name}'. Write its name as on samenvoordeklant.nl.")
    return found


def _check(name: str, slug: str, kind: str) -> None:
    if not slug:
        raise Refused(f"'{name}' gives no address. Use a name with letters or figures.")
    if kind not in OrganisationKind.values:
        raise Refused(f"There is no kind '{kind}'. Choose one of: {', '.join(OrganisationKind.values)}.")
    if Organisation.objects.filter(slug=slug).exists():
        raise Refused(f"The organisation '{slug}' exists already; nothing was changed.")
