"""What clients of the invented region asked about their record, and one record that is gone."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from plek.caseload.choices import DestructionGround, DestructionState, RightsKind
from plek.caseload.models import Client, Destruction, RightsRequest
from plek.caseload.policies.referrals import OPEN
from plek.caseload.rules.records import answer_term
from plek.config.demo.places import Ggz
from plek.organisations.choices import Role
from plek.organisations.models import Membership

GONE = 9_000_000
"""Below this number no record exists (any more) in the demo."""


def build_rights(ggz: Ggz, today: date) -> None:
    """A correction to be answered, a destruction that waits for a second person, and a certificate."""
    here = Client.objects.filter(organisation=ggz.organisation).order_by("pk")
    own = here.filter(user__isnull=False).first()
    if own is not None and own.user is not None:
        asker = Membership.objects.get(organisation=ggz.organisation, user=own.user)
        _ask(own, asker, RightsKind.CORRECTION, "Mijn telefoonnummer klopt niet meer", today - timedelta(days=5))
    ended = here.filter(trajectories__ended_on__isnull=False).exclude(trajectories__ended_on__isnull=True)
    leaver = ended.exclude(referrals__state__in=OPEN).first()
    practitioner = _first(ggz, Role.PRACTITIONER)
    if leaver is not None:
        asked = _ask(leaver, practitioner, RightsKind.DESTRUCTION, "Ik ben verhuisd", today - timedelta(days=12))
        _propose(ggz, leaver.pk, leaver.number, practitioner, asked.asked_on, today - timedelta(days=3))
    done = _propose(ggz, GONE, "C0007", practitioner, today - timedelta(days=70), today - timedelta(days=61))
    done.state, done.decided_by = DestructionState.DONE, _first(ggz, Role.ADMINISTRATOR)
    done.decided_at = _morning(today - timedelta(days=60))
    done.counts = {"caseload.Client": 1, "caseload.Trajectory": 1, "caseload.Contact": 23, "employment.Job": 1}
    done.save()


def _first(ggz: Ggz, role: Role) -> Membership:
    found: Membership = Membership.objects.filter(organisation=ggz.organisation, role=role).order_by("pk")[0]
    return found


def _ask(client: Client, by: Membership, kind: RightsKind, text: str, on: date) -> RightsRequest:
    return RightsRequest.objects.create(
        organisation_id=client.organisation_id, client=client, kind=kind, text=text, asked_on=on, asked_by=by,
        due_on=answer_term(kind).after(on),
    )  # fmt: skip


def _propose(ggz: Ggz, record: int, number: str, by: Membership, asked_on: date, on: date) -> Destruction:
    return Destruction.objects.create(
        organisation=ggz.organisation, record_id=record, client_number=number, ground=DestructionGround.REQUEST,
        asked_on=asked_on, proposed_by=by, proposed_at=_morning(on),
    )  # fmt: skip


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))
