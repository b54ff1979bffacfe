"""Who acts: the least that the lower floors must know of a membership."""

from typing import Protocol


class Actor(Protocol):
    """A membership in use: one person in one role at one organisation."""

    @property
    def pk(self) -> int: ...
    @property
    def organisation_id(self) -> int: ...
    @property
    def user_id(self) -> int: ...
    @property
    def role(self) -> str: ...
