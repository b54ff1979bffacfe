"""A client's whole record, to read and print, and as a file that another program can read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from plek.caseload.selectors.record import Rows
from plek.caseload.supply import Label, RecordKind, record_kinds
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel

TECHNICAL = frozenset({"id", "organisation", "version", "key", "visit", "sort_name", "user"})


@dataclass(frozen=True)
class Part:
    """One kind of fact: its rows, each as labels with values."""

    title: Label
    rows: tuple[tuple[tuple[Label, str], ...], ...]


@dataclass(frozen=True)
class RecordPage:
    """The parts that have words; ``left_to_file`` counts the kinds that stand in the file only."""

    parts: tuple[Part, ...]
    left_to_file: int


def record_page(rows: Rows) -> RecordPage:
    """The record as a person reads it, in the order in which the kinds were registered."""
    known = {model._meta.label: found for model, found in rows.items()}
    parts = [_part(kind, known[label]) for label, kind in record_kinds.items() if label in known]
    return RecordPage(tuple(parts), left_to_file=len(known.keys() - record_kinds.keys()))


def record_file(rows: Rows) -> str:
    """The record as JSON, by kind, with the names of the fields as the program knows them."""
    told = {model._meta.label: [_plain(row) for row in found] for model, found in rows.items()}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _part(kind: RecordKind, found: Iterable[ScopedModel]) -> Part:
    rows = (tuple(_facts(kind, row)) for row in found)
    return Part(kind.title, tuple(facts for facts in rows if facts))


def _facts(kind: RecordKind, row: ScopedModel) -> Iterable[tuple[Label, str]]:
    for name, label in kind.fields.items():
        if text := _written(row, name):
            yield label, text


def _written(row: ScopedModel, name: str) -> str:
    *path, name = name.split(".")
    for step in path:
        row = getattr(row, step)
    value = getattr(row, name)
    if value in (None, "", [], False):
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Membership):
        return value.user.name
    shown = getattr(row, f"get_{name}_display", None)
    if shown is not None:
        return str(shown())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(localize(value))


def _plain(row: ScopedModel) -> dict[str, Any]:
    return {f.name: _value(row, f) for f in row._meta.concrete_fields if f.name not in TECHNICAL and _is_text(f)}


def _is_text(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, EncryptedTextField) or not isinstance(field, models.BinaryField)


def _value(row: ScopedModel, field: models.Field[Any, Any]) -> Any:
    value = getattr(row, field.name)
    if isinstance(value, Membership):
        return value.user.name
    if isinstance(value, models.Model):
        return str(value)
    return value if isinstance(value, (str, int, float, bool, list, dict, type(None))) else str(value)
