"""What must hold, or is odd, between the cells of a row and the rows it points to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plek.exchange.workbook import sheets
from plek.exchange.workbook.columns import Row
from plek.exchange.workbook.findings import Found

NOT_COMPETITIVE = {"proefplaatsing", "werkervaringsplaats", "beschut", "vrijwilligerswerk"}
GUIDES = {"employment_specialist", "ips_team_leader"}
YOUNGEST = 14


@dataclass
class Facts:
    """What earlier rows of this workbook said, as far as later rows are held against it."""

    on: date
    organisation: str = ""
    named: int = 0
    """The row that names the organisation."""
    emails: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    """Per address: name, code and row."""
    staff: dict[str, tuple[str, date | None, date | None]] = field(default_factory=dict)
    """Per code: role, in service from, until."""
    trajectories: dict[str, tuple[date, date | None, date | None]] = field(default_factory=dict)
    """Per number: referral, first meeting, end."""

    def remember(self, row: Row, number: int) -> None:
        """Keep of an accepted row what later rows need."""
        if isinstance(row, sheets.StaffRow):
            self.emails[row.email.casefold()] = (row.name.casefold(), row.code, number)
            self.staff[row.code] = (row.role, row.employed_from, row.employed_until)
        elif isinstance(row, sheets.TrajectoryRow):
            self.trajectories[row.number] = (row.referred_on, row.first_meeting_on, row.ended_on)
        elif isinstance(row, sheets.OrganisationRow):
            self.named = self.named or number


def findings(row: Row, facts: Facts) -> Iterator[Found]:
    """All that holds across the cells of this row."""
    rule = RULES.get(type(row))
    return rule(row, facts) if rule else iter(())


def _dutch(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _before(field_name: str, end: date | None, begin: date | None) -> Iterator[Found]:
    if end is not None and begin is not None and end < begin:
        yield Found(field_name, "end_before_begin", {"begin": _dutch(begin)}, refuses=True)


def _reasons(ended_on: date | None, reason: str) -> Iterator[Found]:
    if reason and ended_on is None:
        yield Found("end_reason", "reason_without_end")
    if ended_on is not None and not reason:
        yield Found("end_reason", "end_without_reason")


def _service(code: str, on: date, facts: Facts) -> Iterator[Found]:
    _role, begin, end = facts.staff.get(code, ("", None, None))
    if (begin is not None and on < begin) or (end is not None and on > end):
        yield Found("staff", "out_of_service")


def _organisation(row: sheets.OrganisationRow, facts: Facts) -> Iterator[Found]:
    if facts.named:
        yield Found("name", "one_organisation", {"row": facts.named}, refuses=True)
    elif facts.organisation and facts.organisation.casefold() != row.name.casefold():
        yield Found("name", "other_organisation", {"organisation": facts.organisation})


def _staff(row: sheets.StaffRow, facts: Facts) -> Iterator[Found]:
    yield from _before("employed_until", row.employed_until, row.employed_from)
    name, code, number = facts.emails.get(row.email.casefold(), ("", "", 0))
    if code and code != row.code and name != row.name.casefold():
        yield Found("email", "email_twice", {"code": code, "row": number}, refuses=True)


def _client(row: sheets.ClientRow, facts: Facts) -> Iterator[Found]:
    yield from _before("in_care_since", row.in_care_since, row.born_on)
    before_birthday = (facts.on.month, facts.on.day) < (row.born_on.month, row.born_on.day)
    age = facts.on.year - row.born_on.year - before_birthday
    if age < YOUNGEST:
        yield Found("born_on", "very_young", {"age": age})


def _trajectory(row: sheets.TrajectoryRow, facts: Facts) -> Iterator[Found]:
    begin = max(row.referred_on, row.first_meeting_on or row.referred_on)
    yield from _before("ended_on", row.ended_on, begin)
    yield from _reasons(row.ended_on, row.end_reason)
    if row.first_meeting_on is not None and row.first_meeting_on < row.referred_on:
        yield Found("first_meeting_on", "meeting_before_referral", {"day": _dutch(row.referred_on)})
    role = facts.staff.get(row.specialist, ("", None, None))[0]
    if role and role not in GUIDES:
        yield Found("specialist", "not_a_specialist")


def _contact(row: sheets.ContactRow, facts: Facts) -> Iterator[Found]:
    yield from _service(row.staff, row.on, facts)
    if row.with_whom == "cliënt" and not row.trajectory:
        yield Found("trajectory", "client_without_trajectory")
    referred, _met, ended = facts.trajectories.get(row.trajectory, (None, None, None))
    if referred is not None and row.on < referred:
        yield Found("on", "contact_before_referral", {"day": _dutch(referred)})
    if ended is not None and row.on > ended:
        yield Found("on", "contact_after_end", {"day": _dutch(ended)})


def _employer_contact(row: sheets.EmployerContactRow, facts: Facts) -> Iterator[Found]:
    yield from _service(row.staff, row.on, facts)


def _job(row: sheets.JobRow, facts: Facts) -> Iterator[Found]:
    yield from _before("ended_on", row.ended_on, row.started_on)
    yield from _reasons(row.ended_on, row.end_reason)
    if row.end_heard_on is not None and row.end_heard_on < row.started_on:
        yield Found("end_heard_on", "heard_before_start")
    _referred, met, _ended = facts.trajectories.get(row.trajectory, (None, None, None))
    if met is not None and row.started_on < met:
        yield Found("started_on", "job_before_meeting", {"day": _dutch(met)})
    if row.competitive and row.contract in NOT_COMPETITIVE:
        yield Found("competitive", "competitive_contract", {"contract": row.contract}, refuses=True)


def _education(row: sheets.EducationRow, facts: Facts) -> Iterator[Found]:
    yield from _before("ended_on", row.ended_on, row.started_on)
    if row.result == "bezig" and row.ended_on is not None and row.ended_on < facts.on:
        yield Found("result", "end_while_ongoing")
    if row.result in {"gehaald", "gestopt"} and row.ended_on is None:
        yield Found("ended_on", "result_without_end")


def _hours(row: sheets.HoursRow, facts: Facts) -> Iterator[Found]:
    if (row.outside or Decimal(0)) > row.guidance + (row.other or Decimal(0)):
        yield Found("outside", "outside_more_than_all")


RULES: Mapping[type[Row], Callable[..., Iterator[Found]]] = {
    sheets.OrganisationRow: _organisation,
    sheets.StaffRow: _staff,
    sheets.ClientRow: _client,
    sheets.TrajectoryRow: _trajectory,
    sheets.ContactRow: _contact,
    sheets.EmployerContactRow: _employer_contact,
    sheets.JobRow: _job,
    sheets.EducationRow: _education,
    sheets.HoursRow: _hours,
}
