"""The indication on paper: every word and figure of the page, without its ways to somewhere else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plek.fidelity.presenters.history import History
from plek.fidelity.presenters.ladder import IndicationPage, ItemLine, SectionPart
from plek.shared.dates import written

DAY, MONTH = "j F Y", "M Y"
SHOWN_MONTHS = 7
"""As many months as a sheet has room for."""


def values_of(page: IndicationPage, made_on: date) -> dict[str, Any]:
    """What ``indication.typ`` prints."""
    mark = _("indication")
    return {
        "marked": f"{mark} · {page.code}, {_('version')} {page.version}",
        "lead": _("This is an indication from what the team records every day. Scores that only a rater can give "
                  "are not in it."),
        "facts": [
            (_("Team"), page.team.name if page.team else ""),
            (_("Period"), f"{_day(page.first)} – {_day(page.last)}"),
            (_("Scale"), f"{page.scale}, {_('version')} {page.version}"),
            (_("Made on"), written(made_on, DAY)),
            *_totals(page),
        ],
        "columns": [pgettext("fidelity", "Item"), _("Score"), _("What it rests on")],
        "sections": [_section(part) for part in page.sections],
        "raise": _("Would raise it:"),
        "history": _history(page.history) if page.history else None,
        "changed": _changed(page),
        "sources": [page.source, page.wording],
    }  # fmt: skip


def _day(day: date | None) -> str:
    return written(day, DAY) if day else ""


def _totals(page: IndicationPage) -> Iterator[tuple[str, str]]:
    for total in page.totals:
        said = _("%(score)s over %(rated)s of %(of)s items") % {
            "score": total.score, "rated": total.rated, "of": total.of
        }  # fmt: skip
        name = _("Score as far as rated")
        yield f"{name}, {total.name}" if total.name else name, f"{said} · {total.band}" if total.band else said


def _section(part: SectionPart) -> dict[str, Any]:
    return {"name": part.name, "items": [_item(line) for line in part.lines]}


def _item(line: ItemLine) -> dict[str, Any]:
    records = [_("Records: %(n)s") % {"n": line.records}] if line.records else []
    missing = [_("incomplete: %(n)s") % {"n": line.missing}] if line.missing else []
    return {
        "code": line.code, "name": line.name, "standing": line.standing,
        "rests": [text for text in (line.value, line.anchor or line.about) if text],
        "counted": ", ".join(records + missing), "need": line.need, "note": line.note, "wording": line.wording,
    }  # fmt: skip


def _history(history: History) -> dict[str, Any]:
    months = [written(month, MONTH) for month in history.months]
    rows = [[f"{course.code} {course.name}", *course.cells] for course in history.courses]
    rows.append([_("Sum as far as rated"), *history.totals])
    return {
        "title": _("Month by month"),
        "lead": _("Over the six months up to the end of each month, as recorded when it had ended."),
        "columns": [pgettext("fidelity", "Item"), *months[-SHOWN_MONTHS:]],
        "rows": [[row[0], *(cell or "–" for cell in row[1:][-SHOWN_MONTHS:])] for row in rows],
    }  # fmt: skip


def _changed(page: IndicationPage) -> list[str]:
    return [
        _("%(item)s: recorded %(then)s, now %(now)s")
        % {"item": f"{one.code} {one.name}", "then": one.then, "now": one.now}
        for one in page.changed
    ]
