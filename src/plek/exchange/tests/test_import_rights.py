"""Who may take in and hand out what, and what the log keeps of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from plek.audit.models import Entry
from plek.caseload.models import Client
from plek.exchange.selectors.scope import Scope
from plek.exchange.services.exporting import export_workbook
from plek.exchange.tests.teams import BOOK, CLIENTS, ON, STAFF, TEAMS, VISITS, Take
from plek.organisations.choices import Role
from plek.organisations.models import Membership, Organisation, Team
from plek.organisations.tests.factories import member


class TestLog:
    def test_an_import_is_logged_once_and_for_every_client(self, take: Take) -> None:
        take(BOOK)
        [whole] = Entry.objects.filter(event="workbook.imported")
        assert whole.detail["accepted"]["Contacten"] == 4
        [one] = Entry.objects.filter(event="client.imported")
        assert (one.client_id, one.detail) == (Client.objects.get().pk, {"rows": 6})

    def test_a_refused_import_is_logged_too(self, take: Take) -> None:
        take({**BOOK, "Cliënten": [CLIENTS[0], ["C1", "Jo", "", "01-02-1990", "F1", ""]]})
        [whole] = Entry.objects.filter(event="workbook.refused")
        assert whole.detail["written"] is False
        assert not Entry.objects.filter(event="client.imported").exists()

    def test_an_export_names_every_client(self, take: Take, whole: Scope, tmp_path: Path) -> None:
        take(BOOK)
        export_workbook(scope=whole, path=tmp_path / "out.xlsx")
        assert Entry.objects.filter(event="client.exported").count() == 1
        assert Entry.objects.get(event="workbook.exported").detail["Contacten"] == 4

    def test_the_log_holds_no_names(self, take: Take, whole: Scope, tmp_path: Path) -> None:
        take(BOOK)
        export_workbook(scope=whole, path=tmp_path / "out.xlsx")
        said = " ".join(str(vars(entry)) for entry in Entry.objects.all())
        assert not {"Jo", "Vos", "koffie", "keuken"} & set(said.replace("'", " ").split())


class TestLeader:
    """An IPS team leader: the clients of his own teams, and no people or teams."""

    @pytest.fixture
    def leader(self, take: Take, organisation: Organisation) -> Scope:
        take(BOOK)
        ips = Team.objects.get(code="IPS")
        return Scope(member(Role.IPS_TEAM_LEADER, ips, organisation=organisation, on=ON, code="TL1"), ON)

    def test_his_own_workbook_changes_nothing(self, take: Take, leader: Scope, tmp_path: Path) -> None:
        written = export_workbook(scope=leader, path=tmp_path / "out.xlsx")
        assert (written["Cliënten"], written["Contacten"]) == (1, 4)
        again = take((tmp_path / "out.xlsx").read_bytes(), leader)
        assert (again.refused, sum(again.accepted.values())) == ([], 0)

    def test_he_adds_clients_who_open_to_his_team(self, take: Take, leader: Scope) -> None:
        more = [*CLIENTS, ["C2", "Bo", "Bos", "01-02-1991", "F1", ""]]
        assert take({"Cliënten": more}, leader).accepted["Cliënten"] == 1
        assert Client.objects.get(number="C2").ips_team == Team.objects.get(code="IPS")

    def test_he_changes_no_teams_and_no_people(self, take: Take, leader: Scope) -> None:
        teams = [TEAMS[0], ["F1", "Andere naam", "FACT"], ["F9", "Nieuw", "FACT"]]
        staff = [STAFF[0], ["TB9", "Nieuw", "n@a.example", "beheerder", "IPS", ""]]
        report = take({"Teams": teams, "Medewerkers": staff}, leader)
        assert [(one.sheet, one.row, one.code) for one in report.refused] == [
            ("Teams", 2, "not_yours"),
            ("Teams", 3, "not_yours"),
            ("Medewerkers", 2, "not_yours"),
        ]

    def test_clients_of_another_team_stay_closed(self, take: Take, leader: Scope) -> None:
        Client.objects.update(ips_team=None)
        report = take({"Cliënten": CLIENTS, "Contacten": VISITS}, leader)
        assert not report.is_written
        assert {one.code for one in report.refused} == {"in_use_elsewhere", "unknown_reference"}
        assert take({"Contacten": VISITS}, leader).refused[0].code == "unknown_reference"

    def test_he_hands_out_only_what_he_sees(self, leader: Scope, tmp_path: Path) -> None:
        Client.objects.update(ips_team=None)
        written = export_workbook(scope=leader, path=tmp_path / "out.xlsx")
        assert (written["Cliënten"], written["Trajecten"], written["Contacten"]) == (0, 0, 0)

    def test_an_administrator_hands_out_no_clients(self, whole: Scope, leader: Scope, tmp_path: Path) -> None:
        written = export_workbook(scope=replace(whole, is_whole=False), path=tmp_path / "out.xlsx")
        assert (written["Cliënten"], written["Medewerkers"]) == (0, 4)


def test_two_roles_of_one_person_go_out_and_in(take: Take, whole: Scope, tmp_path: Path) -> None:
    user = whole.by.user
    Membership.objects.create(
        organisation=whole.by.organisation, user=user, role=Role.DIRECTOR, code="D1", begins_on=ON
    )
    export_workbook(scope=whole, path=tmp_path / "out.xlsx")
    again = take((tmp_path / "out.xlsx").read_bytes())
    assert (again.refused, sum(again.accepted.values())) == ([], 0)
