"""Keeping a way of looking at the caseload table under a name; for oneself only."""

from django.utils.translation import gettext as _

from plek.caseload.models import SavedView
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused

AT_MOST = 20


def save_view(*, by: Membership, name: str, query: str) -> SavedView:
    """Keep a view; the same name again replaces it."""
    mine = SavedView.objects.visible_to(by).filter(membership_id=by.pk)
    if mine.exclude(name=name).count() >= AT_MOST:
        raise Refused(_("You have %(count)s views. Remove one first.") % {"count": AT_MOST}, field="name")
    view, _is_new = SavedView.objects.update_or_create(
        organisation_id=by.organisation_id, membership=by, name=name, defaults={"query": query}
    )
    return view


def remove_view(*, by: Membership, view_id: int) -> None:
    """Forget one of one's own views."""
    removed, _kinds = SavedView.objects.visible_to(by).filter(membership_id=by.pk, pk=view_id).delete()
    if not removed:
        raise NotFound
