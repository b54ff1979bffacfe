"""One of everything at one organisation, so that every address can be visited with a record that exists."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from plek.caseload.models import Appointment, Client, Draft, Meeting, SavedView, Snooze, Task, Trajectory
from plek.caseload.tests.factories import ClientFactory, ContactFactory, ReferralFactory, TrajectoryFactory
from plek.employers.models import Employer, EmployerContact
from plek.employment.models import Education, Job
from plek.organisations.models import Membership, Organisation, Team
from plek.shared.tenancy import inside

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """A client with a history, and what stands in the addresses that lead to it."""

    organisation: Organisation
    client: Client
    trajectory: Trajectory
    parts: dict[str, dict[str, object]]
    """By the first word of an address: what fills its places."""


def furnish(organisation: Organisation, fact: Team, ips: Team, specialist: Membership) -> World:
    """Give an organisation one of everything."""
    with inside(organisation.pk):
        client = ClientFactory(organisation=organisation, treatment_team=fact, ips_team=ips, number="C77")
        trajectory = TrajectoryFactory(client=client, ips_team=ips, specialist=specialist, number="TR77")
        waiting = ClientFactory(organisation=organisation, treatment_team=fact, ips_team=ips)
        referral = ReferralFactory(organisation=organisation, client=waiting, ips_team=ips, referrer=specialist)
        contact = ContactFactory(trajectory=trajectory)
        own = {"organisation": organisation}
        employer = Employer.objects.create(**own, code="W77", name="Bakkerij De Korenaar")
        spoken = EmployerContact.objects.create(
            **own, key=uuid.uuid4(), member=specialist, employer=employer, trajectory=trajectory, held_on=TODAY,
            decides_on_hiring=True, mode="fysiek", purpose="kennismaken", recorded_at=NOON, recorded_by=specialist,
        )  # fmt: skip
        job = Job.objects.create(
            **own, number="J77", trajectory=trajectory, employer=employer, title="Bakker", started_on=TODAY,
            hours_per_week=12, contract="tijdelijk", is_competitive=True,
        )  # fmt: skip
        study = Education.objects.create(**own, trajectory=trajectory, title="Mbo Bakker", started_on=TODAY)
        appointment = Appointment.objects.create(
            **own, membership=specialist, trajectory=trajectory, starts_at=NOON
        )
        task = Task.objects.create(
            **own, owner=specialist, trajectory=trajectory, due_on=TODAY, made_by=specialist, made_at=NOON
        )
        meeting = Meeting.objects.create(**own, held_on=TODAY, kind="groepssupervisie", team=ips)
        view = SavedView.objects.create(**own, membership=specialist, name="Mijn lijst", query="phase=searching")
        snooze = Snooze.objects.create(**own, membership=specialist, line="silence:1", until=TODAY, made_at=NOON)
        Draft.objects.create(**own, membership=specialist, form="contact", saved_at=NOON)
    parts: dict[str, dict[str, object]] = {
        "clients": {"number": client.number, "pk": client.pk},
        "trajectories": {"number": trajectory.number, "pk": trajectory.pk},
        "referrals": {"pk": referral.pk, "number": referral.pk},
        "contacts": {"pk": contact.pk, "key": contact.key},
        "employers": {"code": employer.code, "pk": employer.pk},
        "employer-contacts": {"pk": spoken.pk, "key": spoken.key},
        "jobs": {"number": job.number, "pk": job.pk},
        "education": {"pk": study.pk},
        "educations": {"pk": study.pk},
        "appointments": {"pk": appointment.pk},
        "tasks": {"pk": task.pk},
        "meetings": {"pk": meeting.pk},
        "views": {"pk": view.pk},
        "today": {"pk": snooze.pk, "line": snooze.line, "rule": "silence"},
        "people": {"code": specialist.code, "pk": specialist.pk},
        "teams": {"code": ips.code, "pk": ips.pk},
    }
    return World(organisation, client, trajectory, parts)


FALLBACK: dict[str, object] = {
    "int": 1, "str": "X1", "slug": "x1", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x",
}  # fmt: skip
