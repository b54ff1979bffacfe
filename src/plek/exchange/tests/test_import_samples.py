"""The sample workbooks in a real database: in whole, in part, twice, out and in again."""

from pathlib import Path
from typing import Any

from plek.accounts.models import User
from plek.caseload.models import Client, Contact, Trajectory
from plek.exchange.selectors.scope import Scope
from plek.exchange.services.exporting import export_workbook
from plek.exchange.tests.books import MESSY, TIDY, reading
from plek.exchange.tests.teams import ON, Take, everything
from plek.exchange.workbook.sheets import SHEETS
from plek.organisations.choices import Role
from plek.organisations.models import Team
from plek.organisations.tests.factories import OrganisationFactory, member
from plek.shared.tenancy import inside


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
        people = User.objects.count()
        dry = take(TIDY.read_bytes(), is_dry_run=True)
        assert not dry.is_written
        assert (Client.objects.count(), User.objects.count()) == (0, people)
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
