"""The hash of a row, computed in Python, apart from the database function that wrote it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.db.models import CharField, Func, TextField
from django.db.models.functions import Cast

from plek.audit.models import Entry, Head

AT_ONCE = 2000


class InUtc(Func):
    """A moment as the database function writes it; computed there, so that any value can be read."""

    template = """to_char(%(expressions)s at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""
    output_field = CharField()


@dataclass(frozen=True)
class Link:
    """One row of the log as it stands in the table; the first nineteen fields are what is hashed."""

    organisation_id: int
    sequence: int
    at_utc: str | None
    action: str
    event: str
    outcome: str
    user_id: int | None
    membership_id: int | None
    role: str
    on_behalf_of: int | None
    purpose: str
    client_id: int | None
    object_kind: str
    object_id: str
    permission: str
    access_point: str
    source: str
    request_id: str
    detail_text: str
    previous_hash: bytes
    hash: bytes

    def recomputed(self) -> bytes:
        """The hash that this row should have after the row it names as the one before."""
        row = [getattr(self, field.name) for field in fields(self)[:19]]
        return hashlib.sha256(bytes(self.previous_hash) + json.dumps(row, ensure_ascii=False).encode()).digest()


def links(organisation_id: int | None = None) -> Iterator[Link]:
    """All rows, chain by chain and in order, a few thousand in memory at a time. Needs the owner's connection."""
    entries = Entry.objects.annotate(at_utc=InUtc("at"), detail_text=Cast("detail", TextField()))
    if organisation_id is not None:
        entries = entries.filter(organisation_id=organisation_id)
    names = [field.name for field in fields(Link)]
    rows = entries.order_by("organisation_id", "sequence").values_list(*names)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield Link(
            **dict(zip(names, row, strict=True)) | {"previous_hash": bytes(row[-2]), "hash": bytes(row[-1])}
        )


def heads(organisation_id: int | None = None) -> dict[int, tuple[int, bytes]]:
    """Where each chain ends, as the database says. Needs the owner's connection."""
    found = Head.objects.all() if organisation_id is None else Head.objects.filter(organisation_id=organisation_id)
    return {head.organisation_id: (head.sequence, bytes(head.hash)) for head in found}
