"""The edges of each count, on records written down by hand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from plek.engines.fidelity_scoring import Wait
from plek.engines.measures import Period
from plek.fidelity.counting import Mark, Tally, counted
from plek.fidelity.counting.turns import later, months, quarters, weeks
from plek.fidelity.selectors.rows import Adviser, Change, Course, Job, Person, Sitting, Span, Talk, Visit, Week
from plek.fidelity.selectors.tabling import columns_of
from plek.fidelity.selectors.team_book import Book, Team

HALF_YEAR = Period(date(2026, 4, 1), date(2026, 9, 30))
LONG = Span(date(2024, 1, 1))
JOS = Person(1, "TB1", "Jos", is_leader=False, fte=1.0, here=(LONG,))
LEX = Person(2, "TL1", "Lex", is_leader=True, fte=0.8, here=(LONG,))


def a_course(pk: int = 1, **fields: Any) -> Course:
    usual: dict[str, Any] = {
        "number": f"TR{pk}", "client_id": pk, "client_number": f"C{pk}", "benefit": "WIA", "treatment_team_id": 5,
        "first_meeting_on": date(2026, 1, 10), "ended_on": None, "end_reason": "", "guides": ((JOS.pk, LONG),),
    }  # fmt: skip
    return Course(pk=pk, **(usual | fields))


def a_talk(pk: int, day: date, **fields: Any) -> Talk:
    usual: dict[str, Any] = {
        "course_id": 1, "member_id": 1, "held_with": "cliënt", "mode": "fysiek", "setting": "buiten",
        "work_phase": "", "topics": (), "was_missed": False, "visit": "",
    }  # fmt: skip
    return Talk(pk=pk, held_on=day, **(usual | fields))


def a_visit(pk: int, day: date, **fields: Any) -> Visit:
    usual: dict[str, Any] = {
        "key": str(pk), "course_id": 1, "member_id": 1, "employer_id": 9, "employer_code": "W9",
        "employer": "Bakker", "mode": "fysiek", "decides_on_hiring": True, "fits_wish": True,
        "purpose": "kennismaken",
    }  # fmt: skip
    return Visit(pk=pk, held_on=day, **(usual | fields))


def a_job(pk: int = 1, **fields: Any) -> Job:
    usual: dict[str, Any] = {
        "number": f"BN{pk}", "course_id": 1, "title": "Bakker", "employer_id": 9, "employer": "Bakker",
        "occupation": "7512", "started_on": date(2026, 6, 1), "ended_on": None, "end_heard_on": None,
        "contract": "tijdelijk", "is_competitive": True, "openness": "",
    }  # fmt: skip
    return Job(pk=pk, **(usual | fields))


def a_book(*courses: Course, people: tuple[Person, ...] = (JOS, LEX), visits: tuple[Visit, ...] = ()) -> Book:
    every = visits + tuple(visit for course in courses for visit in course.visits)
    return Book(Team(1, "IPS", "IPS-team"), HALF_YEAR.last, people, courses, every)


def tally(code: str, book: Book) -> Any:
    return every(book)[code]


def every(book: Book) -> dict[str, Tally]:
    (found,) = counted("IPS-25", columns_of(book), HALF_YEAR)
    return found


def test_turns_are_counted_from_the_first_day() -> None:
    assert (len(weeks(HALF_YEAR)), len(months(HALF_YEAR)), len(quarters(HALF_YEAR))) == (26, 6, 2)
    some = days(date(2026, 9, 30), date(2026, 4, 8), date(2026, 3, 31))
    assert weeks(HALF_YEAR).of(some).tolist() == [25, 1, -1]
    assert months(HALF_YEAR).of(days(date(2026, 4, 30), date(2026, 5, 1))).tolist() == [0, 1]
    assert quarters(HALF_YEAR).of(days(date(2026, 9, 30), date(2026, 10, 1))).tolist() == [1, -1]


def test_the_same_day_months_later_is_the_last_where_a_month_has_no_such_day() -> None:
    last = days(date(2026, 1, 31), date(2026, 2, 28), date(2024, 8, 31))
    assert later(last, np.array([1, 1, -6])).tolist() == days(
        date(2026, 2, 28), date(2026, 3, 28), date(2024, 2, 29)
    ).tolist()  # fmt: skip


def days(*found: date) -> Any:
    return np.array([day.toordinal() for day in found])


def test_who_left_halfway_weighs_half() -> None:
    half = replace(JOS, here=(Span(date(2024, 1, 1), date(2026, 7, 1)),))
    found = tally("ST1", a_book(a_course(guides=((1, Span(date(2026, 1, 1), date(2026, 7, 1))),)), people=(half,)))
    assert found.counts == pytest.approx({"clients": 91 / 183, "fte": 91 / 183})


def test_a_client_of_two_specialists_in_turn_is_one_client() -> None:
    kim = replace(JOS, pk=3)
    turn = date(2026, 6, 1)
    course = a_course(guides=((1, Span(date(2026, 1, 1), turn)), (3, Span(turn)), (3, Span(turn))))
    assert tally("ST1", a_book(course, people=(JOS, kim))).counts["clients"] == pytest.approx(1)


def test_before_the_first_meeting_nobody_is_on_a_caseload() -> None:
    found = tally("ST1", a_book(a_course(first_meeting_on=date(2026, 9, 30))))
    assert found.counts["clients"] == pytest.approx(1 / 183)


def test_fte_is_shared_between_ips_teams() -> None:
    shared = replace(JOS, elsewhere=(Span(date(2026, 1, 1)),))
    assert tally("ST1", a_book(people=(shared,))).counts["fte"] == pytest.approx(0.5)


def test_clients_of_the_leader_and_of_who_has_no_fte_are_left_out_and_counted_as_missing() -> None:
    nobody = replace(JOS, pk=4, fte=None)
    book = a_book(a_course(1, guides=((2, LONG),)), a_course(2, guides=((4, LONG),)), people=(JOS, LEX, nobody))
    found = tally("ST1", book)
    assert found.counts == pytest.approx({"clients": 0, "fte": 1})
    assert found.evidence.missing == 3


def test_a_wait_ends_with_the_first_face_to_face_contact_and_not_with_a_call() -> None:
    visits = (a_visit(1, date(2026, 1, 12), mode="telefoon"), a_visit(2, date(2026, 2, 9)))
    assert tally("SE4", a_book(a_course(visits=visits))).waits == [Wait(30, has_ended=True)]


def test_who_waits_still_or_ended_waiting_is_censored() -> None:
    still, ended = a_course(1, first_meeting_on=date(2026, 9, 20)), a_course(2, ended_on=date(2026, 5, 10))
    assert tally("SE4", a_book(still, ended)).waits == [Wait(10, has_ended=False), Wait(120, has_ended=False)]


def test_an_employer_met_before_the_first_meeting_is_no_wait_below_nought() -> None:
    assert tally("SE4", a_book(a_course(visits=(a_visit(1, date(2026, 1, 2)),)))).waits == [
        Wait(0, has_ended=True)
    ]


def test_without_a_first_meeting_a_trajectory_is_missing() -> None:
    found = tally("SE4", a_book(a_course(first_meeting_on=None)))
    assert (found.waits, found.evidence.missing) == ([], 1)


def test_only_contacts_with_who_decides_face_to_face_by_a_specialist_count() -> None:
    day = date(2026, 5, 4)
    visits = (
        a_visit(1, day), a_visit(2, day, course_id=None), a_visit(3, day, mode="telefoon"),
        a_visit(4, day, decides_on_hiring=False), a_visit(5, day, member_id=LEX.pk), a_visit(6, date(2026, 3, 31)),
    )  # fmt: skip
    assert tally("SE6", a_book(visits=visits)).own == {1: {"contacts": 2.0, "weeks_worked": 26.0}}


def test_a_week_away_is_no_week_worked() -> None:
    away = replace(JOS, away=(Span(date(2026, 4, 1), date(2026, 4, 8)), Span(date(2026, 5, 1), date(2026, 5, 3))))
    found = tally("SE6", a_book(people=(away,), visits=(a_visit(1, date(2026, 5, 4)),)))
    assert found.own[1]["weeks_worked"] == 25


def test_placements_are_no_jobs_and_do_count_among_all_for_competitiveness() -> None:
    jobs = (
        a_job(1), a_job(2, contract="vast", occupation=""),
        a_job(3, contract="proefplaatsing", is_competitive=False),
        a_job(4, contract="vrijwilligerswerk", is_competitive=False), a_job(5, ended_on=date(2026, 3, 31)),
    )  # fmt: skip
    book = a_book(a_course(jobs=jobs))
    assert tally("SE8", book).counts == {"jobs": 1, "job_types": 1}
    assert tally("SE8", book).evidence.missing == 1
    assert tally("SE9", book).counts == {"jobs": 2, "employers": 1}
    assert tally("SE10", book).counts == {"jobs": 4, "competitive_jobs": 2, "current_jobs": 2}


@pytest.mark.parametrize(
    ("days", "before", "after"), [(-8, 0, 0), (-7, 1, 0), (-1, 1, 0), (0, 0, 1), (3, 0, 1), (4, 0, 0)]
)
def test_a_week_before_the_start_and_three_days_after(days: int, before: int, after: int) -> None:
    talk = a_talk(1, date(2026, 6, 1) + timedelta(days=days))
    found = tally("SE12", a_book(a_course(jobs=(a_job(),), talks=(talk,)))).counts
    assert (found["starts_seen_before"], found["starts_seen_after"]) == (before, after)


def test_only_whole_weeks_and_months_of_the_job_in_the_period_are_asked_for() -> None:
    found = tally("SE12", a_book(a_course(jobs=(a_job(ended_on=date(2026, 8, 14)),)))).counts
    assert (found["weeks_first_month"], found["months_later"]) == (4, 1)
    early = tally("SE12", a_book(a_course(jobs=(a_job(started_on=date(2025, 10, 1)),)))).counts
    assert (early["weeks_first_month"], early["months_later"], early["workers_four_months"]) == (0, 6, 1)


def test_an_end_of_which_nobody_knows_when_it_was_heard_is_missing() -> None:
    ended = a_job(ended_on=date(2026, 7, 1))
    heard = a_job(2, ended_on=date(2026, 7, 1), end_heard_on=date(2026, 7, 5))
    talk = a_talk(1, date(2026, 7, 8), mode="telefoon")
    found = tally("SE12", a_book(a_course(jobs=(ended, heard), talks=(talk,))))
    assert (found.counts["losses"], found.counts["losses_seen"]) == (1, 1)
    assert [line.row for line in found.lines if line.mark is Mark.MISSING] == [ended]


def test_a_week_with_more_hours_outside_than_in_all_is_left_out() -> None:
    monday = date(2026, 5, 4)
    hours = (
        Week(1, monday, Decimal(20), Decimal(4), Decimal(12)),
        Week(1, monday + timedelta(days=7), Decimal(20), Decimal(4), Decimal(30)),
        Week(1, monday + timedelta(days=14), Decimal(20), None, Decimal(5)),
    )
    found = tally("SE13", a_book(people=(replace(JOS, weeks=hours),)))
    assert found.own == {1: {"hours_outside": 12.0, "hours_scheduled": 24.0}}
    assert found.evidence.missing == 2


def test_a_meeting_of_several_people_is_one_record() -> None:
    sat = [Sitting(who, 7, date(2026, 5, 5), "groepssupervisie", 1, "IPS", True) for who in (1, 2)]
    people = (replace(JOS, sittings=(sat[0],)), replace(LEX, sittings=(sat[1],)))
    found = tally("OR4", a_book(people=people))
    assert found.counts["weeks_with_group"] == 1
    assert found.evidence.records == 1


def test_what_is_not_recorded_stays_unknown() -> None:
    empty = every(a_book())
    for code in ("OR2", "OR3", "OR7", "SE5", "SE7", "SE14"):
        assert empty[code].counts == {}, code
    assert empty["SE6"].own == {}
    assert empty["SE4"].facts == {}


def test_a_new_specialist_is_to_be_mentored_in_his_first_half_year() -> None:
    new = replace(JOS, here=(Span(date(2026, 6, 1)),))
    sat = Sitting(1, 7, date(2026, 6, 9), "veldcoaching", 1, "IPS", False)
    found = tally("OR5", a_book(people=(replace(new, sittings=(sat,)), LEX))).counts
    assert (found["months_to_mentor"], found["months_mentored"]) == (4, 1)


def test_a_talk_on_openness_is_due_again_after_sixty_days_without_a_job() -> None:
    once, twice = (a_talk(n, date(2026, 5, 1) + timedelta(days=30 * n), topics=("openheid",)) for n in (0, 1))
    silent, again, found = a_course(1, talks=(once,)), a_course(2, talks=(once, twice)), a_course(3, talks=(once,))
    works = replace(found, jobs=(a_job(course_id=3),))
    counts = tally("SE2", a_book(silent, again, works)).counts
    assert (counts["clients_due_again"], counts["clients_talked_again"]) == (2, 1)


def test_a_no_show_is_followed_by_another_contact_within_two_weeks() -> None:
    missed = a_talk(1, date(2026, 5, 1), was_missed=True)
    late, soon = a_talk(2, date(2026, 5, 16)), a_talk(3, date(2026, 5, 15))
    assert tally("SE14", a_book(a_course(talks=(missed, late)))).counts["no_shows_followed"] == 0
    assert tally("SE14", a_book(a_course(talks=(missed, soon)))).counts["no_shows_followed"] == 1


def test_who_advised_counts_only_where_a_register_is_kept() -> None:
    told = a_course(jobs=(a_job(),), talks=(a_talk(1, date(2026, 5, 4), topics=("uitkering",)),))
    assert tally("SE1", a_book(told)).counts == {"starts": 1, "starts_told": 1}
    nobody = replace(a_book(told), advisers=(Adviser(9, LONG, is_planner=True),))
    assert tally("SE1", nobody).counts == {
        "starts": 1, "starts_told": 1, "starts_advised_trained": 0, "starts_advised_planner": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("adviser", "trained", "planner"),
    [
        (Adviser(1, LONG, is_planner=True), 1, 1),
        (Adviser(1, LONG, is_planner=False), 1, 0),
        (Adviser(1, Span(date(2026, 5, 5)), is_planner=True), 0, 0),
        (Adviser(1, Span(date(2026, 1, 1), date(2026, 5, 4)), is_planner=True), 0, 0),
    ],
)
def test_advice_is_a_talk_before_the_start_by_who_stood_in_the_register_that_day(
    adviser: Adviser, trained: int, planner: int
) -> None:
    talks = (
        a_talk(1, date(2026, 5, 4), topics=("uitkering",)), a_talk(2, date(2026, 6, 2), topics=("uitkering",)),
        a_talk(3, date(2026, 5, 20), topics=("openheid",)),
    )  # fmt: skip
    book = replace(a_book(a_course(jobs=(a_job(),), talks=talks)), advisers=(adviser,))
    found = tally("SE1", book).counts
    assert (found["starts_advised_trained"], found["starts_advised_planner"]) == (trained, planner)


def test_a_conversation_rounded_off_by_an_adviser_counts_as_a_talk() -> None:
    course = a_course(jobs=(a_job(),), advice=((1, date(2026, 5, 4)), (1, date(2026, 6, 2))))
    book = replace(a_book(course), advisers=(Adviser(1, LONG, is_planner=True),))
    assert tally("SE1", book).counts["starts_advised_planner"] == 1
    by_another = replace(book, advisers=(Adviser(2, LONG, is_planner=True),))
    assert tally("SE1", by_another).counts["starts_advised_planner"] == 0


def a_change(pk: int, on: date, since: date = date(2026, 6, 1), **fields: Any) -> Change:
    usual: dict[str, Any] = {"course_id": 1, "title": "Bakker", "hours": Decimal(24), "hours_before": Decimal(16)}
    return Change(pk=pk, changed_on=on, since=since, **(usual | fields))


@pytest.mark.parametrize(
    ("advised_on", "advised"),
    [(date(2026, 6, 1), 0), (date(2026, 6, 2), 1), (date(2026, 8, 3), 1), (date(2026, 8, 4), 0)],
)
def test_a_change_of_hours_asks_for_new_advice_by_a_planner_at_the_latest_that_day(
    advised_on: date, advised: int
) -> None:
    job = a_job(changes=(a_change(1, date(2026, 8, 3)),))
    book = replace(
        a_book(a_course(jobs=(job,), advice=((1, advised_on),))),
        advisers=(Adviser(1, LONG, is_planner=True),),
    )
    found = tally("SE1", book).counts
    assert (found["hours_changes"], found["hours_changes_advised"]) == (1, advised)
    not_a_planner = replace(book, advisers=(Adviser(1, LONG, is_planner=False),))
    assert tally("SE1", not_a_planner).counts["hours_changes_advised"] == 0


def test_each_change_asks_for_advice_of_its_own() -> None:
    first, second = date(2026, 7, 1), date(2026, 9, 1)
    job = a_job(changes=(a_change(1, first), a_change(2, second, since=first)))
    course = a_course(jobs=(job,), advice=((1, date(2026, 6, 20)),))
    found = tally("SE1", replace(a_book(course), advisers=(Adviser(1, LONG, is_planner=True),)))
    assert (found.counts["hours_changes"], found.counts["hours_changes_advised"]) == (2, 1)
    assert [line.row.pk for line in found.lines if isinstance(line.row, Change) and line.mark is Mark.NO] == [2]


def test_only_changes_in_the_period_of_a_competitive_job_that_lasted_and_a_client_with_a_benefit_count() -> None:
    day, later = date(2026, 8, 3), date(2026, 10, 1)
    jobs = (
        a_job(1, changes=(a_change(1, date(2026, 3, 31)), a_change(2, day), a_change(3, later))),
        a_job(2, changes=(a_change(4, day),), ended_on=date(2026, 8, 2)),
        a_job(3, changes=(a_change(5, day),), contract="proefplaatsing", is_competitive=False),
    )
    without = a_course(2, benefit="geen", jobs=(a_job(4, course_id=2, changes=(a_change(6, day),)),))
    silent = a_course(3, benefit="", jobs=(a_job(5, course_id=3, changes=(a_change(7, day),)),))
    found = tally("SE1", a_book(a_course(jobs=jobs), without, silent))
    assert found.counts["hours_changes"] == 1
    assert [line.row for line in found.lines if line.mark is Mark.MISSING] == [silent]


def test_as_long_as_no_change_was_ever_recorded_advice_at_changes_is_open() -> None:
    advisers = (Adviser(1, LONG, is_planner=True),)
    never = replace(a_book(a_course(jobs=(a_job(),))), advisers=advisers)
    assert "hours_changes" not in tally("SE1", never).counts
    long_ago = a_job(started_on=date(2025, 1, 6), changes=(a_change(1, date(2025, 9, 1)),))
    earlier = replace(a_book(a_course(jobs=(long_ago,))), advisers=advisers)
    assert tally("SE1", earlier).counts["hours_changes"] == 0


@pytest.mark.parametrize(
    ("ours", "theirs", "visits"),
    [
        ({}, {}, 1), ({}, {"visit": "b"}, 0), ({}, {"is_of_treatment": False}, 0),
        ({"mode": "telefoon"}, {"mode": "telefoon"}, 0), ({"was_missed": True}, {"was_missed": True}, 0),
        ({"held_with": "behandelteam"}, {"held_with": "behandelteam"}, 0), ({"is_of_treatment": True}, {}, 0),
    ],
)  # fmt: skip
def test_a_joint_visit_is_one_of_ours_and_one_of_the_treatment_team_with_the_client(
    ours: dict[str, Any], theirs: dict[str, Any], visits: int
) -> None:
    day = date(2026, 5, 4)
    talks = (
        a_talk(1, day, **{"visit": "a"} | ours), a_talk(2, day, visit="a", was_missed=True),
        a_talk(3, day, **{"visit": "a", "member_id": 30, "is_of_treatment": True} | theirs),
    )  # fmt: skip
    assert tally("SE14", a_book(a_course(talks=talks))).counts["joint_visits"] == visits


@pytest.mark.parametrize(
    ("theirs", "attempts"),
    [
        ({}, 1), ({"was_missed": True}, 1), ({"mode": "telefoon"}, 1), ({"held_with": "naaste"}, 0),
        ({"is_of_treatment": False}, 0), ({"visit": "a"}, 0), ({"visit": "b"}, 1),
    ],
)  # fmt: skip
def test_the_treatment_team_reaches_out_by_itself_to_a_client_who_missed_us(
    theirs: dict[str, Any], attempts: int
) -> None:
    day = date(2026, 5, 4)
    vain = a_talk(1, day, visit="a", was_missed=True)
    other = a_talk(2, day, **{"member_id": 30, "is_of_treatment": True} | theirs)
    found = tally("SE14", a_book(a_course(talks=(vain, other)))).counts
    assert found.get("outreach_by_team", 0) == attempts
    came = a_course(talks=(replace(vain, was_missed=False), replace(other, was_missed=False)))
    assert "outreach_by_team" not in tally("SE14", a_book(came)).counts


def test_a_contact_of_the_treatment_team_alone_is_no_follow_along_by_us() -> None:
    talk = a_talk(1, date(2026, 6, 3))
    for seen, member in ((1, talk), (0, replace(talk, is_of_treatment=True))):
        found = tally("SE12", a_book(a_course(jobs=(a_job(),), talks=(member,)))).counts
        assert (found["starts_seen_after"], found["contacts_first_month"]) == (seen, seen)


def test_two_of_us_with_one_of_the_treatment_team_made_one_visit() -> None:
    day = date(2026, 5, 4)
    went = [a_talk(n, day, visit="a", member_id=n, is_of_treatment=n == 3) for n in (1, 2, 3)]
    assert tally("SE14", a_book(a_course(talks=tuple(went)))).counts["joint_visits"] == 1


def test_a_visit_of_two_people_is_one_contact_with_the_client() -> None:
    day = date(2026, 6, 3)
    both = tuple(a_talk(n, day, visit="a", member_id=n) for n in (1, 2))
    found = tally("SE12", a_book(a_course(jobs=(a_job(),), talks=both)))
    assert found.counts["contacts_first_month"] == 1


def test_a_visit_that_two_people_made_in_vain_is_missed_once_and_not_followed_by_itself() -> None:
    vain = tuple(a_talk(n, date(2026, 6, 3), visit="a", member_id=n, was_missed=True) for n in (1, 2))
    found = tally("SE14", a_book(a_course(talks=vain))).counts
    assert (found["no_shows"], found["no_shows_followed"]) == (1, 0)
