"""Every write about employers: the firms, and the contacts with them."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Trajectory
from plek.employers import policies
from plek.employers.choices import Purpose
from plek.employers.models import Employer, EmployerContact
from plek.employers.selectors import like, with_kvk
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused
from plek.shared.following import add_once, withdraw_once
from plek.shared.numbering import next_number
from plek.shared.spelling import fold

FIELDS = ("name", "kvk", "sector", "town")


class LooksKnown(Refused):
    """The employer may be there already; ``codes`` are those it looks like."""

    def __init__(self, found: list[Employer]) -> None:
        self.codes = [employer.code for employer in found]
        names = ", ".join(f"{e.name} ({e.town})" if e.town else e.name for e in found)
        text = _("This looks like an employer we have: %(names)s. Choose it, or tick that yours is another one.")
        super().__init__(text % {"names": names}, field="name")


class Conflict(Refused):
    """A colleague changed the same thing in the meantime; ``fields`` are those that differ."""

    def __init__(self, fields: list[str]) -> None:
        self.fields = fields
        super().__init__(
            _("A colleague changed this employer while you were typing. Compare below and save again.")
        )


def register_employer(
    *,
    by: Membership,
    at: datetime,
    name: str,
    kvk: str = "",
    sector: str = "",
    town: str = "",
    is_another: bool = False,
) -> Employer:
    """Add an employer that all caseload workers share. Raises ``LooksKnown`` unless ``is_another``."""
    _allow(policies.keep_employers(by))
    code = next_number(Employer.objects.visible_to(by), by=by, field="code", prefix="WG")
    found = [*with_kvk(by, kvk), *like(by, name, town)]
    if found and not is_another:
        raise LooksKnown(list(dict.fromkeys(found)))
    employer = Employer.objects.create(
        organisation_id=by.organisation_id, code=code, name=name, kvk=kvk, sector=sector, town=town
    )
    record(
        by=by, action=Action.CREATE, event="employer.registered", object_kind="employer", object_id=employer.pk,
        detail={"despite_likeness": bool(found)},
    )  # fmt: skip
    return employer


def change_employer(
    *, by: Membership, at: datetime, code: str, version: int, name: str, kvk: str, sector: str, town: str
) -> Employer:
    """Change an employer as it was at ``version``. Raises ``Conflict`` when someone was before."""
    employer = _employer(by, code, lock=True)
    _allow(policies.keep_employers(by))
    new = {"name": name, "kvk": kvk, "sector": sector, "town": town}
    changed = [field for field in FIELDS if getattr(employer, field) != new[field]]
    if employer.version != version:
        raise Conflict(changed)
    for field in changed:
        setattr(employer, field, new[field])
    employer.version += 1
    employer.save(update_fields=[*changed, "version"])
    record(
        by=by, action=Action.UPDATE, event="employer.changed", object_kind="employer", object_id=employer.pk,
        detail={"fields": changed},
    )  # fmt: skip
    return employer


def find_or_register(
    *, by: Membership, at: datetime, code: str = "", name: str = "", town: str = "", is_another: bool = False
) -> Employer:
    """The employer with this code, or the one called so, or a new one. Raises ``LooksKnown`` when in doubt."""
    if code:
        return _employer(by, code)
    if not name:
        raise Refused(_("Choose an employer, or type the name of a new one."), field="employer")
    same = [e for e in like(by, name, town) if fold(e.name) == fold(name)]
    if len(same) == 1 and not is_another:
        return same[0]
    return register_employer(by=by, at=at, name=name, town=town, is_another=is_another)


def log_contact(
    *, by: Membership, at: datetime, on: date, key: UUID, employer: Employer, held_on: date, mode: str,
    purpose: str, decides_on_hiring: bool, person: str = "", trajectory_number: str = "",
    fits_wish: bool | None = None,
) -> EmployerContact:  # fmt: skip
    """Log a contact with an employer; sent twice under one key it stands once."""
    trajectory = _trajectory(by, trajectory_number)
    _allow(policies.keep_employers(by) or policies.held(held_on, on))
    contact, is_new = add_once(
        EmployerContact, by=by, key=key, member=by, employer=employer, trajectory=trajectory, held_on=held_on,
        person=person, decides_on_hiring=decides_on_hiring, mode=mode, purpose=Purpose(purpose),
        fits_wish=fits_wish if trajectory else None, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    if is_new:
        _record_contact(by, contact, Action.CREATE, "employer_contact.logged")
    return contact


def correct_contact(
    *, by: Membership, at: datetime, on: date, key: UUID, corrects: UUID, held_on: date, mode: str, purpose: str,
    decides_on_hiring: bool, person: str = "", trajectory_number: str = "", fits_wish: bool | None = None,
) -> EmployerContact:  # fmt: skip
    """Log how it really was, as a row that follows the mistaken one; the mistaken row stays."""
    mistaken = _contact(by, corrects)
    trajectory = _trajectory(by, trajectory_number)
    if again := EmployerContact.objects.visible_to(by).filter(key=key, corrects=mistaken).first():
        return again
    _allow(_follow(by, mistaken) or policies.held(held_on, on))
    contact, _is_new = add_once(
        EmployerContact, by=by, key=key, member_id=mistaken.member_id, employer_id=mistaken.employer_id,
        trajectory=trajectory, held_on=held_on, person=person, decides_on_hiring=decides_on_hiring, mode=mode,
        purpose=Purpose(purpose), fits_wish=fits_wish if trajectory else None, corrects=mistaken, recorded_at=at,
        recorded_by=by,
    )  # fmt: skip
    _record_contact(by, contact, Action.UPDATE, "employer_contact.corrected")
    return contact


def withdraw_contact(*, by: Membership, at: datetime, key: UUID, withdraws: UUID) -> EmployerContact:
    """Say that a contact did not take place; the row that said so stays."""
    mistaken = _contact(by, withdraws)
    if again := EmployerContact.objects.visible_to(by).filter(key=key, corrects=mistaken).first():
        return again
    _allow(_follow(by, mistaken))
    contact = withdraw_once(mistaken, by=by, at=at, key=key)
    _record_contact(by, contact, Action.DELETE, "employer_contact.withdrawn")
    return contact


def _allow(verdict: policies.Verdict) -> None:
    if verdict is not None:
        raise Refused(verdict)


def _follow(by: Membership, contact: EmployerContact) -> policies.Verdict:
    is_standing = (
        not contact.is_withdrawn and not EmployerContact.objects.of_relations(by).filter(corrects=contact).exists()
    )
    return policies.follow_contact(by, contact.recorded_by_id, is_standing)


def _employer(by: Membership, code: str, *, lock: bool = False) -> Employer:
    visible = Employer.objects.visible_to(by).filter(code=code)
    found: Employer | None = (visible.select_for_update() if lock else visible).first()
    if found is None:
        raise NotFound
    return found


def _trajectory(by: Membership, number: str) -> Trajectory | None:
    if not number:
        return None
    found: Trajectory | None = (
        Trajectory.objects.visible_to(by).filter(number=number).defer("wish", "next_step").first()
    )
    if found is None:
        raise NotFound
    return found


def _contact(by: Membership, key: UUID) -> EmployerContact:
    """Locked by its employer, since a row that is only ever added cannot be locked."""
    found = EmployerContact.objects.visible_to(by).filter(key=key).first()
    if found is None:
        raise NotFound
    Employer.objects.visible_to(by).select_for_update().filter(pk=found.employer_id).first()
    return found


def _record_contact(by: Membership, contact: EmployerContact, action: Action, event: str) -> None:
    client_id = contact.trajectory.client_id if contact.trajectory else None
    record(
        by=by,
        action=action,
        event=event,
        client_id=client_id,
        object_kind="employer_contact",
        object_id=contact.pk,
    )
