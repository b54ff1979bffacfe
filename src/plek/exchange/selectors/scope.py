"""What of an organisation a workbook may hold: what a member sees, or, for whoever runs Plek, all of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from plek.organisations.choices import Role
from plek.organisations.models import Membership


@dataclass(frozen=True)
class Scope:
    """``is_whole`` opens all rows of the organisation: on the command line, and for what is only compared."""

    by: Membership
    on: date
    is_whole: bool = False

    @property
    def organisation_id(self) -> int:
        return self.by.organisation_id

    @property
    def is_administrator(self) -> bool:
        """May change teams, people and the organisation itself."""
        return self.is_whole or self.by.role == Role.ADMINISTRATOR

    def of(self, model: type[Model]) -> Any:
        """The rows of a scoped model in this scope."""
        rows = model._default_manager.all()
        if self.is_whole:
            return rows.filter(organisation_id=self.organisation_id)
        return rows.visible_to(self.by)  # type: ignore[attr-defined]

    @property
    def whole(self) -> "Scope":
        """The same with all rows, to compare with and never to show."""
        return Scope(self.by, self.on, is_whole=True)
