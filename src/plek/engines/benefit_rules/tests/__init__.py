"""Tests of the benefit rules: cases an adviser can read, properties, and a second calculation in decimals."""
