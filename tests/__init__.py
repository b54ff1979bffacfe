"""Tests across contexts: the house as a whole."""
