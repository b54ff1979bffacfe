"""Yields the membership in use: the person, the organisation of the address, the role chosen there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from plek.accounts.addressing import remember
from plek.organisations.formality import address, is_formal
from plek.organisations.models import Membership
from plek.organisations.selectors import membership_in_use

Next = Callable[[HttpRequest], HttpResponse]
SESSION_KEY = "roles_in_use"


class MembershipMiddleware:
    """Gives the doors a way to find the membership inside their transaction."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def find(slug: str) -> Membership | None:
            preferred = request.session.get(SESSION_KEY, {}).get(slug)
            membership = membership_in_use(request.user.pk, slug, preferred, request.today)  # type: ignore[attr-defined, arg-type]
            if membership is not None:
                membership.user = request.user  # type: ignore[assignment]
                address(membership.role, membership.organisation)
            return membership

        request.find_membership = find  # type: ignore[attr-defined]
        response = self.get_response(request)
        if membership := getattr(request, "membership", None):
            remember(request, response, is_formal=is_formal(membership.role, membership.organisation))
        return response
