"""Every write of fidelity, and asking outside a page."""
