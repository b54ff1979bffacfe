"""A chain to tamper with."""

import pytest

from plek.audit.tests.chains import Chain


@pytest.fixture
def chain(as_owner: None) -> Chain:
    """A chain of twelve rows of an organisation that exists nowhere else."""
    made = Chain(7_000_001)
    made.grow(12)
    return made
