"""Rows that come from the database as one string of bytes, which NumPy reads at once.

Ten thousand rows of a team are made into Python objects in the time of a whole page; as columns they take a tenth.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db.models import BinaryField, Expression, F, Func, UUIDField, Value

from plek.fidelity.selectors.columns import Ints

Columns = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Width:
    """How the database sends a value, and how NumPy reads it."""

    sent: str
    stored: str


BIG, SMALL = Width("int8send(%(expressions)s)", ">i8"), Width("int2send((%(expressions)s)::smallint)", ">i2")
DAY, FLAG, KEY = Width("date_send(%(expressions)s)", ">i4"), Width("boolsend(%(expressions)s)", "?"), Width(
    "uuid_send(%(expressions)s)", "V16"
)  # fmt: skip
NO_KEY = Value(UUID(int=0), UUIDField())
_SINCE = 730120
"""The ordinal of 1 January 2000, from which PostgreSQL counts its days."""


class Layout:
    """The fields of a packed row in their order, none of them null."""

    def __init__(self, **fields: Width) -> None:
        self.fields = fields
        self.row = np.dtype([(name, width.stored) for name, width in fields.items()])

    def packed(self, **values: Expression | str) -> Func:
        """All rows in one value, in no order; for a queryset that asks for nothing else."""
        sent = [
            Func(F(value) if isinstance(value, str) else value, template=self.fields[name].sent)
            for name, value in values.items()
        ]  # fmt: skip
        if list(values) != list(self.fields):
            raise ValueError(f"these fields are {', '.join(values)}, not {', '.join(self.fields)}")
        template = "string_agg(%(expressions)s, '')"
        return Func(*sent, template=template, arg_joiner=" || ", output_field=BinaryField())

    def read(self, answer: Sequence[Mapping[str, Any]]) -> Columns:
        """The columns by name, of an answer to ``packed``."""
        whole = b"".join(part["packed"] or b"" for part in answer)
        rows = np.frombuffer(whole, self.row)
        return {name: _column(rows[name], width) for name, width in self.fields.items()}


def _column(values: npt.NDArray[Any], width: Width) -> npt.NDArray[Any]:
    if width in (KEY, FLAG):
        return np.ascontiguousarray(values)
    return values.astype(np.int64) + (_SINCE if width == DAY else 0)


def places_of(keys: npt.NDArray[Any]) -> Ints:
    """The same number for equal keys; -1 for the key of noughts, which is none."""
    halves = keys.view(">u8").reshape(-1, 2)
    _, high = np.unique(halves[:, 0], return_inverse=True)
    _, low = np.unique(halves[:, 1], return_inverse=True)
    is_known = (halves[:, 0] != 0) | (halves[:, 1] != 0)
    together: Ints = high.astype(np.int64) * (len(keys) + 1) + low
    return np.where(is_known, together, -1)
