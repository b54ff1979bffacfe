"""The small forms of a trajectory, as a page and beside the client page."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client as Browser

from conftest import House
from plek.audit.models import Entry
from plek.caseload.models import Milestone, Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
GOOD: dict[str, dict[str, str]] = {
    "phase/": {"phase": "starting"},
    "phase/begin/": {"begins_on": "2026-10-05"},
    "first-meeting/": {"met_on": "2026-09-12"},
    "next-step/": {"text": "Chef bellen", "due_on": "2026-11-30"},
    "wish/": {"text": "Bakker worden"},
    "funding/": {"funding": "UWV"},
    "milestones/profile_ready/": {"reached_on": "2026-11-20"},
    "end/": {"reason": "verhuisd", "ended_on": "2026-11-24"},
}
BAD: dict[str, dict[str, str]] = {
    "phase/": {"phase": "ready"},
    "phase/begin/": {"begins_on": "2027-01-01"},
    "first-meeting/": {"met_on": "2020-01-01"},
    "next-step/": {"text": "x" * 400},
    "wish/": {"text": ""},
    "funding/": {"funding": "x"},
    "milestones/profile_ready/": {"reached_on": "2027-01-01"},
    "end/": {"reason": "not_ready", "ended_on": "2026-11-24"},
    "specialist/": {"specialist": "0"},
}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def trajectory(house: House) -> Trajectory:
    with inside(house.organisation.pk):
        client = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, number="C7"
        )
        return TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist, number="T7")


def url(house: House, rest: str) -> str:
    return f"/o/{house.organisation.slug}/trajectories/T7/{rest}"


def events(house: House) -> list[tuple[str, int | None]]:
    with inside(house.organisation.pk):
        return list(Entry.objects.order_by("sequence").values_list("event", "client_id"))


@pytest.mark.parametrize("rest", [*GOOD, "specialist/"])
def test_each_form_opens_as_a_page_and_beside_and_the_look_is_logged(
    house: House, trajectory: Trajectory, sign_in: SignIn, rest: str
) -> None:
    browser = sign_in(house.specialist)
    assert "<html" in browser.get(url(house, rest)).content.decode()
    beside = browser.get(url(house, rest), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in beside
    assert "hx-post" in beside
    assert events(house) == [("trajectory.viewed", trajectory.client_id)] * 2


@pytest.mark.parametrize("rest", GOOD)
def test_each_form_does_what_it_says_and_goes_back_to_the_client(
    house: House, trajectory: Trajectory, sign_in: SignIn, rest: str
) -> None:
    answer = sign_in(house.specialist).post(url(house, rest), GOOD[rest])
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/clients/C7/")
    (entry,) = events(house)
    assert entry[1] == trajectory.client_id


def test_beside_the_page_the_whole_page_follows(house: House, trajectory: Trajectory, sign_in: SignIn) -> None:
    answer = sign_in(house.specialist).post(
        url(house, "phase/"), {"phase": "starting"}, headers={"HX-Request": "true"}
    )
    assert answer.headers["HX-Redirect"].endswith("/clients/C7/")


@pytest.mark.parametrize("rest", BAD)
def test_what_does_not_fit_comes_back_and_changes_nothing(
    house: House, trajectory: Trajectory, sign_in: SignIn, rest: str
) -> None:
    assert sign_in(house.specialist).post(url(house, rest), BAD[rest]).status_code == 422
    with inside(house.organisation.pk):
        assert Trajectory.objects.get().version == 1
    assert events(house) == []


@pytest.mark.parametrize("rest", [*GOOD, "specialist/"])
@pytest.mark.parametrize(("who", "status"), [("practitioner", 403), ("stranger", 404)])
def test_others_cannot_lead(
    house: House, trajectory: Trajectory, sign_in: SignIn, rest: str, who: str, status: int
) -> None:
    browser = sign_in(getattr(house, who))
    assert browser.get(url(house, rest)).status_code == status
    assert browser.post(url(house, rest), GOOD.get(rest, {})).status_code == status


def test_the_specialists_are_named_with_their_caseload_in_the_order_of_names(
    house: House, trajectory: Trajectory, sign_in: SignIn
) -> None:
    browser = sign_in(house.leader)
    form = browser.get(url(house, "specialist/")).context["form"]
    labels = [label for _pk, label in form.fields["specialist"].choices]
    assert labels == sorted(labels)
    assert any("1 van 18" in label for label in labels)
    assert any("0 van 20" in label for label in labels)
    browser.post(url(house, "specialist/"), {"specialist": house.colleague.pk})
    with inside(house.organisation.pk):
        assert Trajectory.objects.get().specialist == house.colleague


def test_a_milestone_is_taken_back(house: House, trajectory: Trajectory, sign_in: SignIn) -> None:
    browser, page = sign_in(house.specialist), url(house, "milestones/openness_talk/")
    assert "take-back" not in browser.get(page).content.decode()
    browser.post(page, {"reached_on": "2026-11-20"})
    assert "take-back" in browser.get(page).content.decode()
    browser.post(page, {"take-back": "1"})
    with inside(house.organisation.pk):
        assert [m.is_withdrawn for m in Milestone.objects.order_by("pk")] == [False, True]


def test_no_such_milestone_or_trajectory(house: House, trajectory: Trajectory, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    assert browser.get(url(house, "milestones/ready/")).status_code == 404
    assert browser.get(f"/o/{house.organisation.slug}/trajectories/T8/phase/").status_code == 404


def test_a_later_day_can_be_chosen_for_a_phase(house: House, trajectory: Trajectory, sign_in: SignIn) -> None:
    sign_in(house.specialist).post(url(house, "phase/"), {"phase": "resting", "on": "2026-11-20"})
    with inside(house.organisation.pk):
        assert Trajectory.objects.get().phase_since == date(2026, 11, 20)


def test_a_visit_to_restart_alone_starts_nothing(house: House, trajectory: Trajectory, sign_in: SignIn) -> None:
    page = f"/o/{house.organisation.slug}/clients/C7/restart/"
    assert sign_in(house.specialist).get(page).status_code == 302
    assert sign_in(house.specialist).post(page).status_code == 422
    with inside(house.organisation.pk):
        assert Trajectory.objects.count() == 1
