"""What the pages of fidelity print."""
