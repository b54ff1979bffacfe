"""One of everything at one organisation, so that every address is visited with a record that exists."""

import json
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.urls import URLPattern

from conftest import House
from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.choices import Step as BenefitStep
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.models import ChangeNotice, Reminder
from plek.benefits.services import conversations
from plek.benefits.services.reminders import Chosen, remind_of
from plek.benefits.tests.factories import amount_proposed, regime_set, scheme_kept, trained
from plek.caseload.choices import DestructionGround, DestructionState, MilestoneKind, RightsKind, Setting
from plek.caseload.models import (
    Appointment,
    Client,
    ContactNote,
    Destruction,
    Draft,
    EmergencyAccess,
    Meeting,
    RightsRequest,
    SavedView,
    Snooze,
    Task,
    Trajectory,
)
from plek.caseload.models.emergency import LASTS
from plek.caseload.tests.factories import ClientFactory, ContactFactory, ReferralFactory, TrajectoryFactory
from plek.employers.models import Employer, EmployerContact
from plek.employment.models import Education, Job, JobTerms
from plek.exchange.choices import RunState
from plek.exchange.services import runs
from plek.exchange.tests.books import xlsx
from plek.fidelity.choices import ReviewState
from plek.fidelity.models import Note, PlannedTalk, PolicyFile, Review, ScaleWording
from plek.fidelity.services.reviews.policy_files import sealed_file
from plek.fidelity.tests.reviews.stage import at_once
from plek.organisations.choices import AbsenceKind, Role, TeamKind
from plek.organisations.models import Absence, Membership, Organisation, Team, WorkingTime
from plek.organisations.tests.factories import LONG_AGO, member
from plek.organisations.tests.test_pure import png
from plek.shared.doors import Door
from plek.shared.tenancy import inside, scope

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
PREFIX = "o/<slug:organisation>/"
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class World:
    """A client with a history, and what stands in the addresses that lead to it."""

    organisation: Organisation
    client: Client
    trajectory: Trajectory
    cast: dict[str, Membership]
    """By role: someone who may see the client, as far as his role goes."""
    parts: dict[str, dict[str, object]]
    """By the first word of an address: what fills its places."""

    def address(self, route: str, **other: object) -> str:
        """The address of a route with each place filled from what exists; ``other`` goes first."""
        rest = route.removeprefix(PREFIX)
        known = self.parts.get(rest.split("/", 1)[0], {}) | other
        return f"/o/{self.organisation.slug}/" + PLACE.sub(lambda place: str(known[place[1]]), rest)


def read(response: Any) -> bytes:
    """All that an answer says; a file is read to its end, which closes it."""
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def door_of(pattern: URLPattern) -> Door:
    """Who may come in here."""
    door: Door = pattern.callback.door  # type: ignore[attr-defined]
    return door


def furnish(house: House) -> World:
    """Give the house one of everything."""
    with inside(house.organisation.pk):
        client, trajectory, referral = _care(house)
        parts = _around_care(house, client, trajectory, referral.pk)
        parts |= _of_work(house, trajectory) | _of_house(house) | _of_benefits(house)
        parts["clients"] |= _of_a_benefits_talk(house, client)
        parts["me"] |= {"scenario": parts["clients"]["scenario"], "todo": _todo(house, client)}
    cast = _cast(house, client)
    parts["emergency"] = _emergency(house)
    parts["reviews"] = _reviews(house, cast[Role.FIDELITY_REVIEWER])
    return World(house.organisation, client, trajectory, cast, parts)


def _reviews(house: House, reviewer: Membership) -> dict[str, object]:
    """One of the IPS team with a final report, and one of another team in its visit, ``MG-I2``."""
    other = member(Role.FIDELITY_REVIEWER, organisation=house.organisation, on=TODAY)
    own: dict[str, Any] = {"organisation": house.organisation}
    with inside(house.organisation.pk):
        second = Team.objects.create(**own, code="I2", name="IPS-team Zuid", kind=TeamKind.IPS)
    member(Role.EMPLOYMENT_SPECIALIST, second, organisation=house.organisation, on=TODAY)
    with scope(organisation_id=house.organisation.pk, user_id=reviewer.user_id):
        at_once(house, house.ips, (reviewer, other), ReviewState.RESPONSE)
        visit = at_once(house, second, (reviewer, other), ReviewState.VISIT)
        talk = PlannedTalk.objects.create(**own, review=visit, source="client", held_on=TODAY)
        final = Review.objects.get(number="MG-IPS")
        file = {"key": uuid.uuid4(), "name": "b.pdf", "kind": "pdf", "size": 1, "added_by": house.leader}
        policy = PolicyFile.objects.create(**own, **file, review=final, added_at=NOON, content=b"")
        policy.content = sealed_file(policy.key, b"%PDF-1.7")
        policy.save(update_fields=["content"])
        note = Note.objects.create(
            **own, review=visit, seat=visit.seats.get(place=1), key=uuid.uuid4(), item="ST1", source="client",
            text="Rustig", written_at=NOON,
        )  # fmt: skip
    return {
        "number": final.number, "item": "ST1", "client": "C77", "talk": talk.pk, "policy": policy.pk,
        "note": note.pk,
    }  # fmt: skip


