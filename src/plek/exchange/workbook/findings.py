"""What reading a workbook finds: a refusal of a cell, or a warning; each a sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as declared

from django.utils.translation import gettext

from plek.exchange.workbook.sentences import SENTENCES

Params = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Remark:
    """One refusal or warning at a place in the workbook; row 0 means the whole sheet or file."""

    sheet: str
    row: int
    column: str
    value: str
    code: str
    params: Params = declared(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in the language in use."""
        known = {"value": self.value, "column": self.column, **self.params}
        return gettext(SENTENCES[self.code]) % known

    def as_json(self) -> dict[str, object]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """At this field, this sentence; a refusal or a warning."""

    field: str
    code: str
    params: Params = declared(default_factory=dict)
    refuses: bool = False


class Wrong(ValueError):
    """This value cannot be right."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Odd:
    """This value is read, with a warning."""

    value: object
    code: str
    params: Params = declared(default_factory=dict)


class Unusable(Exception):
    """The file cannot be read as a team workbook at all."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return gettext(SENTENCES[self.code]) % self.params
