"""The indication as rows of figures: as it is now, and every month as it was recorded."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plek.engines.fidelity_scoring import ItemScore
from plek.fidelity.presenters.words import said
from plek.fidelity.selectors.indication import Indication
from plek.fidelity.selectors.recorded import Recorded


def head() -> list[str]:
    return [
        _("Scale"), _("Version"), _("Team"), _("Six months up to and including"), _("Recorded on"),
        pgettext("fidelity", "Item"), _("Name"), _("Score"), _("At least"), _("At most"),
        pgettext("fidelity", "Value"), _("Unit"), _("Numerator"), _("Denominator"), _("Records"), _("Incomplete"),
    ]  # fmt: skip


def rows(found: Indication) -> Iterator[list[Any]]:
    """First as it is now, with nothing under the day of recording; then the months, the latest first."""
    for item in found.result.items:
        yield _now(found, item)
    for row in sorted(found.recorded, key=lambda row: row.last_on, reverse=True):
        yield _then(found, row)


def _now(found: Indication, item: ItemScore) -> list[Any]:
    measured, evidence = item.found.measured, item.evidence
    return [
        *_about(found, found.result.scale.version), found.period.last, None, *_named(item), item.score,
        item.at_least, item.at_most, measured.value, said(item.item.unit), measured.numerator,
        measured.denominator, evidence.records, evidence.missing,
    ]  # fmt: skip


def _then(found: Indication, row: Recorded) -> list[Any]:
    item = next((item for item in found.result.items if item.item.code == row.item), None)
    named, unit = (_named(item), said(item.item.unit)) if item else ((row.item, ""), "")
    return [
        *_about(found, row.version), row.last_on, row.recorded_on, *named, row.score, row.at_least, row.at_most,
        row.value, unit, row.numerator, row.denominator, row.records, row.missing,
    ]  # fmt: skip


def _about(found: Indication, version: str) -> tuple[str, str, str]:
    return found.result.scale.code, version, found.team.code


def _named(item: ItemScore) -> tuple[str, str]:
    return item.item.code, said(item.item.name)
