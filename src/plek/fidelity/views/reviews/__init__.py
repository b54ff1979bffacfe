"""Doors of the formal review."""
