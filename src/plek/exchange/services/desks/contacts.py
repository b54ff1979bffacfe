"""Contacts with clients and with employers: added, never overwritten."""

import uuid
from collections.abc import Sequence
from typing import Any

from plek.caseload.models import Contact, ContactNote
from plek.employers.models import EmployerContact
from plek.exchange.services.desks.base import AppendDesk
from plek.exchange.workbook.checking import Accepted

PIECE = 1_000


class ContactDesk(AppendDesk):
    sheet = "Contacten"

    def add(self, batch: Sequence[Accepted]) -> None:
        made = Contact.objects.bulk_create((self._contact(one.row) for one in batch), batch_size=PIECE)
        notes = [
            ContactNote(organisation_id=contact.organisation_id, contact_id=contact.pk, text=one.row.note)
            for contact, one in zip(made, batch, strict=True)
            if contact.has_note
        ]
        ContactNote.objects.bulk_create(notes, batch_size=PIECE)
        for contact in made:
            self.intake.touch(contact.trajectory_id)

    def _contact(self, row: Any) -> Contact:
        return Contact(
            organisation_id=self.intake.organisation_id,
            key=uuid.uuid4(),
            member_id=self.id_of("Medewerkers", row.staff),
            trajectory_id=self.intake.id_of("Trajecten", row.trajectory),
            held_on=row.on,
            held_with=row.with_whom,
            mode=row.means,
            setting=row.place,
            minutes=row.minutes,
            work_phase=row.phase,
            topics=list(row.topics),
            was_missed=row.missed,
            has_note=bool(row.note),
            recorded_at=self.intake.at,
            recorded_by_id=self.scope.by.pk,
        )


class EmployerContactDesk(AppendDesk):
    sheet = "Werkgeverscontacten"

    def add(self, batch: Sequence[Accepted]) -> None:
        made = EmployerContact.objects.bulk_create((self._contact(one.row) for one in batch), batch_size=PIECE)
        for contact in made:
            self.intake.touch(contact.trajectory_id)

    def _contact(self, row: Any) -> EmployerContact:
        return EmployerContact(
            organisation_id=self.intake.organisation_id,
            key=uuid.uuid4(),
            member_id=self.id_of("Medewerkers", row.staff),
            employer_id=self.id_of("Werkgevers", row.employer),
            trajectory_id=self.intake.id_of("Trajecten", row.trajectory),
            held_on=row.on,
            person=row.person,
            decides_on_hiring=row.decides,
            mode=row.means,
            fits_wish=row.fits_wish,
            purpose=row.purpose,
            recorded_at=self.intake.at,
            recorded_by_id=self.scope.by.pk,
        )
