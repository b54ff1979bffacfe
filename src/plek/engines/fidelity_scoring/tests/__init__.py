"""Tests of the fidelity engine: spec tables, cases that a reviewer can read, and properties."""
