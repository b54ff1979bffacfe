"""Refusals that a person can act on; anything else is a fault and becomes a 500 with an id."""

from datetime import timedelta

from django.http import Http404


class Refused(Exception):
    """An expected refusal. Its text is shown to the user: what is wrong and what to do."""

    http_status = 422

    def __init__(self, message: object, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class TooOften(Refused):
    """The same thing was done very often in a short time; it may be done again after ``wait``."""

    http_status = 429

    def __init__(self, message: object, *, wait: timedelta) -> None:
        super().__init__(message)
        self.wait = wait


class NotFound(Http404):
    """The thing does not exist, or not for this member: the answer is the same on purpose."""
