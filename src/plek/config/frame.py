"""What the frame around every page shows: the places of this role, search, log, language, me."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES, Role
from plek.shared.links import address_of, to


@dataclass(frozen=True)
class Place:
    """One of the places in the rail: where it leads, what it is called, and whether one is there now.

    One that is only ``for_desks`` has no room below a phone's page and is reached from another place there.
    """

    url: str
    label: str | Promise
    icon: str
    current: bool
    for_desks: bool = False


REVIEWING = frozenset({Role.FIDELITY_REVIEWER, Role.ADMINISTRATOR, Role.DIRECTOR})
"""Who finds the reviews without an IPS team of their own."""
PLACES: tuple[tuple[str, str | Promise, str, frozenset[str]], ...] = (
    ("caseload:today", pgettext_lazy("place", "Today"), "sun", CASELOAD_ROLES),
    ("organisations:waiting", pgettext_lazy("place", "Today"), "sun", frozenset({Role.ADMINISTRATOR})),
    ("caseload:clients", _("Clients"), "users", CLIENT_RECORD_ROLES),
    ("caseload:referrals", _("Referrals"), "inbox", CLIENT_RECORD_ROLES),
    ("employers:list", _("Employers"), "store", CASELOAD_ROLES),
    ("benefits:estimate", _("What do I keep"), "coins", CLIENT_RECORD_ROLES),
    ("caseload:team", _("Team"), "users-round", CASELOAD_ROLES),
    ("fidelity:indication", _("Fidelity"), "gauge", CASELOAD_ROLES),
    ("fidelity:reviews", _("Reviews"), "clipboard-check", REVIEWING),
    ("fidelity:vignettes", _("Practise rating"), "graduation-cap", frozenset({Role.FIDELITY_REVIEWER})),
    ("portal:me", _("My plan"), "notebook", frozenset({Role.CLIENT})),
    ("organisations:people", _("People"), "users", frozenset({Role.ADMINISTRATOR})),
    ("organisations:teams", _("Teams"), "network", frozenset({Role.ADMINISTRATOR})),
    ("exchange:imports", _("Workbook"), "file-spreadsheet", frozenset({Role.ADMINISTRATOR})),
    ("benefits:amounts", pgettext_lazy("place", "Amounts"), "coins", frozenset({Role.ADMINISTRATOR})),
    ("organisations:settings", _("Settings"), "settings", frozenset({Role.ADMINISTRATOR})),
    ("caseload:records", pgettext_lazy("place", "Records"), "archive", frozenset({Role.ADMINISTRATOR})),
    ("audit:log", _("Audit log"), "scroll-text", frozenset({Role.ADMINISTRATOR})),
)

FOR_DESKS = frozenset(
    {
        "benefits:amounts", "caseload:records", "caseload:referrals", "exchange:imports", "fidelity:indication",
        "fidelity:reviews",
    }
)  # fmt: skip
"""Five places fit below a phone's page; where there are more, pages of team, teams and settings lead to these."""
ON_A_PHONE = 5

BELONGS: dict[str, tuple[str, ...]] = {
    "caseload:today": ("appointments/", "tasks/", "hours/", "meetings/", "rules/"),
    "caseload:clients": ("board/", "caseload/", "contacts/", "education/", "jobs/", "trajectories/"),
    "employers:list": ("employer-contacts/",),
    "benefits:estimate": ("benefit-amounts/", "municipalities/", "advisers/"),
    "benefits:amounts": ("municipalities/", "advisers/"),
    "caseload:team": ("people/", "absences/", "import/", "records/"),
    "fidelity:indication": ("reviews/",),
}
"""Pages of a place that stand at addresses of their own, below the organisation."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of ``base.html``; without a membership only what a signed-out page needs."""
    context: dict[str, Any] = {
        "demo": settings.DEMO,
        "help_url": settings.CONTACT,
        "request_id": getattr(request, "request_id", ""),
        "language_url": address_of("accounts:language"),
    }
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context |= {
            "account_url": address_of("accounts:settings"),
            "keepalive_url": address_of("accounts:keep_alive"),
            "session_ends_in": request.session.seconds_left(timezone.now()),  # type: ignore[attr-defined]
            "roles_in_use_url": address_of("organisations:memberships"),
        }
    membership = getattr(request, "membership", None)
    if membership is None:
        return context
    context |= {
        "organisation": membership.organisation,
        "role_in_use": Role(membership.role).label,
        "places": _places(request, membership.role),
    }
    if membership.role in CLIENT_RECORD_ROLES:
        context["search_url"] = to(request, "caseload:search")
    if membership.role in CASELOAD_ROLES:
        context["log_contact_url"] = to(request, "caseload:log_contact")
        context["log_employer_contact_url"] = to(request, "employers:log_contact")
    return context


def _places(request: HttpRequest, role: str) -> list[Place]:
    """Those of a role, in order; all fit below a phone's page when there are few."""
    here = [place for place in PLACES if role in place[3]]
    whole = to(request, "organisations:welcome").removesuffix("welcome/")
    crowded = FOR_DESKS if len(here) > ON_A_PHONE else frozenset()
    return [
        Place(url, label, icon, request.path.startswith((url, *_also(whole, name))), name in crowded)
        for name, label, icon, _roles in here
        for url in [to(request, name)]
    ]


def _also(whole: str, name: str) -> list[str]:
    """The other addresses, below that of the organisation, at which the place of this name is the one in use."""
    return [whole + part for part in BELONGS.get(name, ())]
