"""Situations of one item each, written so that a fidelity reviewer can read and extend them."""
