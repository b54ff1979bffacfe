"""What was counted in a book is kept with it: the same as counting again, and it opens beside no other records."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conftest import House
from plek.fidelity.counting.order import ordered
from plek.fidelity.models import EvidenceBook
from plek.fidelity.selectors.indication import indication_in
from plek.fidelity.selectors.reviews import kept
from plek.fidelity.selectors.reviews.dossier import dossier_of
from plek.fidelity.selectors.reviews.evidence import book_in, book_of, counts_of
from plek.fidelity.services.reviews import visiting
from plek.fidelity.tests.reviews.stage import DAY, NOON, Stage, on_stage
from plek.fidelity.tests.town import build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(house: House) -> Stage:
    build_town(house, clients=12)
    made = on_stage(house)
    made.plan()
    made.does(visiting.make_book, house.leader, at=NOON, on=DAY)
    return made


def test_what_is_kept_is_what_counting_again_gives(stage: Stage) -> None:
    with stage.as_user(stage.iris) as by:
        dossier = dossier_of(by, stage.number)
        _row, found = counts_of(dossier)
        again = indication_in(book_of(dossier)[0], dossier.scale, found.period)
    assert found.result == again.result
    for code, tally in again.tallies.items():
        lines = ordered(tally.lines, again.item(code).item)[: kept.AT_MOST]
        assert found.lines(code) == [replace(line, row=kept.bare(line.row)) for line in lines], code
        assert found.listed(code) == len(tally.lines)
    assert sum(found.listed(code) for code in again.tallies) > 100


def test_records_and_counts_open_only_together(stage: Stage) -> None:
    stage.does(visiting.make_book, stage.house.leader, at=NOON + timedelta(hours=1), on=DAY - timedelta(days=40))
    with stage.as_user(stage.iris) as by:
        first, last = EvidenceBook.objects.order_by("made_at")
        EvidenceBook.objects.filter(pk=last.pk).update(counts=first.counts)
        with pytest.raises(ValueError, match="opened"):
            counts_of(dossier_of(by, stage.number))
        EvidenceBook.objects.filter(pk=last.pk).update(counts=last.counts, content=first.content)
        with pytest.raises(ValueError, match="not those that were sealed"):
            book_in(EvidenceBook.objects.get(pk=last.pk))


def test_an_item_without_records_is_empty(stage: Stage) -> None:
    with stage.as_user(stage.iris) as by:
        _row, found = counts_of(dossier_of(by, stage.number))
    assert (found.lines("OR8"), found.listed("OR8")) == ([], 0)
    assert found.item("OR8").score is None
