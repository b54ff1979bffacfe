"""A whole review through its services: what each step asks for, who may take it, and what stays."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from conftest import House
from plek.audit.models import Entry
from plek.caseload import supply
from plek.caseload.models import Task
from plek.fidelity.choices import Part, ReviewState, Source
from plek.fidelity.models import Consensus, EvidenceBook, Note, Passage, Rating, ReviewStep
from plek.fidelity.selectors import frozen
from plek.fidelity.selectors.reviews.dossier import dossier_of
from plek.fidelity.selectors.reviews.evidence import book_in, counts_of
from plek.fidelity.selectors.reviews.scores import notes_of, scoring_of
from plek.fidelity.services.reviews import forgetting, planning, policy_files, rating, reporting, visiting
from plek.fidelity.tests.reviews.stage import DAY, ITEMS, NOON, Stage, on_stage
from plek.fidelity.tests.town import build_town
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import member
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside, scope

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 beleid"


@pytest.fixture
def stage(house: House) -> Stage:
    return on_stage(house)


def test_a_review_goes_from_plan_to_plan(stage: Stage) -> None:
    stage.reach(ReviewState.CLOSED)
    review = stage.review()
    assert review.state == ReviewState.CLOSED
    assert review.agreement == {
        "items": 25, "exact": 23, "within_one": 24, "kappa": pytest.approx(1 - 25 * 5 / 79),
    }  # fmt: skip
    with stage.as_user(stage.iris):
        states = list(ReviewStep.objects.filter(review=review).order_by("pk").values_list("state", flat=True))
        events = set(Entry.objects.filter(object_kind="review").values_list("event", flat=True))
        assert Consensus.objects.filter(review=review).count() == 25
        assert Task.objects.get(owner=stage.house.specialist).text == "SE7: Drie keer langs"
    assert states == ["planning", "visit", "rating", "consensus", "report", "response", "closed"]
    assert {"review.planned", "review.statement_signed", "review.scored", "review.agreed"} <= events


def test_the_same_plan_sent_twice_is_one(stage: Stage) -> None:
    made = stage.plan()
    assert stage.plan(key=made.key) == made
    with pytest.raises(Refused, match="loopt al"):
        stage.plan()


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"reviewers": []}, "twee beoordelaars"), ({"ends_on": DAY - timedelta(days=1)}, "eindigt vóór"),
        ({"ends_on": DAY + timedelta(days=30)}, "enkele dagen"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be(stage: Stage, other: dict[str, object], message: str) -> None:
    with pytest.raises(Refused, match=message):
        stage.plan(**other)


def test_who_worked_in_the_team_reviews_it_not(stage: Stage) -> None:
    """Also under another role, also long ago; and when that came after the plan, not at signing either."""
    review = stage.plan()
    with inside(stage.house.organisation.pk):
        former = member(
            Role.EMPLOYMENT_SPECIALIST, stage.house.ips, organisation=stage.house.organisation, on=DAY,
            user=stage.bram.user, code="TB9",
        )  # fmt: skip
        former.team_memberships.update(ends_on=former.begins_on + timedelta(days=30))
    with pytest.raises(Refused, match="niet onafhankelijk"):
        stage.does(visiting.sign_statement, stage.bram, at=NOON)
    stage.does(planning.cancel_review, stage.house.leader, at=NOON, reason="Andere beoordelaar nodig")
    with pytest.raises(Refused, match="niet onafhankelijk"):
        stage.plan()
    assert stage.number == review.number


def test_a_specialist_or_a_reviewer_does_not_plan(stage: Stage) -> None:
    for by in (stage.house.specialist, stage.iris):
        with stage.as_user(by), pytest.raises(Refused):
            planning.plan_review(by=by, at=NOON, on=DAY, plan=None)  # type: ignore[arg-type]


def test_a_reviewer_signs_before_preparing(stage: Stage) -> None:
    stage.plan()
    for service, given in (
        (planning.plan_talk, {"source": Source.CLIENT, "held_on": DAY, "place": None}),
        (planning.drop_talk, {"talk": 1}),
        (visiting.make_book, {"at": NOON, "on": DAY}),
    ):
        with pytest.raises(Refused, match="Onderteken eerst"):
            stage.does(service, stage.iris, **given)
    stage.does(visiting.sign_statement, stage.iris, at=NOON)
    stage.does(planning.plan_talk, stage.iris, source=Source.CLIENT, held_on=DAY, place=None)


def test_the_visit_begins_with_two_signatures_and_the_book(stage: Stage) -> None:
    stage.plan()
    with pytest.raises(Refused, match="geen bewijsmap"):
        stage.does(visiting.begin_visit, stage.iris, at=NOON)
    stage.does(visiting.make_book, stage.house.leader, at=NOON, on=DAY)
    stage.does(visiting.sign_statement, stage.iris, at=NOON)
    with pytest.raises(Refused, match="Beide beoordelaars"):
        stage.does(visiting.begin_visit, stage.iris, at=NOON)


def test_each_rates_alone_in_the_code_and_in_the_database(stage: Stage) -> None:
    stage.reach(ReviewState.VISIT)
    note = {"at": NOON, "item": "ST1", "source": Source.CLIENT, "text": "Rustig team"}
    for by in (stage.iris, stage.bram):
        stage.does(visiting.write_note, by, key=Note._meta.get_field("key").to_python(f"{by.pk:032d}"), **note)
    stage.visit()
    stage.scores(stage.iris, 4)
    stage.scores(stage.bram, 2)
    stage.does(rating.finish_rating, stage.iris, at=NOON)
    review = stage.review()
    for by, place in ((stage.iris, 1), (stage.bram, 2)):
        with stage.as_user(by):
            assert set(scoring_of(by, review).given) == {place}
            assert {row.seat_id for row in Rating.objects.all()} == {row.seat_id for row in Note.objects.all()}
            assert len(notes_of(by, review)) == 1
    for by in (stage.house.leader, stage.house.administrator, stage.house.specialist):
        with stage.as_user(by):
            assert not Rating.objects.exists()
            assert not Note.objects.exists()
    with inside(stage.house.organisation.pk):
        assert not Rating.objects.exists()
    stage.does(rating.finish_rating, stage.bram, at=NOON)
    with stage.as_user(stage.iris) as by:
        assert scoring_of(by, review).given[2]["ST1"] == 2
        assert len(notes_of(by, review)) == 2
    with stage.as_user(stage.house.leader):
        assert not Rating.objects.exists()


def test_a_score_once_given_is_never_overwritten(stage: Stage) -> None:
    stage.reach(ReviewState.RATING)
    for score in (3, 3, 4):
        stage.does(rating.give_score, stage.iris, at=NOON, item="ST1", score=score)
    with stage.as_user(stage.iris) as by:
        assert list(Rating.objects.order_by("pk").values_list("score", flat=True)) == [3, 4]
        assert scoring_of(by, stage.review()).given == {1: {"ST1": 4}}
        with connection.cursor() as cursor:
            cursor.execute("select has_table_privilege(current_user, 'fidelity_rating', 'update')")
            assert cursor.fetchone() == (False,)


def test_finishing_takes_every_item_and_can_be_taken_back_alone(stage: Stage) -> None:
    stage.reach(ReviewState.RATING)
    with pytest.raises(Refused, match="nog geen score"):
        stage.does(rating.finish_rating, stage.iris, at=NOON)
    stage.scores(stage.iris, 3)
    stage.does(rating.finish_rating, stage.iris, at=NOON)
    with pytest.raises(Refused, match="klaar met scoren"):
        stage.does(rating.give_score, stage.iris, at=NOON, item="ST1", score=1)
    with pytest.raises(Refused, match="al klaar met scoren"):
        stage.does(visiting.step_back, stage.bram, at=NOON, reason="Nog een gesprek")
    stage.does(rating.take_up_rating, stage.iris)
    stage.does(rating.give_score, stage.iris, at=NOON, item="ST1", score=1)
    with pytest.raises(NotFound):
        stage.does(rating.give_score, stage.iris, at=NOON, item="XX9", score=1)


def test_after_the_consensus_nobody_rates_alone_any_more(stage: Stage) -> None:
    stage.reach(ReviewState.CONSENSUS)
    for service, given in (
        (rating.give_score, {"item": "ST1", "score": 1, "at": NOON}), (rating.take_up_rating, {}),
        (visiting.step_back, {"at": NOON, "reason": "Opnieuw"}), (rating.end_consensus, {"at": NOON}),
    ):  # fmt: skip
        with pytest.raises(Refused):
            stage.does(service, stage.iris, **given)
    with pytest.raises(Refused, match="waarom"):
        stage.does(rating.agree, stage.iris, at=NOON, item="ST1", score=4, reason="  ")


def test_a_step_back_has_its_reason_and_loses_nothing(stage: Stage) -> None:
    stage.reach(ReviewState.RESPONSE)
    with pytest.raises(Refused, match="waarom"):
        stage.does(visiting.step_back, stage.iris, at=NOON, reason="")
    for state in (ReviewState.REPORT, ReviewState.CONSENSUS):
        stage.does(visiting.step_back, stage.iris, at=NOON, reason="Fout in SE7")
        assert stage.review().state == state
    assert stage.review().final_on is None
    stage.does(rating.agree, stage.iris, at=NOON, item="SE7", score=3, reason="Toch drie")
    with stage.as_user(stage.iris):
        assert list(Consensus.objects.filter(item="SE7").order_by("pk").values_list("score", flat=True)) == [4, 3]
        back = ReviewStep.objects.filter(is_back=True)
        assert [step.reason for step in back] == ["Fout in SE7"] * 2


def test_texts_keep_their_history_and_the_report_begins_with_strengths(stage: Stage) -> None:
    stage.reach(ReviewState.REPORT)
    with pytest.raises(Refused, match="sterke punten"):
        stage.does(reporting.finish_report, stage.iris, at=NOON)
    for text in ("Goed", "Goed", "Heel goed"):
        stage.does(reporting.write_passage, stage.iris, at=NOON, part=Part.STRENGTHS, text=text)
    with stage.as_user(stage.iris):
        assert Passage.objects.count() == 2
    with pytest.raises(Refused):
        stage.does(reporting.write_passage, stage.house.leader, at=NOON, part=Part.RESPONSE, text="Te vroeg")


def test_the_plan_asks_for_a_response_an_action_and_somebody_of_the_team(stage: Stage) -> None:
    stage.reach(ReviewState.RESPONSE)
    leader = stage.house.leader
    with pytest.raises(Refused, match="reactie"):
        stage.does(reporting.close_review, leader, at=NOON)
    stage.does(reporting.write_passage, leader, at=NOON, part=Part.RESPONSE, text="Dank")
    with pytest.raises(Refused, match="minstens één actie"):
        stage.does(reporting.close_review, leader, at=NOON)
    action = {"at": NOON, "item": "ST1", "text": "Uren nalopen", "due_on": DAY}
    with pytest.raises(Refused, match="in dit team werkt"):
        stage.does(reporting.add_action, leader, owner=stage.house.practitioner.pk, **action)
    stage.does(reporting.add_action, stage.house.administrator, owner=leader.pk, **action)
    for by in (stage.iris, stage.house.specialist):
        with pytest.raises(Refused):
            stage.does(reporting.close_review, by, at=NOON)


@pytest.mark.parametrize("who", ["stranger", "practitioner"])
def test_for_others_the_review_does_not_exist(stage: Stage, who: str) -> None:
    stage.reach(ReviewState.VISIT)
    by: Membership = getattr(stage.house, who)
    with pytest.raises(NotFound):
        stage.does(visiting.end_visit, by, at=NOON)


def test_the_book_holds_no_name_and_the_term_of_reviewers_ends(stage: Stage) -> None:
    stage.reach(ReviewState.CLOSED)
    with pytest.raises(NotFound):
        stage.does(visiting.sign_statement, stage.iris, at=NOON)
    with stage.as_user(stage.house.leader) as by:
        row = EvidenceBook.objects.get()
        text = frozen.written(book_in(row)) + json.dumps(counts_of(dossier_of(by, stage.number))[1].items)
    assert stage.house.leader.code in text
    for one in (stage.house.leader, stage.house.specialist):
        assert one.user.name not in text


def test_working_papers_go_two_weeks_after_the_report(stage: Stage) -> None:
    stage.plan()
    stage.does(policy_files.add_policy, stage.house.leader, at=NOON, name="Beleid.pdf", content=PDF)
    stage.prepare()
    note = {"at": NOON, "item": "ST1", "source": Source.CLIENT, "text": "Rustig team"}
    stage.does(visiting.write_note, stage.iris, key=Note._meta.get_field("key").to_python("1" * 32), **note)
    for step in (stage.visit, stage.rate, stage.agree, stage.report):
        step()
    assert forgetting.forget_everywhere(at=NOON + timedelta(days=13)) == 0
    assert forgetting.forget_everywhere(at=NOON + timedelta(days=14)) == 1
    assert forgetting.forget_everywhere(at=NOON + timedelta(days=15)) == 0
    review = stage.review()
    assert review.notes_removed_at == NOON + timedelta(days=14)
    with scope(organisation_id=stage.house.organisation.pk, user_id=stage.iris.user_id):
        assert not Note.objects.exists()
        book = EvidenceBook.objects.get()
        assert (bytes(book.content), bytes(book.counts), set(book.scores)) == (b"", b"", set(ITEMS))
        entry = Entry.objects.get(event="review.notes_removed")
    assert entry.detail == {"notes": 1, "files": 1, "books": 1}


def test_a_destroyed_record_goes_from_the_book_too(stage: Stage) -> None:
    build_town(stage.house, clients=3)
    stage.reach(ReviewState.VISIT)
    with stage.as_user(stage.iris):
        before = book_in(EvidenceBook.objects.get())
        course = before.courses[0]
        for forget in supply.forgetters:
            forget(stage.house.organisation.pk, course.client_number)
        after = book_in(EvidenceBook.objects.get())
        _row, counts = counts_of(dossier_of(stage.iris, stage.number))
    assert {c.client_number for c in before.courses} - {c.client_number for c in after.courses} == {
        course.client_number
    }
    assert course.client_number not in {c.client_number for c in counts.index.courses}
    assert f'"{course.number}"' not in json.dumps(counts.items)
    assert course.pk not in {visit.course_id for visit in after.visits}
    assert course.client_id not in {asked.client_id for asked in after.requests}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("beleid.pdf", b"<html>"), ("beleid.exe", PDF), ("beleid.docx", b"PK\x03\x04 kapot"),
        ("beleid.html", PDF), ("beleid.pdf", PDF + b"0" * policy_files.AT_MOST_BYTES),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        policy_files.kind_of(name, content)


def test_a_policy_is_sealed_and_bears_a_plain_name(stage: Stage) -> None:
    stage.plan()
    made = stage.does(
        policy_files.add_policy, stage.house.leader, at=NOON, name="C:\\map\\Be\x00leid.PDF", content=PDF
    )
    assert made.name == "Beleid.PDF"
    assert PDF not in bytes(made.content)
    assert policy_files.opened(made) == PDF
    with pytest.raises(Refused):
        stage.does(policy_files.add_policy, stage.iris, at=NOON, name="x.pdf", content=PDF)
