"""The rules of the list: cases a team leader can read, properties, an independent slow reading of the norms."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plek.caseload.choices import Phase, TrajectoryKind
from plek.caseload.rules import book as books
from plek.caseload.rules import engine
from plek.caseload.rules.book import Tuning, rule_book, tuned
from plek.caseload.rules.facts import JobFacts, Line, MemberFacts, ReferralFacts, TrajectoryFacts

BOOK = rule_book()
calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault of a rule."""
TODAY = date(2026, 11, 24)
CASES = yaml.safe_load(Path(__file__).with_name("rule_cases.yaml").read_text(encoding="utf-8"))


def facts_of(case: dict[str, Any]) -> TrajectoryFacts:
    known = {"number": "TR1", "kind": "IPS", "phase_since": date(2026, 6, 1), "referred_on": date(2026, 5, 20)}
    jobs = [JobFacts(f"B{n}", "cook", "De Brug", **job) for n, job in enumerate(case.get("jobs", []))]
    return TrajectoryFacts(**{**known, **case["facts"]}, jobs=tuple(jobs))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    lines = engine.lines_of_trajectory(BOOK, facts_of(case), case["today"])
    ordered = engine.order(BOOK, lines, case["today"])
    assert [line.rule for line in ordered] == case["lines"]
    if "day" in case:
        assert ordered[0].day == case["day"]


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
maybe = st.none() | days


@st.composite
def jobs(draw: st.DrawFn) -> JobFacts:
    started = draw(st.dates(date(2026, 6, 1), date(2027, 1, 31)))
    length = draw(st.none() | st.integers(0, 200))
    ended = None if length is None else started + timedelta(days=length)
    heard = ended + timedelta(days=draw(st.integers(-3, 10))) if ended and draw(st.booleans()) else None
    return JobFacts(f"B{draw(st.integers(1, 99))}", "cook", "De Brug", started, ended, heard)


@st.composite
def trajectories(draw: st.DrawFn) -> TrajectoryFacts:
    return TrajectoryFacts(
        "TR1", draw(st.sampled_from(TrajectoryKind.values)), draw(st.sampled_from(Phase.values)), draw(days),
        draw(days),
        first_meeting_on=draw(maybe),
        last_contact_on=draw(st.none() | st.dates(date(2026, 1, 1), TODAY) | st.dates(date(2026, 9, 25), TODAY)),
        first_employer_contact_on=draw(maybe), profile_ready_on=draw(maybe), plan_reviewed_on=draw(maybe),
        benefits_talk_on=draw(maybe), openness_talk_on=draw(maybe), next_step_on=draw(maybe),
        next_appointment_on=draw(st.none() | st.dates(TODAY, TODAY + timedelta(days=40))),
        jobs=tuple(draw(st.lists(jobs(), max_size=3, unique_by=lambda j: j.number))),
    )  # fmt: skip


@calmly
@given(trajectories())
def test_every_line_can_be_said_and_has_its_own_key(facts: TrajectoryFacts) -> None:
    lines = engine.lines_of_trajectory(BOOK, facts, TODAY)
    assert len({line.key for line in lines}) == len(lines)
    assert all(len(line.key) <= 80 for line in lines)
    for line in lines:
        rule = BOOK.rule(line.rule)
        assert rule is not None
        assert not rule.yields_to & {other.rule for other in lines}
        assert ("{job}" not in rule.sentence["nl"]) or line.job is not None


@calmly
@given(trajectories())
def test_order_keeps_every_line_and_puts_this_week_first(facts: TrajectoryFacts) -> None:
    lines = engine.lines_of_trajectory(BOOK, facts, TODAY)
    ordered = engine.order(BOOK, lines, TODAY)
    assert sorted(line.key for line in ordered) == sorted(line.key for line in lines)
    assert ordered == engine.order(BOOK, list(reversed(lines)), TODAY)
    weeks = [engine.is_this_week(line, TODAY) for line in ordered]
    assert weeks == sorted(weeks, reverse=True)


@calmly
@given(trajectories())
def test_a_contact_today_silences_every_call_for_contact(facts: TrajectoryFacts) -> None:
    """After a contact with the client today no rule asks for a contact with the client."""
    seen = replace(facts, last_contact_on=TODAY)
    asks = {"silence", "follow_along", "after_job_loss"}
    spoken = {BOOK.rule(line.rule).kind for line in engine.lines_of_trajectory(BOOK, seen, TODAY)}  # type: ignore[union-attr]
    assert not asks & spoken
    assert "after_job_start" not in {line.rule for line in engine.lines_of_trajectory(BOOK, seen, TODAY)}


