"""A chain to append to and to tamper with, as the owner of the tables could."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from plek.audit.choices import Action
from plek.audit.services import record
from plek.shared.tenancy import inside


@dataclass(frozen=True)
class Someone:
    """The least that acts."""

    organisation_id: int
    pk: int = 31
    user_id: int = 41
    role: str = "practitioner"


@dataclass(frozen=True)
class Chain:
    organisation_id: int

    @property
    def by(self) -> Someone:
        return Someone(self.organisation_id)

    def grow(self, rows: int, **fields: Any) -> None:
        with inside(self.organisation_id):
            for number in range(rows):
                given = {"client_id": number % 3 or None, "reason": f"reden {number} é\x1f\"'", **fields}
                record(
                    by=self.by,
                    action=Action.READ,
                    event="client.viewed",
                    detail={"n": number, "b": [1.50, None]},
                    **given,
                )

    def sql(self, statement: str, *values: Any) -> None:
        """Tamper with the rows of this chain; ``{here}`` picks them."""
        here = f"organisation_id = {self.organisation_id}"
        with connection.cursor() as cursor:
            cursor.execute(statement.format(here=here), values)
