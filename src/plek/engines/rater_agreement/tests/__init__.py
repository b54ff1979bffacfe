"""Tests of the agreement of two raters."""