def slowly_missing_employer(facts: TrajectoryFacts, today: date) -> bool:
    """The norm read anew, day by day: thirty days have all but ten passed, no employer, no job, not resting."""
    if facts.kind != "IPS" or facts.phase in ("resting", "rounding_off") or facts.first_employer_contact_on:
        return False
    if facts.first_meeting_on is None or works(facts, today):
        return False
    passed, day = 0, facts.first_meeting_on
    while day < today:
        day, passed = day + timedelta(days=1), passed + 1
    return passed >= 20


def works(facts: TrajectoryFacts, today: date) -> bool:
    """Is there a job with a working day today?"""
    for job in facts.jobs:
        last = job.ended_on or date(2030, 1, 1)
        if job.started_on <= today <= last:
            return True
    return False


def slowly_silent(facts: TrajectoryFacts, today: date) -> bool:
    """Two weeks less two days without a contact, and none planned in the coming week."""
    known = [facts.last_contact_on] if facts.last_contact_on else [facts.first_meeting_on]
    if known[0] is None or facts.phase == "resting" or works(facts, today):
        return False
    week = [today + timedelta(days=n) for n in range(-400, 8)]
    if facts.next_appointment_on in week:
        return False
    return sum(1 for n in range(1, 13) if known[0] <= today - timedelta(days=n)) == 12


def slowly_before_start(facts: TrajectoryFacts, today: date) -> bool:
    """Some job starts within the coming seven days, and no contact fell in the seven days before it."""
    for job in facts.jobs:
        gap = [n for n in range(1, 8) if today + timedelta(days=n) == job.started_on]
        window = [job.started_on - timedelta(days=n) for n in range(0, 8)]
        cancelled = job.ended_on is not None and job.ended_on < today
        if gap and not cancelled and facts.last_contact_on not in window:
            return True
    return False


def slowly_lost(facts: TrajectoryFacts, today: date) -> bool:
    """Out of work, and since some job's end was heard (at most thirty days ago) nobody spoke."""
    if works(facts, today):
        return False
    for job in facts.jobs:
        if job.ended_on is None or job.ended_on > today:
            continue
        heard = job.heard_on or job.ended_on
        if (
            heard <= today
            and (today - heard).days <= 30
            and not (facts.last_contact_on and facts.last_contact_on >= heard)
        ):
            return True
    return False


@calmly
@given(trajectories())
def test_the_engine_agrees_with_an_independent_reading(facts: TrajectoryFacts) -> None:
    raw = {line.rule for line in engine.lines_of_trajectory(replace_yields(), facts, TODAY)}
    assert ("first_employer_contact" in raw) == slowly_missing_employer(facts, TODAY)
    assert ("no_contact" in raw) == slowly_silent(facts, TODAY)
    assert ("before_job_start" in raw) == slowly_before_start(facts, TODAY)
    assert ("after_job_loss" in raw) == slowly_lost(facts, TODAY)


def replace_yields() -> books.RuleBook:
    """The book in which no rule yields, to test each rule alone."""
    return replace(BOOK, rules=tuple(replace(r, yields_to=frozenset()) for r in BOOK.rules))


@calmly
@given(trajectories(), st.integers(1, 60))
def test_what_is_missing_stays_missing_until_it_is_there(facts: TrajectoryFacts, later: int) -> None:
    """Time alone never settles a norm that something must have been by a day."""
    alone = replace(facts, jobs=())
    now = {line.key for line in engine.lines_of_trajectory(BOOK, alone, TODAY) if is_missing(line)}
    then = {
        line.key
        for line in engine.lines_of_trajectory(BOOK, alone, TODAY + timedelta(days=later))
        if is_missing(line)
    }
    assert now <= then


def is_missing(line: Line) -> bool:
    rule = BOOK.rule(line.rule)
    return rule is not None and rule.kind == "missing_by_day"


