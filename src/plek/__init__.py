"""Plek: the open platform for Individual Placement and Support."""