def _emergency(house: House) -> dict[str, object]:
    """The specialist opened the record of C79, of a team where nobody else works; the leader looks at it."""
    own: dict[str, Any] = {"organisation": house.organisation}
    house.organisation.privacy_officer = house.leader
    house.organisation.save(update_fields=["privacy_officer"])
    with scope(organisation_id=house.organisation.pk, user_id=house.specialist.user_id):
        apart = Team.objects.create(**own, code="F79", name="FACT Ver", kind=TeamKind.FACT)
        client = ClientFactory(**own, treatment_team=apart, number="C79", last_name="Verderop")
        access = EmergencyAccess.objects.create(
            **own, client=client, opened_by=house.specialist, user=house.specialist.user, opened_at=NOON,
            ends_at=NOON + LASTS, reason="danger", text="Belde in paniek",
        )  # fmt: skip
    return {"access": access.pk}


def _cast(house: House, client: Client) -> dict[str, Membership]:
    known = [house.specialist, house.leader, house.practitioner, house.administrator]
    cast: dict[str, Membership] = {by.role: by for by in known}
    for role in Role:
        if role not in cast:
            cast[role] = member(role, organisation=house.organisation, on=TODAY)
    with inside(house.organisation.pk):
        Client.objects.filter(pk=client.pk).update(user=cast[Role.CLIENT].user)
    return cast


def _care(house: House) -> tuple[Client, Trajectory, Any]:
    here: dict[str, Any] = {"organisation": house.organisation, "treatment_team": house.fact}
    client = ClientFactory(**here, ips_team=house.ips, number="C77", first_name="Anna", last_name="Zonderling")
    trajectory = TrajectoryFactory(
        client=client, ips_team=house.ips, specialist=house.specialist, number="TR77", wish="Brood bakken"
    )
    waiting = ClientFactory(**here, ips_team=house.ips, number="C78", last_name="Wachtmans")
    referral = ReferralFactory(
        organisation=house.organisation, client=waiting, ips_team=house.ips, referrer=house.practitioner
    )
    return client, trajectory, referral


def _around_care(
    house: House, client: Client, trajectory: Trajectory, referral: int
) -> dict[str, dict[str, object]]:
    own: dict[str, Any] = {"organisation": house.organisation}
    mine = own | {"membership": house.specialist}
    contact = ContactFactory(trajectory=trajectory, has_note=True)
    ContactNote.objects.create(**own, contact=contact, text="Sprak over de bakkerij")
    appointment = Appointment.objects.create(
        **mine, trajectory=trajectory, starts_at=NOON, about="Kennismaken", setting=Setting.OUTDOORS
    )
    task = Task.objects.create(
        **own, owner=house.specialist, trajectory=trajectory, due_on=TODAY, made_by=house.specialist, made_at=NOON
    )
    meeting = Meeting.objects.create(**own, held_on=TODAY, kind="groepssupervisie", team=house.ips)
    view = SavedView.objects.create(**mine, name="Mijn lijst", query="phase=searching")
    Snooze.objects.create(**mine, line="silence:TR77", until=TODAY, made_at=NOON)
    asked = RightsRequest.objects.create(
        **own, client=client, kind=RightsKind.ACCESS, asked_on=TODAY, asked_by=house.practitioner, due_on=TODAY
    )
    decided = Destruction.objects.create(
        **own, record_id=client.pk, client_number=client.number, ground=DestructionGround.REQUEST,
        proposed_by=house.practitioner, proposed_at=NOON, state=DestructionState.WITHDRAWN,
        decided_by=house.practitioner, decided_at=NOON,
    )  # fmt: skip
    Draft.objects.create(**mine, form="contact", fields=json.dumps({"note": ["Half af"]}), saved_at=NOON)
    return {
        "clients": {"number": client.number, "asked": asked.pk},
        "me": {"asked": asked.pk},
        "records": {"destruction": decided.pk},
        "board": {"number": trajectory.number},
        "trajectories": {"number": trajectory.number, "kind": MilestoneKind.values[0]},
        "referrals": {"referral": referral},
        "contacts": {"contact": contact.pk, "key": contact.key},
        "appointments": {"appointment": appointment.pk},
        "tasks": {"task": task.pk},
        "meetings": {"meeting": meeting.pk},
        "caseload": {"view": view.pk, "kind": "csv"},
        "drafts": {"form": "contact"},
        "rules": {"code": "first_meeting"},
        "fidelity": {"item": "SE4", "vignette": "01", "wording": _wording(house)},
    }


