"""Keeping what someone is typing, sealed and only for himself."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from plek.caseload.models import Draft
from plek.organisations.models import Membership, Organisation
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

AT_MOST = 60_000
"""Characters of one draft; more is no form."""
LONGEST_NAME = 60
KEPT = timedelta(days=30)
"""How long a draft waits for who typed it."""


def keep_draft(*, by: Membership, at: datetime, form: str, fields: Mapping[str, Sequence[str]]) -> None:
    """Keep the fields of one form, in place of what was kept before."""
    text = json.dumps(dict(fields))
    if len(text) > AT_MOST or len(form) > LONGEST_NAME:
        raise Refused(_("This is too much to keep. Save it first."))
    Draft.objects.update_or_create(
        organisation_id=by.organisation_id, membership=by, form=form, defaults={"fields": text, "saved_at": at}
    )


def discard_draft(*, by: Membership, form: str) -> None:
    """Forget a draft: it was sent, or is not wanted."""
    Draft.objects.visible_to(by).filter(form=form).delete()


def tidy(*, at: datetime) -> int:
    """Remove what nobody came back to, in the organisation in use; answers how many."""
    return Draft.objects.filter(saved_at__lt=at - KEPT).delete()[0]


def tidy_everywhere(*, at: datetime) -> int:
    """The same in all organisations."""
    removed = 0
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with inside(organisation_id):
            removed += tidy(at=at)
    return removed
