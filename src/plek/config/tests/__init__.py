"""Tests of the composition root: addresses, database, roles and processes."""
