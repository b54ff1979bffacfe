"""A colleague who was invited and has not begun yet."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from plek.accounts.models import User
from plek.config.demo.places import MAIL, Ggz
from plek.organisations.choices import Role
from plek.organisations.models import Membership, Team, TeamMembership
from plek.organisations.services.invitations import make_link


def build_newcomer(ggz: Ggz, today: date) -> None:
    """Invited six days ago, so that the link works until tomorrow."""
    here = ggz.organisation
    sent_at = timezone.make_aware(datetime.combine(today - timedelta(days=6), time(16, 10)))
    invited = Membership.objects.create(
        organisation=here, user=User.objects.create_user(f"sanne.b9@{here.slug}.{MAIL}", "Sanne Bos"),
        role=Role.PRACTITIONER, code="B9", begins_on=today, is_pending=True,
    )  # fmt: skip
    team = Team.objects.filter(organisation=here).order_by("pk")[0]
    TeamMembership.objects.create(organisation=here, membership=invited, team=team, begins_on=today)
    make_link(invited, sent_at)
