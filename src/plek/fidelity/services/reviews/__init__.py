"""Every write of a formal review."""
