"""Employers, and the contacts that employment specialists have with them."""
