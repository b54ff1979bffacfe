"""Tests of the formal review."""
