"""The rows of every sheet as they stand in the database, each with its id, streamed in the order they are written.

What is compared at an import and what is written at an export is the same, so that the one follows the other
without a change.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, Value

from plek.caseload.models import Client, Contact, ContactNote, Meeting, Trajectory, WorkedWeek
from plek.employers.models import Employer, EmployerContact
from plek.employment.models import Education, Job
from plek.exchange.selectors.scope import Scope
from plek.exchange.workbook import sheets
from plek.exchange.workbook.columns import Row
from plek.exchange.workbook.kinds import clean
from plek.exchange.workbook.words import ROLE
from plek.organisations.models import Membership, Organisation, Team

Stored = tuple[int, Any]
"""The id of what is stored and its row."""
PIECE = 2_000


def stored(scope: Scope, sheet: str, *, is_standing: bool = True) -> Iterator[Stored]:
    """Rows of a sheet with their ids. Not ``is_standing`` also gives contacts that were corrected or withdrawn."""
    if sheet in APPENDED:
        return APPENDED[sheet](scope, is_standing)
    return KEPT[sheet](scope)


def rows(scope: Scope, sheet: str) -> Iterator[Row]:
    """The same without ids: what an export writes."""
    return (row for _id, row in stored(scope, sheet))


def _organisation(scope: Scope) -> Iterator[Stored]:
    one = Organisation.objects.select_related("region").get(pk=scope.organisation_id)
    region = one.region.name if one.region else ""
    yield one.pk, sheets.OrganisationRow(name=one.name, kind=one.kind, region=region)


def _teams(scope: Scope) -> Iterator[Stored]:
    for one in scope.of(Team).select_related("region").order_by("pk").iterator(PIECE):
        region = one.region.name if one.region else ""
        yield one.pk, sheets.TeamRow(code=one.code, name=one.name, kind=one.kind, region=region)


def _staff(scope: Scope) -> Iterator[Stored]:
    """People in a role that the workbook knows; the teams are those of today, or of the last day of who left."""
    held = Q(team_memberships__begins_on__lte=scope.on) | Q(team_memberships__begins_on=F("begins_on"))
    lasting = Q(team_memberships__ends_on__isnull=True) | Q(team_memberships__ends_on__gt=scope.on)
    to_the_end = Q(ends_on__lte=scope.on, team_memberships__ends_on=F("ends_on"))
    teams = ArrayAgg(
        "team_memberships__team__code",
        filter=held & (lasting | to_the_end),
        default=Value([]),
        order_by="team_memberships__pk",
    )
    people = scope.of(Membership).filter(role__in=list(ROLE.of)).select_related("user").annotate(codes=teams)
    for one in people.order_by("pk").iterator(PIECE):
        yield (
            one.pk,
            sheets.StaffRow(
                code=one.code,
                name=one.user.name,
                email=one.user.email,
                role=one.role,
                profession=clean(one.profession),
                fte=one.fte,
                teams=tuple(dict.fromkeys(one.codes)),
                employed_from=one.begins_on,
                employed_until=one.ends_on,
            ),
        )


def _clients(scope: Scope) -> Iterator[Stored]:
    for one in scope.of(Client).select_related("treatment_team").order_by("pk").iterator(PIECE):
        yield (
            one.pk,
            sheets.ClientRow(
                number=one.number,
                first_name=clean(one.first_name),
                last_name=clean(one.last_name),
                born_on=one.born_on,
                gender=one.gender,
                postcode=one.postcode,
                municipality=clean(one.municipality),
                phone=clean(one.phone),
                email=one.email,
                team=one.treatment_team.code,
                in_care_since=one.in_care_since,
                benefit=one.benefit,
                education=clean(one.education_level),
            ),
        )


def _trajectories(scope: Scope) -> Iterator[Stored]:
    found = scope.of(Trajectory).select_related("client", "referrer", "specialist").order_by("pk")
    for one in found.iterator(PIECE):
        yield (
            one.pk,
            sheets.TrajectoryRow(
                number=one.number,
                client=one.client.number,
                kind=one.kind,
                referrer=one.referrer.code if one.referrer else "",
                referred_on=one.referred_on,
                first_meeting_on=one.first_meeting_on,
                specialist=one.specialist.code,
                funding=one.funding,
                wish=clean(one.wish),
                ended_on=one.ended_on,
                end_reason=one.end_reason,
            ),
        )


def _contacts(scope: Scope, is_standing: bool) -> Iterator[Stored]:
    """Notes are fetched piece by piece: a plan that joins them may be bad while the tables have just grown."""
    members, trajectories = _codes(scope, Membership, "code"), _codes(scope, Trajectory, "number")
    for piece in _followed(scope, Contact, _CONTACT, is_standing):
        noted = [pk for pk, *_rest, has_note in piece if has_note]
        notes = dict(ContactNote.objects.filter(contact__in=noted).values_list("contact_id", "text"))
        for pk, on, member, course, held_with, mode, setting, minutes, phase, topics, missed, _has_note in piece:
            yield (
                pk,
                sheets.ContactRow(
                    on=on,
                    staff=members[member],
                    trajectory=trajectories.get(course, ""),
                    with_whom=held_with,
                    means=mode,
                    place=setting,
                    minutes=minutes,
                    phase=phase,
                    topics=tuple(topics),
                    missed=missed,
                    note=clean(notes.get(pk, "")),
                ),
            )


_CONTACT = (
    "pk", "held_on", "member_id", "trajectory_id", "held_with", "mode", "setting", "minutes", "work_phase",
    "topics", "was_missed", "has_note",
)  # fmt: skip


def _followed(scope: Scope, model: type[Any], columns: tuple[str, ...], is_standing: bool) -> Iterator[list[Any]]:
    """Contacts in pieces, the id first. What was corrected is left out here and not in SQL, as said above."""
    found = scope.of(model).order_by("held_on", "pk")
    corrected: set[int] = set()
    if is_standing:
        later = model.objects.filter(organisation_id=scope.organisation_id, corrects__isnull=False)
        corrected = set(later.values_list("corrects_id", flat=True))
        found = found.filter(is_withdrawn=False)
    streamed = found.values_list(*columns).iterator(PIECE)
    while piece := list(islice(streamed, PIECE)):
        yield [one for one in piece if one[0] not in corrected]


def _codes(scope: Scope, model: type[Any], field: str) -> Mapping[int | None, str]:
    """Codes by id of a whole organisation."""
    return dict(model.objects.filter(organisation_id=scope.organisation_id).values_list("pk", field))


def _employers(scope: Scope) -> Iterator[Stored]:
    for one in scope.of(Employer).order_by("pk").iterator(PIECE):
        yield (
            one.pk,
            sheets.EmployerRow(
                code=one.code, name=clean(one.name), kvk=one.kvk, sector=clean(one.sector), place=clean(one.town)
            ),
        )


def _employer_contacts(scope: Scope, is_standing: bool) -> Iterator[Stored]:
    members, trajectories = _codes(scope, Membership, "code"), _codes(scope, Trajectory, "number")
    employers = _codes(scope, Employer, "code")
    pieces = _followed(scope, EmployerContact, _EMPLOYER_CONTACT, is_standing)
    for pk, on, member, employer, person, decides, mode, course, fits, purpose in chain.from_iterable(pieces):
        yield (
            pk,
            sheets.EmployerContactRow(
                on=on,
                staff=members[member],
                employer=employers[employer],
                person=clean(person),
                decides=decides,
                means=mode,
                trajectory=trajectories.get(course, ""),
                fits_wish=bool(fits),
                purpose=purpose,
            ),
        )


_EMPLOYER_CONTACT = (
    "pk", "held_on", "member_id", "employer_id", "person", "decides_on_hiring", "mode", "trajectory_id",
    "fits_wish", "purpose",
)  # fmt: skip


def _jobs(scope: Scope) -> Iterator[Stored]:
    for one in scope.of(Job).select_related("trajectory", "employer").order_by("pk").iterator(PIECE):
        yield (
            one.pk,
            sheets.JobRow(
                number=one.number,
                trajectory=one.trajectory.number,
                employer=one.employer.code,
                title=clean(one.title),
                occupation=one.occupation,
                started_on=one.started_on,
                hours=one.hours_per_week,
                wage=one.gross_per_month,
                contract=one.contract,
                competitive=one.is_competitive,
                openness=one.openness,
                found_through=one.found_via,
                ended_on=one.ended_on,
                end_heard_on=one.end_heard_on,
                end_reason=one.end_reason,
            ),
        )


def _education(scope: Scope) -> Iterator[Stored]:
    for one in scope.of(Education).select_related("trajectory").order_by("pk").iterator(PIECE):
        yield (
            one.pk,
            sheets.EducationRow(
                trajectory=one.trajectory.number,
                course=clean(one.title),
                level=clean(one.level),
                started_on=one.started_on,
                ended_on=one.ended_on,
                result=one.result,
            ),
        )


def _meetings(scope: Scope) -> Iterator[Stored]:
    present = ArrayAgg("attendances__membership__code", default=Value([]), order_by="attendances__pk")
    found = scope.of(Meeting).select_related("team")
    for one in found.annotate(codes=present).order_by("held_on", "pk").iterator(PIECE):
        yield (
            one.pk,
            sheets.MeetingRow(
                on=one.held_on,
                kind=one.kind,
                team=one.team.code if one.team else "",
                present=tuple(code for code in one.codes if code),
                acquisition=one.was_job_development_discussed,
            ),
        )


def _hours(scope: Scope) -> Iterator[Stored]:
    for one in scope.of(WorkedWeek).select_related("membership").order_by("monday", "pk").iterator(PIECE):
        yield (
            one.pk,
            sheets.HoursRow(
                week=week_of(one.monday),
                staff=one.membership.code,
                guidance=one.support_hours,
                other=one.other_hours,
                outside=one.outside_hours,
            ),
        )


def week_of(monday: date) -> str:
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02d}"


KEPT: Mapping[str, Callable[[Scope], Iterator[Stored]]] = {
    "Organisatie": _organisation,
    "Teams": _teams,
    "Medewerkers": _staff,
    "Cliënten": _clients,
    "Trajecten": _trajectories,
    "Werkgevers": _employers,
    "Banen": _jobs,
    "Opleidingen": _education,
    "Overleg": _meetings,
    "Uren": _hours,
}
APPENDED: Mapping[str, Callable[[Scope, bool], Iterator[Stored]]] = {
    "Contacten": _contacts,
    "Werkgeverscontacten": _employer_contacts,
}
"""Sheets of what is never overwritten."""
