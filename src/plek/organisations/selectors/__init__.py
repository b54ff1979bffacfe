"""Every read of organisations, one file per noun."""

from plek.organisations.selectors.acting import (
    acting,
    first_administrator,
    membership_in_use,
    memberships_of,
    slug_of,
)

__all__ = ["acting", "first_administrator", "membership_in_use", "memberships_of", "slug_of"]
