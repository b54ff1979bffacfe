"""Telling once a night whose kept calculation comes out otherwise with the amounts that hold now.

On 1 January and 1 July the law's amounts change; in between an organisation may put in one of its own. Who kept a
calculation that rests on what changed hears of it once for each rule set: the specialist as a task, the client on
his own page and by a mail that says nothing about it.
"""

from datetime import date, datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits import policies
from plek.benefits.comparing import compared, outcome_of
from plek.benefits.models import ChangeNotice, Scenario
from plek.benefits.selectors.changes import newest_scenarios, notice
from plek.benefits.selectors.own_amounts import book_in_use
from plek.benefits.selectors.scenarios import opened
from plek.caseload.models import Trajectory
from plek.caseload.services.tasks import add_task
from plek.engines.benefit_rules import Book, rule_set
from plek.notices.services import send_mail
from plek.organisations.choices import Role
from plek.organisations.formality import language_for
from plek.organisations.models import Membership, Organisation
from plek.organisations.selectors import acting
from plek.shared.tenancy import inside

TIME_TO_LOOK = timedelta(days=7)
ROWS = 200


def tell_changes_everywhere(*, on: date, at: datetime) -> int:
    """In all organisations; answers how many notices were made."""
    made = 0
    for organisation in Organisation.objects.defer("logo").order_by("pk"):
        with inside(organisation.pk):
            made += tell_changes(organisation, on=on, at=at)
    return made


def tell_changes(organisation: Organisation, *, on: date, at: datetime) -> int:
    """In the organisation in use. A second run on the same day finds nothing."""
    used = book_in_use()
    mark = rule_set(used, on).code
    told = set(ChangeNotice.objects.filter(rule_set=mark).values_list("scenario_id", flat=True))
    others = newest_scenarios(on).exclude(rule_set=mark).iterator(ROWS)
    return sum(_tell(organisation, row, used, on=on, at=at) for row in others if row.pk not in told)


def _tell(organisation: Organisation, row: Scenario, used: Book, *, on: date, at: datetime) -> bool:
    """False when it comes out as it did or as was told before, or when nothing can be calculated."""
    differences = compared(opened(row).content, on, used)
    if differences is None or not any(plan.is_other for plan in differences[1]):
        return False
    outcome = outcome_of(differences[1])
    earlier = ChangeNotice.objects.filter(scenario=row).order_by("-pk").values_list("outcome", flat=True).first()
    if earlier == outcome:
        return False
    made, is_new = ChangeNotice.objects.get_or_create(
        organisation=organisation, scenario=row, rule_set=rule_set(used, on).code,
        defaults={"client_id": row.client_id, "found_on": on, "outcome": outcome},
    )  # fmt: skip
    if is_new:
        _tell_specialist(row, on=on, at=at)
        _tell_client(organisation, made, on=on)
    return is_new


def _tell_specialist(row: Scenario, *, on: date, at: datetime) -> None:
    """A task on the list of who guides the client now."""
    course = Trajectory.objects.filter(client_id=row.client_id, ended_on__isnull=True).order_by("-pk").first()
    if course is None:
        return
    try:
        by = acting(course.specialist_id, on)
    except Membership.DoesNotExist:
        return
    with translation.override(by.user.language):
        text = _("Amounts changed: look again at what this client keeps.")
    add_task(by=by, at=at, text=text, due_on=on + TIME_TO_LOOK, trajectory=course.number)


def _tell_client(organisation: Organisation, made: ChangeNotice, *, on: date) -> None:
    """By a mail without content, when the client has a page of his own here."""
    who = _access_of(made, on)
    if who is None:
        return
    send_mail(
        to=who.user.email, subject=gettext_lazy("There is something new on your page"),
        template="benefits/mail/amounts_changed", context={"name": who.user.get_short_name()},
        language=language_for(Role.CLIENT, organisation, who.user.language), key=f"benefits-changed-{made.pk}",
    )  # fmt: skip


def _access_of(made: ChangeNotice, on: date) -> Membership | None:
    if made.client.user_id is None:
        return None
    here = Membership.objects.current(on).filter(
        organisation_id=made.organisation_id, user_id=made.client.user_id, role=Role.CLIENT, is_pending=False
    )
    found: Membership | None = here.select_related("user").first()
    return found


def close_notice(*, by: Membership, at: datetime, client: str, scenario: int) -> None:
    """Somebody looked at it with the client. Doing it twice changes nothing."""
    found = notice(by, client, scenario)
    policies.may_advise(by).demand()
    if found.seen_at is None:
        ChangeNotice.objects.filter(scenario_id=scenario, seen_at__isnull=True).update(seen_at=at, seen_by=by)
        record(
            by=by, action=Action.UPDATE, event="benefits.change_seen", client_id=found.client_id,
            object_kind="scenario", object_id=scenario,
        )  # fmt: skip
