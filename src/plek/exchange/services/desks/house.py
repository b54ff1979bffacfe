"""The organisation itself and its teams: an administrator changes them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from plek.exchange.services.desks.base import Intake, KeyedDesk, set_fields
from plek.exchange.workbook.checking import Accepted
from plek.exchange.workbook.findings import Found
from plek.exchange.workbook.names import folded
from plek.organisations.models import Organisation, Region, Team

NOT_YOURS = "not_yours"


class RegionKnowing(KeyedDesk):
    """Rows with a labour-market region by name."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        self.regions = {folded(one.name): one for one in Region.objects.all()}

    def merged(self, one: Accepted, old: Any) -> Any:
        """A region is spelled as the list has it; an unknown one is left aside with a warning."""
        row = super().merged(one, old)
        if not row.region:
            return row
        known = self.regions.get(folded(row.region))
        if known is None:
            self.intake.warn(one, Found("region", "unknown_region", {"value": row.region}))
            return replace(row, region=old.region if old else "")
        return replace(row, region=known.name)

    def region_of(self, row: Any) -> Region | None:
        return self.regions.get(folded(row.region)) if row.region else None

    def objection(self, one: Accepted, old: Any) -> Found | None:
        if not self.scope.is_administrator:
            return Found(self.key[0], NOT_YOURS, refuses=True)
        return None


class OrganisationDesk(RegionKnowing):
    sheet = "Organisatie"

    def merged(self, one: Accepted, old: Any) -> Any:
        """A workbook of an organisation with another name changes nothing here; the reader has asked about it."""
        if old is None:
            [(_pk, old)] = self.stored.values()
            return old
        return replace(super().merged(one, old), name=old.name)

    def take_right(self, batch: Sequence[Accepted]) -> None:
        [(key, _stored)] = self.stored.items()
        others = [one for one in batch if self.key_of(one.row) != key]
        self.intake.unchanged[self.sheet] += len(others)
        super().take_right([one for one in batch if self.key_of(one.row) == key])

    def add(self, batch: Sequence[Accepted]) -> None:
        raise AssertionError("A workbook makes no organisation: rows of another one are left out before this.")

    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        for pk, one in batch:
            row = one.row
            Organisation.objects.filter(pk=pk).update(kind=row.kind, region=self.region_of(row))


class TeamDesk(RegionKnowing):
    sheet = "Teams"

    def add(self, batch: Sequence[Accepted]) -> None:
        teams = [Team(organisation_id=self.intake.organisation_id, **self._values(one.row)) for one in batch]
        for team in Team.objects.bulk_create(teams):
            self.intake.ids[self.sheet][team.code] = team.pk

    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        for team, one in self.changed_rows(Team, batch):
            set_fields(team, self._values(one.row) | {"code": team.code})
            team.save()

    def _values(self, row: Any) -> dict[str, object]:
        return {"code": row.code, "name": row.name, "kind": row.kind, "region": self.region_of(row)}
