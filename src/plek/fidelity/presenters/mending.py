"""What a record lacks, and where that is put right."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from plek.caseload.choices import Topic
from plek.fidelity.counting import Line
from plek.fidelity.selectors.rows import Change, Course, Job, Person, Talk, Visit, Week
from plek.fidelity.selectors.team_book import Book
from plek.organisations.choices import Role
from plek.organisations.models import Membership

Link = Callable[..., str]


def mend_of(by: Membership, item: str, line: Line, ask: Sequence[str], link: Link) -> tuple[str, str]:
    """What to do, and the address; no address where somebody else has to. ``ask`` are the administrators."""
    row = line.row
    if isinstance(row, Person):
        return _of_person(ask)
    if isinstance(row, Week):
        return _of_week(by, row, link)
    if isinstance(row, Course):
        return _of_course(by, item, row, link)
    if isinstance(row, Talk):
        return _("Say what kind of work this was"), link("caseload:correct_contact", contact=row.pk)
    if isinstance(row, Visit):
        return _("Say whether this follows the client's wish"), link("employers:correct_contact", key=row.key)
    return _of_job(item, row, link) if isinstance(row, Job) else ("", "")


def catching_up(line: Line, book: Book, link: Link) -> tuple[str, str]:
    """For what counts against an item only because a talk that did take place was not logged."""
    told = {"starts_told": _("Was there a talk? Log it"),
            "hours_changes_advised": _("Was there a talk with an adviser? Log it")}  # fmt: skip
    if line.about not in told or not isinstance(line.row, Job | Change):
        return "", ""
    course = book.course(line.row.course_id)
    log = f"{link('caseload:log_contact')}?trajectory={course.number}&topic={Topic.BENEFIT.value}"
    return told[line.about], log


def _of_person(ask: Sequence[str]) -> tuple[str, str]:
    """Only an administrator, who does not read these pages, may fill it in."""
    return _("Working time (fte) is not on record. An administrator fills it in under People: %(names)s.") % {
        "names": ", ".join(ask)
    }, ""


def _of_week(by: Membership, row: Week, link: Link) -> tuple[str, str]:
    if row.person_id == by.pk:
        return _("Fill in the hours"), f"{link('caseload:hours')}?week={row.monday:%G-W%V}"
    return _("Hours of this week are not complete; this colleague fills them in."), ""


def _of_course(by: Membership, item: str, row: Course, link: Link) -> tuple[str, str]:
    if item == "SE4":
        return _("Fill in the first meeting"), link("caseload:first_meeting", number=row.number)
    if item == "SE1":
        return _("Fill in the benefit"), link("caseload:change_client", number=row.client_number)
    if by.role == Role.IPS_TEAM_LEADER:
        return _("Choose a specialist of the team"), link("caseload:assign", number=row.number)
    return _("Guided by someone whose working time in this team is not on record."), ""


def _of_job(item: str, row: Job, link: Link) -> tuple[str, str]:
    if item == "SE8":
        return _("Choose the occupation"), link("employment:change_job", number=row.number)
    return _("Take the end back and record it with the day you heard it"), link(
        "employment:reopen_job", number=row.number
    )
