"""Colleagues and clients."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q

from plek.accounts.models import User
from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Client
from plek.exchange.services.desks.base import Intake, KeyedDesk, set_fields
from plek.exchange.services.desks.house import NOT_YOURS
from plek.exchange.workbook.checking import Accepted
from plek.exchange.workbook.findings import Found
from plek.organisations.choices import CASELOAD_ROLES, TeamKind
from plek.organisations.models import Membership, Team, TeamMembership
from plek.organisations.services.working_time import keep_working_time
from plek.shared.inserting import insert_each
from plek.shared.spelling import sort_key


class StaffDesk(KeyedDesk):
    """Newcomers wait for their invitation: they cannot sign in before the administrator has sent it.

    An account belongs to its owner: name and address in Plek stay, and a role is changed on the page People.
    """

    sheet = "Medewerkers"

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        pending = Membership.objects.filter(organisation_id=intake.organisation_id, is_pending=True)
        self.pending = set(pending.values_list("pk", flat=True))

    def merged(self, one: Accepted, old: Any) -> Any:
        row = super().merged(one, old)
        if old is None:
            if row.employed_from is None:
                self.intake.warn(one, Found("employed_from", "no_begin"))
            return replace(row, email=row.email.lower(), employed_from=row.employed_from or self._begin(row))
        if row.name != old.name:
            self.intake.warn(one, Found("name", "name_of_account", {"code": old.code}))
        if row.email.casefold() == old.email.casefold():
            row = replace(row, email=old.email)
        teams = old.teams if set(row.teams) == set(old.teams) else row.teams
        return replace(row, name=old.name, teams=teams, employed_from=row.employed_from or old.employed_from)

    def _begin(self, row: Any) -> date:
        """Today, or the day of leaving for who left already."""
        return min(self.scope.on, row.employed_until or self.scope.on)

    def objection(self, one: Accepted, old: Any) -> Found | None:
        row = one.row
        if not self.scope.is_administrator:
            return Found("code", NOT_YOURS, refuses=True)
        if old is None:
            return None
        if row.email != old.email:
            return Found("email", "address_of_account", {"code": old.code}, refuses=True)
        if row.role != old.role:
            return Found("role", "role_of_account", {"code": old.code}, refuses=True)
        pk = self.stored[self.key_of(row)][0]
        if row.employed_until != old.employed_until and pk not in self.pending:
            return Found("employed_until", "end_of_account", {"code": old.code}, refuses=True)
        return None

    def add(self, batch: Sequence[Accepted]) -> None:
        users = self._users([one.row for one in batch])
        members = [self._member(one.row, users) for one in batch]
        for member in Membership.objects.bulk_create(members):
            self.intake.ids[self.sheet][member.code] = member.pk
            self._log(member, Action.CREATE)
        self._join([(member, one.row) for member, one in zip(members, batch, strict=True)])

    def _member(self, row: Any, users: dict[str, User]) -> Membership:
        return Membership(
            organisation_id=self.intake.organisation_id, user=users[row.email], role=row.role, code=row.code,
            profession=row.profession, fte=row.fte, begins_on=row.employed_from, ends_on=row.employed_until,
            is_pending=True,
        )  # fmt: skip

    def _users(self, rows: Sequence[Any]) -> dict[str, User]:
        """The account of each address; who has none gets one without a password."""
        names = {row.email: row.name for row in rows}
        wanted = Q(email__in=names)
        known = {user.email.lower(): user for user in User.objects.filter(wanted)}
        for email, name in names.items():
            if email not in known:
                found = User.objects.filter(email__iexact=email).first()
                known[email] = found or User.objects.create_user(email, name)
        return known

    def _join(self, members: Sequence[tuple[Membership, Any]]) -> None:
        TeamMembership.objects.bulk_create(
            TeamMembership(
                organisation_id=self.intake.organisation_id, membership=member, begins_on=member.begins_on,
                team_id=self.id_of("Teams", code), ends_on=member.ends_on,
            )
            for member, row in members
            for code in row.teams
        )  # fmt: skip

    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        for member, one in self.changed_rows(Membership, batch):
            row = one.row
            member.profession, member.begins_on = row.profession, row.employed_from
            member.ends_on = row.employed_until
            member.save(update_fields=["profession", "begins_on", "ends_on"])
            self._work(member, row)
            self._move(member, row)
            self._log(member, Action.UPDATE)

    def _work(self, member: Membership, row: Any) -> None:
        """The workbook has one fte: that of today. Where none was known it always held."""
        if row.fte != member.fte:
            since = member.begins_on if member.fte is None else max(self.scope.on, member.begins_on)
            keep_working_time(member, row.fte, since, by=self.scope.by, at=self.intake.at)

    def _move(self, member: Membership, row: Any) -> None:
        """From today in exactly these teams; the earlier teams stay in the history."""
        on = self.scope.on
        wanted = {self.id_of("Teams", code) for code in row.teams}
        mine = TeamMembership.objects.filter(membership=member)
        mine.filter(begins_on__gte=on).exclude(team_id__in=wanted).delete()
        still = mine.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on) | Q(ends_on=member.ends_on))
        still.exclude(team_id__in=wanted).update(ends_on=on)
        still.filter(team_id__in=wanted).update(ends_on=member.ends_on)
        kept = set(still.values_list("team_id", flat=True))
        begin = max(member.begins_on, min(on, member.ends_on or on))
        TeamMembership.objects.bulk_create(
            TeamMembership(
                organisation_id=member.organisation_id, membership=member, team_id=self.id_of("Teams", code),
                begins_on=begin, ends_on=member.ends_on,
            )
            for code in row.teams
            if self.id_of("Teams", code) not in kept
        )  # fmt: skip

    def _log(self, member: Membership, action: Action) -> None:
        record(
            by=self.scope.by, action=action, event="member.imported", object_kind="membership",
            object_id=member.pk, source="workbook",
        )  # fmt: skip


class ClientDesk(KeyedDesk):
    """A new client opens to the IPS team of the leader who brings him in, or else by his trajectory."""

    sheet = "Cliënten"

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        self.ips_team_id = self._own_ips_team()

    def _own_ips_team(self) -> int | None:
        by = self.scope.by
        if self.scope.is_whole or by.role not in CASELOAD_ROLES:
            return None
        mine = Team.objects.visible_to(by).filter(pk__in=by.team_ids, kind=TeamKind.IPS)
        return mine.order_by("pk").values_list("pk", flat=True).first()

    def add(self, batch: Sequence[Accepted]) -> None:
        clients = insert_each([
            Client(
                organisation_id=self.intake.organisation_id, number=one.row.number, ips_team_id=self.ips_team_id,
                **self._values(one.row),
            )
            for one in batch
        ])  # fmt: skip
        for client in clients:
            self.intake.ids[self.sheet][client.number] = client.pk
            self._touched(client.pk)

    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        for client, one in self.changed_rows(Client, batch):
            set_fields(client, self._values(one.row) | {"version": client.version + 1})
            client.save()
            self._touched(client.pk)

    def _touched(self, pk: int) -> None:
        self.intake.clients[pk] += 1
        self.intake.reindex.add(pk)

    def _values(self, row: Any) -> dict[str, object]:
        return {
            "first_name": row.first_name, "last_name": row.last_name, "born_on": row.born_on, "gender": row.gender,
            "sort_name": sort_key(row.first_name, row.last_name), "postcode": row.postcode,
            "municipality": row.municipality, "phone": row.phone, "email": row.email,
            "treatment_team_id": self.id_of("Teams", row.team), "in_care_since": row.in_care_since,
            "benefit": row.benefit, "education_level": row.education,
        }  # fmt: skip