@pytest.mark.parametrize(("due", "by"), [
    ("2026-11-27", "2026-11-27"), ("2026-11-28", "2026-11-27"), ("2026-11-29", "2026-11-27"), ("2026-11-30",
    "2026-11-30"), ("2026-04-06", "2026-04-02"), ("2026-05-14", "2026-05-13"),
])  # fmt: skip
def test_what_is_due_in_the_weekend_is_done_on_friday(due: str, by: str) -> None:
    assert engine.act_by(date.fromisoformat(due)) == date.fromisoformat(by)


@calmly
@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_week_ends_on_sunday_in_every_year(day: date) -> None:
    sunday = engine.end_of_week(day)
    works_next = day if day.isoweekday() <= 5 else day + timedelta(days=8 - day.isoweekday())
    assert sunday.isoweekday() == 7
    assert sunday.isocalendar()[:2] == works_next.isocalendar()[:2]


def test_supervision_and_referrals() -> None:
    fresh_member = engine.lines_of_member(BOOK, MemberFacts(since=date(2026, 11, 20)), TODAY)
    assert fresh_member == []
    unknown = engine.lines_of_member(BOOK, MemberFacts(since=date(2024, 1, 1)), TODAY)
    assert [(line.due_on, line.never) for line in unknown] == [(TODAY, True)]
    late = engine.lines_of_member(BOOK, MemberFacts(date(2024, 1, 1), date(2026, 11, 15)), TODAY)
    assert [(line.rule, line.day, line.key) for line in late] == [("supervision", 9, "supervision:me")]
    fresh = engine.lines_of_referral(BOOK, ReferralFacts(7, TODAY), TODAY)
    assert [(line.key, line.due_on) for line in fresh] == [("referral_waiting:7", date(2026, 11, 27))]


def test_what_touches_a_job_comes_first_this_week() -> None:
    calm = Line("first_employer_contact", "TR1", TODAY, TODAY - timedelta(days=9), 39, 30)
    job = Line("after_job_start", "TR2", TODAY, TODAY + timedelta(days=2), 1, 3)
    next_week = Line("weekly_follow_along", "TR3", TODAY, TODAY + timedelta(days=9), 1, 7)
    assert engine.order(BOOK, [next_week, calm, job], TODAY) == [job, calm, next_week]


def test_tuning_stays_within_sense() -> None:
    book = tuned(BOOK, [Tuning("no_contact", True, 21), Tuning("supervision", False, None),
                        Tuning("profile_ready", True, 900), Tuning("after_job_start", False, 1)])  # fmt: skip
    named = {r.code: r for r in book.rules}
    assert (named["no_contact"].days, named["no_contact"].norm_days, named["no_contact"].is_tuned) == (
        21,
        14,
        True,
    )
    assert not named["supervision"].is_on
    assert named["profile_ready"].days == named["profile_ready"].most
    assert named["after_job_start"].is_on
    assert not named["plan_review"].is_tuned
    assert engine.lines_of_member(book, MemberFacts(date(2024, 1, 1)), TODAY) == []


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda r: r.code)
def test_every_rule_is_complete(rule: books.Rule) -> None:
    for words in (rule.title, rule.sentence, rule.sentence_late, rule.sentence_never, rule.why, rule.source.text):
        assert set(words) == {"nl", "en"}
        assert all(text.strip() for text in words.values())
    assert rule.source.confidence in ("high", "medium", "low", "own")
    assert rule.least <= rule.norm_days <= rule.most
    assert rule.actions
    assert rule.yields_to <= {r.code for r in BOOK.rules}


def test_a_book_that_makes_no_sense_is_refused() -> None:
    row = {
        "code": "x", "kind": "magic", "days": 3, "tune": {"least": 1, "most": 5}, "ahead": 0, "stake": "norm",
        "title": {}, "sentence": {}, "why": {},
        "source": {"text": {}, "checked_on": TODAY, "confidence": "own"},
    }  # fmt: skip
    with pytest.raises(ValueError, match="does not make sense"):
        books.read(yaml.safe_dump({"version": "1", "rules": [row]}))
    late = {**row, "kind": "around_job_start", "side": "before", "until_day": 1}
    with pytest.raises(ValueError, match="a start that has been"):
        books.read(yaml.safe_dump({"version": "1", "rules": [late]}))
    fine = {**row, "kind": "waiting"}
    with pytest.raises(ValueError, match="same code"):
        books.read(yaml.safe_dump({"version": "1", "rules": [fine, fine]}))
