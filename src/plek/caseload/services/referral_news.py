"""Telling by mail that a referral was answered, in words that say nothing about anybody."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plek.caseload.models import Referral
from plek.notices.services import send_mail
from plek.organisations.choices import Role
from plek.organisations.formality import language_for
from plek.organisations.models import Membership


def tell_referrer(referral: Referral, *, by: Membership, base_url: str, at: datetime) -> None:
    """Mail the practitioner who referred, unless he answered himself, left, or does not want mail.

    ``base_url`` is the scheme and host of the link; without one nobody is told (an import, the demo).
    """
    who = referral.referrer
    if not base_url or who is None or not _wants_to_know(who, by, at):
        return
    path = reverse("caseload:referral", kwargs={"organisation": by.organisation.slug, "referral": referral.pk})
    send_mail(
        to=who.user.email,
        subject=_("There is news about a referral"),
        template="caseload/mail/referral_news",
        context={"name": who.user.get_short_name(), "link": f"{base_url}{path}"},
        language=language_for(who.role, by.organisation, who.user.language),
    )


def _wants_to_know(who: Membership, by: Membership, at: datetime) -> bool:
    works_here = not who.is_pending and (who.ends_on is None or who.ends_on > timezone.localdate(at))
    is_another = who.user_id != by.user_id
    return who.role == Role.PRACTITIONER and works_here and is_another and who.user.wants_news
