"""What the pages about employers print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Page
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plek.caseload.choices import Mode
from plek.employers import selectors
from plek.employers.choices import NEXT_PURPOSE, RECENT_DAYS, STAGE_WORDS, Purpose
from plek.employers.models import EmployerContact
from plek.employers.policies import follow_contact
from plek.employers.supply import JobAt, jobs_at
from plek.organisations.models import Membership
from plek.shared.dates import ago

CONTACTS_AT_FIRST = 20


@dataclass(frozen=True)
class EmployerLine:
    """One employer in the list."""

    code: str
    name: str
    town: str
    sector: str
    stage: str
    last_on: date | None
    last_ago: str
    last_by: str


@dataclass(frozen=True)
class ContactLine:
    """One contact on the page of an employer."""

    key: UUID
    on: date
    by: str
    mode: str
    purpose: str
    person: str
    decides_on_hiring: bool
    client: str
    client_number: str
    may_correct: bool


@dataclass(frozen=True)
class EmployerPage:
    """One employer: where the relation stands, what was said to whom, who works there."""

    line: EmployerLine
    kvk: str
    stage_words: str | Promise
    steps: tuple[tuple[str, str], ...]
    """Each stage with ``done``, ``now`` or ``later``."""
    colleague: str
    contacts: tuple[ContactLine, ...]
    has_older: bool
    hidden: int
    jobs_now: tuple[JobAt, ...]
    jobs_past: tuple[JobAt, ...]


def employer_line(row: Any, on: date) -> EmployerLine:
    stage = selectors.stage_of(row.stage_rank)
    return EmployerLine(
        code=row.code, name=row.name, town=row.town, sector=row.sector,
        stage=str(Purpose(stage).label) if stage else "", last_on=row.last_on,
        last_ago=ago(row.last_on, on) if row.last_on else "", last_by=row.last_by or "",
    )  # fmt: skip


def employer_lines(page: Page[Any], on: date) -> list[EmployerLine]:
    return [employer_line(row, on) for row in page.object_list]


def employer_page(by: Membership, code: str, on: date, *, everything: bool = False) -> EmployerPage:
    """All that the page of an employer prints."""
    row = selectors.employer(by, code)
    stage = selectors.stage_of(row.stage_rank)
    at_most = None if everything else CONTACTS_AT_FIRST + 1
    contacts = [_contact_line(contact, by) for contact in selectors.contacts_with(by, row.pk)[:at_most]]
    jobs = [job for supplied in jobs_at for job in supplied(by, row.pk)]
    return EmployerPage(
        line=employer_line(row, on), kvk=row.kvk, stage_words=STAGE_WORDS[stage], steps=_steps(row.stage_rank),
        colleague=colleague_warning(row, by, on),
        contacts=tuple(contacts if everything else contacts[:CONTACTS_AT_FIRST]),
        has_older=not everything and len(contacts) > CONTACTS_AT_FIRST,
        hidden=selectors.hidden_contact_count(by, row.pk),
        jobs_now=tuple(job for job in jobs if _lasts(job, on)),
        jobs_past=tuple(job for job in jobs if not _lasts(job, on)),
    )  # fmt: skip


def _lasts(job: JobAt, on: date) -> bool:
    return job.ended_on is None or job.ended_on >= on


def _steps(rank: int) -> tuple[tuple[str, str], ...]:
    states = ["done" if i < rank else "now" if i == rank else "later" for i in range(1, len(Purpose) + 1)]
    return tuple(zip((str(purpose.label) for purpose in Purpose), states, strict=True))


def _contact_line(contact: EmployerContact, by: Membership) -> ContactLine:
    row: Any = contact
    name = f"{row.client_first_name} {row.client_last_name}" if row.client_number else ""
    return ContactLine(
        key=contact.key, on=contact.held_on, by=str(contact.member.user), mode=str(Mode(contact.mode).label),
        purpose=str(Purpose(contact.purpose).label), person=contact.person,
        decides_on_hiring=contact.decides_on_hiring, client=name, client_number=row.client_number or "",
        may_correct=follow_contact(by, contact.recorded_by_id, is_standing=True) is None,
    )  # fmt: skip


def colleague_warning(row: Any, by: Membership, on: date) -> str:
    """Who of us spoke with them these days, when that was not oneself."""
    if row.last_on is None or row.last_by_id == by.pk or (on - row.last_on).days > RECENT_DAYS:
        return ""
    return _("%(colleague)s spoke with them %(ago)s.") % {"colleague": row.last_by, "ago": ago(row.last_on, on)}


def employer_choices(rows: Iterable[Any], by: Membership, on: date) -> list[tuple[str, str]]:
    """Employers to choose from, each once, with what one should know before going there."""
    choices = {}
    for row in rows:
        place = f"{row.name}, {row.town}" if row.town else row.name
        warning = colleague_warning(row, by, on)
        choices[row.code] = f"{place} · {warning}" if warning else place
    return list(choices.items())


def trajectory_choices(by: Membership) -> list[tuple[str, str]]:
    """Trajectories to choose from, one's own first."""
    return [
        (row["number"], f"{row['client__preferred_name'] or row['client__first_name']} {row['client__last_name']}")
        for row in selectors.open_trajectories(by)[:300]
    ]


def likely_purpose(rows: Sequence[Any]) -> str:
    """What a contact with the one employer chosen is probably for."""
    return NEXT_PURPOSE[selectors.stage_of(rows[0].stage_rank)].value if len(rows) == 1 else ""


@dataclass(frozen=True)
class ConflictLine:
    """What a colleague made of a field in the meantime."""

    label: str | Promise
    now: str


def conflict_lines(form: Any, employer: Any) -> list[ConflictLine]:
    """The fields that differ between what was typed and what stands."""
    typed = form.fields_of_employer()
    return [
        ConflictLine(form.fields[name].label, getattr(employer, name) or "–")
        for name, value in typed.items()
        if getattr(employer, name) != value
    ]


def contact_as_typed(contact: EmployerContact) -> dict[str, Any]:
    """The fields of a contact as its form shows them, for a correction."""
    trajectory = contact.trajectory
    return {
        "key": uuid4(), "employer": contact.employer.code, "held_on": contact.held_on, "mode": contact.mode,
        "purpose": contact.purpose, "decides_on_hiring": "yes" if contact.decides_on_hiring else "no",
        "person": contact.person, "trajectory": trajectory.number if trajectory else "",
        "fits_wish": {True: "yes", False: "no", None: ""}[contact.fits_wish],
    }  # fmt: skip
