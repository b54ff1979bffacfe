"""A week after an emergency access: did somebody look at it?"""

from datetime import datetime

from django.utils import timezone

from plek.caseload.models import EmergencyAccess, EmergencyLook
from plek.caseload.selectors.emergency import lookers
from plek.caseload.services.emergency import tell
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.selectors import first_administrator, slug_of
from plek.organisations.selectors.people import staff
from plek.shared.tenancy import inside, scope


def remind(*, organisation_id: int, access_id: int, base_url: str, at: datetime) -> bool:
    """Tell who may look at it, and all administrators, when nobody has; answers whether that was needed."""
    with inside(organisation_id):
        if EmergencyLook.objects.filter(access_id=access_id).exists():
            return False
        reader = first_administrator(slug_of(organisation_id))
    with scope(organisation_id=organisation_id, user_id=reader.user_id):
        access = EmergencyAccess.objects.select_related("opened_by__organisation").filter(pk=access_id).first()
        if access is None:
            return False
        tell(access, _people(reader, access, at), base_url=base_url, is_late=True)
    return True


def _people(reader: Membership, access: EmergencyAccess, at: datetime) -> list[Membership]:
    on = timezone.localdate(at)
    others = staff(reader, on).filter(role=Role.ADMINISTRATOR).exclude(user_id=access.user_id)
    return list({one.pk: one for one in (*lookers(reader, access.user_id, on), *others)}.values())
