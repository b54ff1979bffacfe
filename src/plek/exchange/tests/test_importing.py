"""Taking the workbook in and handing it out again, in a real database."""

from datetime import date

import pytest

from plek.accounts.models import User
from plek.caseload.models import Client, Contact, ContactNote, PhaseSpell, Trajectory, Wish
from plek.employment.models import Job
from plek.exchange.selectors.scope import Scope
from plek.exchange.tests.books import MESSY, TIDY
from plek.exchange.tests.teams import BOOK, CLIENTS, COURSES, ON, STAFF, TEAMS, Take, everything
from plek.organisations.models import Membership, Organisation, Team, TeamMembership


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

    def test_who_visited_together_have_one_visit_also_after_a_round_trip(self, take: Take, whole: Scope) -> None:
        head = ["datum", "medewerker", "trajectnummer", "met", "wijze", "plaats", "minuten", "notitie"]
        alike = ["T1", "cliënt", "fysiek", "thuis", "45"]
        rows = [
            ["10-02-2026", "TB1", *alike, "koffie"], ["10-02-2026", "TB2", *alike, ""],
            ["11-02-2026", "TB2", *alike, ""], ["12-02-2026", "TB1", *alike[:-1], "", ""],
            ["12-02-2026", "TB2", *alike[:-1], "", ""], ["13-02-2026", "TB1", *alike[:-1], "30", ""],
            ["13-02-2026", "TB2", *alike[:-1], "60", ""],
        ]  # fmt: skip
        take(BOOK | {"Contacten": [head, *rows]})
        visits = list(Contact.objects.order_by("held_on", "pk").values_list("visit", flat=True))
        assert visits[0] == visits[1] is not None
        assert (visits[3], visits[4]) == (None, None)
        assert len(set(visits[:3] + visits[5:])) == 4
        written = [row for row in everything(whole)["Contacten"] if row.on == date(2026, 2, 10)]
        assert [(row.staff, row.note) for row in written] == [("TB1", "koffie"), ("TB2", "")]

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
