"""The page behind one item: the records that were counted, and those that lack something."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plek.engines.fidelity_scoring.scale import Item
from plek.fidelity.counting import Line, Mark
from plek.fidelity.counting.order import day_of
from plek.fidelity.presenters.describing import Described, Names, describe
from plek.fidelity.presenters.mending import catching_up, mend_of
from plek.fidelity.presenters.words import begun, said
from plek.fidelity.selectors.indication import Indication
from plek.fidelity.selectors.rows import Course, Person, Sitting, Week
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.selectors.people import administrators

Link = Callable[..., str]


@dataclass(frozen=True)
class RecordLine:
    """One record: what it is, where it stands, and what it is worth here. A trajectory has several days, which
    stand in its detail."""

    label: str
    detail: str
    url: str
    on: date | None
    mark: str
    mend: str = ""
    mend_url: str = ""


@dataclass(frozen=True)
class Group:
    """The records of one count, or those that lack a value."""

    code: str
    title: str
    lines: tuple[RecordLine, ...]
    is_missing: bool


def visible(by: Membership, lines: Iterable[Line]) -> list[Line]:
    """Those that ``by`` may see himself: hours of others are the leader's, meetings of other teams are theirs."""
    return [line for line in lines if _may_see(by, line)]


def _may_see(by: Membership, line: Line) -> bool:
    row = line.row
    if isinstance(row, Week):
        return by.role == Role.IPS_TEAM_LEADER or row.person_id == by.pk
    if isinstance(row, Sitting):
        return row.team_id in by.team_ids or row.person_id == by.pk
    return True


def groups(
    by: Membership, found: Indication, item: Item, lines: Sequence[Line], names: Names, link: Link, today: date
) -> tuple[Group, ...]:
    """The lines of one page, under the words with which the scale says what counts."""
    ask = _administrators(by, lines, today)
    shown: dict[tuple[bool, str], list[RecordLine]] = {}
    for line in lines:
        key = (line.mark is Mark.MISSING, line.about)
        shown.setdefault(key, []).append(_record(by, found, item, line, names, ask, link))
    return tuple(
        Group(code, _title(item, code, rows), tuple(rows), is_missing)
        for (is_missing, code), rows in shown.items()
    )


def _title(item: Item, code: str, rows: Sequence[RecordLine]) -> str:
    """The words of the count; where each record says yes or no, after those of all that were asked."""
    part, whole = item.inputs[code].text, _whole_of(item, code)
    if not whole or not {row.mark for row in rows} & {Mark.YES, Mark.NO}:
        return begun(part)
    return f"{begun(item.inputs[whole].text)}: {said(part)}"


def _whole_of(item: Item, code: str) -> str:
    """Of which count this one is a part; empty where it stands by itself."""
    rules = [*item.signs.values(), item.rule]
    found = [getattr(rule, "denominator", "") for rule in rules if getattr(rule, "numerator", "") == code]
    return next(filter(None, found), "")


def _administrators(by: Membership, lines: Iterable[Line], today: date) -> list[str]:
    """Whom to ask for what only they may fill in; not looked up where nothing of the kind lacks."""
    lacks = any(line.mark is Mark.MISSING and isinstance(line.row, Person) for line in lines)
    return administrators(by, today) if lacks else []


def _record(
    by: Membership, found: Indication, item: Item, line: Line, names: Names, ask: Sequence[str], link: Link
) -> RecordLine:
    told: Described = describe(line, found.book, names, link)
    mend, url = "", ""
    if line.mark is Mark.MISSING:
        mend, url = mend_of(by, item.code, line, ask, link)
    elif line.mark is Mark.NO:
        mend, url = catching_up(line, found.book, link)
    on = None if isinstance(line.row, Course) else day_of(line)
    return RecordLine(told.label, told.detail, told.url, on, line.mark, mend, url)


def hidden_note(by: Membership, lines: Sequence[Line], shown: Sequence[Line]) -> str:
    """Why some records are counted and not listed."""
    if len(lines) == len(shown):
        return ""
    if any(isinstance(line.row, Week) for line in lines):
        return _("Hours of colleagues are in the sum of the team; only the IPS team leader sees them one by one.")
    return _("Meetings of treatment teams that are not yours are counted and not listed.")


@dataclass(frozen=True)
class Basis:
    """What is counted for an item, the choices made, and how sure its limits are."""

    counted: tuple[str, ...]
    choices: tuple[str, ...]
    source: str


def basis(item: Item) -> Basis:
    return Basis(
        tuple(begun(given.text) for given in item.inputs.values()), tuple(said(choice) for choice in item.choices),
        said(next(anchor.source for anchor in item.anchors.values())),
    )  # fmt: skip
