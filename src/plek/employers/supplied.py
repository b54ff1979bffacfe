"""What employers supply to the pages of the caseload: facts, events of the timeline, hits of the search."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from plek.caseload.choices import Mode
from plek.caseload.models import Trajectory
from plek.caseload.supply import Event, Hit
from plek.employers.choices import Purpose
from plek.employers.models import EmployerContact
from plek.employers.selectors import called
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.composed import composed
from plek.shared.links import within


def first_contacts(by: Membership, trajectories: Collection[int]) -> Mapping[int, date]:
    """The day on which an employer was first met for each trajectory, as far as that was."""
    return {pk: on for pk, on in _first_contacts(by, trajectories=list(trajectories)) if on}


@composed
def _first_contacts(by: Membership, *, trajectories: list[int]) -> QuerySet[Trajectory, tuple[int, date | None]]:
    met = (
        EmployerContact.objects.of_relations(by)
        .standing()
        .filter(trajectory=OuterRef("pk"), mode=Mode.FACE_TO_FACE)
    )
    first = Subquery(met.order_by("held_on").values("held_on")[:1])
    return Trajectory.objects.visible_to(by).filter(pk__in=trajectories).values_list("pk", first)


def contact_events(by: Membership, trajectories: Collection[int], at_most: int) -> Sequence[Event]:
    """The last standing employer contacts of these trajectories, for the timeline."""
    rows = _contacts(by, trajectories=list(trajectories), rows=slice(0, at_most))
    said, purposes = _("Contact with %(employer)s: %(purpose)s"), {p.value: str(p.label) for p in Purpose}
    return [
        Event(
            on=row["held_on"],
            kind="employer_contact",
            text=said % {"employer": row["employer__name"], "purpose": purposes[row["purpose"]]},
            url=_page(by, row["employer__code"]),
        )
        for row in rows
    ]


@composed
def _contacts(by: Membership, *, trajectories: list[int]) -> QuerySet[EmployerContact, dict[str, Any]]:
    standing = EmployerContact.objects.for_clients(by).standing().filter(trajectory_id__in=trajectories)
    newest = standing.order_by("-held_on", "-pk")
    return newest.values("held_on", "purpose", "employer__name", "employer__code")


def find(by: Membership, text: str, at_most: int) -> Sequence[Hit]:
    """Employers that answer to what was typed."""
    if by.role not in CASELOAD_ROLES:
        return []
    found = called(by, text)[:at_most]
    return [
        Hit(label=e.name, hint=e.town, kind="employer", url=_page(by, e.code), score=e.score) for e in found
    ]  # fmt: skip


def _page(by: Membership, code: str) -> str:
    return within(by.organisation.slug, "employers:employer", code=code)
