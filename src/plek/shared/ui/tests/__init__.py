"""Tests of the look: components, contrast, icons, budgets."""
