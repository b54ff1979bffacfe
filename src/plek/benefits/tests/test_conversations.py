"""A conversation from begin to end: what is kept, by whom, who sees it, and what is refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection

from conftest import House
from plek.audit.models import Entry
from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.choices import Kind, PlanKind, Step
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.models import Conversation, ConversationNote, Scenario, SituationPart
from plek.benefits.selectors.conversations import Talk, last_talk, notes_of
from plek.benefits.selectors.scenarios import scenario, scenarios_of
from plek.benefits.services import conversations as services
from plek.benefits.services.finishing import finish_conversation
from plek.caseload.choices import MilestoneKind
from plek.caseload.models import Client, Milestone
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.engines.benefit_rules import book, rule_set
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import member
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

ON, AT = date(2026, 11, 24), datetime(2026, 11, 24, 11, tzinfo=UTC)
BENEFIT = {"kind": Kind.WAJONG_ABLE.value, "former_wage": None}


@pytest.fixture
def client_(house: House) -> Any:
    with inside(house.organisation.pk):
        made = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, number="C9"
        )
        TrajectoryFactory(client=made, ips_team=house.ips, specialist=house.specialist, number="TR9")
        yield made


def begin(by: Membership, agreed: tuple[str, ...] = ()) -> Conversation:
    return services.begin_conversation(
        by=by, at=AT, client="C9", known={Step.BENEFIT: BENEFIT} if agreed else {}, agreed=agreed
    )


def talk(by: Membership, of: Client) -> Talk:
    found = last_talk(by, of.pk)
    assert found is not None
    return found


def an_estimate() -> Estimate:
    answers = Answers(kind=Kind.WAJONG, born=date(1990, 4, 12), partner=False, children=(4,))
    found = estimated(answers, ON, [PlanDetails(hours=16, pay=16.5), PlanDetails(PlanKind.STUDY, "Mbo")])
    assert isinstance(found, Estimate)
    return found


def test_it_begins_with_usual_plans_and_what_was_agreed(house: House, client_: Client) -> None:
    begin(house.specialist, agreed=("kind",))
    found = talk(house.colleague, client_)
    assert found.is_open
    assert (found.agreed_fields, found.agreed_at) == (("kind",), AT)
    assert found.answers.kind == Kind.WAJONG_ABLE
    assert [plan.hours for plan in found.plans.values()] == [12, 20, 28]


def test_one_at_a_time(house: House, client_: Client) -> None:
    begin(house.specialist)
    with pytest.raises(Refused, match="open gesprek"):
        begin(house.colleague)


def test_each_answer_is_a_row_of_its_own_with_who_filled_it_in(house: House, client_: Client) -> None:
    begin(house.specialist)
    for by, kind in ((house.specialist, "ww"), (house.colleague, "zw"), (house.colleague, "zw")):
        services.fill_in(by=by, at=AT, client="C9", step=Step.BENEFIT, answers={"kind": kind})
    assert SituationPart.objects.count() == 2, "the same once more adds nothing"
    standing = talk(house.specialist, client_).parts[Step.BENEFIT]
    assert (standing.answers["kind"], standing.filled_by) == ("zw", house.colleague.user.name)


def test_not_knowing_is_an_answer_and_not_the_same_as_not_asked(house: House, client_: Client) -> None:
    begin(house.specialist)
    services.fill_in(by=house.specialist, at=AT, client="C9", step=Step.HOUSEHOLD, answers={"partner": None})
    found = talk(house.specialist, client_)
    assert set(found.parts) == {Step.HOUSEHOLD}
    assert found.answers.partner is None


def test_plans_have_four_places(house: House, client_: Client) -> None:
    begin(house.specialist)
    vacancy = PlanDetails(PlanKind.VACANCY, "Kok", 16, 15.5, starts_on=date(2027, 1, 4))
    services.set_plan(by=house.specialist, client="C9", place=4, details=vacancy)
    services.remove_plan(by=house.specialist, client="C9", place=2)
    services.remove_plan(by=house.specialist, client="C9", place=2)
    found = talk(house.specialist, client_).plans
    assert list(found) == [1, 3, 4]
    assert found[4] == vacancy
    with pytest.raises(NotFound):
        services.set_plan(by=house.specialist, client="C9", place=5, details=vacancy)
    with pytest.raises(Refused):
        services.set_plan(by=house.specialist, client="C9", place=2, details=PlanDetails())


def test_what_was_kept_comes_back_to_the_cent(house: House, client_: Client) -> None:
    begin(house.specialist)
    found = an_estimate()
    services.keep_scenario(by=house.specialist, at=AT, client="C9", title="Voor de baan", estimate=found)
    (line,) = scenarios_of(house.practitioner, client_.pk)
    kept = scenario(house.practitioner, line.pk, "C9")
    assert (kept.title, kept.amounts_on, kept.rule_set) == ("Voor de baan", ON, rule_set(book(), ON).code)
    assert kept.content.answers == found.answers
    assert kept.content.assumed == ("capacity",)
    assert [plan.figures for plan in (kept.content.now, *kept.content.plans)] == [
        plan.figures for plan in (found.now, *found.plans)
    ]
    assert kept.content.years == found.years
    assert estimated(kept.content.answers, ON, kept.content.details) == found


def test_the_table_tells_a_thief_nothing(house: House, client_: Client) -> None:
    begin(house.specialist, agreed=("kind",))
    services.write_note(by=house.specialist, at=AT, client="C9", text="Zorgen over schulden")
    services.keep_scenario(
        by=house.specialist, at=AT, client="C9", title="Baan bij De Bakker", estimate=an_estimate()
    )
    with connection.cursor() as cursor:
        for table in ("situationpart", "conversationnote", "scenario", "plan"):
            cursor.execute(f"select t::text from benefits_{table} t")
            text = " ".join(row for (row,) in cursor.fetchall())
            for secret in ("wajong", "schulden", "Bakker", "12.0", "born"):
                assert secret.encode().hex() not in text
                assert secret not in text


def test_rounding_off_counts_as_benefits_counselling(house: House, client_: Client) -> None:
    begin(house.specialist)
    finish_conversation(by=house.specialist, at=AT, on=ON, client="C9")
    milestone = Milestone.objects.get()
    assert (milestone.kind, milestone.reached_on) == (MilestoneKind.BENEFITS_ADVICE, ON)
    assert not talk(house.specialist, client_).is_open
    with pytest.raises(Refused):
        services.fill_in(by=house.specialist, at=AT, client="C9", step=Step.COSTS, answers={})


def test_the_next_one_begins_where_this_one_ended(house: House, client_: Client) -> None:
    begin(house.specialist)
    services.set_plan(by=house.specialist, client="C9", place=1, details=PlanDetails(hours=8))
    finish_conversation(by=house.specialist, at=AT, on=ON, client="C9")
    begin(house.colleague)
    assert [plan.hours for plan in talk(house.colleague, client_).plans.values()] == [8, 20, 28]
    assert Conversation.objects.count() == 2


def test_who_does_not_guide_reads_but_does_not_write(house: House, client_: Client) -> None:
    begin(house.specialist)
    assert last_talk(house.practitioner, client_.pk) is not None
    for call in (
        lambda: services.fill_in(by=house.practitioner, at=AT, client="C9", step=Step.COSTS, answers={}),
        lambda: services.write_note(by=house.practitioner, at=AT, client="C9", text="x"),
        lambda: finish_conversation(by=house.practitioner, at=AT, on=ON, client="C9"),
    ):
        with pytest.raises(Refused):
            call()


def test_notes_are_for_the_ips_team(house: House, client_: Client) -> None:
    begin(house.specialist)
    services.write_note(by=house.specialist, at=AT, client="C9", text="Bellen met UWV")
    with pytest.raises(Refused):
        services.write_note(by=house.specialist, at=AT, client="C9", text="  ")
    own = member(Role.CLIENT, organisation=house.organisation, on=ON)
    Client.objects.filter(pk=client_.pk).update(user=own.user)
    assert [note.text for note in notes_of(house.leader, client_.pk)] == ["Bellen met UWV"]
    assert notes_of(house.practitioner, client_.pk) == notes_of(own, client_.pk) == []
    assert last_talk(own, client_.pk) is not None, "his own situation he sees"


def test_a_stranger_finds_nothing(house: House, client_: Client) -> None:
    begin(house.specialist)
    for model in (Conversation, SituationPart, Scenario, ConversationNote):
        assert not model.objects.visible_to(house.stranger).exists()
        assert not model.objects.visible_to(house.administrator).exists()
    with inside(house.stranger.organisation_id), pytest.raises(NotFound):
        begin(house.stranger)


def test_each_change_is_in_the_log_without_amounts(house: House, client_: Client) -> None:
    begin(house.specialist, agreed=("kind",))
    services.fill_in(by=house.specialist, at=AT, client="C9", step=Step.WORK, answers={"now_gross": 812.5})
    finish_conversation(by=house.specialist, at=AT, on=ON, client="C9")
    left = {entry.event: entry for entry in Entry.objects.filter(client_id=client_.pk)}
    assert {"benefits.begun", "benefits.filled_in", "benefits.finished", "milestone.reached"} <= set(left)
    assert left["benefits.filled_in"].detail == {"step": "work", "fields": ["now_gross"]}
