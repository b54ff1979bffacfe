"""What about amounts and advisers waits for the administrator."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.benefits.selectors.advisers import ending_by
from plek.benefits.selectors.own_amounts import proposed_by_others_at
from plek.organisations.models import Membership
from plek.organisations.supply import Wait
from plek.shared.dates import written
from plek.shared.links import within

ENDS_WITHIN = timedelta(days=30)


def amounts_waiting(by: Membership, on: date) -> Iterator[Wait]:
    """Amounts of a colleague to check, and advisers who soon count as trained no more."""
    yield from _amounts(by)
    url = within(by.organisation.slug, "benefits:advisers")
    for name, ends_on in ending_by(by, on, on + ENDS_WITHIN):
        words = {"day": written(ends_on - timedelta(days=1), "j F Y")}
        reason = _("Counts as trained in benefits until %(day)s. Is there a new training?") % words
        yield Wait(name, reason, url, _("To the register"), "graduation-cap", ends_on)


def _amounts(by: Membership) -> Iterator[Wait]:
    proposed = proposed_by_others_at(by)
    if not proposed:
        return
    reason = ngettext(
        "%(n)s amount that a colleague proposed waits for somebody who checks it.",
        "%(n)s amounts that a colleague proposed wait for somebody who checks them.",
        len(proposed),
    ) % {"n": len(proposed)}  # fmt: skip
    url = within(by.organisation.slug, "benefits:amounts")
    yield Wait(_("Amounts to check"), reason, url, _("Check"), "coins", timezone.localdate(proposed[0]))
