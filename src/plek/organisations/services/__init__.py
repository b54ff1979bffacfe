"""Every write of organisations, one file per noun."""

from plek.organisations.services.founding import Founded, create_organisation

__all__ = ["Founded", "create_organisation"]
