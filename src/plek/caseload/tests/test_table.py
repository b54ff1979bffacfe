"""The caseload table: rows, filters, order, columns, views and files."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.accounts import reauthentication
from plek.audit.models import Entry
from plek.caseload.models import Appointment, Client, SavedView, Trajectory
from plek.caseload.presenters.table import COLUMNS, DEFAULT_COLUMNS
from plek.caseload.presenters.table_files import guarded
from plek.caseload.selectors.table import SORTS
from plek.caseload.tests.factories import ClientFactory, ContactFactory, TrajectoryFactory
from plek.employers.tests.factories import EmployerFactory
from plek.employment.tests.factories import JobFactory
from plek.organisations.models import Membership
from plek.shared.spelling import sort_key
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Browser]
TABLE = "/o/ggz-veenland/clients/"
FILE = "/o/ggz-veenland/caseload/file/"
VIEWS = "/o/ggz-veenland/caseload/views/"
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-11-24 10:00:00+01:00", tick=False):
        yield


def add(house: House, first: str, last: str, *, of: Membership | None = None, **fields: Any) -> Trajectory:
    """A client on the caseload."""
    of_client = {
        name: fields.pop(name) for name in ("benefit", "treatment_team", "ips_team", "number") if name in fields
    }
    client = ClientFactory(
        organisation=house.organisation, first_name=first, last_name=last, sort_name=sort_key(first, last),
        **{"treatment_team": house.fact, "ips_team": house.ips} | of_client,
    )  # fmt: skip
    return TrajectoryFactory(client=client, ips_team=house.ips, specialist=of or house.specialist, **fields)


@pytest.fixture
def people(house: House) -> dict[str, Trajectory]:
    """Three on the caseload of the specialist, one of the colleague, one who ended."""
    with inside(house.organisation.pk):
        return {
            "Anna": add(
                house, "Anna", "de Vries", phase="searching", benefit="WIA", phase_since=date(2026, 11, 1)
            ),
            "Bram": add(house, "Bram", "Aalders", phase="profile", kind="WGB", funding="UWV"),
            "Chris": add(house, "Chris", "van den Berg", phase="follow_along", next_step_on=date(2026, 11, 20)),
            "Dewi": add(house, "Dewi", "Zomer", of=house.colleague, funding="gemeente", phase="resting"),
            "Ella": add(house, "Ella", "Oud", ended_on=date(2026, 10, 1), end_reason="verhuisd"),
        }


def names(browser: Browser, query: str = "") -> list[str]:
    return [line.name.split()[0] for line in browser.get(f"{TABLE}?{query}").context["lines"]]


class TestWhoSeesWhom:
    def test_a_specialist_begins_with_his_own(self, house: House, people: Any, sign_in: SignIn) -> None:
        assert names(sign_in(house.specialist)) == ["Bram", "Chris", "Anna"]

    def test_a_leader_begins_with_the_team(self, house: House, people: Any, sign_in: SignIn) -> None:
        assert names(sign_in(house.leader)) == ["Bram", "Chris", "Anna", "Dewi"]

    def test_a_practitioner_sees_his_team_and_whether_they_are_in_ips(
        self, house: House, people: Any, sign_in: SignIn
    ) -> None:
        with inside(house.organisation.pk):
            ClientFactory(
                organisation=house.organisation, treatment_team=house.fact, first_name="Finn",
                last_name="Nog Niet", sort_name="nog niet finn",
            )  # fmt: skip
        browser = sign_in(house.practitioner)
        assert set(names(browser)) == {"Anna", "Bram", "Chris", "Dewi", "Ella", "Finn"}
        assert names(browser, "phase=none") == ["Finn", "Ella"]
        assert names(browser, "phase=resting") == ["Dewi"]
        assert "niet in IPS" in browser.get(TABLE).content.decode()

    def test_other_teams_and_strangers_see_nobody(self, house: House, people: Any, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            Client.objects.filter(pk=people["Anna"].client_id).update(ips_team=house.fact)
            assert names(sign_in(house.leader)) == ["Bram", "Chris", "Dewi"]
        assert sign_in(house.stranger).get(TABLE).status_code == 404
        assert names_at_home(sign_in(house.stranger), house) == []

    def test_an_administrator_does_not_come_in(self, house: House, people: Any, sign_in: SignIn) -> None:
        assert sign_in(house.administrator).get(TABLE).status_code == 403

    def test_the_list_is_logged_without_names(self, house: House, people: Any, sign_in: SignIn) -> None:
        sign_in(house.specialist).get(TABLE)
        with inside(house.organisation.pk):
            assert Entry.objects.get(event="clients.listed").detail == {"shown": 3}


def names_at_home(browser: Browser, house: House) -> list[str]:
    home = f"/o/{house.stranger.organisation.slug}/clients/?who=team"
    return [line.name for line in browser.get(home).context["lines"]]


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "shows"),
        [
            ("who=team", {"Anna", "Bram", "Chris", "Dewi"}),
            ("who=TB2", {"Dewi"}),
            ("who=mine", {"Anna", "Bram", "Chris"}),
            ("phase=searching", {"Anna"}),
            ("benefit=WIA", {"Anna"}),
            ("kind=WGB", {"Bram"}),
            ("funding=UWV", {"Bram"}),
            ("who=team&funding=gemeente", {"Dewi"}),
            ("team=F1", {"Anna", "Bram", "Chris"}),
            ("ended=yes", {"Ella"}),
            ("phase=nonsense", {"Anna", "Bram", "Chris"}),
            ("who=TB99", {"Anna", "Bram", "Chris"}),
            ("phase=searching&kind=WGB", set()),
        ],
    )
    def test_by_what_is_known(
        self, house: House, people: Any, sign_in: SignIn, query: str, shows: set[str]
    ) -> None:
        assert set(names(sign_in(house.specialist), query)) == shows

    def test_by_work(self, house: House, people: Any, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            employer = EmployerFactory(organisation=house.organisation)
            JobFactory(trajectory=people["Anna"], employer=employer)
            JobFactory(trajectory=people["Bram"], employer=employer, ended_on=date(2026, 11, 1))
        browser = sign_in(house.specialist)
        assert names(browser, "work=yes") == ["Anna"]
        assert names(browser, "work=no") == ["Bram", "Chris"]

    def test_by_no_contact_counts_standing_contacts_with_the_client(
        self, house: House, people: Any, sign_in: SignIn
    ) -> None:
        with inside(house.organisation.pk):
            ContactFactory(trajectory=people["Anna"], held_on=TODAY - timedelta(days=3))
            ContactFactory(trajectory=people["Bram"], held_on=TODAY - timedelta(days=20))
            ContactFactory(trajectory=people["Bram"], held_on=TODAY, held_with="behandelteam")
            ContactFactory(trajectory=people["Bram"], held_on=TODAY, was_missed=True)
            withdrawn = ContactFactory(trajectory=people["Bram"], held_on=TODAY)
            ContactFactory(trajectory=people["Bram"], held_on=TODAY, corrects=withdrawn, is_withdrawn=True)
        browser = sign_in(house.specialist)
        assert names(browser, "quiet=14") == ["Bram", "Chris"]
        assert names(browser, "quiet=30") == ["Chris"]


class TestOrder:
    @pytest.mark.parametrize("key", sorted(SORTS))
    @pytest.mark.parametrize("sign", ["", "-"])
    def test_every_column_sorts_both_ways(
        self, house: House, people: Any, sign_in: SignIn, key: str, sign: str
    ) -> None:
        assert set(names(sign_in(house.specialist), f"sort={sign}{key}")) == {"Anna", "Bram", "Chris"}

    @pytest.mark.parametrize(
        ("sort", "first"),
        [
            ("name", "Bram"), ("-name", "Anna"), ("phase", "Bram"), ("-phase", "Chris"), ("-days", "Bram"),
            ("days", "Anna"), ("step", "Chris"), ("funding", "Bram"), ("benefit", "Anna"), ("nonsense", "Bram"),
        ],
    )  # fmt: skip
    def test_the_first(self, house: House, people: Any, sign_in: SignIn, sort: str, first: str) -> None:
        assert names(sign_in(house.specialist), f"sort={sort}")[0] == first

    def test_dutch_prefixes_do_not_count(self, house: House, people: Any, sign_in: SignIn) -> None:
        assert names(sign_in(house.leader)) == ["Bram", "Chris", "Anna", "Dewi"]

    def test_nobody_twice_and_nobody_lost_over_the_pages(self, house: House, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            for n in range(60):
                add(house, f"P{n}", "Gelijk")
        browser, seen = sign_in(house.specialist), []
        for page in (1, 2, 3):
            seen += names(browser, f"page={page}&sort=phase")
        assert len(seen) == len(set(seen)) == 60


class TestColumns:
    def test_the_default_and_a_choice(self, house: House, people: Any, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        assert len(browser.get(TABLE + "?who=team").context["heads"]) == len(DEFAULT_COLUMNS) + 1
        assert "specialist" not in [head.sort for head in browser.get(TABLE).context["heads"]]
        heads = browser.get(TABLE + "?columns=benefit&columns=funding&sort=benefit").context["heads"]
        assert [head.sort for head in heads] == ["name", "-benefit", "funding"]
        assert [head.direction for head in heads] == ["", "ascending", ""]

    def test_every_column_prints(self, house: House, people: Any, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            start = datetime(2026, 11, 26, 9, tzinfo=UTC)
            Appointment.objects.create(
                organisation=house.organisation,
                membership=house.specialist,
                trajectory=people["Anna"],
                starts_at=start,
            )
            ContactFactory(trajectory=people["Anna"], held_on=TODAY - timedelta(days=3))
        query = "&".join(f"columns={key}" for key in COLUMNS if key != "name")
        text = sign_in(house.specialist).get(f"{TABLE}?{query}").content.decode()
        for words in ("3 dagen geleden", "over 2 dagen", "wacht sinds", "zoeken", "FACT Noord", "WIA", "UWV"):
            assert words in text

    def test_a_late_step_has_a_word_and_a_shape(self, house: House, people: Any, sign_in: SignIn) -> None:
        text = sign_in(house.specialist).get(TABLE).content.decode()
        assert "wacht sinds" in text
        assert "badge--soon" in text


class TestViews:
    def test_kept_shown_and_removed(self, house: House, people: Any, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        assert "phase=searching" in browser.get(f"{VIEWS}?phase=searching&page=3").content.decode()
        kept = browser.post(VIEWS, {"name": "Wie zoekt", "query": "phase=searching&page=3&evil=1&team="})
        assert kept["Location"].endswith("?phase=searching")
        assert "Wie zoekt" in browser.get(TABLE).content.decode()
        with inside(house.organisation.pk):
            view = SavedView.objects.get()
        assert browser.post(f"{VIEWS}{view.pk}/remove/").status_code == 302
        with inside(house.organisation.pk):
            assert not SavedView.objects.exists()

    def test_the_same_name_replaces(self, house: House, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        for query in ("phase=searching", "phase=resting"):
            browser.post(VIEWS, {"name": "Mijn", "query": query})
        with inside(house.organisation.pk):
            assert SavedView.objects.get().query == "phase=resting"

    def test_nobody_elses(self, house: House, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            view = SavedView.objects.create(
                organisation=house.organisation, membership=house.colleague, name="X", query=""
            )
        assert "X" not in [v.name for v in sign_in(house.specialist).get(TABLE).context["views"]]
        assert sign_in(house.specialist).post(f"{VIEWS}{view.pk}/remove/").status_code == 404

    def test_not_without_end(self, house: House, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            for n in range(20):
                SavedView.objects.create(
                    organisation=house.organisation, membership=house.specialist, name=f"V{n}", query=""
                )
        assert sign_in(house.specialist).post(VIEWS, {"name": "Nog een", "query": ""}).status_code == 422


class TestFiles:
    @pytest.fixture(autouse=True)
    def _proved(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever signs in by force has not shown a password; these tests are about the file."""
        monkeypatch.setattr(reauthentication, "recent", lambda request: True)

    def test_csv_has_the_rows_and_columns_on_screen(self, house: House, people: Any, sign_in: SignIn) -> None:
        response = sign_in(house.specialist).get(FILE + "csv/?columns=phase&columns=step&phase=follow_along")
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert rows == [
            ["Naam", "Fase", "Volgende stap vóór"],
            ["Chris van den Berg", "begeleiding bij werk", "2026-11-20"],
        ]
        assert response["Content-Disposition"].startswith("attachment; filename")

    def test_xlsx_has_dates_and_numbers(self, house: House, people: Any, sign_in: SignIn) -> None:
        response = sign_in(house.specialist).get(FILE + "xlsx/?columns=days&columns=step&phase=follow_along")
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        head, row = list(sheet.iter_rows(values_only=True))
        assert head == ("Naam", "Dagen in fase", "Volgende stap vóór")
        assert row == ("Chris van den Berg", 54, datetime(2026, 11, 20))  # noqa: DTZ001 a sheet knows no zones

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_a_name_is_never_a_formula(self, house: House, sign_in: SignIn, kind: str) -> None:
        with inside(house.organisation.pk):
            add(house, "=HYPERLINK(1)", "x", number="+31")
        content = sign_in(house.specialist).get(f"{FILE}{kind}/?columns=number").content
        if kind == "csv":
            assert "'=HYPERLINK(1) x;'+31" in content.decode("utf-8-sig")
        else:
            sheet = openpyxl.load_workbook(io.BytesIO(content)).active
            assert [(c.value, c.data_type) for c in sheet[2]] == [("'=HYPERLINK(1) x", "s"), ("'+31", "s")]

    def test_is_logged_as_taken_out(self, house: House, people: Any, sign_in: SignIn) -> None:
        sign_in(house.specialist).get(FILE + "csv/?columns=phase")
        with inside(house.organisation.pk):
            entry = Entry.objects.get(event="clients.exported")
        assert (entry.action, entry.detail) == ("X", {"rows": 3, "columns": ["name", "phase"], "kind": "csv"})

    def test_no_other_kind_and_no_other_role(self, house: House, sign_in: SignIn) -> None:
        assert sign_in(house.specialist).get(FILE + "exe/").status_code == 404
        assert sign_in(house.practitioner).get(FILE + "csv/").status_code == 403
        assert sign_in(house.stranger).get(FILE + "csv/").status_code == 404