def _wording(house: House) -> int:
    head = {"scale": "IPS-25", "version": "2008-01-07", "language": "nl", "source": "x", "right": "y"}
    return ScaleWording.objects.create(
        organisation=house.organisation, given=head | {"items": {}}, laid_in_by=house.administrator,
        laid_in_at=NOON, **head,
    ).pk  # fmt: skip


def _of_a_benefits_talk(house: House, client: Client) -> dict[str, object]:
    """An open conversation about the benefit, with a note and something kept."""
    here: dict[str, Any] = {"by": house.specialist, "client": client.number}
    conversations.begin_conversation(**here, at=NOON, known={BenefitStep.BENEFIT: {"kind": "wajong_able"}})
    conversations.write_note(**here, at=NOON, text="Sprak over schulden")
    found = estimated(Answers(kind="wajong_able"), TODAY, [PlanDetails(hours=12)])
    assert isinstance(found, Estimate)
    kept = conversations.keep_scenario(**here, at=NOON, title="Voor de bakkerij", estimate=found)
    ChangeNotice.objects.create(
        organisation=house.organisation,
        client=client,
        scenario=kept,
        rule_set="other",
        found_on=TODAY,
        outcome="x",
    )
    return {"step": BenefitStep.HOUSEHOLD.value, "place": 1, "scenario": kept.pk}


def _todo(house: House, client: Client) -> int:
    """One that stands on the specialist's list and on the client's page."""
    chosen = Chosen("allowances:job_start:2026-12-01", "Toeslagen: geef het door", TODAY)
    remind_of(by=house.specialist, at=NOON, client=client.number, chosen=[chosen])
    return Reminder.objects.get().pk


def _of_work(house: House, trajectory: Trajectory) -> dict[str, dict[str, object]]:
    own: dict[str, Any] = {"organisation": house.organisation}
    employer = Employer.objects.create(**own, code="W77", name="Bakkerij De Korenaar")
    spoken = EmployerContact.objects.create(
        **own, key=uuid.uuid4(), member=house.specialist, employer=employer, trajectory=trajectory, held_on=TODAY,
        decides_on_hiring=True, mode="fysiek", purpose="kennismaken", recorded_at=NOON,
        recorded_by=house.specialist,
    )  # fmt: skip
    job = Job.objects.create(
        **own, number="J77", trajectory=trajectory, employer=employer, title="Bakker", started_on=TODAY,
        hours_per_week=12, contract="tijdelijk", is_competitive=True,
    )  # fmt: skip
    terms = JobTerms.objects.create(
        **own, key=uuid.uuid4(), job=job, begins_on=TODAY + timedelta(days=30), hours_per_week=16,
        recorded_at=NOON, recorded_by=house.specialist,
    )  # fmt: skip
    study = Education.objects.create(**own, trajectory=trajectory, title="Mbo Bakker", started_on=TODAY)
    return {
        "employers": {"code": employer.code},
        "employer-contacts": {"key": spoken.key},
        "jobs": {"number": job.number, "terms": terms.pk},
        "education": {"education": study.pk},
    }


def _of_benefits(house: House) -> dict[str, dict[str, object]]:
    """The leader is a trained adviser and proposed an amount; the administrator wrote down a municipality."""
    adviser, waiting = trained(house.leader, by=house.leader), amount_proposed(house.leader)
    regime, scheme = regime_set(house.administrator), scheme_kept(house.administrator)
    return {
        "benefit-amounts": {"law": "minimum_wage", "code": "hourly", "amount": waiting.pk},
        "municipalities": {"place": regime.place, "regime": regime.pk, "scheme": scheme.pk},
        "advisers": {"row": adviser.pk},
    }


def _of_house(house: House) -> dict[str, dict[str, object]]:
    organisation = house.organisation
    organisation.logo, organisation.logo_mark = png(), "abc123"
    organisation.save(update_fields=["logo", "logo_mark"])
    absence = Absence.objects.create(
        organisation=organisation, membership=house.colleague, kind=AbsenceKind.LEAVE, begins_on=TODAY
    )
    working, _earlier = [
        WorkingTime.objects.create(
            organisation=organisation, membership=house.colleague, begins_on=day, fte="0.80", recorded_at=NOON,
            recorded_by=house.administrator,
        )
        for day in (TODAY, LONG_AGO)
    ]  # fmt: skip
    book = xlsx({"Cliënten": [["cliëntnummer", "voornaam"], ["C9", "Jo"]]})
    run = runs.upload(by=house.leader, at=NOON, content=book)
    run.state, run.report = RunState.CHECKED, json.dumps({"rows": [["Cliënten", 2, {"voornaam": "Jo"}]]})
    run.save()
    return {
        "people": {"person": house.colleague.pk},
        "absences": {"absence": absence.pk},
        "working-times": {"row": working.pk},
        "teams": {"team": house.ips.pk},
        "import": {"key": run.key, "place": 4, "number": 2},
        "logo": {"mark": "abc123"},
    }
