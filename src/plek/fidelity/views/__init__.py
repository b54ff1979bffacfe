"""Doors of fidelity."""