def test_without_a_recent_proof_no_file_leaves(
    house: House, people: Any, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reauthentication, "recent", lambda request: False)
    response = sign_in(house.specialist).get(FILE + "csv/?phase=searching")
    assert response.status_code == 302
    assert parse_qs(response["Location"].split("?", 1)[1])["next"] == [FILE + "csv/?phase=searching"]
    with inside(house.organisation.pk):
        assert not Entry.objects.filter(event="clients.exported").exists()


@pytest.mark.parametrize(
    ("value", "safe"),
    [("=1+1", "'=1+1"), ("+31", "'+31"), ("-x", "'-x"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
     ("＝1", "'＝1"), ("de Vries", "de Vries"), ("a=b", "a=b"), ("", ""), (-3, -3), (None, None)],
)  # fmt: skip
def test_guarded(value: Any, safe: Any) -> None:
    assert guarded(value) == safe


def test_htmx_gets_the_rows_only(house: House, people: Any, sign_in: SignIn) -> None:
    beside = {"HX-Request": "true", "HX-Target": "results"}
    text = sign_in(house.specialist).get(TABLE + "?phase=searching", headers=beside).content.decode()
    assert "<html" not in text
    assert "Anna" in text
    assert "Bram" not in text


def test_costs_the_same_for_3_and_for_60_and_opens_nothing(house: House, sign_in: SignIn) -> None:
    browser, counts = sign_in(house.leader), []
    for number in (3, 57):
        with inside(house.organisation.pk):
            for _ in range(number):
                add(house, "Anna", "de Vries", wish="Weer in een keuken werken")
        browser.get(TABLE)
        with CaptureQueriesContext(connection) as queries:
            browser.get(TABLE)
        counts.append(sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "select set_config")) for q in queries))
        assert not any('"wish"' in q["sql"] or '"next_step",' in q["sql"] for q in queries)
    assert counts[0] == counts[1]
    assert counts[1] <= 10
