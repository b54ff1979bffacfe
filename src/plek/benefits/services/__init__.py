"""Every write about benefits."""
