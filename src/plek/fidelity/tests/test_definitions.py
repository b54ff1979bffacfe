"""What each item counts, one definition of the scale at a time; the edges stand in ``test_counting``."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from plek.engines.fidelity_scoring import Wait
from plek.fidelity.counting import COUNTS
from plek.fidelity.selectors.rows import Person, Request, Sitting, Span, Time, Week
from plek.fidelity.tests.test_counting import (
    JOS,
    LEX,
    a_book,
    a_course,
    a_job,
    a_talk,
    a_visit,
    tally,
)

MONDAY = date(2026, 5, 4)
WEEK = timedelta(days=7)
KIM = replace(JOS, pk=3, code="TB3", name="Kim")


def counts(code: str, book: Any) -> Any:
    return tally(code, book).counts


def sat(who: Person, day: date, kind: str = "groepssupervisie", **fields: Any) -> Sitting:
    usual: dict[str, Any] = {
        "meeting_id": day.toordinal(),
        "team_id": 1,
        "team_kind": "IPS",
        "has_log_review": False,
    }
    return Sitting(person_id=who.pk, held_on=day, kind=kind, **(usual | fields))


def at(who: Person, *sittings: Sitting) -> Person:
    return replace(who, sittings=sittings)


class TestStaffing:
    def test_st1_averages_caseload_and_fte_over_the_days_of_the_period(self) -> None:
        joined = replace(KIM, here=(Span(date(2026, 7, 1)),), fte=0.8)
        courses = [a_course(n, guides=((3, Span(date(2026, 7, 1))),)) for n in (1, 2)]
        found = counts("ST1", a_book(*courses, a_course(3), people=(JOS, joined, LEX)))
        assert found == pytest.approx({"clients": 1 + 2 * 92 / 183, "fte": 1 + 0.8 * 92 / 183})

    def test_st1_counts_each_day_with_the_fte_of_that_day(self) -> None:
        fewer = replace(JOS, fte=0.5, times=(Time(date(2024, 1, 1), 1.0), Time(date(2026, 7, 1), 0.5)))
        found = counts("ST1", a_book(a_course(), people=(fewer, LEX)))
        assert found == pytest.approx({"clients": 1, "fte": (91 + 0.5 * 92) / 183})

    def test_st1_takes_the_first_working_time_on_record_for_the_days_before(self) -> None:
        later = replace(JOS, times=(Time(date(2026, 9, 1), 0.4),))
        assert counts("ST1", a_book(people=(later, LEX)))["fte"] == pytest.approx(0.4)

    def test_st1_leaves_out_whose_fte_is_not_on_record_of_a_day_that_he_worked(self) -> None:
        times = (Time(date(2024, 1, 1), None), Time(date(2026, 7, 1), 0.5))
        unknown = replace(JOS, times=times)
        missing = tally("ST1", a_book(a_course(), people=(unknown, LEX))).evidence.missing
        assert missing == 2, "he and his client"
        joined = replace(unknown, here=(Span(date(2026, 7, 1)),))
        assert counts("ST1", a_book(people=(joined, LEX)))["fte"] == pytest.approx(0.5 * 92 / 183)

    def test_st2_takes_hours_for_employment_services_of_specialists_among_all_their_hours(self) -> None:
        def weeks(who: int) -> tuple[Week, ...]:
            early = Week(who, date(2026, 3, 30), Decimal(1), Decimal(30), None)
            return early, Week(who, MONDAY, Decimal(30), Decimal(6), None)

        people = (replace(JOS, weeks=weeks(1)), replace(LEX, weeks=weeks(2)))
        assert counts("ST2", a_book(people=people)) == {"hours_employment": 30, "hours_total": 36}

    def test_st3_counts_a_phase_once_done_by_the_specialist_himself(self) -> None:
        phases = ("zoeken", "plaatsen", "coachen", "kennismaken")
        talks = [a_talk(n, MONDAY, work_phase=phase) for n, phase in enumerate(phases)]
        others = (
            a_talk(8, MONDAY, work_phase="volgen", was_missed=True),
            a_talk(9, MONDAY, work_phase="profiel", member_id=3),
        )
        course = a_course(first_meeting_on=MONDAY, talks=(*talks, *others))
        found = tally("ST3", a_book(course, people=(JOS, KIM))).own
        assert found == {1: {"phases": 4.0}, 3: {"phases": 1.0}}


class TestOrganisation:
    def test_or1_takes_the_two_largest_teams_of_each_specialist(self) -> None:
        teams = (5, 5, 5, 6, 6, 7)
        courses = [a_course(n, treatment_team_id=team) for n, team in enumerate(teams)]
        twice = a_course(9, client_id=0, treatment_team_id=5)
        found = tally("OR1", a_book(*courses, twice)).own
        assert found == {1: {"caseload_of_two_teams": 5.0, "caseload": 6.0}}

    def test_or2_counts_weeks_at_a_treatment_team_among_weeks_worked(self) -> None:
        days = [
            sat(JOS, MONDAY, "teamoverleg", team_id=5, team_kind="FACT"),
            sat(JOS, MONDAY + WEEK, "teamoverleg"),
            sat(JOS, MONDAY + 2 * WEEK, "groepssupervisie", team_id=5, team_kind="FACT"),
        ]
        away = Span(date(2026, 7, 1), date(2026, 7, 15))
        found = counts("OR2", a_book(people=(replace(at(JOS, *days), away=(away,)),)))
        assert found == {"weeks_in_meeting": 1, "weeks_worked_in_team": 24}

    def test_or3_counts_contacts_with_uwv_and_municipality_and_only_meeting_is_face_to_face(self) -> None:
        told = [
            {"held_with": "UWV", "mode": "telefoon"}, {"held_with": "gemeente", "mode": "fysiek"},
            {"held_with": "UWV", "mode": "video"}, {"held_with": "UWV", "mode": "fysiek", "was_missed": True},
            {"held_with": "behandelteam", "mode": "fysiek"}, {"held_with": "werkgever", "mode": "fysiek"},
        ]  # fmt: skip
        talks = [a_talk(n, MONDAY + 5 * n * WEEK // 2, **given) for n, given in enumerate(told)]
        found = counts("OR3", a_book(a_course(talks=tuple(talks))))
        assert (found["weeks_with_contact"], found["months_with_contact"], found["months_face_to_face"]) == (
            3,
            2,
            1,
        )
        assert (found["quarters_with_contact"], found["quarters_face_to_face"]) == (1, 1)

    def test_or4_counts_weeks_of_group_supervision_and_full_timers_on_the_last_day(self) -> None:
        kinds = ("groepssupervisie", "individuele supervisie", "teamoverleg", "groepssupervisie")
        days = [sat(LEX, MONDAY + n * WEEK, kind) for n, kind in enumerate(kinds)]
        days.append(sat(LEX, date(2026, 7, 6)))
        gone = replace(KIM, here=(Span(date(2024, 1, 1), date(2026, 9, 30)),))
        half = replace(JOS, pk=4, fte=0.5)
        alone = at(JOS, sat(JOS, MONDAY + 4 * WEEK))
        found = counts("OR4", a_book(people=(alone, gone, half, at(LEX, *days))))
        assert found["full_time_specialists"] == 1
        assert (found["weeks_with_group"], found["weeks_with_discussion"]) == (3, 4)
        assert found["months_with_two_groups"] == 1

    def test_or4_asks_the_fte_of_the_last_day(self) -> None:
        fewer = replace(JOS, times=(Time(date(2024, 1, 1), 1.0), Time(date(2026, 9, 30), 0.9)))
        assert counts("OR4", a_book(people=(fewer, LEX)))["full_time_specialists"] == 0

    def test_or5_asks_the_leader_at_each_treatment_team_every_quarter(self) -> None:
        ours = {"team_id": 5, "team_kind": "FACT"}
        leader = at(
            LEX, sat(LEX, MONDAY, "teamoverleg", **ours), sat(LEX, MONDAY + WEEK, "teamoverleg", **ours),
            sat(LEX, MONDAY, "teamoverleg", team_id=8, team_kind="FACT"),
        )  # fmt: skip
        specialist = at(JOS, sat(JOS, date(2026, 8, 3), "teamoverleg", **ours))
        found = counts("OR5", a_book(a_course(), people=(specialist, leader)))
        assert (found["team_quarters"], found["team_quarters_attended"]) == (2, 1)

    def test_or5_sets_specialists_against_the_fte_of_the_leader_over_the_days(self) -> None:
        joined = replace(KIM, here=(Span(date(2026, 7, 1)),))
        found = counts("OR5", a_book(people=(JOS, joined, LEX)))
        assert found == pytest.approx({"specialists": 1 + 92 / 183, "leader_fte": 0.8})

    def test_or5_counts_weeks_of_supervision_and_quarters_with_results(self) -> None:
        days = (
            sat(LEX, MONDAY), sat(LEX, MONDAY + WEEK, "individuele supervisie"),
            sat(LEX, MONDAY + 2 * WEEK, "teamoverleg"), sat(LEX, MONDAY + 3 * WEEK, "resultaatbespreking"),
        )  # fmt: skip
        alone = at(JOS, sat(JOS, MONDAY + 4 * WEEK))
        found = counts("OR5", a_book(people=(alone, at(LEX, *days))))
        assert (found["weeks_with_supervision"], found["quarters_with_results"], found["quarters"]) == (2, 1, 2)

    def test_or6_signals_who_was_refused_or_lost_and_who_was_helped_to_a_next_job(self) -> None:
        asked = [
            Request(n, n, source, state, day) for n, (source, state, day) in enumerate([
                ("treatment_team", "declined", MONDAY), ("client", "accepted", MONDAY),
                ("family", "declined", date(2026, 3, 31)),
            ])
        ]  # fmt: skip
        ended = a_job(ended_on=date(2026, 6, 1), started_on=date(2026, 1, 5))
        helped = a_course(1, jobs=(ended,), talks=(a_talk(1, date(2026, 6, 2), work_phase="zoeken"),))
        not_helped = a_course(2, jobs=(replace(ended, pk=2, course_id=2),))
        lost = a_course(3, ended_on=date(2026, 6, 1), end_reason="geen contact")
        moved = a_course(4, ended_on=date(2026, 6, 1), end_reason="verhuisd")
        found = counts("OR6", replace(a_book(helped, not_helped, lost, moved), requests=tuple(asked)))
        assert found == {
            "referrals": 2, "referrals_declined": 1, "referral_sources": 2, "closed_without_contact": 1,
            "job_ends": 2, "helped_to_next_job": 1,
        }  # fmt: skip

    def test_or7_counts_quarters_in_which_results_were_shared(self) -> None:
        days = (sat(JOS, MONDAY, "resultaatbespreking"), sat(JOS, date(2026, 8, 3)), sat(JOS, MONDAY + WEEK))
        assert counts("OR7", a_book(people=(at(JOS, *days),))) == {"quarters": 2, "quarters_with_rate": 1}


class TestPreparing:
    @pytest.mark.parametrize(
        ("talk", "told"),
        [
            ({}, 1), ({"was_missed": True}, 0), ({"held_with": "naaste"}, 0), ({"topics": ("openheid",)}, 0),
            ({"held_on": date(2026, 6, 1)}, 1), ({"held_on": date(2026, 6, 2)}, 0),
        ],
    )  # fmt: skip
    def test_se1_asks_a_talk_about_benefits_before_the_start(self, talk: dict[str, Any], told: int) -> None:
        one = replace(a_talk(1, date(2026, 5, 4), topics=("uitkering",)), **talk)
        assert counts("SE1", a_book(a_course(jobs=(a_job(),), talks=(one,)))) == {"starts": 1, "starts_told": told}

    def test_se1_looks_at_competitive_starts_of_clients_with_a_benefit(self) -> None:
        placed = a_job(2, contract="proefplaatsing", is_competitive=False)
        before = a_job(3, started_on=date(2026, 3, 31))
        without = a_course(2, benefit="geen", jobs=(a_job(4, course_id=2),))
        assert counts("SE1", a_book(a_course(jobs=(placed, before)), without))["starts"] == 0

    @pytest.mark.parametrize(("talked_on", "before"), [(date(2026, 5, 4), 1), (date(2026, 5, 5), 0)])
    def test_se2_asks_a_talk_about_openness_before_the_first_employer_contact(
        self, talked_on: date, before: int
    ) -> None:
        visits = (a_visit(1, date(2026, 5, 4), mode="telefoon"), a_visit(2, date(2026, 6, 4)))
        course = a_course(talks=(a_talk(1, talked_on, topics=("openheid",)),), visits=visits)
        found = counts("SE2", a_book(course))
        assert (found["clients_approached"], found["clients_talked_before"]) == (1, before)

    def test_se2_takes_a_job_where_nobody_knows_as_proof_that_telling_is_no_condition(self) -> None:
        assert tally("SE2", a_book(a_course(jobs=(a_job(openness="niemand"),)))).facts == {"not_required": True}
        assert not tally("SE2", a_book(a_course(jobs=(a_job(openness="leidinggevende"),)))).facts

    def test_se3_asks_a_profile_after_thirty_days(self) -> None:
        late, early = date(2026, 8, 30), date(2026, 8, 31)
        ready = {"profile_ready": (date(2026, 9, 1),)}
        courses = [
            a_course(1, first_meeting_on=late), a_course(2, first_meeting_on=early, milestones=ready),
            a_course(3, first_meeting_on=late, milestones=ready),
        ]  # fmt: skip
        found = counts("SE3", a_book(*courses))
        assert (found["clients_past_start"], found["clients_with_profile"]) == (2, 1)

    @pytest.mark.parametrize(("made_on", "updated"), [(date(2026, 5, 31), 0), (date(2026, 6, 1), 1)])
    def test_se3_asks_a_new_version_of_the_profile_after_each_start_and_end_of_a_job(
        self, made_on: date, updated: int
    ) -> None:
        jobs = (a_job(), a_job(2, contract="proefplaatsing"))
        found = counts("SE3", a_book(a_course(jobs=jobs, milestones={"profile_ready": (made_on,)})))
        assert (found["job_events"], found["job_events_with_update"]) == (1, updated)


class TestSearching:
    def test_se4_begins_at_the_first_meeting_and_ends_with_an_employer_met_for_that_client(self) -> None:
        mine = a_visit(1, date(2026, 2, 19), course_id=1, decides_on_hiring=False)
        courses = (a_course(1, visits=(mine,)), a_course(2, first_meeting_on=date(2026, 9, 10)))
        general = a_visit(2, date(2026, 9, 11), course_id=None)
        assert tally("SE4", a_book(*courses, visits=(general,))).waits == [
            Wait(40, has_ended=True), Wait(20, has_ended=False),
        ]  # fmt: skip

    @pytest.mark.parametrize("mode", ["telefoon", "video", "bericht"])
    def test_se4_asks_to_meet_the_employer_face_to_face(self, mode: str) -> None:
        course = a_course(visits=(a_visit(1, date(2026, 2, 9), mode=mode),), ended_on=date(2026, 5, 10))
        assert tally("SE4", a_book(course)).waits == [Wait(120, has_ended=False)]

    def test_se5_takes_contacts_that_follow_the_wish_among_those_for_a_client(self) -> None:
        visits = (
            a_visit(1, MONDAY), a_visit(2, MONDAY, fits_wish=False), a_visit(3, MONDAY, fits_wish=None),
            a_visit(4, date(2026, 3, 31)),
        )  # fmt: skip
        found = tally("SE5", a_book(a_course(visits=visits), visits=(a_visit(5, MONDAY, course_id=None),)))
        assert found.counts == {"contacts_for_clients": 2, "contacts_fitting": 1}
        assert found.evidence.missing == 1

    def test_se5_takes_a_plan_as_current_when_it_was_reviewed_in_the_period(self) -> None:
        def course(pk: int, reviewed: date) -> Any:
            return a_course(
                pk, visits=(a_visit(pk, MONDAY, course_id=pk),), milestones={"plan_reviewed": (reviewed,)}
            )

        found = counts("SE5", a_book(course(1, date(2026, 4, 1)), course(2, date(2026, 3, 31))))
        assert (found["clients_approached"], found["clients_with_current_plan"]) == (2, 1)

    def test_se6_counts_per_specialist_and_week_who_decides_on_hiring_met_face_to_face(self) -> None:
        joined = replace(KIM, here=(Span(date(2026, 9, 2)),))
        visits = (
            a_visit(1, MONDAY), a_visit(2, MONDAY), a_visit(3, MONDAY, decides_on_hiring=False),
            a_visit(4, MONDAY, mode="telefoon"), a_visit(5, date(2026, 9, 3), member_id=3),
            a_visit(6, date(2026, 8, 3), member_id=3),
        )  # fmt: skip
        assert tally("SE6", a_book(people=(JOS, joined, LEX), visits=visits)).own == {
            1: {"contacts": 2.0, "weeks_worked": 26.0}, 3: {"contacts": 1.0, "weeks_worked": 4.0},
        }  # fmt: skip

    def test_se6_takes_the_log_as_reviewed_when_the_leader_went_through_it_with_the_team(self) -> None:
        leader = at(
            LEX, sat(LEX, MONDAY, has_log_review=True), sat(LEX, MONDAY + WEEK),
            sat(LEX, MONDAY + 2 * WEEK, team_id=5, has_log_review=True),
        )  # fmt: skip
        without_leader = at(JOS, sat(JOS, MONDAY + 3 * WEEK, has_log_review=True))
        found = counts("SE6", a_book(people=(without_leader, leader), visits=(a_visit(1, MONDAY),)))
        assert (found["weeks_reviewed"], found["weeks"]) == (1, 26)
        assert (found["months_reviewed"], found["months"]) == (1, 6)

    def test_se7_signals_employers_visited_again_and_visits_to_learn(self) -> None:
        visits = (
            a_visit(1, MONDAY), a_visit(2, MONDAY + WEEK, purpose="bedrijf leren kennen"),
            a_visit(3, MONDAY, employer_id=8), a_visit(4, MONDAY, employer_id=7, mode="telefoon"),
        )  # fmt: skip
        assert counts("SE7", a_book(visits=visits)) == {
            "employers_visited": 2, "employers_visited_again": 1, "visits_to_learn": 1,
        }  # fmt: skip


class TestJobs:
    JOBS = (
        a_job(1), a_job(2, employer_id=8), a_job(3, occupation="5120"),
        a_job(4, occupation="9112", employer_id=7, started_on=date(2025, 1, 6), ended_on=date(2026, 4, 1)),
        a_job(5, occupation="1111", employer_id=6, started_on=date(2025, 1, 6), ended_on=date(2026, 3, 31)),
        a_job(6, occupation="2222", employer_id=5, started_on=date(2026, 10, 1)),
    )  # fmt: skip

    def test_se8_counts_kinds_among_jobs_that_are_current_or_were_held_in_the_period(self) -> None:
        assert counts("SE8", a_book(a_course(jobs=self.JOBS))) == {"jobs": 4, "job_types": 3}

    def test_se9_counts_employers_among_jobs_that_are_current_or_were_held_in_the_period(self) -> None:
        assert counts("SE9", a_book(a_course(jobs=self.JOBS))) == {"jobs": 4, "employers": 3}

    @pytest.mark.parametrize("contract", ["vast", "tijdelijk", "oproep", "uitzend", "zelfstandig"])
    def test_se10_counts_a_regular_contract_as_competitive_also_for_a_fixed_term(self, contract: str) -> None:
        found = counts("SE10", a_book(a_course(jobs=(a_job(contract=contract),))))
        assert found == {"jobs": 1, "competitive_jobs": 1, "current_jobs": 1}

    @pytest.mark.parametrize("contract", ["proefplaatsing", "werkervaringsplaats", "beschut", "vrijwilligerswerk"])
    def test_se10_leaves_out_what_a_programme_limits_sets_aside_or_does_not_pay(self, contract: str) -> None:
        placed = a_job(contract=contract, is_competitive=False)
        book = a_book(a_course(jobs=(placed,)))
        assert counts("SE10", book) == {"jobs": 1, "competitive_jobs": 0, "current_jobs": 0}
        assert (counts("SE8", book)["jobs"], counts("SE9", book)["jobs"]) == (0, 0)

    def test_se10_takes_jobs_on_the_last_day_as_current(self) -> None:
        jobs = (
            a_job(1, ended_on=date(2026, 9, 29)), a_job(2, ended_on=date(2026, 9, 30)),
            a_job(3, started_on=date(2026, 9, 30)), a_job(4, is_competitive=False),
        )  # fmt: skip
        found = counts("SE10", a_book(a_course(jobs=jobs)))
        assert found == {"jobs": 4, "competitive_jobs": 3, "current_jobs": 3}


class TestSupport:
    def test_se11_counts_workers_seen_while_at_work_and_contacts_with_their_employer(self) -> None:
        job, before = a_job(), date(2026, 5, 31)
        seen = a_course(1, jobs=(job,), talks=(a_talk(1, date(2026, 6, 1), mode="telefoon"),))
        too_early = a_course(2, jobs=(replace(job, course_id=2),), talks=(a_talk(2, before, course_id=2),))
        family = a_talk(4, date(2026, 6, 9), course_id=3, held_with="naaste")
        unseen = a_course(3, jobs=(replace(job, course_id=3),), talks=(family,))
        visits = (a_visit(1, date(2026, 6, 8)), a_visit(2, before))
        talks = (a_talk(3, date(2026, 6, 9), held_with="werkgever"),)
        seen = replace(seen, visits=visits, talks=seen.talks + talks)
        found = counts("SE11", a_book(seen, too_early, unseen))
        assert (found["workers"], found["workers_supported"], found["employers_supported"]) == (3, 1, 2)

    @pytest.mark.parametrize(
        "talk", [{"mode": "telefoon"}, {"mode": "video"}, {"held_with": "naaste"}, {"was_missed": True}]
    )
    def test_se12_counts_only_the_client_seen_face_to_face(self, talk: dict[str, Any]) -> None:
        days = (date(2026, 5, 30), date(2026, 6, 2), date(2026, 7, 6))
        met = [a_talk(n, day) for n, day in enumerate(days)]
        found = counts("SE12", a_book(a_course(jobs=(a_job(),), talks=tuple(met))))
        names = ("starts_seen_before", "starts_seen_after", "contacts_first_month", "contacts_later")
        assert [found[name] for name in names] == [1, 1, 1, 1]
        other = tuple(replace(one, **talk) for one in met)
        found = counts("SE12", a_book(a_course(jobs=(a_job(),), talks=other)))
        assert [found[name] for name in names] == [0, 0, 0, 0]

    def test_se12_asks_each_of_the_first_four_months_of_a_worker(self) -> None:
        job = a_job(started_on=date(2026, 3, 2))
        days = [date(2026, month, 10) for month in (3, 4, 5, 6)]
        for shown, seen in ((days, 1), (days[:3], 0)):
            talks = tuple(a_talk(n, day) for n, day in enumerate(shown))
            found = counts("SE12", a_book(a_course(jobs=(job,), talks=talks)))
            assert (found["workers_four_months"], found["workers_seen_four_months"]) == (1, seen)

    @pytest.mark.parametrize(("spoken_on", "handed"), [(date(2026, 5, 31), 0), (date(2026, 6, 1), 1)])
    def test_se12_asks_a_step_down_to_the_treatment_team_when_a_worker_leaves(
        self, spoken_on: date, handed: int
    ) -> None:
        talks = (a_talk(1, spoken_on, held_with="behandelteam", mode="telefoon"),)
        course = a_course(ended_on=date(2026, 7, 1), end_reason="werkt stabiel", talks=talks)
        found = counts("SE12", a_book(course))
        assert (found["ended_working"], found["ended_handed_over"]) == (1, handed)

    @pytest.mark.parametrize(("spoken_on", "seen"), [(date(2026, 7, 8), 1), (date(2026, 7, 9), 0)])
    def test_se12_asks_contact_within_three_days_of_hearing_of_a_lost_job(
        self, spoken_on: date, seen: int
    ) -> None:
        lost = a_job(ended_on=date(2026, 7, 1), end_heard_on=date(2026, 7, 5))
        talks = (
            a_talk(1, spoken_on, mode="telefoon"), a_talk(2, date(2026, 7, 6), held_with="naaste"),
            a_talk(3, date(2026, 7, 6), was_missed=True),
        )  # fmt: skip
        found = counts("SE12", a_book(a_course(jobs=(lost,), talks=talks)))
        assert (found["losses"], found["losses_seen"]) == (1, seen)


class TestOutreach:
    def test_se13_takes_hours_outside_among_the_scheduled_hours_of_each_specialist(self) -> None:
        def week(who: int, day: date = MONDAY) -> Week:
            return Week(who, day, Decimal(20), Decimal(4), Decimal(12))

        people = (
            replace(JOS, weeks=(week(1), week(1, date(2026, 3, 30)))), replace(LEX, weeks=(week(2),)),
        )  # fmt: skip
        assert tally("SE13", a_book(people=people)).own == {1: {"hours_outside": 12.0, "hours_scheduled": 24.0}}

    def test_se14_counts_closing_outreach_visits_and_family(self) -> None:
        talks = (
            a_talk(1, MONDAY, was_missed=True), a_talk(2, MONDAY + WEEK, setting="thuis"),
            a_talk(3, MONDAY + WEEK, setting="kantoor"), a_talk(4, MONDAY + WEEK, mode="telefoon"),
            a_talk(5, MONDAY, held_with="naaste"), a_talk(6, MONDAY, held_with="naaste", was_missed=True),
        )  # fmt: skip
        stayed = a_course(1, talks=talks)
        came = a_course(2, talks=(a_talk(7, MONDAY, course_id=2, setting="thuis"),))
        lost = a_course(3, ended_on=MONDAY, end_reason="geen contact")
        assert counts("SE14", a_book(stayed, came, lost)) == {
            "closed_for_missed_visits": 1, "no_shows": 1, "no_shows_followed": 1, "visits_outside": 1,
            "joint_visits": 0, "family_contacts": 1,
        }  # fmt: skip


GROUPS = (TestStaffing, TestOrganisation, TestPreparing, TestSearching, TestJobs, TestSupport, TestOutreach)


def test_every_item_that_is_counted_has_its_definition_here() -> None:
    told = {name.split("_")[1].upper() for group in GROUPS for name in vars(group) if name.startswith("test_")}
    assert told == set(COUNTS["IPS-25"])
