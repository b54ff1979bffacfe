"""Builds the whole synthetic region in one go, always the same but for the day it is built on."""

from collections.abc import Callable
from datetime import date
from random import Random

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.db import transaction

from plek.accounts.demo import DemoAccount
from plek.accounts.models import User
from plek.caseload.models import Client
from plek.caseload.services.search import reindex_clients
from plek.config.demo.agenda import build_agenda
from plek.config.demo.benefits import build_benefits
from plek.config.demo.clients import build_clients
from plek.config.demo.months import build_months
from plek.config.demo.newcomers import build_newcomer
from plek.config.demo.places import MAIL, Ggz, SignIn, build_ggz, build_neighbours, sign_in
from plek.config.demo.practice import build_practice
from plek.config.demo.reviews import build_reviews
from plek.config.demo.rights import build_rights
from plek.config.demo.starters import build_starters
from plek.config.demo.talks import build_talks
from plek.config.demo.twists import build_twists
from plek.config.demo.work import build_work
from plek.organisations.choices import Role
from plek.organisations.models import Membership, Organisation
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

SEED = 1993
PASSWORD = "samen-aan-het-werk"  # noqa: S105  - printed on the sign-in page of the demo
TOTP_SECRET = "PLEKPLEKPLEKPLEKPLEKPLEKPLEKPLEK"  # noqa: S105  - the demo shows its codes


TWICE = frozenset({Role.FIDELITY_REVIEWER, Role.IPS_TEAM_LEADER})


def is_built() -> bool:
    """Does the demo region stand in this database?"""
    return Organisation.objects.filter(is_demo=True).exists()


def refuse_real_data() -> None:
    """Demo mode never opens on a database that holds a real organisation."""
    if Organisation.objects.filter(is_demo=False).exists():
        raise Refused(
            "This database holds a real organisation. Run the demo in another data folder: set PLEK_HOME."
        )


@transaction.atomic
def build_region(today: date, say: Callable[[str], object] = lambda step: None) -> None:
    """Make organisations, people, clients and 18 months of history up to ``today``."""
    refuse_real_data()
    random = Random(SEED)  # noqa: S311  - plausible data, not secrets
    say("organisations and people")
    ggz, _ = build_ggz(today)
    build_neighbours(today)
    with inside(ggz.organisation.pk):
        say("clients and trajectories")
        courses = build_clients(random, ggz, today)
        say("contacts, employers and jobs")
        build_work(random, ggz, courses, today)
        build_agenda(random, ggz, courses, today)
        build_twists(ggz, courses, today)
        build_benefits(ggz, today)
        build_practice(ggz, today)
        _client_account(ggz)
        build_talks(today)
        build_rights(ggz, today)
        build_newcomer(ggz, today)
        say("months that have ended")
        build_months(ggz, today)
        say("fidelity reviews")
        build_reviews(ggz, today)
        say("search index")
        reindex_clients(ggz.organisation.pk)
    build_starters()
    say("sign-ins")
    _open_accounts()


def _client_account(ggz: Ggz) -> None:
    """One client who signs in herself: somebody with a current trajectory."""
    client = Client.objects.filter(
        trajectories__ended_on__isnull=True, trajectories__first_meeting_on__isnull=False
    ).order_by("pk")[0]
    user = User.objects.create_user(f"client@{ggz.organisation.slug}.{MAIL}", client.name)
    Membership.objects.create(
        organisation=ggz.organisation,
        user=user,
        role=Role.CLIENT,
        code=client.number,
        begins_on=client.in_care_since,
    )
    client.user = user
    client.save(update_fields=["user"])


def _open_accounts() -> None:
    """The same password for all, hashed once, and a second factor whose code the demo shows."""
    invented = User.objects.filter(email__endswith=".example")
    invented.update(password=make_password(PASSWORD))
    for user in invented:
        TOTP.activate(user, TOTP_SECRET)


def sign_ins() -> list[SignIn]:
    """One account per role, in the order of the roles; of reviewers both, since a review takes two, and of team
    leaders also the one who begins today."""
    first: dict[tuple[str, int], Membership] = {}
    for organisation in Organisation.objects.filter(is_demo=True).order_by("pk"):
        with inside(organisation.pk):
            for membership in Membership.objects.select_related("user", "organisation").order_by("pk"):
                place = sum(role == membership.role for role, _ in first)
                if place < (2 if membership.role in TWICE else 1):
                    first[membership.role, place] = membership
    return [sign_in(first[role, place]) for role in Role for place in (0, 1) if (role, place) in first]


def accounts() -> list[DemoAccount]:
    """The same accounts for the sign-in page: role, person and organisation in one line."""
    return [
        DemoAccount(f"{one.role.label} · {one.name}, {one.organisation}", one.email, PASSWORD)
        for one in sign_ins()
    ]
