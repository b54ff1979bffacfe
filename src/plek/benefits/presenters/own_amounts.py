"""What the pages about amounts print: of the law, and of the organisation itself."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plek.benefits.models import OwnAmount
from plek.benefits.own import OwnFigure
from plek.benefits.presenters.figures import said, tongue
from plek.engines.benefit_rules import CONFIDENCE, OWN, SURE, Book, book
from plek.engines.benefit_rules.book import Parameter, Value
from plek.shared.dates import written
from plek.shared.spelling import fold


@dataclass(frozen=True)
class AmountLine:
    """One parameter with its value of today."""

    law: str
    code: str
    title: str
    value: str
    since: date | None
    article: str
    source: str
    checked_on: date | None
    sure: str
    is_sure: bool
    is_own: bool
    waits: bool


@dataclass(frozen=True)
class LawPart:
    """The parameters of one law."""

    name: str
    lines: tuple[AmountLine, ...]


@dataclass(frozen=True)
class ValueLine:
    """One value of the book from day to day."""

    value: str
    begins_on: date
    ends_on: date | None
    source: str
    link: str
    checked_on: date
    sure: str
    is_sure: bool
    is_now: bool


@dataclass(frozen=True)
class OwnLine:
    """What somebody proposed, and what became of it: ``waiting``, ``accepted``, ``replaced``, ``returned`` or
    ``withdrawn``."""

    number: int
    law: str
    code: str
    title: str
    value: str
    law_says: str
    change: str
    begins_on: date
    ends_on: date | None
    source: str
    link: str
    note: str
    by: str
    at: datetime
    state: str
    checked_by: str
    checked_at: datetime | None
    reason: str
    is_mine: bool


@dataclass(frozen=True)
class ParameterPage:
    """One parameter: its values by date, and what the organisation did with it."""

    law: str
    code: str
    title: str
    unit: str
    values: tuple[ValueLine, ...]
    own: tuple[OwnLine, ...]


def laws(used: Book, waiting: Iterable[OwnAmount], on: date) -> list[LawPart]:
    """All parameters by law, each with what counts today."""
    waits, parts = {row.parameter for row in waiting}, defaultdict[str, list[AmountLine]](list)
    names = {one.name.split("/")[0]: one.values[-1].source.law for one in used.parameters.values() if one.values}
    for name in sorted(used.parameters):
        parameter = used.parameters[name]
        law = parameter.values[-1].source.law if parameter.values else names[name.split("/")[0]]
        parts[law].append(_line(parameter, on, waits=name in waits))
    return [LawPart(name, tuple(lines)) for name, lines in sorted(parts.items(), key=lambda part: fold(part[0]))]


def _line(parameter: Parameter, on: date, *, waits: bool) -> AmountLine:
    law, code = parameter.name.split("/")
    value = parameter.on(on)
    if value is None:
        return AmountLine(law, code, title(parameter), _("not known"), None, "", "", None, "", False, False, waits)
    source = value.source
    return AmountLine(
        law, code, title(parameter), spoken_value(parameter, value.number), value.valid_from, _article(value),
        source.text, source.checked_on, said(CONFIDENCE[source.confidence]), source.confidence in SURE,
        source.confidence == OWN, waits,
    )  # fmt: skip


def _article(value: Value) -> str:
    return f"{value.source.article} {value.source.paragraph}".strip()


def title(parameter: Parameter) -> str:
    """What the parameter is called, with a capital."""
    text = parameter.en if tongue() == "en" else parameter.nl
    return text[:1].upper() + text[1:]


def unit_name(parameter: Parameter) -> str:
    """In what a value is written."""
    return {
        "EUR": _("in euros"), "EUR/hour": _("in euros an hour"), "EUR/day": _("in euros a day"),
        "EUR/month": _("in euros a month"), "EUR/year": _("in euros a year"),
        "share": _("as a share, so 0.27 for 27 per cent"), "months": pgettext("unit", "in months"),
        "days": pgettext("unit", "in days"), "hours": pgettext("unit", "in hours"),
    }[parameter.unit]  # fmt: skip


def spoken_value(parameter: Parameter, number: float) -> str:
    """A value with its unit, as people say it."""
    if parameter.is_money:
        per = {
            "hour": pgettext("rate", "an hour"), "day": pgettext("rate", "a day"),
            "month": pgettext("rate", "a month"), "year": pgettext("rate", "a year"),
        }  # fmt: skip
        unit = per.get(parameter.unit.partition("/")[2], "")
        return f"€\N{NO-BREAK SPACE}{number_format(number, 2)} {unit}".strip()
    if parameter.unit == "share":
        return f"{_plain(number * 100)}%"
    names = {"months": _("months"), "days": _("days"), "hours": _("hours")}
    return f"{_plain(number)} {names[parameter.unit]}"


def _plain(number: float) -> str:
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if tongue() == "nl" else text


def own_amounts_said(found: Iterable[OwnFigure]) -> tuple[str, ...]:
    """Each of the organisation's own amounts in a sentence, with where it was found."""
    known = book().parameters
    return tuple(
        _("%(title)s: %(value)s from %(day)s (%(source)s)")
        % {
            "title": title(known[one.name]), "value": spoken_value(known[one.name], one.number),
            "day": written(one.since, "j F Y"), "source": one.source,
        }
        for one in found
        if one.name in known
    )  # fmt: skip


