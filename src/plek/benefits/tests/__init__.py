"""Tests of the benefits context."""
