"""What about records waits for the administrator: how many and since when, and never whose."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.caseload.policies.emergency import LOOK_WITHIN
from plek.caseload.selectors.emergency import unlooked
from plek.caseload.selectors.rights import proposed_on, term_of
from plek.organisations.models import Membership
from plek.organisations.supply import Wait
from plek.shared.links import within


def records_waiting(by: Membership, _on: date) -> Iterator[Wait]:
    """Proposals to destroy a record, emergency access to look at, and a term that nobody chose."""
    yield from _destructions(by)
    yield from _emergencies(by)
    if term_of(by) is None:
        yield Wait(
            _("How long records are kept"),
            _("No law that Plek knows says how long you keep a record, and nobody here decided it yet."),
            within(by.organisation.slug, "caseload:term"), _("Decide the term"), "archive",
        )  # fmt: skip


def _destructions(by: Membership) -> Iterator[Wait]:
    days = proposed_on(by)
    if not days:
        return
    reason = ngettext(
        "%(n)s proposal to destroy a record waits for a second person.",
        "%(n)s proposals to destroy a record wait for a second person.",
        len(days),
    ) % {"n": len(days)}  # fmt: skip
    url = within(by.organisation.slug, "caseload:records")
    yield Wait(_("Records to destroy"), reason, url, _("Decide"), "archive", days[0])


def _emergencies(by: Membership) -> Iterator[Wait]:
    opened = unlooked(by)
    if not opened:
        return
    reason = ngettext(
        "%(n)s emergency access that nobody has looked at yet.",
        "%(n)s emergency accesses that nobody has looked at yet.",
        len(opened),
    ) % {"n": len(opened)}  # fmt: skip
    url = within(by.organisation.slug, "caseload:emergency_looks")
    look_by = timezone.localdate(opened[0] + LOOK_WITHIN)
    yield Wait(_("Emergency access"), reason, url, _("Look at it"), "eye", look_by)
