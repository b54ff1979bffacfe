"""Rounding a conversation off: who led it, and that it is logged as a contact with one tick."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.test import Client as Browser

from conftest import House
from plek.benefits.models import Conversation
from plek.benefits.services.conversations import begin_conversation
from plek.benefits.services.finishing import Held, finish_conversation
from plek.benefits.tests.factories import trained
from plek.caseload.choices import MilestoneKind
from plek.caseload.models import Client, Contact, Milestone, Trajectory
from plek.caseload.tests.factories import client_in_care
from plek.organisations.models import Membership
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Browser]
BEGUN, AT = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
HERE = "/o/ggz-veenland/clients/C7/benefits/"
ON = AT.date()


@pytest.fixture
def zoe(house: House) -> Client:
    """With a conversation that began fifty minutes ago."""
    made = client_in_care(house)
    with inside(house.organisation.pk), time_machine.travel(BEGUN, tick=False):
        begin_conversation(by=house.specialist, at=BEGUN, client="C7", known={})
    return made


def test_one_tap_logs_what_is_filled_in_already(house: House, zoe: Client, sign_in: SignIn) -> None:
    with time_machine.travel(AT, tick=False):
        browser = sign_in(house.specialist)
        form = browser.get(f"{HERE}finish/").context["form"]
        typed = {name: form[name].value() for name in form.fields}
        assert "led_by" not in form.fields, "without a register there is nobody to choose"
        assert browser.post(f"{HERE}finish/", typed)["Location"] == HERE
        assert browser.post(f"{HERE}finish/", typed).status_code == 404, "it is rounded off already"
        assert browser.get(f"{HERE}steps/work/").status_code == 404
        assert "Begin een nieuw gesprek" in browser.get(HERE).content.decode()
    with inside(house.organisation.pk):
        logged = Contact.objects.get()
        assert (logged.mode, logged.setting, logged.minutes) == ("fysiek", "kantoor", 45)
        assert (logged.held_on, logged.topics, logged.held_with) == (ON, ["uitkering"], "cliënt")
        assert Conversation.objects.get().led_by_id == house.specialist.pk
        assert Milestone.objects.get().kind == MilestoneKind.BENEFITS_ADVICE


def test_it_is_only_logged_if_one_wants_and_a_trajectory_runs(house: House, zoe: Client, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        zoe.trajectories.update(ended_on=ON, end_reason="verhuisd")
    with time_machine.travel(AT, tick=False):
        browser = sign_in(house.specialist)
        assert "log_contact" not in browser.get(f"{HERE}finish/").context["form"].fields
        with inside(house.organisation.pk):
            Trajectory.objects.update(ended_on=None, end_reason="")
        assert browser.post(f"{HERE}finish/", {"mode": "fysiek"})["Location"] == HERE
    with inside(house.organisation.pk):
        assert not Contact.objects.exists()


def test_what_a_contact_needs_is_asked_beside_its_field_and_nothing_is_lost(
    house: House, zoe: Client, sign_in: SignIn
) -> None:
    with time_machine.travel(AT, tick=False):
        answer = sign_in(house.specialist).post(f"{HERE}finish/", {"log_contact": "on", "mode": "fysiek"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"setting"}
    with inside(house.organisation.pk):
        assert Conversation.objects.get().finished_at is None


def test_an_adviser_of_the_register_led_it(house: House, zoe: Client, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        trained(house.colleague, by=house.leader)
    with time_machine.travel(AT, tick=False):
        browser = sign_in(house.specialist)
        offered = browser.get(f"{HERE}finish/").context["form"].fields["led_by"].choices
        assert [pk for pk, _name in offered] == [house.specialist.pk, house.colleague.pk]
        typed = {"led_by": house.colleague.pk, "log_contact": "on", "mode": "video", "minutes": "30"}
        assert browser.post(f"{HERE}finish/", typed)["Location"] == HERE
        assert f"Geleid door {house.colleague.user.name}." in browser.get(HERE).content.decode()
    with inside(house.organisation.pk):
        assert {row.member_id for row in Contact.objects.all()} == {house.specialist.pk, house.colleague.pk}


def test_who_is_no_adviser_cannot_have_led_it(house: House, zoe: Client) -> None:
    held = Held(uuid4(), "video", "", 30)
    with inside(house.organisation.pk), pytest.raises(Refused):
        finish_conversation(
            by=house.specialist, at=AT, on=ON, client="C7", led_by=house.practitioner.pk, held=held
        )
