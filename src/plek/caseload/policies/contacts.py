"""Who may log, correct and withdraw contacts, and what a contact must be to be believed."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from plek.caseload.choices import ContactWith, Mode
from plek.caseload.models import Contact
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import Membership
from plek.shared.errors import Refused

NEEDS_CLIENT = frozenset({ContactWith.CLIENT, ContactWith.FAMILY})
CLOCKS_DIFFER_BY = timedelta(minutes=10)


def may_log(by: Membership) -> None:
    """Contacts are logged by IPS staff."""
    if by.role not in CASELOAD_ROLES:
        raise Refused(_("Only the IPS team logs contacts."))


def may_correct(by: Membership, contact: Contact) -> None:
    """Whoever had or recorded the contact corrects it; so does the team leader."""
    own = by.pk in (contact.member_id, contact.recorded_by_id)
    if by.role not in CASELOAD_ROLES or not (own or by.role == Role.IPS_TEAM_LEADER):
        raise Refused(
            _("Only who had or logged this contact can change it. Ask your colleague or the team leader.")
        )


def must_stand(contact: Contact) -> None:
    """Only the last version of a contact can be corrected or withdrawn."""
    if contact.is_withdrawn:
        raise Refused(_("This contact was withdrawn. Log it again if it did take place."))
    if Contact.objects.filter(corrects_id=contact.pk).exists():
        raise Refused(_("This contact was corrected meanwhile. Open it again to see the last version."))


def must_have_happened(held_on: object, held_at: object, at: datetime) -> None:
    """A contact lies in the past, by the clock on the wall in Amsterdam."""
    latest = timezone.localtime(at + CLOCKS_DIFFER_BY)
    if held_on > latest.date():  # type: ignore[operator]
        raise Refused(
            _("This day is still to come. Choose today or earlier, or plan an appointment."), field="held_on"
        )
    if held_at and (held_on, held_at) > (latest.date(), latest.time()):
        raise Refused(_("This time is still to come. Choose an earlier time."), field="held_at")


def must_be_complete(*, mode: str, setting: str, minutes: int | None, was_missed: bool) -> None:
    """Face to face has a place; whatever took place lasted some time. A message needs neither."""
    if was_missed or mode == Mode.MESSAGE:
        return
    if mode == Mode.FACE_TO_FACE and not setting:
        raise Refused(_("Choose where you met."), field="setting")
    if not minutes:
        raise Refused(_("Choose how long it lasted."), field="minutes")


def must_name_a_client(held_with: str, count: int) -> None:
    if held_with in NEEDS_CLIENT and not count:
        raise Refused(_("Choose the client."), field="clients")