def parameter_page(by_law: Parameter, rows: Sequence[OwnAmount], me: int, on: date) -> ParameterPage:
    """Everything about one parameter; ``me`` is the user who looks."""
    law, code = by_law.name.split("/")
    return ParameterPage(
        law, code, title(by_law), unit_name(by_law),
        tuple(_value(by_law, value, on) for value in reversed(by_law.values)),
        tuple(own_line(by_law, row, me, rows) for row in rows if not row.is_withdrawal),
    )  # fmt: skip


def _value(parameter: Parameter, value: Value, on: date) -> ValueLine:
    source = value.source
    return ValueLine(
        spoken_value(parameter, value.number), value.valid_from, value.valid_until, source.text, source.link,
        source.checked_on, said(CONFIDENCE[source.confidence]), source.confidence in SURE, value.holds_on(on),
    )  # fmt: skip


def own_line(by_law: Parameter, row: OwnAmount, me: int, rows: Sequence[OwnAmount] = ()) -> OwnLine:
    """One proposal with what became of it; ``rows`` are those that may follow it."""
    law, code = by_law.name.split("/")
    of_law, checked = by_law.on(row.begins_on), getattr(row, "verdict", None)
    taken_back = next((one for one in rows if one.follows_id == row.pk and one.is_withdrawal), None)
    return OwnLine(
        row.pk, law, code, title(by_law), spoken_value(by_law, float(row.number)),
        spoken_value(by_law, of_law.number) if of_law else "", _change(of_law, float(row.number)), row.begins_on,
        row.ends_on, row.source, row.link, row.note, row.proposed_by.user.name, row.proposed_at, _state(row, rows),
        checked.checked_by.user.name if checked else "", checked.checked_at if checked else None,
        taken_back.note if taken_back else checked.reason if checked else "",
        row.proposed_by.user_id == me,
    )  # fmt: skip


def _state(row: OwnAmount, rows: Sequence[OwnAmount]) -> str:
    after = [one for one in rows if one.follows_id == row.pk]
    checked = getattr(row, "verdict", None)
    if any(one.is_withdrawal for one in after):
        return "withdrawn"
    if checked is None:
        return "waiting"
    if not checked.is_accepted:
        return "returned"
    return "replaced" if any(_is_accepted(one) for one in after) else "accepted"


def _is_accepted(row: OwnAmount) -> bool:
    checked = getattr(row, "verdict", None)
    return checked is not None and checked.is_accepted


def _change(of_law: Value | None, number: float) -> str:
    """How much it differs from the law's own value, so that a slip stands out."""
    if of_law is None or not of_law.number:
        return ""
    share = (number / of_law.number - 1) * 100
    sign = "+" if share >= 0 else "\N{MINUS SIGN}"
    return f"{sign}{number_format(abs(share), 1)}%"
