"""Taking the workbook in and handing it out again, in a real database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from plek.accounts.models import User
from plek.audit.models import Entry
from plek.caseload.models import Client, Contact, ContactNote, PhaseSpell, Trajectory, Wish
from plek.employment.models import Job
from plek.exchange.selectors.rows import stored
from plek.exchange.selectors.scope import Scope
from plek.exchange.services.exporting import export_workbook
from plek.exchange.services.importing import Choice, Report, import_workbook
from plek.exchange.tests.books import MESSY, TIDY, Sheets, reading, xlsx
from plek.exchange.workbook.sheets import SHEETS
from plek.organisations.choices import OrganisationKind, Role
from plek.organisations.models import Membership, Organisation, Team, TeamMembership
from plek.organisations.tests.factories import OrganisationFactory, member
from plek.shared.tenancy import inside

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ON = date(2026, 11, 24)
Take = Callable[..., Report]


@pytest.fixture
def organisation(db: None) -> Iterator[Organisation]:
    made = OrganisationFactory(name="GGZ Noorderlicht", slug="ggz-noorderlicht", kind=OrganisationKind.GGZ)
    with inside(made.pk):
        yield made


@pytest.fixture
def whole(organisation: Organisation) -> Scope:
    """The command line, named after the administrator."""
    return Scope(member(Role.ADMINISTRATOR, organisation=organisation, on=ON, code="FB1"), ON, is_whole=True)


@pytest.fixture
def take(whole: Scope) -> Take:
    """Take in a workbook, given as bytes or as sheets."""

    def run(content: bytes | Sheets, scope: Scope = whole, **options: Any) -> Report:
        content = content if isinstance(content, bytes) else xlsx(content)
        mends = options.pop("mends", None)
        return import_workbook(scope=scope, at=NOW, content=content, choice=Choice(**options), mends=mends)

    return run


def everything(scope: Scope) -> dict[str, list[Any]]:
    return {sheet.name: [row for _pk, row in stored(scope, sheet.name)] for sheet in SHEETS}


class TestSample:
    def test_the_tidy_workbook_goes_in_whole(self, take: Take, whole: Scope) -> None:
        report = take(TIDY.read_bytes())
        assert (report.is_written, report.refused) == (True, [])
        assert report.accepted["Contacten"] == 3319
        assert report.unchanged == {sheet.name: 0 for sheet in SHEETS} | {
            "Organisatie": report.unchanged["Organisatie"]
        }
        sheets = reading(TIDY.read_bytes())
        for sheet in SHEETS[1:]:
            theirs = sorted(map(repr, sheets.of(sheet.name)))
            ours = sorted(repr(row) for row in everything(whole)[sheet.name] if getattr(row, "code", "") != "FB1")
            assert [_numbers(one) for one in ours] == [_numbers(one) for one in theirs], sheet.name

    def test_the_same_workbook_twice_changes_nothing(self, take: Take, whole: Scope) -> None:
        first = take(TIDY.read_bytes())
        before = everything(whole)
        again = take(TIDY.read_bytes())
        assert sum(again.accepted.values()) == 0
        assert again.unchanged == {name: count or 1 for name, count in first.accepted.items()}
        assert everything(whole) == before

    def test_what_is_exported_and_taken_in_again_changes_nothing(
        self, take: Take, whole: Scope, tmp_path: Path
    ) -> None:
        take(TIDY.read_bytes())
        before = everything(whole)
        written = export_workbook(scope=whole, path=tmp_path / "out.xlsx")
        again = take((tmp_path / "out.xlsx").read_bytes())
        assert (again.refused, again.warnings) == ([], [])
        assert sum(again.accepted.values()) == 0
        assert dict(again.unchanged) == written
        assert everything(whole) == before

    def test_an_export_taken_in_elsewhere_gives_the_same_again(
        self, take: Take, whole: Scope, tmp_path: Path
    ) -> None:
        take(TIDY.read_bytes())
        export_workbook(scope=whole, path=tmp_path / "out.xlsx")
        before = everything(whole)
        with inside(whole.organisation_id):
            other = OrganisationFactory(name="GGZ Noorderlicht", slug="elders")
        with inside(other.pk):
            by = member(Role.ADMINISTRATOR, organisation=other, on=ON, code="FB2")
            there = Scope(by, ON, is_whole=True)
            report = take((tmp_path / "out.xlsx").read_bytes(), there)
            assert report.refused == []
            after = everything(there)
        for sheet in SHEETS[3:]:
            assert sorted(map(repr, after[sheet.name])) == sorted(map(repr, before[sheet.name]))

    def test_the_messy_workbook_is_all_or_nothing(self, take: Take, whole: Scope) -> None:
        report = take(MESSY.read_bytes())
        assert not report.is_written
        assert len(report.refused) == 8
        assert Client.objects.count() == Contact.objects.count() == Team.objects.count() == 0

    def test_the_messy_workbook_in_part(self, take: Take) -> None:
        report = take(MESSY.read_bytes(), is_partial=True)
        assert report.is_written
        assert len(report.refused) == 8
        assert Client.objects.count() == 93
        assert Client.objects.get(number="C9002").first_name == '=HYPERLINK("x")'
        assert not Trajectory.objects.filter(number__in=["T9001", "T9002"]).exists()
        assert Contact.objects.count() == 3406

    def test_mended_rows_go_in(self, take: Take) -> None:
        mends = {
            ("Cliënten", 96): {"cliëntnummer": "C1999"},
            ("Cliënten", 97): {"geboortedatum": "05-05-1991"},
            ("Trajecten", 94): {"cliëntnummer": "C1000"},
            ("Trajecten", 95): {"trajectbegeleider": "TB1"},
            ("Contacten", 3447): {"datum": "28-02-2026"},
            ("Werkgeverscontacten", 1182): {"werkgever": "W1"},
            ("Banen", 42): {"uren per week": "12,0"},
            ("Banen", 43): {"geëindigd op": ""},
        }
        report = take(MESSY.read_bytes(), mends=mends)
        assert (report.refused, report.is_written) == ([], True)
        assert Client.objects.count() == 95

    def test_a_dry_run_writes_nothing_and_counts_the_same(self, take: Take) -> None:
        dry = take(TIDY.read_bytes(), is_dry_run=True)
        assert not dry.is_written
        assert Client.objects.count() == User.objects.exclude(memberships__code="FB1").count() == 0
        assert dry.accepted == take(TIDY.read_bytes()).accepted

    def test_the_report_as_json(self, take: Take) -> None:
        said = take(MESSY.read_bytes()).as_json()
        assert set(said) == {"accepted", "unchanged", "refused", "warnings", "written"}
        assert said["written"] is False
        refused: Any = said["refused"]
        assert set(refused[0]) == {"sheet", "row", "column", "value", "message"}
        assert (refused[0]["sheet"], refused[0]["row"], refused[0]["value"]) == ("Cliënten", 96, "C1003")


def _numbers(text: str) -> str:
    """Decimals compare by value: 28.8 and 28.80 are the same."""
    import re

    return re.sub(r"Decimal\('([\d.]+)'\)", lambda m: str(float(m[1])), text)


TEAMS = [["code", "naam", "soort"], ["F1", "FACT", "FACT"], ["IPS", "IPS-team", "IPS"]]
STAFF = [
    ["code", "naam", "e-mail", "functie", "teams", "in dienst"],
    ["TB1", "Omar", "omar@a.example", "trajectbegeleider", "F1;IPS", "01-01-2024"],
    ["TB2", "Zoë", "zoe@a.example", "trajectbegeleider", "IPS", "01-01-2024"],
]
CLIENTS = [
    ["cliëntnummer", "voornaam", "achternaam", "geboortedatum", "behandelteam", "telefoon"],
    ["C1", "Jo", "de Vos", "01-02-1990", "F1", "06-12345678"],
]
COURSES = [
    ["trajectnummer", "cliëntnummer", "soort", "verwezen op", "eerste gesprek", "trajectbegeleider", "wens"],
    ["T1", "C1", "IPS", "01-02-2026", "10-02-2026", "TB1", "weer in de keuken"],
]
VISITS = [
    ["datum", "medewerker", "trajectnummer", "met", "wijze", "fase", "notitie"],
    ["10-02-2026", "TB1", "T1", "cliënt", "fysiek", "kennismaken", "koffie"],
    ["20-03-2026", "TB1", "T1", "cliënt", "fysiek", "zoeken", ""],
    ["20-04-2026", "TB1", "T1", "cliënt", "fysiek", "profiel", ""],
    ["20-05-2026", "TB1", "T1", "cliënt", "fysiek", "volgen", ""],
]
BOOK = {"Teams": TEAMS, "Medewerkers": STAFF, "Cliënten": CLIENTS, "Trajecten": COURSES, "Contacten": VISITS}


class TestWriting:
    def test_a_newcomer_waits_for_the_invitation(self, take: Take) -> None:
        take(BOOK)
        omar = Membership.objects.get(code="TB1")
        assert (omar.is_pending, omar.user.name, omar.user.has_usable_password()) == (True, "Omar", False)
        assert set(omar.team_memberships.values_list("team__code", flat=True)) == {"F1", "IPS"}

    def test_who_has_an_account_keeps_it(self, take: Take) -> None:
        user = User.objects.create_user("omar@a.example", "Omar zelf")
        report = take(BOOK)
        assert Membership.objects.get(code="TB1").user == user
        user.refresh_from_db()
        assert user.name == "Omar zelf"
        assert report.is_written

    def test_a_client_opens_to_the_ips_team_by_his_trajectory(self, take: Take) -> None:
        take(BOOK)
        assert Client.objects.get(number="C1").ips_team == Team.objects.get(code="IPS")
        assert Client.objects.get(number="C1").sort_name == "vos de jo"

    def test_a_new_trajectory_has_its_phases_specialist_and_wish(self, take: Take) -> None:
        take(BOOK)
        course = Trajectory.objects.get(number="T1")
        spells = [(s.phase, s.begins_on.isoformat(), s.ends_on) for s in course.phase_spells.order_by("begins_on")]
        assert spells == [
            ("getting_to_know", "2026-02-10", date(2026, 3, 20)),
            ("searching", "2026-03-20", date(2026, 5, 20)),
            ("follow_along", "2026-05-20", None),
        ]
        assert (course.phase, course.phase_since) == ("follow_along", date(2026, 5, 20))
        assert course.assignments.get().specialist.code == "TB1"
        assert Wish.objects.get().text == "weer in de keuken"

    def test_notes_are_sealed_and_apart(self, take: Take) -> None:
        take(BOOK)
        assert ContactNote.objects.get().text == "koffie"
        assert Contact.objects.filter(has_note=True).count() == 1

    def test_a_client_can_be_found_at_once(self, take: Take, whole: Scope) -> None:
        from plek.caseload.models import SearchGram

        take(BOOK)
        assert SearchGram.objects.filter(object_id=Client.objects.get().pk).exists()

    def test_other_details_change_what_is_stored(self, take: Take) -> None:
        take(BOOK)
        changed = [CLIENTS[0], ["C1", "Jo", "de Vos", "01-02-1990", "F1", "06-87654321"]]
        report = take({"Cliënten": changed})
        assert (report.accepted["Cliënten"], report.unchanged["Cliënten"]) == (1, 0)
        one = Client.objects.get()
        assert (one.phone, one.version) == ("06-87654321", 2)

    def test_what_has_no_column_stays(self, take: Take) -> None:
        take(BOOK)
        narrow = [CLIENTS[0][:5], ["C1", "Johanna", "de Vos", "01-02-1990", "F1"]]
        take({"Cliënten": narrow})
        assert (Client.objects.get().first_name, Client.objects.get().phone) == ("Johanna", "06-12345678")

    def test_another_specialist_takes_over_today(self, take: Take) -> None:
        take(BOOK)
        take({"Trajecten": [COURSES[0], [*COURSES[1][:5], "TB2", "iets met dieren"]]})
        course = Trajectory.objects.get()
        history = course.assignments.order_by("begins_on").values_list("specialist__code", "ends_on")
        assert list(history) == [("TB1", ON), ("TB2", None)]
        assert course.specialist.code == "TB2"
        assert Wish.objects.count() == 2

    def test_an_end_closes_the_phase_and_the_assignment(self, take: Take) -> None:
        take(BOOK)
        heading = [*COURSES[0], "beëindigd op"]
        report = take({"Trajecten": [heading, [*COURSES[1], "01-06-2026"]]})
        course = Trajectory.objects.get()
        assert (course.ended_on, course.end_reason) == (date(2026, 6, 1), "anders")
        assert not PhaseSpell.objects.filter(ends_on__isnull=True).exists()
        assert course.assignments.get().ends_on == date(2026, 6, 1)
        assert "end_without_reason" in {one.code for one in report.warnings}
        assert take({"Trajecten": [heading, [*COURSES[1], "01-06-2026"]]}).unchanged["Trajecten"] == 1

    def test_an_end_before_the_last_phase_takes_that_phase_away(self, take: Take) -> None:
        take(BOOK)
        heading = [*COURSES[0], "beëindigd op", "reden einde"]
        take({"Trajecten": [heading, [*COURSES[1], "01-04-2026", "verhuisd"]]})
        course = Trajectory.objects.get()
        assert (course.phase, course.phase_since) == ("searching", date(2026, 3, 20))
        assert list(course.phase_spells.order_by("begins_on").values_list("phase", "ends_on")) == [
            ("getting_to_know", date(2026, 3, 20)),
            ("searching", date(2026, 4, 1)),
        ]

    def test_an_end_taken_back_opens_the_history_again(self, take: Take) -> None:
        take(BOOK)
        heading = [*COURSES[0], "beëindigd op", "reden einde"]
        take({"Trajecten": [heading, [*COURSES[1], "01-06-2026", "verhuisd"]]})
        take({"Trajecten": [heading, [*COURSES[1], "", ""]]})
        course = Trajectory.objects.get()
        assert course.ended_on is None
        assert course.phase_spells.filter(ends_on__isnull=True).count() == 1
        assert course.assignments.get().ends_on is None

    def test_another_specialist_of_what_ended_is_a_correction(self, take: Take) -> None:
        heading = [*COURSES[0], "beëindigd op", "reden einde"]
        row = [*COURSES[1], "01-06-2026", "verhuisd"]
        take({**BOOK, "Trajecten": [heading, row]})
        take({"Trajecten": [heading, [*row[:5], "TB2", *row[6:]]]})
        assert Trajectory.objects.get().assignments.get().specialist.code == "TB2"

    def test_another_workbook_with_the_same_numbers(self, take: Take) -> None:
        """Everything that can change changes at once; the database holds all its rules."""
        take(TIDY.read_bytes())
        report = take(MESSY.read_bytes(), is_partial=True)
        assert report.is_written
        assert take(MESSY.read_bytes(), is_partial=True).accepted == dict.fromkeys(report.accepted, 0)

    def test_a_trajectory_stays_with_its_client(self, take: Take) -> None:
        take(BOOK)
        more = [*CLIENTS, ["C2", "Bo", "Bos", "01-02-1991", "F1", ""]]
        report = take({"Cliënten": more, "Trajecten": [COURSES[0], ["T1", "C2", *COURSES[1][2:]]]})
        assert [one.code for one in report.refused] == ["client_of_trajectory"]

    def test_without_any_ips_team_a_trajectory_is_refused(self, take: Take) -> None:
        staff = [STAFF[0], [*STAFF[1][:4], "F1", STAFF[1][5]]]
        report = take({**BOOK, "Teams": TEAMS[:2], "Medewerkers": staff})
        assert [one.code for one in report.refused] == ["no_ips_team", *["unknown_reference"] * 4]

    def test_a_correction_in_plek_is_not_undone(self, take: Take) -> None:
        take(BOOK)
        old = Contact.objects.get(has_note=True)
        fields = {
            f.name: getattr(old, f.name) for f in Contact._meta.concrete_fields if f.name not in {"id", "key"}
        }
        import uuid

        Contact.objects.create(**fields | {"key": uuid.uuid4(), "minutes": 30, "corrects": old, "has_note": False})
        again = take(BOOK)
        assert (again.accepted["Contacten"], again.unchanged["Contacten"]) == (0, 4)

    def test_teams_of_a_colleague_follow_from_today(self, take: Take) -> None:
        take(BOOK)
        take({"Medewerkers": [STAFF[0], [*STAFF[1][:4], "IPS", STAFF[1][5]]]})
        held = TeamMembership.objects.filter(membership__code="TB1").order_by("team__code")
        assert list(held.values_list("team__code", "ends_on")) == [("F1", ON), ("IPS", None)]

    @pytest.mark.parametrize(
        ("place", "value", "code"),
        [(2, "ander@a.example", "address_of_account"), (3, "directie", "role_of_account")],
    )
    def test_accounts_are_not_changed_by_a_workbook(self, take: Take, place: int, value: str, code: str) -> None:
        take(BOOK)
        row = list(STAFF[1])
        row[place] = value
        assert [one.code for one in take({"Medewerkers": [STAFF[0], row]}).refused] == [code]

    def test_who_signs_in_already_leaves_by_the_page_people(self, take: Take) -> None:
        take(BOOK)
        heading = [*STAFF[0], "uit dienst"]
        sheets = {"Medewerkers": [heading, [*STAFF[1], "01-12-2026"]]}
        Membership.objects.filter(code="TB1").update(is_pending=False)
        assert [one.code for one in take(sheets).refused] == ["end_of_account"]
        Membership.objects.filter(code="TB1").update(is_pending=True)
        assert take(sheets).is_written
        assert Membership.objects.get(code="TB1").ends_on == date(2026, 12, 1)
        assert take(sheets).unchanged["Medewerkers"] == 1

    def test_an_unknown_region_is_left_aside(self, take: Take) -> None:
        report = take({"Teams": [["code", "naam", "soort", "regio"], ["F1", "FACT", "FACT", "Atlantis"]]})
        assert report.is_written
        assert [one.code for one in report.warnings] == ["unknown_region"]

    def test_another_organisation_changes_nothing_here(self, take: Take) -> None:
        report = take({"Organisatie": [["naam", "soort", "regio"], ["Elders", "ribw", "Groningen"]]})
        assert (report.accepted["Organisatie"], report.unchanged["Organisatie"]) == (0, 1)
        assert Organisation.objects.get(slug="ggz-noorderlicht").kind == "ggz"

    def test_the_organisation_takes_its_kind_and_region(self, take: Take) -> None:
        sheet = {"Organisatie": [["naam", "soort", "regio"], ["ggz noorderlicht", "ribw", "groningen"]]}
        assert take(sheet).accepted["Organisatie"] == 1
        one = Organisation.objects.get(slug="ggz-noorderlicht")
        assert (one.name, one.kind, one.region and one.region.name) == ("GGZ Noorderlicht", "ribw", "Groningen")
        assert take(sheet).unchanged["Organisatie"] == 1

    def test_jobs_change_by_their_number(self, take: Take) -> None:
        jobs = [
            "baannummer",
            "trajectnummer",
            "werkgever",
            "functie",
            "gestart op",
            "uren per week",
            "contract",
            "regulier",
        ]
        job = ["J1", "T1", "W1", "kok", "01-04-2026", 12, "vast", "ja"]
        book = {**BOOK, "Werkgevers": [["code", "naam"], ["W1", "Bakker"]], "Banen": [jobs, job]}
        take(book)
        report = take({**book, "Banen": [jobs, [*job[:5], 16, *job[6:]]]})
        assert report.accepted["Banen"] == 1
        assert Job.objects.get().hours_per_week == 16


class TestLog:
    def test_an_import_is_logged_once_and_for_every_client(self, take: Take) -> None:
        take(BOOK)
        [whole] = Entry.objects.filter(event="workbook.imported")
        assert whole.detail["accepted"]["Contacten"] == 4
        [one] = Entry.objects.filter(event="client.imported")
        assert (one.client_id, one.detail) == (Client.objects.get().pk, {"rows": 6})

    def test_a_refused_import_is_logged_too(self, take: Take) -> None:
        take({**BOOK, "Cliënten": [CLIENTS[0], ["C1", "Jo", "", "01-02-1990", "F1", ""]]})
        [whole] = Entry.objects.filter(event="workbook.imported")
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
