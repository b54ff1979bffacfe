"""What a client reads about himself: no notes of staff, no words of the trade."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plek.audit.choices import Action
from plek.audit.selectors import Look
from plek.audit.supply import reason_in_words, role_labels
from plek.caseload.choices import Mode, Phase, RightsState
from plek.caseload.models import RightsRequest
from plek.caseload.selectors.client_page import Story, day
from plek.portal.forms import OWN_RIGHTS
from plek.portal.own_todos import OwnTodo, own_todos
from plek.portal.selectors import OwnStory

CONTACTS_AT_MOST = 12
SHOWN_AT_MOST = 3
PHASES: dict[str, str | Promise] = {
    Phase.GETTING_TO_KNOW: gettext_lazy("You are getting to know each other."),
    Phase.PROFILE: gettext_lazy("You look together at what you can and want."),
    Phase.SEARCHING: gettext_lazy("You look for work together."),
    Phase.STARTING: gettext_lazy("You are about to start with work."),
    Phase.FOLLOW_ALONG: gettext_lazy("You work, and you get help with that."),
    Phase.ROUNDING_OFF: gettext_lazy("You are rounding off together."),
    Phase.RESTING: gettext_lazy("It rests for now. You can go on when you want."),
}
"""Where it stands, in the client's words."""


HOW: dict[str, str | Promise] = {
    Mode.FACE_TO_FACE: gettext_lazy("you met"),
    Mode.PHONE: gettext_lazy("you talked by telephone"),
    Mode.VIDEO: gettext_lazy("you talked by video"),
    Mode.MESSAGE: gettext_lazy("a message"),
}


CAME_OF_IT: dict[str, str | Promise] = {
    RightsState.GRANTED: gettext_lazy("We did this."),
    RightsState.REFUSED: gettext_lazy("We did not do this."),
    RightsState.WITHDRAWN: gettext_lazy("You took this back."),
}


@dataclass(frozen=True)
class Helper:
    """Someone who helps, and how to reach him or her."""

    name: str
    what: str
    email: str


@dataclass(frozen=True)
class OwnJob:
    title: str
    employer: str
    began: date
    ended: date | None


@dataclass(frozen=True)
class OwnContact:
    """That there was contact, and how; never what was written about it."""

    on: date
    how: str
    who: str


@dataclass(frozen=True)
class OwnLook:
    """Someone who looked or changed something, on one day."""

    on: date
    who: str
    role: str | Promise
    did: str
    why: str


@dataclass(frozen=True)
class OwnPage:
    """My plan."""

    first_name: str
    helpers: tuple[Helper, ...]
    wish: str
    phase: str | Promise
    next_step: str
    next_step_on: date | None
    appointment_at: datetime | None
    appointment_with: str
    jobs: tuple[OwnJob, ...]
    contacts: tuple[OwnContact, ...]
    is_guided: bool
    was_guided: bool
    asked_on: date | None
    question: str
    amounts_changed: bool
    todos: tuple[OwnTodo, ...]
    """The first to be done."""
    more_todos: int


@dataclass(frozen=True)
class OwnRequest:
    """Something asked about the own record, and what came of it."""

    pk: int
    kind: str | Promise
    text: str
    asked_on: date
    due_on: date
    is_open: bool
    came_of_it: str | Promise
    answer: str


def own_requests(rows: Sequence[RightsRequest]) -> list[OwnRequest]:
    """What the client asked, as he asked it."""
    kinds = {str(kind): label for kind, label in OWN_RIGHTS}
    return [
        OwnRequest(
            asked.pk, kinds[asked.kind], asked.text, asked.asked_on, asked.due_on,
            is_open=asked.state == RightsState.OPEN, came_of_it=CAME_OF_IT.get(RightsState(asked.state), ""),
            answer=asked.answer,
        )
        for asked in rows
    ]  # fmt: skip


def own_page(own: OwnStory) -> OwnPage:
    """The client's own page."""
    story, now, coming = own.story, own.story.current, own.story.appointment
    return OwnPage(
        first_name=story.client.preferred_name or story.client.first_name, helpers=tuple(_helpers(own)),
        wish=now.wish if now else "", phase=PHASES[Phase(now.phase)] if now else "",
        next_step=now.next_step if now else "", next_step_on=now.next_step_on if now else None,
        appointment_at=datetime.fromisoformat(coming["starts_at"]) if coming else None,
        appointment_with=coming["who"] if coming else "",
        jobs=tuple(OwnJob(j.title, j.employer, j.started_on, j.ended_on) for j in own.jobs),
        contacts=tuple(_contacts(story)), is_guided=now is not None, was_guided=bool(story.courses),
        asked_on=day(story.open_referral["referred_on"]) if story.open_referral else None, question=own.question,
        amounts_changed=own.amounts_changed, todos=tuple(own_todos(own.todos[:SHOWN_AT_MOST])),
        more_todos=max(0, len(own.todos) - SHOWN_AT_MOST),
    )  # fmt: skip


EMERGENCY = {"emergency.opened", "emergency.viewed"}


def own_looks(looks: Sequence[Look]) -> list[OwnLook]:
    """Who looked, in plain words."""
    return [
        OwnLook(
            look.day, look.name or _("the system"), role_labels.get(look.role, look.role), _did(look), _why(look)
        )
        for look in looks
    ]


def _helpers(own: OwnStory) -> list[Helper]:
    found, client = [], own.story.client
    if own.story.current:
        specialist = own.story.current.specialist.user
        found.append(Helper(specialist.name, _("helps you with work"), specialist.email))
    away = next((course.away for course in own.story.courses if course.trajectory == own.story.current), None)
    if away and away["cover"]:
        found.append(Helper(away["cover"], _("stands in for now"), away["mail"]))
    found.append(Helper(str(client.treatment_team), _("your treatment team"), ""))
    return found


def _contacts(story: Story) -> list[OwnContact]:
    rows = [row for course in story.courses for row in course.contacts if not row["was_missed"]]
    return [
        OwnContact(day(row["on"]) or date.min, str(HOW[Mode(row["mode"])]), row["who"])
        for row in rows[:CONTACTS_AT_MOST]
    ]


def _why(look: Look) -> str:
    """Only of an emergency: other reasons are between colleagues."""
    return ", ".join(map(reason_in_words, look.reasons)) if EMERGENCY & set(look.events) else ""


def _did(look: Look) -> str:
    if EMERGENCY & set(look.events):
        return _("looked in an emergency, from outside your team")
    changes = {Action.CREATE, Action.UPDATE, Action.DELETE} & set(look.actions)
    return _("changed something") if changes else _("looked")
