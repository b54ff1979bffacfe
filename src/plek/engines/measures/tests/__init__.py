"""Tests of the value objects."""
