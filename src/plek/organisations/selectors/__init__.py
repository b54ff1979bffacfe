"""Every read of organisations, one file per noun."""

from plek.organisations.selectors.acting import acting, membership_in_use, memberships_of, slug_of

__all__ = ["acting", "membership_in_use", "memberships_of", "slug_of"]
