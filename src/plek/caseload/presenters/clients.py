"""What the pages about a client's details print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from plek.audit.choices import Action
from plek.audit.selectors import LOOKS_AT_MOST, Look
from plek.audit.supply import event_labels, reason_in_words, role_labels
from plek.caseload.forms.clients import ChangeClientForm
from plek.caseload.models import Client
from plek.caseload.selectors.duplicates import Duplicates
from plek.organisations.models import Team

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Group:
    """A heading with facts below it; what is not known is left out."""

    title: str
    facts: Facts


@dataclass(frozen=True)
class Match:
    """Someone known who may be the same person."""

    number: str
    name: str
    born_on: date
    team: str


@dataclass(frozen=True)
class Matches:
    """Who may be the same person: those one may see, and whether there is another."""

    seen: tuple[Match, ...]
    is_known_elsewhere: bool


@dataclass(frozen=True)
class ShownClash:
    """A field that two people changed at once: what stands there now and what was typed."""

    name: str
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class LookLine:
    """One person on one day: what he did with the record and why."""

    day: date
    who: str
    role: str | Promise
    did: str
    reason: str
    times: str
    at: datetime
    is_change: bool


@dataclass(frozen=True)
class Looks:
    """Who looked, per day."""

    lines: tuple[LookLine, ...]
    is_cut: bool
    """There is more, longer ago."""

    @classmethod
    def of(cls, looks: Sequence[Look]) -> "Looks":
        return cls(tuple(_look(look) for look in looks), is_cut=len(looks) >= LOOKS_AT_MOST)


def detail_groups(client: Client) -> list[Group]:
    """What is known of a client, in groups."""
    groups = [
        Group(_("Person"), _known(
            (_("Name"), f"{client.first_name} {client.last_name}"), (_("Is called"), client.preferred_name),
            (_("Pronoun"), client.pronoun), (_("Date of birth"), date_format(client.born_on, "j F Y")),
            (_("Gender"), str(client.get_gender_display())), (_("Highest education"), client.education_level),
        )),
        Group(_("How to reach"), _known(
            (_("Telephone"), client.phone), (_("E-mail"), client.email),
            (_("How to reach best"), str(client.get_contact_preference_display())),
            (_("Address"), _address(client)),
        )),
        Group(_("Care and income"), _known(
            (_("Treatment team"), str(client.treatment_team)), (_("IPS team"), str(client.ips_team or "")),
            (_("In care since"), date_format(client.in_care_since, "j F Y") if client.in_care_since else ""),
            (pgettext("uitkering", "Benefit"), str(client.get_benefit_display())),
        )),
        Group(_("In an emergency"), _known(
            (_("Name of the emergency contact"), client.emergency_name), (_("Telephone"), client.emergency_phone),
            (_("Who that is to the client"), client.emergency_relation),
        )),
    ]  # fmt: skip
    return [group for group in groups if group.facts]


def matches(found: Duplicates | None) -> Matches | None:
    """Those who may be the same person, as far as they may be told."""
    if not found:
        return None
    seen = tuple(Match(c.number, c.name, c.born_on, str(c.treatment_team)) for c in found.seen)
    return Matches(seen, found.is_known_elsewhere)


def shown_clashes(form: ChangeClientForm) -> list[ShownClash]:
    """Each clash in words."""
    return [
        ShownClash(
            c.field,
            str(form.fields[c.field].label),
            _shown(form, c.field, c.theirs),
            _shown(form, c.field, c.mine),
        )
        for c in form.clashes
    ]


def _shown(form: ChangeClientForm, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    choices: dict[str, str] = {str(k): str(v) for k, v in getattr(form.fields[name], "choices", [])}
    return choices.get(str(value.pk if isinstance(value, Team) else value), str(value)) or _("empty")


def _known(*facts: tuple[str, str]) -> Facts:
    return tuple(fact for fact in facts if fact[1] and fact[1] != "None")


def _address(client: Client) -> str:
    if client.has_no_address:
        return ", ".join(filter(None, (_("no fixed address"), client.municipality)))
    return ", ".join(filter(None, (client.street, f"{client.postcode} {client.municipality}".strip())))


def _look(look: Look) -> LookLine:
    done = sorted({str(event_labels.get(event, _("looked at or changed"))) for event in look.events})
    times = ngettext("once", "%(n)d times", look.times) % {"n": look.times}
    return LookLine(
        look.day, look.name or _("the system"), role_labels.get(look.role, look.role), ", ".join(done),
        "; ".join(reason_in_words(reason) for reason in look.reasons if reason), times, look.last_at,
        bool({Action.CREATE, Action.UPDATE, Action.DELETE} & set(look.actions)),
    )  # fmt: skip
