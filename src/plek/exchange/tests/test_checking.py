"""What is refused, what is warned about, and what is read in spite of its form."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plek.exchange.tests.books import CLIENTS, TODAY, TRAJECTORIES, Reading, house, reading
from plek.exchange.workbook.sheets import SHEETS

CONTACTS = [
    "datum",
    "medewerker",
    "trajectnummer",
    "met",
    "wijze",
    "minuten",
    "niet verschenen",
    "onderwerp",
    "notitie",
]
JOBS = [
    "baannummer",
    "trajectnummer",
    "werkgever",
    "functie",
    "gestart op",
    "uren per week",
    "contract",
    "regulier",
]
JOB = ["J1", "T1", "W1", "bakker", "01-02-2026", 24, "vast", "ja"]


def contacts(*rows: list[Any]) -> Reading:
    return reading(house(Contacten=[CONTACTS, *rows]))


def jobs(*rows: list[Any], more: tuple[str, ...] = ()) -> Reading:
    return reading(house(Banen=[[*JOBS, *more], *rows]))


def clients(*rows: list[Any], heading: list[str] | None = None) -> Reading:
    return reading(house(Cliënten=[heading or CLIENTS[0], *rows], Trajecten=TRAJECTORIES[:1]))


def test_a_small_team_is_taken_in() -> None:
    read = reading(house())
    assert read.refused == []
    assert dict(read.outcome.accepted) == {
        "Teams": 2,
        "Medewerkers": 2,
        "Cliënten": 2,
        "Trajecten": 1,
        "Werkgevers": 1,
    }


def test_titles_blank_rows_odd_columns_and_order_make_no_difference() -> None:
    sheet = [
        ["GGZ Voorbeeld: overzicht", "", ""],
        ["", "", ""],
        ["", "NAAM", "Soort *", "  c o d e ", "kleur"],
        ["", "FACT Noord", "fact", "F1", "blauw"],
        ["", "", "", "", ""],
        ["", " IPS-team ", "ips", " IPS  ", ""],
    ]
    read = reading(house(Teams=sheet))
    assert [(row.code, row.name, row.kind) for row in read.of("Teams")] == [
        ("F1", "FACT Noord", "FACT"),
        ("IPS", "IPS-team", "IPS"),
    ]
    [warning] = read.outcome.warnings
    assert (warning.code, warning.row, warning.column) == ("unknown_column", 3, "kleur")


def test_row_numbers_are_those_of_the_sheet() -> None:
    sheet = [["Titel"], [], ["code", "naam", "soort"], [], ["F1", "FACT", "FACT"], [], ["F2", "", "FACT"]]
    assert reading({"Teams": sheet}).refused == [("Teams", 7, "naam", "required")]


def test_sheets_in_any_order_are_read_parents_first() -> None:
    read = reading(dict(reversed(house().items())))
    assert read.refused == []
    assert read.rows[0].sheet.name == "Teams"


def test_a_heading_that_stands_there_twice_is_left_aside() -> None:
    teams = [
        ["code", "naam", "soort"],
        ["F1", "FACT", "FACT"],
        ["Code", "Naam", "Soort"],
        ["F2", "FACT 2", "FACT"],
    ]
    read = reading({"Teams": teams})
    assert [row.code for row in read.of("Teams")] == ["F1", "F2"]
    assert read.warned == {("Teams", "heading_again")}


def test_an_unknown_sheet_is_reported() -> None:
    assert reading(house(Notities=[["a", "b"]])).warned == {("Notities", "unknown_sheet")}


def test_a_missing_required_column_refuses_the_sheet_in_one_sentence() -> None:
    read = reading({"Teams": [["code", "naam"], ["F1", "a"], ["F2", "b"]]})
    assert read.refused == [("Teams", 1, "soort", "column_missing")]
    assert read.rows == []


def test_a_missing_optional_column_is_empty() -> None:
    assert reading(house()).of("Cliënten")[0].postcode == ""


def test_a_sheet_without_heading_is_refused() -> None:
    assert reading(house(Uren=[["los", "blad"], [1, 2]])).refused == [("Uren", 1, "", "no_heading")]


def test_an_empty_sheet_is_fine() -> None:
    assert reading(house(Uren=[])).refused == []


@pytest.mark.parametrize("place", range(5))
def test_each_required_cell_must_be_filled(place: int) -> None:
    row: list[Any] = list(CLIENTS[1])
    row[place] = "  "
    assert clients(row).refused == [("Cliënten", 2, CLIENTS[0][place], "required")]


def test_every_wrong_cell_of_a_row_is_named() -> None:
    heading = [*CLIENTS[0], "postcode", "e-mail"]
    read = clients(["C1", "Jo", "Vos", "31-02-1990", "F9", "12", "jo"], heading=heading)
    assert [code for *_, code in read.refused] == ["day_impossible", "postcode", "email", "unknown_reference"]
    assert len(read.outcome.refused_rows) == 1
    assert read.outcome.refused_rows[0].cells["geboortedatum"] == "31-02-1990"


def test_the_same_key_with_other_details_is_refused_and_the_first_stays() -> None:
    read = clients(CLIENTS[1], ["c1", "Ander", "Mens", "01-01-1990", "F1"])
    assert read.refused == [("Cliënten", 3, "cliëntnummer", "key_twice")]
    assert read.of("Cliënten")[0].first_name == "Jeroen"


def test_the_same_row_twice_is_one_row() -> None:
    read = clients(CLIENTS[1], [" C1 ", "Jeroen", "Yılmaz", "20-5-85", "f1"])
    assert read.refused == []
    assert read.warned == {("Cliënten", "same_row")}
    assert read.outcome.accepted["Cliënten"] == 1


def test_after_a_refused_row_its_key_is_free() -> None:
    read = clients(["C1", "", "Vos", "01-01-1990", "F1"], CLIENTS[1])
    assert read.refused == [("Cliënten", 2, "voornaam", "required")]
    assert read.outcome.accepted["Cliënten"] == 1


def test_what_points_to_a_refused_row_is_refused_with_the_cause() -> None:
    sick = [CLIENTS[0], ["C1", "Jo", "Vos", "01-01-2031", "F1"], CLIENTS[2]]
    read = reading(house(Cliënten=sick, Contacten=[CONTACTS, ["01-02-2026", "TB1", "T1", "cliënt", "fysiek"]]))
    assert [(sheet, code) for sheet, _, _, code in read.refused] == [
        ("Cliënten", "born_ahead"),
        ("Trajecten", "refused_reference"),
        ("Contacten", "refused_reference"),
    ]
    assert "Cliënten" in read.outcome.refused[1].message
    assert "2" in read.outcome.refused[1].message


def test_keys_already_in_plek_may_be_pointed_to() -> None:
    sheets = {"Contacten": [CONTACTS, ["01-02-2026", "tb1", "t1", "cliënt", "fysiek"]]}
    known = {"Medewerkers": ["TB1"], "Trajecten": ["T1"]}
    read = reading(sheets, known=known)
    assert read.refused == []
    assert (read.of("Contacten")[0].staff, read.of("Contacten")[0].trajectory) == ("TB1", "T1")
    assert [code for *_, code in reading(sheets).refused] == ["unknown_reference", "unknown_reference"]


def test_a_known_client_keeps_his_trajectory_when_his_new_details_are_refused() -> None:
    sick = [CLIENTS[0], ["C1", "Jo", "Vos", "01-01-2031", "F1"]]
    read = reading(house(Cliënten=sick), known={"Cliënten": ["C1"]})
    assert [sheet for sheet, *_ in read.refused] == ["Cliënten"]


def test_all_codes_of_a_list_must_exist() -> None:
    staff = [["code", "naam", "e-mail", "functie", "teams"], ["X1", "Jo", "jo@a.nl", "directie", "F1;F8;ips"]]
    read = reading({**house(Medewerkers=staff), "Trajecten": TRAJECTORIES[:1]})
    assert read.refused == [("Medewerkers", 2, "teams", "unknown_reference")]
    assert read.outcome.refused[0].params["value"] == "F8"


def test_two_colleagues_may_not_share_an_address() -> None:
    heading = ["code", "naam", "e-mail", "functie"]
    staff = [heading, ["A", "Jo", "jo@a.nl", "directie"], ["B", "Bo", "JO@a.nl", "directie"]]
    assert reading(house(Medewerkers=staff, Trajecten=TRAJECTORIES[:1])).refused == [
        ("Medewerkers", 3, "e-mail", "email_twice")
    ]


def test_a_workbook_is_of_one_organisation() -> None:
    sheet = [["naam", "soort"], ["GGZ A", "ggz"], ["GGZ B", "ggz"]]
    read = reading({"Organisatie": sheet}, organisation="GGZ A")
    assert read.refused == [("Organisatie", 3, "naam", "one_organisation")]


def test_another_organisation_is_only_asked_about() -> None:
    read = reading({"Organisatie": [["naam", "soort"], ["GGZ A", "ggz"]]}, organisation="GGZ B")
    assert read.refused == []
    assert read.warned == {("Organisatie", "other_organisation")}
    assert "GGZ B" in read.outcome.warnings[0].message


@pytest.mark.parametrize(
    ("minutes", "code"),
    [(721, "out_of_range"), (-1, "out_of_range"), ("1,5", "not_whole"), ("lang", "number_unreadable")],
)
def test_minutes(minutes: object, code: str) -> None:
    row = ["01-02-2026", "TB1", "T1", "cliënt", "fysiek", minutes]
    assert contacts(row).refused == [("Contacten", 2, "minuten", code)]


def test_a_contact_is_read() -> None:
    row = ["2-2-26", "TB1", "T1", "CLIENT", "Fysiek", "45", "x", "Uitkering; openheid", " koffie "]
    [contact] = contacts(row).of("Contacten")
    assert (contact.on, contact.with_whom, contact.means, contact.minutes) == (
        date(2026, 2, 2),
        "cliënt",
        "fysiek",
        45,
    )
    assert (contact.missed, contact.topics, contact.note) == (True, ("uitkering", "openheid"), "koffie")


def test_an_empty_yes_or_no_is_no_even_where_the_column_is_required() -> None:
    [job] = jobs([*JOB[:-1], ""]).of("Banen")
    assert job.competitive is False


@pytest.mark.parametrize(
    ("hours", "code"),
    [(120, "out_of_range"), (0, "out_of_range"), (-1, "out_of_range"), ("veel", "number_unreadable")],
)
def test_hours_of_a_job(hours: object, code: str) -> None:
    assert jobs([*JOB[:5], hours, *JOB[6:]]).refused == [("Banen", 2, "uren per week", code)]


def test_a_job_does_not_end_before_it_began() -> None:
    assert jobs([*JOB, "31-01-2026"], more=("geëindigd op",)).refused == [
        ("Banen", 2, "geëindigd op", "end_before_begin")
    ]


def test_a_job_may_end_on_the_day_it_began() -> None:
    assert jobs([*JOB, "01-02-2026"], more=("geëindigd op",)).refused == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("gestart op", "01-01-2026", "job_before_meeting"),
        ("uren per week", 60, "much"),
    ],
)
def test_odd_jobs_are_accepted_with_a_warning(field: str, value: object, code: str) -> None:
    row = list(JOB)
    row[JOBS.index(field)] = value
    read = jobs(row)
    assert read.refused == []
    assert ("Banen", code) in read.warned


def test_a_voluntary_job_is_never_a_regular_one() -> None:
    row = [*JOB[:6], "vrijwilligerswerk", "ja"]
    assert jobs(row).refused == [("Banen", 2, "regulier", "competitive_contract")]
    assert jobs([*row[:7], "nee"]).refused == []


def test_a_trajectory_does_not_end_before_its_first_meeting() -> None:
    heading = [*TRAJECTORIES[0], "beëindigd op", "reden einde"]
    read = reading(house(Trajecten=[heading, [*TRAJECTORIES[1], "10-01-2026", "verhuisd"]]))
    assert read.refused == [("Trajecten", 2, "beëindigd op", "end_before_begin")]


def test_odd_trajectories() -> None:
    heading = [*TRAJECTORIES[0], "reden einde"]
    row = ["T1", "C1", "IPS", "05-02-2026", "20-01-2026", "B1", "verhuisd"]
    read = reading(house(Trajecten=[heading, row]))
    assert read.refused == []
    assert {code for _, code in read.warned} == {
        "meeting_before_referral",
        "reason_without_end",
        "not_a_specialist",
    }


def test_contacts_outside_the_trajectory_are_odd() -> None:
    read = contacts(["01-01-2026", "TB1", "T1", "cliënt", "fysiek"], ["01-02-2027", "TB1", "", "cliënt", "fysiek"])
    assert {code for _, code in read.warned} == {
        "contact_before_referral",
        "day_ahead",
        "client_without_trajectory",
    }


def test_the_week_is_a_key_with_the_colleague() -> None:
    hours = [
        ["week", "medewerker", "uren werkbegeleiding"],
        ["2026-W07", "TB1", "28,8"],
        ["2026-w7", "TB1", 28.8],
        ["2026-W07", "TB1", 30],
        ["2026-W08", "TB1", 101],
    ]
    read = reading(house(Uren=hours))
    assert read.refused == [("Uren", 4, "week", "key_twice"), ("Uren", 5, "uren werkbegeleiding", "out_of_range")]
    assert read.warned == {("Uren", "same_row")}


def test_many_warnings_of_one_sort_are_counted() -> None:
    rows = [["01-02-2027", "TB1", "", "intern", "fysiek", n] for n in range(150)]
    read = contacts(*rows)
    more = [one for one in read.outcome.warnings if one.code == "more_of_this"]
    assert [one.params["count"] for one in more] == [50]
    assert len(read.outcome.warnings) == 101


def test_a_cell_put_right_by_hand_is_taken_in() -> None:
    sick = [CLIENTS[0], ["C1", "Jo", "Vos", "01-01-2031", "F1"]]
    sheets = house(Cliënten=sick)
    assert len(reading(sheets).refused) == 2
    mended = reading(sheets, mends={("Cliënten", 2): {"geboortedatum": "01-01-1991"}})
    assert mended.refused == []
    assert mended.of("Cliënten")[0].born_on == date(1991, 1, 1)


def test_a_column_that_was_missing_can_be_put_right_by_hand() -> None:
    mended = reading(house(), mends={("Cliënten", 2): {"postcode": "9712cd"}})
    assert mended.of("Cliënten")[0].postcode == "9712 CD"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SHEETS), st.data())
def test_any_cells_give_rows_or_sentences(sheet: Any, data: st.DataObject) -> None:
    cell = st.one_of(
        st.text(st.characters(blacklist_categories=("Cs",)), max_size=40),
        st.integers(-(2**63), 2**63),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.dates(date(1901, 1, 1)),
    )
    rows = data.draw(st.lists(st.lists(cell, min_size=1, max_size=len(sheet.columns)), min_size=1, max_size=4))
    read = reading({sheet.name: [[column.name for column in sheet.columns], *rows]}, on=TODAY)
    numbers = {one.row for one in read.outcome.refused}
    assert sum(read.outcome.accepted.values()) + len(numbers) <= len(rows)
    for remark in (*read.outcome.refused, *read.outcome.warnings):
        assert remark.message
        assert remark.as_json()["sheet"] == sheet.name
