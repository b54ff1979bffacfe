"""The value objects that the engines count in."""

from plek.engines.measures.period import Period

__all__ = ["Period"]
