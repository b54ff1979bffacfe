"""Contacts with clients and with employers: added, never overwritten, and many at once."""

import uuid
from collections.abc import Sequence
from typing import Any

from plek.caseload.choices import ContactWith, Mode
from plek.caseload.models import Contact, ContactNote
from plek.employers.models import EmployerContact
from plek.exchange.services.desks.base import AppendDesk
from plek.exchange.workbook.checking import Accepted
from plek.exchange.workbook.sheets import ContactRow
from plek.shared.inserting import JOIN, insert

TOGETHER = uuid.UUID("6a1c2f0e-6f4b-4c53-9a35-5f2f0f6d8c11")
"""What the visits of a workbook are named under."""


class FollowedDesk(AppendDesk):
    """What both kinds of contact have in common."""

    def common(self, rows: Sequence[Any]) -> dict[str, list[Any]]:
        """Columns that are the same for both; every row gets a key of its own."""
        courses = [self.intake.id_of("Trajecten", row.trajectory) for row in rows]
        for trajectory_id in courses:
            self.intake.touch(trajectory_id)
        size = len(rows)
        return {
            "organisation": [self.intake.organisation_id] * size,
            "key": [uuid.uuid4() for _row in rows],
            "member": [self.id_of("Medewerkers", row.staff) for row in rows],
            "trajectory": courses,
            "held_on": [row.on for row in rows],
            "mode": [row.means for row in rows],
            "is_withdrawn": [False] * size,
            "recorded_at": [self.intake.at] * size,
            "recorded_by": [self.scope.by.pk] * size,
        }


class ContactDesk(FollowedDesk):
    sheet = "Contacten"

    def add(self, batch: Sequence[Accepted]) -> None:
        rows = [one.row for one in batch]
        columns = self.common(rows) | {
            "held_with": [row.with_whom for row in rows],
            "visit": [self._visit_of(row) for row in rows],
            "setting": [row.place for row in rows],
            "minutes": [row.minutes for row in rows],
            "work_phase": [row.phase for row in rows],
            "topics": [JOIN.join(row.topics) for row in rows],
            "was_missed": [row.missed for row in rows],
            "has_note": [bool(row.note) for row in rows],
        }
        ids = insert(Contact, columns, answer="key")
        self._add_notes([(ids[key], row.note) for key, row in zip(columns["key"], rows, strict=True) if row.note])

    def _visit_of(self, row: ContactRow) -> uuid.UUID | None:
        """Who went to a client together have a row each, alike but for who it is and the note."""
        if not (row.trajectory and row.with_whom == ContactWith.CLIENT and row.means == Mode.FACE_TO_FACE):
            return None
        if not (row.place and row.minutes):
            return None
        alike = (row.on, row.trajectory, row.place, row.minutes, row.phase, row.topics, row.missed)
        return uuid.uuid5(TOGETHER, f"{self.intake.organisation_id} {alike}")

    def _add_notes(self, notes: Sequence[tuple[int, str]]) -> None:
        sealed: Any = ContactNote._meta.get_field("text")
        if notes:
            columns = {
                "organisation": [self.intake.organisation_id] * len(notes),
                "contact": [pk for pk, _text in notes],
                "text": [sealed.get_prep_value(text) for _pk, text in notes],
            }
            insert(ContactNote, columns)


class EmployerContactDesk(FollowedDesk):
    sheet = "Werkgeverscontacten"

    def add(self, batch: Sequence[Accepted]) -> None:
        rows = [one.row for one in batch]
        columns = self.common(rows) | {
            "employer": [self.id_of("Werkgevers", row.employer) for row in rows],
            "person": [row.person for row in rows],
            "decides_on_hiring": [row.decides for row in rows],
            "fits_wish": [row.fits_wish for row in rows],
            "purpose": [row.purpose for row in rows],
        }
        insert(EmployerContact, columns)
