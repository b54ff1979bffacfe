"""Drafts: what a member was typing."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from plek.caseload.models import Draft
from plek.organisations.models import Membership


@dataclass(frozen=True)
class KeptDraft:
    """A draft and when it was kept. ``fields`` can be given to a form as its data."""

    form: str
    fields: dict[str, list[str]]
    saved_at: datetime

    @property
    def data(self) -> QueryDict:
        """The fields as a browser would send them."""
        data = QueryDict(mutable=True)
        for name, values in self.fields.items():
            data.setlist(name, values)
        return data


def draft_of(by: Membership, form: str) -> KeptDraft | None:
    """What ``by`` was typing in this form, if anything."""
    kept = Draft.objects.visible_to(by).filter(form=form).first()
    return kept and KeptDraft(form, json.loads(kept.fields), kept.saved_at)
