"""Months that have ended: kept once, never changed, and what was put right afterwards is listed beside them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import ProgrammingError, transaction
from django.test import Client as Browser

from conftest import House
from plek.audit.models import Entry
from plek.fidelity.models import IndicationRecord
from plek.fidelity.presenters.history import _dot, _line
from plek.fidelity.presenters.ladder import item_line
from plek.fidelity.selectors.indication import indication_of
from plek.fidelity.services.recording import month_ends, record_everywhere, record_month
from plek.fidelity.tests.test_views import a_client, page
from plek.fidelity.tests.town import build_town
from plek.organisations.models import Membership
from plek.organisations.selectors import acting
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
SEPTEMBER, NIGHT = date(2026, 9, 30), datetime(2026, 10, 1, 2, tzinfo=UTC)


def keep(house: House, last_on: date = SEPTEMBER) -> int:
    with inside(house.organisation.pk):
        return record_month(by=house.administrator, teams=[house.ips], last_on=last_on, at=NIGHT)


def rows(house: House) -> dict[str, IndicationRecord]:
    with inside(house.organisation.pk):
        return {row.item: row for row in IndicationRecord.objects.filter(team=house.ips, last_on=SEPTEMBER)}


def test_a_month_is_kept_once_with_every_item_as_it_stood(house: House) -> None:
    build_town(house)
    assert keep(house) == 25
    kept = rows(house)
    assert (kept["ST1"].version, kept["ST1"].first_on, kept["ST1"].last_on) == (
        "2008-01-07", date(2026, 4, 1), SEPTEMBER,
    )  # fmt: skip
    assert kept["OR8"].score is None
    assert (kept["OR8"].at_least, kept["OR8"].at_most) == (1, 5)
    assert kept["SE10"].denominator == kept["SE10"].records
    assert keep(house) == 0
    with inside(house.organisation.pk):
        entry = Entry.objects.get(event="fidelity.month_recorded")
    assert (entry.object_id, entry.source, entry.user_id) == ("IPS", "worker", house.administrator.user_id)


def test_what_was_kept_is_what_is_computed_on_that_day(house: House, sign_in: SignIn) -> None:
    build_town(house)
    keep(house)
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        words = page(sign_in(house.leader), "?on=2026-09-30")
    assert "op 1 oktober 2026 vastgelegd" in words
    assert "Sindsdien is er niets veranderd" in words


def test_nothing_that_was_kept_can_be_changed_or_removed(house: House) -> None:
    build_town(house)
    keep(house)
    with inside(house.organisation.pk):
        for change in (
            lambda: IndicationRecord.objects.update(score=5), lambda: IndicationRecord.objects.all().delete(),
        ):  # fmt: skip
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()


def test_what_is_put_right_afterwards_is_listed_and_changes_no_row(house: House, sign_in: SignIn) -> None:
    course = a_client(house, first_meeting_on=None)
    keep(house)
    before = rows(house)["SE4"]
    with inside(house.organisation.pk):
        course.first_meeting_on = date(2026, 1, 5)
        course.save(update_fields=["first_meeting_on"])
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        words = page(sign_in(house.leader), "?on=2026-09-30")
    listed = words.split('id="changed"')[1].split("</ul>")[0]
    assert "SE4 Snel zoeken naar werk" in listed
    assert "vastgelegd" in listed
    assert rows(house)["SE4"].score == before.score


def test_each_night_only_what_is_due_is_kept_for_every_team_of_every_organisation(house: House) -> None:
    build_town(house)
    november = {"today": date(2026, 11, 24), "at": datetime(2026, 11, 24, 2, tzinfo=UTC)}
    assert record_everywhere(**november) == 25  # the stranger's organisation has no administrator yet
    assert record_everywhere(**november) == 0
    assert keep(house) == 25
    later = {"today": date(2027, 2, 3), "at": datetime(2027, 2, 3, 2, tzinfo=UTC)}
    assert record_everywhere(**later) == 3 * 25
    with inside(house.organisation.pk):
        kept = IndicationRecord.objects.order_by("last_on").values_list("last_on", flat=True).distinct()
        assert list(kept) == [
            SEPTEMBER, date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31)
        ]  # fmt: skip


def test_every_score_of_the_months_before_is_a_hollow_dot(house: House) -> None:
    build_town(house)
    for last_on in (date(2026, 8, 31), SEPTEMBER):
        keep(house, last_on)
    with inside(house.organisation.pk):
        found = indication_of(acting(house.leader.pk, SEPTEMBER), on=SEPTEMBER).indication
    assert found is not None
    (august, september) = sorted((r for r in found.recorded if r.item == "SE8"), key=lambda r: r.last_on)
    now = september.score
    scores = [n for n in (1, 2, 4, 5) if n != now][:2]
    kept = [replace(august, score=n, last_on=date(2026, 6 + place, 30)) for place, n in enumerate(scores)]
    other_version = replace(august, score=3, version="1999")
    rungs = item_line(
        replace(found, recorded=(*kept, other_version, september)), "SE8", lambda *_names, **_parts: ""
    ).rungs
    assert [rung.score for rung in rungs if rung.is_before] == scores
    assert [rung.score for rung in rungs if rung.is_reached] == [now]


def test_a_team_in_which_nobody_worked_has_no_month(house: House) -> None:
    assert keep(house, date(2020, 1, 31)) == 0


def test_the_ends_of_months() -> None:
    assert month_ends(date(2026, 3, 31), 3) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


def test_the_months_show_as_steps_and_as_a_table(house: House, sign_in: SignIn) -> None:
    build_town(house)
    for last_on in (date(2026, 7, 31), date(2026, 8, 31), SEPTEMBER):
        keep(house, last_on)
    with time_machine.travel(datetime(2026, 10, 9, 12, tzinfo=UTC), tick=False):
        words = page(sign_in(house.specialist))
    table = words.split('id="months-table"')[1].split("</table>")[0]
    assert table.count("<tr>") == 27
    assert "2026" in table.split("</thead>")[0]
    with inside(house.organisation.pk):
        scored = IndicationRecord.objects.filter(score__isnull=False).values("item").distinct().count()
    assert scored > 10
    assert words.count('class="steps') == scored + 1, "and the mean"


def test_steps_join_months_that_follow_each_other_and_leave_a_gap() -> None:
    dots = [_dot(0, 1), _dot(1, 3), None, _dot(3, 5)]
    assert _line(dots) == "M5 25H17V15M41 5"
