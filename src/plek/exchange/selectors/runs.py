"""Imports that someone follows in the browser, and who acts on the command line."""

from uuid import UUID

from plek.exchange.models import ImportRun
from plek.organisations.models import Membership
from plek.shared.errors import NotFound

SHOWN = 10


def runs(by: Membership) -> list[ImportRun]:
    """The latest imports of this member, without what was uploaded."""
    mine = ImportRun.objects.visible_to(by).defer("mends", "report").order_by("-made_at")
    return list(mine[:SHOWN])


def run(by: Membership, key: UUID) -> ImportRun:
    """One import of this member. Raises ``NotFound``."""
    found: ImportRun | None = ImportRun.objects.visible_to(by).filter(key=key).first()
    if found is None:
        raise NotFound
    return found
