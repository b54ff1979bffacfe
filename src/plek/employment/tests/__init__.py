"""Tests of employment."""
