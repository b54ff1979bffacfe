"""What can be done about a line in one tap."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plek.caseload.choices import MilestoneKind, Topic

Link = Callable[..., str]
"""Makes the address of a named page."""


BUTTON = "utrecht-button utrecht-button--secondary-action small"
FIRST_BUTTON = "utrecht-button utrecht-button--primary-action small"
"""Of the first action of the first line."""


@dataclass(frozen=True)
class Action:
    """A button: where it leads, whether it opens beside the page, or what it sends."""

    label: str | Promise
    icon: str
    url: str
    opens_beside: bool = False
    sends: tuple[tuple[str, str], ...] = ()
    classes: str = BUTTON


@dataclass(frozen=True)
class _Way:
    label: Promise
    icon: str
    page: str
    beside: bool = False
    of: str = ""
    """The part of the address that names what the line is about; otherwise it stands in the query."""
    query: tuple[tuple[str, str], ...] = ()
    sends: tuple[tuple[str, str], ...] = ()


WAYS = {
    "log_contact": _Way(_("Log contact"), "notebook-pen", "caseload:log_contact", beside=True),
    "log_benefits_talk": _Way(
        _("Log the talk"), "coins", "caseload:log_contact", beside=True, query=(("topic", Topic.BENEFIT.value),)
    ),
    "log_openness_talk": _Way(
        _("Log the talk"),
        "message-circle",
        "caseload:log_contact",
        beside=True,
        query=(("topic", Topic.OPENNESS.value),),
    ),
    "log_employer_contact": _Way(_("Log employer"), "store", "employers:log_contact", beside=True),
    "plan_appointment": _Way(_("Plan"), "calendar-plus", "caseload:new_appointment", beside=True),
    "mark_profile_ready": _Way(
        _("Profile is ready"), "check", "caseload:reached", sends=(("kind", MilestoneKind.PROFILE_READY.value),)
    ),
    "mark_plan_reviewed": _Way(
        _("Plan reviewed"), "check", "caseload:reached", sends=(("kind", MilestoneKind.PLAN_REVIEWED.value),)
    ),
    "log_meeting": _Way(
        _("Log supervision"), "users-round", "caseload:new_meeting", query=(("kind", "supervision"),)
    ),
    "answer_referral": _Way(_("Answer"), "inbox", "caseload:referral", of="referral"),
    "note_first_meeting": _Way(_("We met"), "handshake", "caseload:first_meeting", of="number"),
    "set_next_step": _Way(_("New next step"), "footprints", "caseload:next_step", of="number"),
}
WITHOUT_SUBJECT = frozenset({"log_meeting"})
OF_CLIENT: dict[str, tuple[Promise, str, str]] = {
    "open_client": (_("Open"), "user", "caseload:client"),
    "talk_about_benefits": (_("Talk it through"), "coins", "benefits:client"),
}
"""Pages of the client whom the line is about."""


def actions(names: tuple[str, ...], link: Link, *, subject: str, client: str) -> tuple[Action, ...]:
    """The buttons of one line, in the order of the rule."""
    return tuple(_action(name, link, subject, client) for name in names)


def _action(name: str, link: Link, subject: str, client: str) -> Action:
    if name in OF_CLIENT:
        label, icon, page = OF_CLIENT[name]
        return Action(label, icon, link(page, number=client))
    way = WAYS[name]
    if way.of:
        return Action(way.label, way.icon, link(way.page, **{way.of: subject}))
    about = () if name in WITHOUT_SUBJECT else (("trajectory", subject),)
    if way.sends:
        return Action(way.label, way.icon, link(way.page), sends=(*about, *way.sends))
    query = urlencode((*about, *way.query))
    return Action(way.label, way.icon, link(way.page) + (f"?{query}" if query else ""), opens_beside=way.beside)
